// The mirage under three sliders, with GPT-3's results beside the curve. The server is never asked.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { el } from "../../../kit/browser/dom.js";
import { drawGraph } from "../../../kit/browser/graph/draw.js";
import { equalRatios } from "../../../kit/browser/graph/ratios.js";
import { fixed, large, measuredShare } from "../../../kit/browser/numbers.js";
import { filled } from "../../../kit/browser/sentences.js";
import { choice, slider } from "../../../kit/browser/sliders.js";
import { followWidth } from "../../../kit/browser/width.js";
import { METRIC_COLOURS, scaleChoice, shareAxis } from "./metrics.js";
import { digitAt, distanceOf } from "./mirage_math.js";

/**
 * @import { Graph, Series } from "../../../kit/browser/graph/draw.js"
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { ScaleName, TitledEnds } from "./metrics.js"
 * @import { Addition, Curve } from "./mirage_math.js"
 *
 * @typedef {Curve & { digits: number, length: number, scale: ScaleName }} MirageSettings Whose results are shown
 *   (additions of so many digits), n, and the vertical axis.
 *
 * @typedef {object} MiragePayload `MiragePayload` in `mirage.py`.
 * @property {Record<string, Addition[]>} tasks By number of digits.
 * @property {Record<string, Curve>} fits The closest curve by number of digits, and that for "all".
 * @property {{ length: number, half: [number, number], steep: [number, number] }} limits
 * @property {{ x: TitledEnds, y: TitledEnds }} axes
 * @property {number} height
 * @property {MirageSettings} defaults
 * @property {MirageSettings} settings
 * @property {Record<string, string>} strings
 */

const CURVE_POINTS = 161;

/**
 * @param {HTMLElement} root
 * @param {MiragePayload} payload Its settings are changed.
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language }) {
  const { tasks, settings, defaults } = payload;
  const frame = el("div");
  const live = el("p", { class: "live" });
  const show = () => {
    controls.show();
    live.replaceChildren(...liveSentence(payload, language));
    root.dataset.distance = String(distanceOf(settings, settings.length, tasks[settings.digits]));
  };
  const change = (/** @type {Partial<MirageSettings>} */ changed) => {
    Object.assign(settings, changed);
    show();
    redraw();
  };
  const controls = controlsOf(payload, change, () => remember(settings, defaults));
  root.replaceChildren(controls.choices, controls.knobs, live, frame);
  show();
  remember(settings, defaults);
  const { redraw, stop } = followWidth(root, (width) => {
    drawGraph(frame, { ...graphOf(payload), alt: `${payload.strings.alt} ${live.textContent}` }, width, language);
  });
  return stop;
}

/**
 * Choices and sliders: `change` is called at every step of a movement, `settled` at its end.
 *
 * @param {MiragePayload} payload
 * @param {(settings: Partial<MirageSettings>) => void} change
 * @param {() => void} settled
 */
function controlsOf(payload, change, settled) {
  const { strings, tasks, fits, settings } = payload;
  const press = (/** @type {Partial<MirageSettings>} */ changed) => {
    change(changed);
    settled();
  };
  const counts = Object.keys(tasks).map((count) => /** @type {[string, string]} */ ([count, count]));
  const digits = choice(strings.digits, counts, (count) => press({ digits: Number(count), length: Number(count) }));
  const vertical = scaleChoice(strings.vertical, strings, ["linear", "log"], (scale) => press({ scale }));
  const fitTo = {
    these: () => press({ ...fits[settings.digits], length: settings.digits }),
    all: () => press(fits.all),
  };
  const buttons = Object.entries(fitTo).map(([name, onclick]) =>
    el("button", { type: "button", dataset: { fit: name }, onclick }, strings[`fit_${name}`]),
  );
  const title = el("span", { class: "quiet" }, strings.fit);
  const fit = el("div", { class: "choice" }, title, el("span", { class: "buttons" }, ...buttons));
  const sliders = slidersOf(payload, change, settled);
  const show = () => {
    for (const { name, show: showSlider } of sliders) showSlider(settings[name]);
    digits.show(String(settings.digits));
    vertical.show(settings.scale);
  };
  return {
    choices: el("div", { class: "choices" }, digits.node, vertical.node, fit),
    knobs: el("div", { class: "knobs" }, ...sliders.map(({ node }) => node)),
    show,
  };
}

/**
 * @param {MiragePayload} payload
 * @param {(settings: Partial<MirageSettings>) => void} change
 * @param {() => void} settled
 */
function slidersOf({ strings, limits }, change, settled) {
  const [least, most] = limits.half.map(Math.log10);
  const half = {
    min: least,
    max: most,
    step: 0.01,
    read: (/** @type {number} */ place) => 10 ** place,
    place: Math.log10,
  };
  const options = {
    length: { min: 1, max: limits.length, step: 1, text: String },
    half: { ...half, text: (/** @type {number} */ size) => large(size) },
    steep: {
      min: limits.steep[0],
      max: limits.steep[1],
      step: 0.02,
      text: (/** @type {number} */ value) => value.toFixed(2),
    },
  };
  return /** @type {(keyof typeof options)[]} */ (Object.keys(options)).map((name) => {
    const moved = (/** @type {number} */ value) => change({ [name]: value });
    const common = { id: name, label: strings[name], className: `knob-${name}`, moved, settled };
    return { name, ...slider({ ...common, ...options[name] }) };
  });
}

/**
 * What differs from the defaults goes into the address.
 *
 * @param {MirageSettings} settings
 * @param {MirageSettings} defaults
 */
function remember(settings, defaults) {
  const changed = (/** @type {keyof MirageSettings} */ name, /** @type {string | number} */ value) =>
    settings[name] === defaults[name] ? null : value;
  rememberInUrl({
    digits: changed("digits", settings.digits),
    n: changed("length", settings.length),
    h: changed("half", settings.half.toPrecision(4)),
    a: changed("steep", settings.steep.toFixed(2)),
    scale: changed("scale", settings.scale),
  });
}

/**
 * The curves of a digit and of the whole answer, and the results.
 *
 * @param {MiragePayload} payload
 * @returns {Graph}
 */
function graphOf({ settings, tasks, strings, axes, height }) {
  const { low, high } = axes.x;
  const isLog = settings.scale === "log";
  const floor = isLog ? axes.y.low : 0;
  const sizes = equalRatios(low, high, CURVE_POINTS);
  const curve = (/** @type {number} */ exponent) =>
    sizes.map((size) => [size, digitAt(settings, size) ** exponent]).filter(([, share]) => share >= floor);
  const additions = tasks[settings.digits];
  const points = additions.map((addition) => {
    const shares = [addition.value, addition.low, addition.high];
    return [addition.size, ...shares.map((share) => Math.max(share, floor))];
  });
  /** @type {Pick<Series, "line" | "marks" | "hover">} */
  const asLine = { line: true, marks: null, hover: null };
  const hover = additions.map(({ label }) => label);
  const { hard, smooth } = METRIC_COLOURS;
  return {
    x: { ...axes.x, log: true, percent: false },
    y: shareAxis(axes.y, settings.scale),
    alt: strings.alt,
    levels: [],
    height,
    series: [
      { name: strings.line_digit, colour: smooth, dash: "dashed", points: curve(1), ...asLine },
      { name: strings.line_answer, colour: hard, dash: "solid", points: curve(settings.length), ...asLine },
      { name: strings.line_data, colour: "ink", dash: "solid", line: false, marks: "square", hover, points },
    ],
  };
}

/**
 * What the formula gives for one of the models, and how far it is from the results.
 *
 * @param {MiragePayload} payload
 * @param {Language} language
 */
function liveSentence({ settings, tasks, strings }, language) {
  const additions = tasks[settings.digits];
  const { size, label, value } = additions.find(({ read }) => read) ?? additions[0];
  const digit = digitAt(settings, size);
  /** @type {Record<string, string>} */
  const values = {
    model: label,
    digit: measuredShare(digit),
    length: String(settings.length),
    answer: measuredShare(digit ** settings.length),
    measured: measuredShare(value),
    distance: fixed(100 * distanceOf(settings, settings.length, additions), 1, language),
  };
  return filled(strings.live, (name) => el("strong", {}, values[name]));
}
