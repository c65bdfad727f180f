// A tiny model's training under a hard and a smooth metric: kept, or growing while it trains. First one says when it will
// succeed; then the length of the answer moves live.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { askBox, dashedMark, sendGuess } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";
import { followDrag } from "../../../kit/browser/drag.js";
import { fillWithGraph } from "../../../kit/browser/graph/draw.js";
import { label } from "../../../kit/browser/graph/labels.js";
import { isPress, slideStep } from "../../../kit/browser/keyboard.js";
import { riseOnce } from "../../../kit/browser/motion.js";
import { measuredShare } from "../../../kit/browser/numbers.js";
import { pointerOn } from "../../../kit/browser/screen.js";
import { filled, filledText } from "../../../kit/browser/sentences.js";
import { slider, sliderRole } from "../../../kit/browser/sliders.js";
import { hasChanged, stateOf } from "../../../kit/browser/state.js";
import { followSize, markNarrow } from "../../../kit/browser/width.js";
import { METRIC_COLOURS, scaleChoice, shareAxis } from "./metrics.js";

/**
 * @import { Question } from "../../../kit/browser/ask.js"
 * @import { Dash, Graph, Series } from "../../../kit/browser/graph/draw.js"
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { ScaleName, TitledEnds } from "./metrics.js"
 *
 * @typedef {object} Report `ReportPayload` in `copying.py`: how well the model copies after a number of steps.
 * @property {number} step
 * @property {number[]} exact Share of answers whose first 1, 2, … signs are all right.
 * @property {number} probability Mean probability of the right sign.
 * @property {number[]} control `exact` for signs that are no copy.
 *
 * @typedef {object} CopyingPayload `CopyingPayload` in `copying.py`.
 * @property {Report[]} reports
 * @property {Question} question
 * @property {number} first_guess Where the mark stands at first.
 * @property {number} steps Of a whole training.
 * @property {string} row The signs of one row.
 * @property {number} length Signs of a whole answer.
 * @property {number} chance
 * @property {{ x: TitledEnds, y: TitledEnds }} axes
 * @property {{ signs: number, scale: ScaleName }} settings How many signs count, and the vertical axis.
 * @property {string} told
 * @property {Record<string, string>} strings
 *
 * @typedef {object} CopyingState
 * @property {CopyingPayload} payload The latest.
 * @property {ReturnType<typeof build> | null} view It stays while reports come in, so that a movement goes on.
 * @property {() => void} redraw Draws the picture.
 * @property {boolean} asked Whether the question was open before.
 * @property {number} guess The step that is guessed.
 * @property {number} rise How much of the curve that was covered is drawn, from 0 to 1.
 * @property {Surroundings["send"]} send
 *
 * @typedef {ReturnType<typeof fillWithGraph>} Drawn
 */

const NARROW = 720; // pixels
const PAGE = 50; // steps of Page up and down
const HAND = 70; // pixels beside the rail within which the mark is caught

/**
 * @param {HTMLElement} root
 * @param {CopyingPayload} payload Its settings are changed.
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language, send }) {
  const { question } = payload;
  const state = stateOf(
    root,
    () =>
      /** @type {CopyingState} */ ({
        payload,
        view: null,
        redraw: () => {},
        asked: false,
        guess: payload.first_guess,
        rise: 1,
        send,
      }),
  );
  Object.assign(state, { payload, send });
  const isFresh = !question.open && state.asked;
  state.asked = question.open;
  if (question.guess !== null) state.guess = Number(question.guess);
  if (hasChanged(root, [payload.strings, question.open]) || state.view === null) state.view = build(root, state);
  const { plot, show } = state.view;
  show();
  if (!question.open) remember(payload);
  state.redraw = () => draw(state, plot, language);
  const stops = [
    riseOnce(state, isFresh, () => state.redraw()),
    markNarrow(root, NARROW),
    followSize(plot, () => state.redraw()),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * Makes the controls, the sentence, and the place of the picture.
 *
 * @param {HTMLElement} root
 * @param {CopyingState} state
 */
function build(root, state) {
  const { strings, length, question } = state.payload;
  const plot = el("div", { class: "plot" });
  const live = el("p", { class: "stage-says", role: "status" });
  const change = (/** @type {Partial<CopyingPayload["settings"]>} */ changed) => {
    Object.assign(state.payload.settings, changed);
    show();
    state.redraw();
  };
  const settled = () => remember(state.payload);
  const moved = (/** @type {number} */ signs) => change({ signs });
  const range = { min: 1, max: length, step: 1, text: String };
  const signs = slider({ id: "signs", label: strings.signs, className: "knob-signs", ...range, moved, settled });
  const vertical = scaleChoice(strings.vertical, strings, ["linear", "log"], (scale) => {
    change({ scale });
    settled();
  });
  const show = () => {
    const { settings, told } = state.payload;
    signs.show(settings.signs);
    vertical.show(settings.scale);
    live.replaceChildren(...(told && settings.signs === length ? [told] : liveSentence(state.payload)));
  };
  const onPicture = { label: strings.copying_done, guess: () => String(state.guess), hint: strings.copying_rule };
  const room = el("div", { class: "room" }, plot);
  if (question.open) room.append(askBox(question, (name, value) => state.send(name, value), { onPicture }));
  const tools = question.open ? null : el("div", { class: "tools" }, signs.node, vertical.node);
  root.replaceChildren(el("div", { class: "hero" }, taskRow(state.payload), tools, room), live);
  return { plot, show };
}

/**
 * What the model has to do: a row of signs, and the places that it has to fill.
 *
 * @param {CopyingPayload} payload
 */
function taskRow({ row, length, strings }) {
  const sign = (/** @type {string} */ letter, /** @type {number} */ place) =>
    el("span", { class: "sign", style: { "--hue": `var(--hue-${place % 8})` } }, letter);
  const again = Array.from({ length }, () => el("span", { class: "sign open" }, "?"));
  return el(
    "p",
    { class: "task-row" },
    el("span", { class: "signs" }, ...[...row].map(sign), ...again),
    el("span", { class: "task-says" }, strings.copying_task),
  );
}

/**
 * @param {CopyingState} state
 * @param {HTMLElement} plot
 * @param {Language} language
 */
function draw(state, plot, language) {
  const { payload } = state;
  const drawn = fillWithGraph(plot, graphOf(state), language);
  if (payload.question.open) {
    drawn.node.setAttribute("role", "group");
    drawn.node.classList.add("asking");
    drawn.node.append(...rail(state, drawn));
  } else if (payload.question.guess !== null) {
    const at = drawn.x(state.guess);
    const { top, bottom } = drawn.box;
    const line = el("line", { class: "guessed", x1: at, x2: at, y1: top, y2: bottom });
    const you = filledText(payload.strings.you, { step: String(state.guess) });
    drawn.node.append(
      line,
      dashedMark("?", { x: at, y: top + 24, width: 34, size: 20, isGhost: true }),
      label(at + 24, top + 30, you, "start", "me"),
    );
  }
}

/**
 * The mark that is dragged along the steps, with the line that it draws.
 *
 * @param {CopyingState} state
 * @param {Drawn} drawn
 */
function rail(state, { node, box, x }) {
  const { payload, send } = state;
  const { strings, steps } = payload;
  const line = el("line", { class: "guessed", y1: box.top, y2: box.bottom });
  const words = label(0, (box.top + box.bottom) / 2 - 34, "", "middle", "me");
  const handle = el(
    "g",
    { class: "handle", ...sliderRole(strings.copying_mark, 0, steps) },
    el("circle", { r: 20 }),
    el("text", { y: 8, "text-anchor": "middle" }, "?"),
  );
  const move = (/** @type {number} */ step) => {
    state.guess = Math.max(0, Math.min(steps, Math.round(step)));
    const at = x(state.guess);
    for (const end of ["x1", "x2"]) line.setAttribute(end, String(at));
    handle.setAttribute("transform", `translate(${at} ${(box.top + box.bottom) / 2})`);
    handle.setAttribute("aria-valuenow", String(state.guess));
    words.textContent = filledText(strings.you, { step: String(state.guess) });
    words.setAttribute("x", String(at));
  };
  move(state.guess);
  const stepAt = (/** @type {PointerEvent} */ event) =>
    ((pointerOn(node, event).left - box.left) / (box.right - box.left)) * steps;
  followDrag(node, {
    begin: (event) => Math.abs(pointerOn(node, event).left - x(state.guess)) <= HAND,
    move: (event) => move(stepAt(event)),
    focused: handle,
  });
  handle.onkeydown = (event) => {
    const way = slideStep(event, PAGE);
    if (way !== null) move(state.guess + way);
    else if (isPress(event)) sendGuess(send, String(state.guess));
  };
  return [line, handle, words];
}

/**
 * What differs from the defaults goes into the address.
 *
 * @param {CopyingPayload} payload
 */
function remember({ settings: { signs, scale }, length }) {
  rememberInUrl({ signs: signs === length ? null : signs, copying: scale === "linear" ? null : scale });
}

/**
 * The hard and the smooth metric of the copies, and the hard one of signs that are no copies. Before the guess only the
 * hard one; right after it, as much as has risen.
 *
 * @param {CopyingState} state
 * @returns {Omit<Graph, "height">}
 */
function graphOf({ payload, rise }) {
  const { settings, reports, strings, axes, chance, question, length } = payload;
  const shown = reports.slice(0, Math.max(1, Math.ceil(rise * reports.length)));
  const floor = settings.scale === "log" ? axes.y.low : 0;
  /** @type {(name: string, colour: Series["colour"], dash: Dash, value: (report: Report) => number) => Series} */
  const line = (name, colour, dash, value) => {
    const points = shown.map((report) => [report.step, value(report)]).filter(([, share]) => share >= floor);
    return { name, colour, dash, points, line: true, marks: null, hover: null };
  };
  const signs = question.open ? length : settings.signs;
  const hardName = filledText(strings.line_hard, { signs: String(signs) });
  const { hard, smooth } = METRIC_COLOURS;
  const hardLine = line(hardName, hard, "solid", ({ exact }) => exact[signs - 1]);
  return {
    x: { ...axes.x, log: false, percent: false },
    y: shareAxis(axes.y, question.open ? "linear" : settings.scale),
    alt: strings.alt,
    levels: question.open ? [] : [{ name: strings.line_chance, value: chance, colour: "quiet", dash: "dotted" }],
    series: question.open
      ? [hardLine]
      : [
          hardLine,
          line(strings.line_smooth, smooth, "solid", ({ probability }) => probability),
          line(strings.line_control, "quiet", "dashed", ({ control }) => control[0]),
        ],
  };
}

/**
 * The latest report in words.
 *
 * @param {CopyingPayload} payload
 */
function liveSentence({ settings: { signs }, reports, strings }) {
  const { step, exact, probability, control } = reports[reports.length - 1];
  /** @type {Record<string, string>} */
  const values = {
    step: String(step),
    signs: String(signs),
    exact: measuredShare(exact[signs - 1]),
    probability: measuredShare(probability),
    control: measuredShare(control[0]),
  };
  return filled(strings.live, (name) => el("strong", {}, values[name]));
}
