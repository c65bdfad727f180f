// A budget of operations and its best split between parameters and tokens, among models that were really trained. The
// budget is dragged on the picture: every place there costs 6 N D.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { el } from "../../../kit/browser/dom.js";
import { followDrag } from "../../../kit/browser/drag.js";
import { fillWithGraph } from "../../../kit/browser/graph/draw.js";
import { equalRatios } from "../../../kit/browser/graph/ratios.js";
import { count, fixed, large, powerOfTen } from "../../../kit/browser/numbers.js";
import { pointerOn } from "../../../kit/browser/screen.js";
import { filled, filledText } from "../../../kit/browser/sentences.js";
import { choice, slider, within } from "../../../kit/browser/sliders.js";
import { followSize, markNarrow } from "../../../kit/browser/width.js";
import { nameLabels } from "./budget_names.js";
import { computeOptimal, FLOP_PER_PARAMETER_AND_TOKEN, tokensFor } from "./law.js";
import { ratioText } from "./ratio_text.js";

/**
 * @import { Graph, Point } from "../../../kit/browser/graph/draw.js"
 * @import { Axis, Scale } from "../../../kit/browser/graph/scales.js"
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { Surface } from "./law.js"
 *
 * @typedef {object} Model `ModelPayload` in `budget.py`.
 * @property {string} name
 * @property {number} parameters
 * @property {number} tokens
 * @property {number | null} rank How soon its name is worth writing, from 0 on; null: never.
 * @property {string} hover
 *
 * @typedef {{ fit: string, power: number }} BudgetSettings The surface, and the budget as a power of ten.
 *
 * @typedef {object} BudgetPayload `BudgetPayload` in `budget.py`.
 * @property {BudgetSettings} settings
 * @property {BudgetSettings} standard
 * @property {Record<string, Surface>} fits
 * @property {{ low: number, high: number, step: number }} powers Of the slider.
 * @property {{ low: number, high: number }} measured Operations of the smallest and of the largest run.
 * @property {{ name: string, power: number }[]} examples
 * @property {Model[]} models
 * @property {{ x: Axis, y: Axis }} axes
 * @property {Record<string, string>} strings
 */

const LINE_POINTS = 40;
const NARROW = 720; // pixels
const HAND = 13; // pixels of the handle's radius

/**
 * @param {HTMLElement} root
 * @param {BudgetPayload} payload Its settings are changed.
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language }) {
  const { settings, fits, measured, powers } = payload;
  const plot = el("div", { class: "plot" });
  const live = el("p", { class: "stage-says", role: "status" });
  const show = () => {
    const { parameters, tokens } = computeOptimal(fits[settings.fit], 10 ** settings.power);
    controls.show();
    live.replaceChildren(...liveSentence(payload, language), " ", warningOf(payload, language));
    Object.assign(root.dataset, { parameters, tokens });
  };
  const controls = controlsOf(payload, () => {
    show();
    draw();
  });
  const draw = () => {
    if (plot.clientWidth === 0) return;
    const graph = { ...graphOf(payload), alt: `${payload.strings.alt} ${live.textContent}` };
    const drawn = fillWithGraph(plot, graph, language);
    const { node, x, y } = drawn;
    const { parameters, tokens } = computeOptimal(fits[settings.fit], 10 ** settings.power);
    const hand = { x: x(parameters), y: y(tokens), r: HAND };
    const line = bestSplits(payload, measured.low, 10 ** powers.high);
    node.append(
      ...nameLabels(payload.models, drawn, plot.clientWidth, {
        hand,
        line: line.map(([n, d]) => ({ x: x(n), y: y(d) })),
      }),
      el("circle", { class: "hand", cx: hand.x, cy: hand.y, r: hand.r }),
    );
    scales = { x, y };
  };
  /** @type {{ x: Scale, y: Scale } | null} */
  let scales = null;
  followDrag(plot, {
    move: (event) => {
      const { left, top } = pointerOn(plot, event);
      if (scales) controls.move(budgetAt(scales.x.invert(left), scales.y.invert(top), payload.powers));
    },
    focused: controls.input,
  });
  root.replaceChildren(
    el("div", { class: "hero" }, el("div", { class: "top" }, controls.choices, controls.slider), plot),
    live,
  );
  show();
  remember(payload);
  const stops = [markNarrow(root, NARROW), followSize(plot, draw)];
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * The step of the slider nearest to what a training costs, as a power of ten.
 *
 * @param {number} parameters
 * @param {number} tokens
 * @param {BudgetPayload["powers"]} powers
 */
function budgetAt(parameters, tokens, { low, high, step }) {
  const power = Math.log10(FLOP_PER_PARAMETER_AND_TOKEN * parameters * tokens);
  return within(low, high, Number((low + Math.round((power - low) / step) * step).toFixed(6)));
}

/**
 * The choice of the surface, examples of budgets, and the slider, which change the settings.
 *
 * @param {BudgetPayload} payload
 * @param {() => void} changed Called at every step of a movement.
 */
function controlsOf(payload, changed) {
  const { settings, strings, fits, powers, examples } = payload;
  const settled = () => remember(payload);
  const change = (/** @type {Partial<BudgetSettings>} */ chosen) => {
    Object.assign(settings, chosen);
    changed();
  };
  const press = (/** @type {Partial<BudgetSettings>} */ chosen) => {
    change(chosen);
    settled();
  };
  const { low, high, step } = powers;
  const text = (/** @type {number} */ power) => `${powerOfTen(10 ** power)} FLOP`;
  const moved = (/** @type {number} */ power) => change({ power });
  const common = { id: "budget", label: strings.budget, className: "knob-budget", min: low, max: high, step };
  const budget = slider({ ...common, text, moved, settled });
  const names = Object.keys(fits).map((name) => /** @type {[string, string]} */ ([name, strings[`fit_${name}`]]));
  const fit = choice(strings.fits, names, (name) => press({ fit: name }));
  const example = choice(
    strings.examples,
    examples.map(({ name, power }) => /** @type {[number, string]} */ ([power, name])),
    (power) => press({ power }),
  );
  const move = (/** @type {number} */ power) => press({ power });
  const show = () => {
    budget.show(settings.power);
    fit.show(settings.fit);
    example.show(settings.power);
  };
  return {
    choices: el("div", { class: "choices" }, fit.node, example.node),
    slider: budget.node,
    input: budget.input,
    move,
    show,
  };
}

/**
 * What differs from the standard goes into the address.
 *
 * @param {BudgetPayload} payload
 */
function remember({ settings: { fit, power }, standard }) {
  rememberInUrl({ split: fit === standard.fit ? null : fit, budget: power === standard.power ? null : power });
}

/**
 * The best split in words.
 *
 * @param {BudgetPayload} payload
 * @param {Language} language
 */
function liveSentence({ settings, fits, strings }, language) {
  const flop = 10 ** settings.power;
  const { parameters, tokens, loss } = computeOptimal(fits[settings.fit], flop);
  /** @type {Record<string, string>} */
  const values = {
    flop: powerOfTen(flop),
    parameters: large(parameters, language),
    tokens: large(tokens, language),
    ratio: ratioText(tokens / parameters, language),
    loss: fixed(loss, 3, language),
  };
  return filled(strings.live, (name) => el("strong", {}, values[name]));
}

/**
 * Whether the budget is one of those measured, or how far beyond them.
 *
 * @param {BudgetPayload} payload
 * @param {Language} language
 */
function warningOf({ settings, measured, strings }, language) {
  const beyond = 10 ** settings.power / measured.high;
  if (beyond <= 1) return strings.within;
  const times = beyond < 10 ? fixed(beyond, 1, language) : count(Math.round(beyond), language);
  return filledText(strings.beyond, { times });
}

/**
 * The best splits of budgets from `low` to `high`, as far as the axes go.
 *
 * @param {BudgetPayload} payload
 * @param {number} low FLOP.
 * @param {number} high
 * @returns {Point[]}
 */
function bestSplits({ settings, fits, axes }, low, high) {
  return equalRatios(low, high, LINE_POINTS)
    .map((flop) => computeOptimal(fits[settings.fit], flop))
    .map(({ parameters, tokens }) => /** @type {Point} */ ([parameters, tokens]))
    .filter((point) => isInside(axes, point));
}

/**
 * @param {BudgetPayload["axes"]} axes
 * @param {Point} point
 */
function isInside({ x, y }, [parameters, tokens]) {
  return isWithin(x, parameters) && isWithin(y, tokens);
}

/**
 * The line of best splits, whole where runs were measured and dashed beyond; all splits of the budget; the models.
 *
 * @param {BudgetPayload} payload
 * @returns {Omit<Graph, "height">}
 */
function graphOf(payload) {
  const { settings, fits, axes, measured, powers, models, strings } = payload;
  const flop = 10 ** settings.power;
  const best = computeOptimal(fits[settings.fit], flop);
  const splits = equalRatios(axes.x.low, axes.x.high, 2 * LINE_POINTS)
    .map((parameters) => [parameters, tokensFor(flop, parameters)])
    .filter((point) => isInside(axes, /** @type {Point} */ (point)));
  const trained = models.map(({ parameters, tokens }) => [parameters, tokens]);
  const hover = models.map((model) => model.hover);
  const asLine = { line: true, marks: null, hover: null };
  const asPoints = { line: false, dash: /** @type {const} */ ("solid") };
  return {
    ...axes,
    alt: strings.alt,
    levels: [],
    series: [
      { ...asLine, name: strings.splits, colour: "second", dash: "dotted", points: splits },
      { ...asLine, name: "", colour: "ink", dash: "solid", points: bestSplits(payload, measured.low, measured.high) },
      {
        ...asLine,
        name: strings.best,
        colour: "ink",
        dash: "dashed",
        points: bestSplits(payload, measured.high, 10 ** powers.high),
      },
      { ...asPoints, name: strings.models, colour: "first", marks: "circle", hover, points: trained },
      {
        ...asPoints,
        name: strings.optimum,
        colour: "second",
        marks: "diamond",
        hover: null,
        points: [[best.parameters, best.tokens]],
      },
    ],
  };
}

/**
 * @param {Axis} axis
 * @param {number} value
 */
function isWithin({ low, high }, value) {
  return low <= value && value <= high;
}
