// Draw the curve yourself: three runs and a pen; then all runs rain down, and each ten times more buys less.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { sendGuess } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";
import { followDrag } from "../../../kit/browser/drag.js";
import { keepingHold } from "../../../kit/browser/focus.js";
import { arrowStep, isPress, rowPlace } from "../../../kit/browser/keyboard.js";
import { glide, reducedMotion } from "../../../kit/browser/motion.js";
import { large } from "../../../kit/browser/numbers.js";
import { pointerOn } from "../../../kit/browser/screen.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { sliderRole } from "../../../kit/browser/sliders.js";
import { stateOf } from "../../../kit/browser/state.js";
import { followSize, markNarrow } from "../../../kit/browser/width.js";
import { COLUMNS, drawTo, lineText } from "./drawing_math.js";
import { card, doorsNode, questionBox } from "./drawing_side.js";
import { axes, drawnLine, FAR, firstRuns, frontier, NEAR, placeAt, runDots, scalesOf, walk } from "./drawing_view.js";
import { sentence, spoken } from "./drawing_words.js";

/**
 * @import { Question } from "../../../kit/browser/ask.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { Way } from "./drawing_math.js"
 * @import { Scene } from "./drawing_view.js"
 * @import { Surface } from "./law.js"
 *
 * @typedef {{ runs: [power: number, parameters: number, loss: number][], law: Surface }} Answer `AnswerPayload` in
 *   `drawing.py`.
 *
 * @typedef {object} DrawingPayload `DrawingPayload` in `drawing.py`.
 * @property {{ line: number[], way: Way, steps: number }} settings
 * @property {Question} question
 * @property {[flop: number, loss: number][]} first
 * @property {number} rent Dollars for one operation.
 * @property {Answer | null} answer Null before a line is drawn.
 * @property {Record<string, string>} words
 *
 * @typedef {object} Memory What is kept between calls.
 * @property {boolean} asked Whether the answer was not there at the last call.
 * @property {boolean} walking
 * @property {number} last The column that the pen was at.
 * @property {number} end The power of ten at the right edge.
 * @property {number} [frame]
 * @property {number} [rain] The timer that ends the rain.
 */

const NARROW = 720; // pixels
const STEP = 0.03; // nats, of an arrow key
const RAIN = 3000; // milliseconds

/**
 * @param {HTMLElement} root
 * @param {DrawingPayload} payload Its settings are changed.
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language, send }) {
  const { settings, words, answer, first } = payload;
  /** @type {Memory} */
  const memory = stateOf(root, () => ({ asked: false, walking: false, last: -1, end: NEAR }));
  const isFresh = answer !== null && memory.asked && !reducedMotion();
  memory.asked = answer === null;
  memory.walking ||= answer !== null && !isFresh && (settings.steps > 0 || settings.way !== "both");
  const svg = el("svg", { role: "group", "aria-label": words.picture });
  const plot = el("div", { class: "plot" }, svg);
  const side = el("div", { class: "side" });
  const said = el("p", { class: "stage-says", role: "status" });
  root.replaceChildren(el("div", { class: "hero" }, plot, side), said);
  const begin = first[first.length - 1];

  const scene = () =>
    /** @type {Scene} */ ({
      payload,
      language,
      narrow: root.clientWidth < NARROW,
      width: plot.clientWidth,
      height: plot.clientHeight,
      end: memory.end,
      walking: memory.walking,
    });
  const wanted = () => (memory.walking && (settings.way !== "both" || settings.steps > 3) ? FAR : NEAR);
  const pen = el("circle", { class: "pen", r: 11, ...sliderRole(words.pen, 0, 4) });

  const draw = () => {
    const now = scene();
    svg.setAttribute("viewBox", `0 0 ${now.width} ${now.height}`);
    root.dataset.drawn = String(settings.line.length);
    const layers = [axes(now), runDots(now), frontier(now), drawnLine(now)];
    if (answer === null) layers.push(firstRuns(now), [pen]);
    else layers.push(walk(now));
    keepingHold(pen, () => svg.replaceChildren(...layers.flat()));
    movePen(now);
    refreshSide(now);
    said.replaceChildren(...sentence(now));
  };
  const movePen = (/** @type {Scene} */ now) => {
    const at = Math.min(memory.last, settings.line.length - 1);
    const power = at >= 0 ? COLUMNS[at] : Math.log10(begin[0]);
    const loss = at >= 0 ? settings.line[at] : begin[1];
    const { x, y } = scalesOf(now);
    pen.setAttribute("cx", String(x(power)));
    pen.setAttribute("cy", String(y(loss)));
    pen.setAttribute("aria-valuenow", loss.toFixed(2));
    pen.setAttribute("aria-valuetext", spoken(power, loss, language, words));
  };

  // Before the answer: the pen.
  const drawOn = (/** @type {{ power: number, loss: number }} */ to) => {
    const { line, last } = drawTo(settings.line, memory.last, begin[1], to);
    settings.line = line;
    memory.last = last;
    draw();
  };
  const commit = () => {
    if (settings.line.length === COLUMNS.length) sendGuess(send, lineText(settings.line));
  };
  const withPointer = (/** @type {PointerEvent} */ event) => {
    const { left, top } = pointerOn(svg, event);
    drawOn(placeAt(scene(), left, top));
  };
  if (answer === null) {
    svg.classList.add("asking");
    const press = (/** @type {PointerEvent} */ event) => {
      const { power } = placeAt(scene(), pointerOn(svg, event).left, 0);
      const column = Math.round((power - COLUMNS[0]) * 10);
      memory.last = Math.min(settings.line.length - 1, Math.max(-1, column));
    };
    followDrag(svg, { begin: press, move: withPointer, focused: pen });
    pen.onkeydown = (event) => {
      const step = arrowStep(event);
      const end = rowPlace(event, memory.last, settings.line.length - 1); // Home and End: of what is drawn
      if (step) drawOn(nextPlace(settings.line, memory.last, begin[1], step));
      else if (isPress(event)) commit();
      else if (end !== null) {
        memory.last = end;
        draw();
      }
    };
  }

  // After it: ten times more.
  const change = (/** @type {Partial<DrawingPayload["settings"]>} */ changed) => {
    Object.assign(settings, changed);
    memory.walking = true;
    clearTimeout(memory.rain);
    svg.classList.remove("rain");
    remember(settings);
    const from = memory.end;
    const to = wanted();
    if (from === to) draw();
    else {
      glide(memory, (share) => {
        memory.end = from + (to - from) * share;
        draw();
      });
    }
  };
  const waived = (/** @type {string | null} */ choice) => {
    if (choice === null) settings.line = [];
  };
  const ask = questionBox(payload, send, () => lineText(settings.line), waived);
  const walker = answer === null ? null : card(payload, answer, change);
  const rooms = doorsNode(words);
  side.replaceChildren(walker ? walker.node : ask.node, rooms.node);
  if (answer) plot.append(sizes(words, answer.runs, language));
  const refreshSide = (/** @type {Scene} */ now) => {
    ask.show(settings.line.length === COLUMNS.length);
    walker?.show(now);
    rooms.show(now, memory.last);
  };

  memory.end = wanted();
  if (answer) remember(settings);
  if (isFresh) {
    svg.classList.add("rain");
    memory.rain = window.setTimeout(() => {
      svg.classList.remove("rain");
      memory.walking = true;
      draw();
    }, RAIN);
  } else if (answer) memory.walking = true;
  const stops = [markNarrow(root, NARROW), followSize(plot, draw)];
  return () => {
    for (const stop of stops) stop();
    clearTimeout(memory.rain);
    cancelAnimationFrame(memory.frame ?? 0);
  };
}

/**
 * Where an arrow key leads the pen: up and down, or on by one column in the direction that it came from.
 *
 * @param {number[]} line
 * @param {number} last
 * @param {number} begin
 * @param {[number, number]} step To the right and down.
 */
function nextPlace(line, last, begin, [right, down]) {
  const at = Math.min(last, line.length - 1);
  const here = at >= 0 ? line[at] : begin;
  const to = Math.max(0, Math.min(COLUMNS.length - 1, at + right));
  const slope = at > 0 && right > 0 && to >= line.length ? here - line[at - 1] : 0;
  const there = right ? (line[to] ?? here + slope) : here;
  return { power: COLUMNS[to], loss: there - down * STEP };
}

/**
 * What the colours of the runs mean.
 *
 * @param {Record<string, string>} words
 * @param {Answer["runs"]} runs
 * @param {import("../../../kit/browser/numbers.js").Language} language
 */
function sizes(words, runs, language) {
  const parameters = runs.map(([, each]) => each);
  const written = (/** @type {number} */ size) => large(Number(size.toPrecision(2)), language);
  return el(
    "p",
    { class: "sizes" },
    el("span", {}, filledText(words.runs, { count: String(runs.length) })),
    el("span", {}, written(Math.min(...parameters))),
    el("i"),
    el("span", {}, written(Math.max(...parameters))),
  );
}

/** @param {DrawingPayload["settings"]} settings */
function remember({ way, steps }) {
  rememberInUrl({ way: way === "both" ? null : way, steps: steps || null });
}
