// A tiny model's training under a hard and a smooth metric, growing while it trains. The length of the answer moves
// live.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { el } from "../../../kit/browser/dom.js";
import { drawGraph } from "../../../kit/browser/graph/draw.js";
import { measuredShare } from "../../../kit/browser/numbers.js";
import { filled, filledText } from "../../../kit/browser/sentences.js";
import { slider } from "../../../kit/browser/sliders.js";
import { hasChanged, stateOf } from "../../../kit/browser/state.js";
import { followWidth } from "../../../kit/browser/width.js";
import { METRIC_COLOURS, scaleChoice, shareAxis } from "./metrics.js";

/**
 * @import { Dash, Graph, Series } from "../../../kit/browser/graph/draw.js"
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
 * @property {number} length Signs of a whole answer.
 * @property {number} chance
 * @property {{ x: TitledEnds, y: TitledEnds }} axes
 * @property {number} height
 * @property {{ signs: number, scale: ScaleName }} settings How many signs count, and the vertical axis.
 * @property {Record<string, string>} strings
 */

/**
 * @typedef {object} CopyingState
 * @property {CopyingPayload} payload The latest.
 * @property {ReturnType<typeof build> | null} view It stays while reports come in, so that a movement goes on.
 * @property {() => void} redraw Draws the picture.
 */

/**
 * @param {HTMLElement} root
 * @param {CopyingPayload} payload Its settings are changed.
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language }) {
  const state = stateOf(root, () => /** @type {CopyingState} */ ({ payload, view: null, redraw: () => {} }));
  state.payload = payload;
  if (hasChanged(root, payload.strings) || state.view === null) state.view = build(root, state);
  const { frame, show } = state.view;
  show();
  remember(payload);
  const { redraw, stop } = followWidth(root, (width) => drawGraph(frame, graphOf(payload), width, language));
  state.redraw = redraw;
  return stop;
}

/**
 * Makes the controls, the sentence, and the place of the picture.
 *
 * @param {HTMLElement} root
 * @param {CopyingState} state
 */
function build(root, state) {
  const { strings, length } = state.payload;
  const frame = el("div");
  const live = el("p", { class: "live" });
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
    const { settings } = state.payload;
    signs.show(settings.signs);
    vertical.show(settings.scale);
    live.replaceChildren(...liveSentence(state.payload));
  };
  root.replaceChildren(el("div", { class: "choices" }, vertical.node, signs.node), live, frame);
  return { frame, show };
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
 * The hard and the smooth metric of the copies, and the hard one of signs that are no copies.
 *
 * @param {CopyingPayload} payload
 * @returns {Graph}
 */
function graphOf({ settings, reports, strings, axes, chance, height }) {
  const floor = settings.scale === "log" ? axes.y.low : 0;
  /** @type {(name: string, colour: Series["colour"], dash: Dash, value: (report: Report) => number) => Series} */
  const line = (name, colour, dash, value) => {
    const points = reports.map((report) => [report.step, value(report)]).filter(([, share]) => share >= floor);
    return { name, colour, dash, points, line: true, marks: null, hover: null };
  };
  const hardName = filledText(strings.line_hard, { signs: String(settings.signs) });
  const { hard, smooth } = METRIC_COLOURS;
  return {
    x: { ...axes.x, log: false, percent: false },
    y: shareAxis(axes.y, settings.scale),
    alt: strings.alt,
    height,
    levels: [{ name: strings.line_chance, value: chance, colour: "quiet", dash: "dotted" }],
    series: [
      line(hardName, hard, "solid", ({ exact }) => exact[settings.signs - 1]),
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
