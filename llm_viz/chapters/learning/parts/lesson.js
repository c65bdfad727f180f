// The loss of a training against its steps. Whoever moves along the curve reads what the model wrote there; before that, how
// well it ends is to be guessed.

import { askBox, dashedMark, sendGuess } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";
import { followDrag } from "../../../kit/browser/drag.js";
import { drawGraph } from "../../../kit/browser/graph/draw.js";
import { slideStep } from "../../../kit/browser/keyboard.js";
import { count } from "../../../kit/browser/numbers.js";
import { pointerOn, screenHeight, topOnFirstScreen } from "../../../kit/browser/screen.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { sliderRole, within } from "../../../kit/browser/sliders.js";
import { followFrame } from "../../../kit/browser/width.js";

/**
 * @import { Question } from "../../../kit/browser/ask.js"
 * @import { Box } from "../../../kit/browser/graph/axes.js"
 * @import { Graph } from "../../../kit/browser/graph/draw.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 *
 * @typedef {{ step: number, text: string }} Written
 * @typedef {object} LessonPayload `LessonPayload` in `lesson.py`.
 * @property {Graph} graph
 * @property {Written[]} written By step, at least one.
 * @property {string} prompt
 * @property {string} says
 * @property {Question} question
 * @property {number | null} guessed
 * @property {{ at: number }} settings Place of the text that is shown; -1: the last one.
 * @property {Record<string, string>} strings
 */

const NARROW = 600; // pixels
const MOST = 680; // pixels of the curve's height
const BELOW = 140; // pixels of what stands below it on the first screen

/**
 * @param {HTMLElement} root
 * @param {LessonPayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language, send }) {
  const { graph, written, prompt, says, question, guessed, settings, strings } = payload;
  const last = written.length - 1;
  const place = () => (settings.at < 0 ? last : Math.min(settings.at, last));
  const writes = el("p", { class: "writes", role: "status" });
  const host = el("div", { class: "curve" });
  const box = question.open ? askBox(question, send) : null;
  const stage = el("div", { class: "stage" }, question.open ? null : writes, host, box);
  root.replaceChildren(stage, el("p", { class: "stage-says" }, says));
  /** @type {() => void} */
  let moveMark = () => {};
  const show = () => {
    const { step, text } = written[place()];
    const when = filledText(strings.writes, { step: count(step, language) });
    writes.replaceChildren(el("strong", {}, when), " ", el("span", { class: "quiet" }, prompt), text);
    moveMark();
  };
  const choose = (/** @type {number} */ to) => {
    settings.at = to === last ? -1 : to;
    show();
  };
  const heightOf = (/** @type {number} */ width) =>
    width < NARROW
      ? graph.height + (question.open ? -100 : 20) // the question stands below it
      : Math.max(graph.height, Math.min(MOST, screenHeight() - topOnFirstScreen(host) - BELOW));
  const stop = followFrame(root, host, heightOf, ({ width, height }) => {
    const { node, box: area, x, y } = drawGraph(host, { ...graph, height }, width, language);
    if (question.open) {
      node.append(...bandsToTap(graph, area, y, (at) => sendGuess(send, question.options[at])));
      node.append(dashedMark("?", { x: area.right - 40, y: (area.top + area.bottom) / 2 }));
      return;
    }
    if (guessed !== null) {
      const at = { x: area.right - 44, y: y(guessed), size: 18, width: 72, isGhost: true };
      node.append(dashedMark(strings.you, at));
    }
    const spots = written.map(({ step }) => x(Math.max(step, graph.x.low)));
    const mark = el("line", { class: "mark", y1: area.top, y2: area.bottom });
    const slide = el("rect", {
      class: "slide",
      x: area.left,
      y: area.top,
      width: area.right - area.left,
      height: area.bottom - area.top,
      ...sliderRole(strings.slider, 0, last),
    });
    moveMark = () => {
      const at = spots[place()];
      for (const end of ["x1", "x2"]) mark.setAttribute(end, String(at));
      slide.setAttribute("aria-valuenow", String(place()));
      slide.setAttribute("aria-valuetext", String(written[place()].step));
    };
    const nearest = (/** @type {PointerEvent} */ event) => {
      const { left } = pointerOn(node, event);
      const distances = spots.map((spot) => Math.abs(spot - left));
      choose(distances.indexOf(Math.min(...distances)));
    };
    followDrag(slide, { move: nearest, focused: slide });
    slide.onkeydown = (event) => {
      const steps = slideStep(event);
      if (steps !== null) choose(within(0, last, place() + steps));
    };
    node.setAttribute("role", "group"); // no image: it holds a control
    node.append(mark, slide);
    moveMark();
  });
  show();
  return stop;
}

/**
 * The bands that the question is about, as places to tap: above counting pairs, between the two countings, below triples.
 *
 * @param {Graph} graph Its levels are what counting characters, pairs and triples reaches.
 * @param {Box} area
 * @param {(value: number) => number} y
 * @param {(at: number) => void} tap
 */
function bandsToTap({ levels }, area, y, tap) {
  const edges = [area.top, y(levels[1].value), y(levels[2].value), area.bottom];
  return edges.slice(1).map((bottom, at) =>
    el("rect", {
      class: "to-tap",
      x: area.left,
      y: edges[at],
      width: area.right - area.left,
      height: bottom - edges[at],
      onclick: () => tap(at),
    }),
  );
}
