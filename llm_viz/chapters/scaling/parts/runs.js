// The 245 runs and a surface through them, whose five numbers the visitor moves. The server is never asked.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { el } from "../../../kit/browser/dom.js";
import { fillWithGraph } from "../../../kit/browser/graph/draw.js";
import { equalRatios } from "../../../kit/browser/graph/ratios.js";
import { fixed, percentSign } from "../../../kit/browser/numbers.js";
import { filled } from "../../../kit/browser/sentences.js";
import { choice, slider } from "../../../kit/browser/sliders.js";
import { followSize, markNarrow } from "../../../kit/browser/width.js";
import { meanError, surfaceLoss, tokensFor, tokensPerParameter } from "./law.js";
import { ratioText } from "./ratio_text.js";

/**
 * @import { Graph, Series } from "../../../kit/browser/graph/draw.js"
 * @import { Axis } from "../../../kit/browser/graph/scales.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { Run, Surface } from "./law.js"
 *
 * @typedef {Run & { kept: boolean, hover: string }} ShownRun `RunPayload` in `runs.py`; `kept`: the fits do not leave
 *   it out.
 *
 * @typedef {object} Group `GroupPayload` in `runs.py`: runs of models of about one size.
 * @property {string} name
 * @property {Series["colour"]} colour
 * @property {number} size The middle of their numbers of parameters.
 * @property {number} low Fewest operations of a run.
 * @property {number} high Most operations of a run.
 * @property {ShownRun[]} runs
 *
 * @typedef {object} RunsPayload `RunsPayload` in `runs.py`.
 * @property {Surface} settings
 * @property {Record<string, Surface>} fits Published surfaces; the visitor begins with the first.
 * @property {Record<keyof Surface, { low: number, high: number, log: boolean }>} limits Of the sliders, and whether
 *   equal steps are equal ratios.
 * @property {Group[]} groups
 * @property {{ x: Axis, y: Axis }} axes
 * @property {number} budget Operations whose best ratio is told.
 * @property {Surface} bent Numbers that miss the runs, to be put right.
 * @property {Record<string, string>} strings
 */

const CURVE_POINTS = 60;
const STEPS = 500; // of a slider
const FAR_OFF = 1.5; // times the error of the first fit, from which on the visitor is told to go on
const NARROW = 720; // pixels

/**
 * @param {HTMLElement} root
 * @param {RunsPayload} payload Its settings are changed.
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language }) {
  const { strings, fits, settings, groups, budget, bent } = payload;
  const runs = groups.flatMap((group) => group.runs);
  const plot = el("div", { class: "plot" });
  const live = el("p", { class: "stage-says", role: "status" });
  const [best] = Object.values(fits);
  const percent = (/** @type {number} */ share) => `${fixed(100 * share, 2, language)}${percentSign(language)}`;
  const show = () => {
    for (const { name, show: showSlider } of sliders) showSlider(settings[name]);
    fitChoice.show(fitOf(settings, fits));
    const error = meanError(settings, runs);
    const ratio = tokensPerParameter(settings, budget);
    Object.assign(root.dataset, { error, ratio });
    /** @type {Record<string, string>} */
    const values = {
      error: percent(error),
      best: percent(meanError(best, runs)),
      floor: fixed(settings.E, 3, language),
      ratio: ratioText(ratio, language),
    };
    const isFarOff = fitOf(settings, fits) === null && error > FAR_OFF * meanError(best, runs);
    live.replaceChildren(
      ...filled(isFarOff ? strings.far_off : strings.live, (name) => el("strong", {}, values[name])),
    );
  };
  const change = (/** @type {Partial<Surface>} */ changed) => {
    Object.assign(settings, changed);
    show();
    draw();
  };
  const settled = () => remember(payload);
  const sliders = slidersOf(payload, change, settled);
  const names = Object.keys(fits).map((name) => /** @type {[string, string]} */ ([name, strings[`fit_${name}`]]));
  const fitChoice = choice(strings.fits, names, (name) => {
    change(fits[name]);
    settled();
  });
  const press = () => {
    change(bent);
    settled();
  };
  const bend = el("button", { type: "button", class: "pill bend", onclick: press }, strings.bend);
  const legend = el("p", { class: "quiet legend" }, `○ ${strings.left_out}`);
  const knobs = el("div", { class: "knobs" }, ...sliders.map(({ node }) => node), legend);
  const draw = () => {
    if (plot.clientWidth > 0)
      fillWithGraph(plot, { ...graphOf(payload), alt: `${strings.alt} ${live.textContent}` }, language);
  };
  root.replaceChildren(
    el(
      "div",
      { class: "hero" },
      el("div", { class: "top" }, bend, fitChoice.node),
      plot,
      el("div", { class: "dials" }, knobs),
    ),
    live,
  );
  show();
  settled();
  const stops = [markNarrow(root, NARROW), followSize(plot, draw)];
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * @param {RunsPayload} payload
 * @param {(settings: Partial<Surface>) => void} change Called at every step of a movement.
 * @param {() => void} settled Called at its end.
 */
function slidersOf({ limits, strings }, change, settled) {
  return /** @type {(keyof Surface)[]} */ (Object.keys(limits)).map((name) => {
    const { low, high, log } = limits[name];
    const place = log ? Math.log10 : Number;
    const [min, max] = [place(low), place(high)];
    const scale = { min, max, step: (max - min) / STEPS, place };
    const read = (/** @type {number} */ at) => (log ? 10 ** at : at);
    const text = (/** @type {number} */ value) => (log ? value.toPrecision(4) : value.toFixed(4));
    const moved = (/** @type {number} */ value) => change({ [name]: value });
    const common = { id: name, label: strings[name], className: `knob-${name}`, moved, settled };
    return { name, ...slider({ ...common, ...scale, read, text }) };
  });
}

/**
 * The published fit that the sliders stand at, if any.
 *
 * @param {Surface} settings
 * @param {RunsPayload["fits"]} fits
 */
function fitOf(settings, fits) {
  const names = /** @type {(keyof Surface)[]} */ (Object.keys(settings));
  const found = Object.entries(fits).find(([, fit]) => names.every((name) => settings[name] === fit[name]));
  return found ? found[0] : null;
}

/**
 * What differs from the first fit goes into the address.
 *
 * @param {RunsPayload} payload
 */
function remember({ settings, fits }) {
  const [standard] = Object.values(fits);
  const names = /** @type {(keyof Surface)[]} */ (Object.keys(settings));
  const address = names.map((name) => {
    const value = settings[name];
    return [name, value === standard[name] ? null : Number(value.toPrecision(8))];
  });
  rememberInUrl(Object.fromEntries(address));
}

/**
 * Points, open ones for runs that the fits leave out, and, in the same colour, the surface's curve for a model of each
 * group's middle size.
 *
 * @param {RunsPayload} payload
 * @returns {Omit<Graph, "height">}
 */
function graphOf({ settings, groups, axes, strings }) {
  const { low, high } = axes.y;
  /** @type {(group: Group) => Series[]} */
  const seriesOf = (group) => {
    const { name, colour, size, runs } = group;
    const curve = equalRatios(group.low, group.high, CURVE_POINTS)
      .map((flop) => [flop, surfaceLoss(settings, size, tokensFor(flop, size))])
      .filter(([, loss]) => low <= loss && loss <= high);
    const kept = pointsOf(runs.filter((run) => run.kept));
    const leftOut = pointsOf(runs.filter((run) => !run.kept));
    return [
      { ...kept, name: "", colour, dash: "solid", line: false, marks: "small" },
      { ...leftOut, name: "", colour, dash: "solid", line: false, marks: "open" },
      { name, colour, dash: "solid", line: true, marks: null, hover: null, points: curve },
    ];
  };
  return { ...axes, alt: strings.alt, levels: [], series: groups.flatMap(seriesOf) };
}

/** @param {ShownRun[]} runs */
function pointsOf(runs) {
  return { points: runs.map(({ flop, loss }) => [flop, loss]), hover: runs.map(({ hover }) => hover) };
}
