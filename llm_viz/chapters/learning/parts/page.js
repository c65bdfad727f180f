// A page that a model writes over and over while it is trained: from noise to words, along the line of its training.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { askBox, dashedMark, sendGuess } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";
import { followDrag } from "../../../kit/browser/drag.js";
import { keepingFocus } from "../../../kit/browser/focus.js";
import { widest } from "../../../kit/browser/graph/labels.js";
import { isPress, slideStep } from "../../../kit/browser/keyboard.js";
import { reducedMotion } from "../../../kit/browser/motion.js";
import { count, fixed, percent } from "../../../kit/browser/numbers.js";
import { screenHeight, topOnFirstScreen, zoomOfPage } from "../../../kit/browser/screen.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { sliderRole, within } from "../../../kit/browser/sliders.js";
import { stateOf } from "../../../kit/browser/state.js";
import { followFrame } from "../../../kit/browser/width.js";
import { along, nearest, scaleSteps, sheetFor } from "./page_math.js";
import { paperOf } from "./page_sheet.js";

/**
 * @import { Question } from "../../../kit/browser/ask.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { Sheet } from "./page_math.js"
 *
 * @typedef {{ step: number, times: number, bits: number, page: string, read: string, inked: number[], share: number }}
 *   Moment `MomentPayload` in `page.py`.
 * @typedef {{ moments: Moment[], first: number, lowest: number, columns: number, question: Question,
 *   settings: { at: number }, intro: string, strings: Record<string, string> }} PagePayload `settings.at`: the moment; -1:
 *   the last.
 * @typedef {{ at: number, guess: number, timer: number, seen: boolean }} State `at`: the moment that is shown; `guess`:
 *   where the question mark lies; `seen`: whether the training was played once.
 * @typedef {{ payload: PagePayload, state: State, svg: SVGSVGElement, sheet: Sheet,
 *   paper: ReturnType<typeof paperOf>, training: SVGGElement, widths: Map<string, number>, redraw: () => void,
 *   send: Surroundings["send"], language: Surroundings["language"] }} Scene What is drawn in one size. `training`: holds
 *   the line of the training and what lies on it. `widths`: of the texts there, in pixels.
 */

const PACE = 300; // milliseconds a page
const LOSS_HEIGHT = 46;
const FOOT = { asking: { wide: 162, narrow: 252 }, told: { wide: 66, narrow: 120 } }; // pixels below the picture
const NARROW = 700; // pixels

/**
 * @param {HTMLElement} root
 * @param {PagePayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language, send }) {
  const { moments, question, settings, strings } = payload;
  const last = moments.length - 1;
  const state = stateOf(
    root,
    () =>
      /** @type {State} */ ({
        at: question.open ? 0 : settings.at < 0 ? last : Math.min(settings.at, last),
        guess: Math.round(last * 0.8),
        timer: 0,
        seen: !question.open,
      }),
  );
  const picture = el("div", { class: "picture" });
  const says = el("p", { class: "stage-says", role: "status" });
  const play = el("button", { type: "button", class: "play" });
  const box = question.open ? questionBox(payload, state, send) : null;
  root.replaceChildren(
    el("div", { class: "stage" }, picture, question.open ? null : play),
    el("div", { class: "foot" }, says, box),
  );
  /** @type {Scene | null} */
  let scene = null;
  const draw = () => scene && drawAll(scene);
  const redraw = () => {
    says.textContent = question.open ? payload.intro : sentence(payload, state, language);
    const isPlaying = state.timer !== 0;
    play.textContent = isPlaying ? "❚❚" : "▶";
    play.setAttribute("aria-label", isPlaying ? strings.stop : strings.play);
    draw();
    if (isPlaying) return;
    settings.at = question.open || state.at === last ? -1 : state.at;
    rememberInUrl({ at: settings.at < 0 ? null : settings.at });
  };
  const foot = FOOT[question.open ? "asking" : "told"];
  const roomOf = (/** @type {number} */ width) =>
    screenHeight() - topOnFirstScreen(root) - foot[width < NARROW ? "narrow" : "wide"];
  const stopFollowing = followFrame(root, picture, roomOf, ({ width, height }) => {
    const sheet = sheetFor(width, payload.columns, moments[0].page.length, height);
    const svg = el("svg", { height: sheet.height, viewBox: `0 0 ${width} ${sheet.height}`, role: "group" });
    keepingFocus(picture, () => {
      picture.replaceChildren(svg);
      const paper = paperOf(payload, svg, sheet, width);
      const training = el("g", {});
      svg.append(paper.node, training);
      scene = { payload, state, svg, sheet, paper, training, widths: new Map(), redraw, send, language };
      drawAll(scene);
    });
  });
  const stop = () => {
    window.clearInterval(state.timer);
    state.timer = 0;
  };
  const start = () => {
    stop();
    if (state.at === last) state.at = 0;
    state.timer = window.setInterval(() => {
      state.at += 1;
      if (state.at >= last) stop();
      redraw();
    }, PACE);
  };
  play.onclick = () => {
    if (state.timer === 0) start();
    else stop();
    redraw();
  };
  if (!question.open && !state.seen) {
    state.seen = true;
    state.at = last;
    if (!reducedMotion()) start();
  }
  redraw();
  return () => {
    stop();
    stopFollowing();
  };
}

/**
 * @param {PagePayload} payload
 * @param {State} state
 * @param {Surroundings["send"]} send
 */
function questionBox({ question, moments, strings }, state, send) {
  const guess = () => String(moments[state.guess].step);
  return askBox(question, send, { onPicture: { label: strings.train, guess } });
}

/**
 * @param {PagePayload} payload
 * @param {State} state
 * @param {Surroundings["language"]} language
 */
function sentence({ moments, first, lowest, question, strings }, { at }, language) {
  const { step, times, share } = moments[at];
  const said = [
    filledText(strings.says, {
      step: count(step, language),
      times: fixed(times, times < 10 ? 1 : 0, language),
      share: percent(share),
    }),
  ];
  if (at === moments.length - 1) {
    const guess = Number(question.guess);
    const found = count(moments[first].step, language);
    if (guess > 0) said.push(filledText(strings["says-guess"], { guess: count(guess, language), step: found }));
    const rose = moments[at].bits - moments[lowest].bits > 0.05;
    if (rose) said.push(filledText(strings["says-lowest"], { step: count(moments[lowest].step, language) }));
  }
  return said.join(" ");
}

/** @param {Scene} scene */
function drawAll(scene) {
  const { payload, state, svg, paper, training } = scene;
  const { moments, question, first, strings } = payload;
  paper.show(state.at, state.timer !== 0);
  svg.setAttribute("aria-label", `${strings.writes}: ${moments[state.at].page}`);
  const guess = Number(question.guess);
  const marks = question.open
    ? [guessMark(scene)]
    : [state.at >= first && flag(scene), ...(guess > 0 ? ghost(scene, guess) : []), handle(scene)];
  const nodes = [...line(scene), ...marks.filter((node) => node !== false)];
  keepingFocus(training, () => training.replaceChildren(...nodes));
}

/** @param {Scene} scene @param {number} step */
function xOf({ payload, sheet }, step) {
  const last = payload.moments[payload.moments.length - 1].step;
  return sheet.left + along(step, last) * (sheet.right - sheet.left);
}

/** @param {Scene} scene @param {number} bits */
function yOf({ payload, sheet }, bits) {
  return sheet.line + 74 - (bits / payload.moments[0].bits) * LOSS_HEIGHT;
}

/** @param {Scene} scene The loss over the training, with the steps below it. */
function* line(scene) {
  const { payload, state, sheet, language } = scene;
  const { moments, strings, question } = payload;
  const floor = sheet.line + 76;
  const last = moments[moments.length - 1].step;
  const path = (/** @type {Moment[]} */ some) =>
    some.map(({ step, bits }, place) => `${place ? "L" : "M"}${xOf(scene, step)} ${yOf(scene, bits)}`).join("");
  yield el("line", { class: "rule", x1: sheet.left, x2: sheet.right, y1: floor, y2: floor });
  yield el("path", { class: "loss ahead", d: path(moments) });
  if (!question.open) yield el("path", { class: "loss", d: path(moments.slice(0, state.at + 1)) });
  yield el("text", { class: "quiet-text", x: sheet.left, y: floor + 20, "text-anchor": "middle" }, strings.start);
  for (const step of scaleSteps(last).filter((step) => step > 1 && xOf(scene, step) < sheet.right - 150)) {
    yield el(
      "text",
      { class: "quiet-text", x: xOf(scene, step), y: floor + 20, "text-anchor": "middle" },
      String(step),
    );
  }
  yield el("text", { class: "quiet-text", x: sheet.right, y: floor + 20, "text-anchor": "end" }, strings.axis);
  const unsure = filledText(strings.unsure, { count: fixed(2 ** moments[state.at].bits, 0, language) });
  const x = xOf(scene, moments[state.at].step);
  yield el("text", { class: "bold", ...beside(scene, x, unsure), y: sheet.line + 16 }, unsure);
  const area = el("rect", { class: "area", x: sheet.left, y: sheet.line, width: sheet.right - sheet.left, height: 84 });
  followMoment(area, scene);
  yield area;
}

/** @param {SVGElement} node @param {Scene} scene */
function followMoment(node, { payload, state, svg, sheet, redraw }) {
  let left = 0; // `node` is drawn anew at every movement
  const begin = () => {
    ({ left } = svg.getBoundingClientRect());
  };
  const steps = payload.moments.map(({ step }) => step);
  const move = (/** @type {PointerEvent} */ { clientX }) => {
    const place = nearest(steps, ((clientX - left) / zoomOfPage() - sheet.left) / (sheet.right - sheet.left));
    if (payload.question.open) state.guess = Math.max(1, place);
    else state.at = place;
    redraw();
  };
  followDrag(node, { begin, move });
}

/** @param {Scene} scene */
function handle(scene) {
  const { payload, state, sheet, redraw } = scene;
  const { moments, strings } = payload;
  const { step, bits } = moments[state.at];
  const x = xOf(scene, step);
  const node = el(
    "g",
    {
      ...slider(strings.slider, state.at, moments.length - 1, String(step)),
      class: "handle",
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        const steps = slideStep(event);
        if (steps === null) return;
        state.at = within(0, moments.length - 1, state.at + steps);
        redraw();
      },
    },
    el("line", { x1: x, x2: x, y1: sheet.line + 22, y2: sheet.line + 76 }),
    el("circle", { cx: x, cy: yOf(scene, bits), r: 11 }),
  );
  followMoment(node, scene);
  return node;
}

/** @param {Scene} scene */
function guessMark(scene) {
  const { payload, state, sheet, redraw, send } = scene;
  const { moments, strings } = payload;
  const { step } = moments[state.guess];
  const x = xOf(scene, step);
  const node = el(
    "g",
    {
      ...slider(strings.mark, state.guess, moments.length - 1, String(step)),
      class: "mark",
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (isPress(event)) sendGuess(send, String(step));
        const steps = slideStep(event);
        if (steps === null) return;
        state.guess = within(1, moments.length - 1, state.guess + steps);
        redraw();
      },
    },
    el("line", { class: "guess-line", x1: x, x2: x, y1: sheet.line + 10, y2: sheet.line + 76 }),
    dashedMark("?", { x, y: sheet.line + 42, width: 40, size: 22 }),
  );
  followMoment(node, scene);
  return node;
}

/**
 * @param {string} name
 * @param {number} now
 * @param {number} last
 * @param {string} text
 */
function slider(name, now, last, text) {
  return { ...sliderRole(name, 0, last), "aria-valuenow": now, "aria-valuetext": text };
}

/** @param {Scene} scene */
function flag(scene) {
  const { payload, sheet } = scene;
  const { step, bits } = payload.moments[payload.first];
  const x = xOf(scene, step);
  const y = yOf(scene, bits);
  const text = filledText(payload.strings.flag, { step: String(step) });
  return el(
    "g",
    { class: "flag" },
    el("line", { x1: x, x2: x, y1: y, y2: sheet.line + 76 }),
    el("circle", { cx: x, cy: y, r: 6 }),
    el("text", { ...beside(scene, x, text, -8), y: sheet.line + 70 }, text),
  );
}

/** @param {Scene} scene @param {number} step */
function ghost(scene, step) {
  const { sheet, payload } = scene;
  const x = xOf(scene, step);
  const text = filledText(payload.strings.you, { step: String(step) });
  return [
    el("line", { class: "guess-line", x1: x, x2: x, y1: sheet.line + 34, y2: sheet.line + 76 }),
    el("text", { class: "you", ...beside(scene, x, text, 8), y: sheet.line + 70 }, text),
  ];
}

/**
 * Where a text begins or ends that stands at `x`, on the side that `gap` says if it has room there; left of the line is
 * the button that plays.
 *
 * @param {Scene} scene
 * @param {number} x
 * @param {string} text
 * @param {number} [gap]
 */
function beside({ svg, sheet, widths }, x, text, gap = 0) {
  const wide = widths.get(text) ?? widest(svg, [text], "bold");
  widths.set(text, wide);
  const fitsRight = x + wide + Math.abs(gap) <= sheet.right + 20;
  const fitsLeft = x - wide - Math.abs(gap) >= sheet.left - 8;
  if (gap < 0 && !fitsLeft) return { x: sheet.left - 8, "text-anchor": "start" }; // across the mark: the end is the handle's
  const isRight = gap < 0 ? false : fitsRight || !fitsLeft;
  const start = isRight ? Math.min(x + Math.abs(gap), sheet.right + 20 - wide) : x - Math.abs(gap);
  return { x: start, "text-anchor": isRight ? "start" : "end" };
}
