// A calculator: sliders and choices, and what follows from them, beside published values. Everything follows a slider
// while it moves; the server is never asked.

import { rememberInUrl } from "./address.js";
import { axisOf } from "./calculator_axis.js";
import { barsOf } from "./calculator_bars.js";
import { choiceOf, knobOf, presetsOf } from "./calculator_controls.js";
import { compute } from "./calculator_math.js";
import { el } from "./dom.js";

/**
 * @import { Knob, Step, Values } from "./calculator_math.js"
 * @import { Unit, UnitSentences } from "./units.js"
 *
 * @typedef {{ label: string, settings: Values }} Option Knobs and the values that it sets them to.
 * @typedef {{ name: string, label: string, options: Option[] }} Choice
 * @typedef {{ label: string, value: number, source: string }} Reference A published value.
 * @typedef {{ name: string, label: string }} ResultPart A step, one of those that a result is the sum of.
 * @typedef {{ name: string, label: string, unit: Unit, parts: ResultPart[], references: Reference[] }} CalculatorResult
 * @typedef {{ label: string, value: number, line: boolean }} AxisMark A known figure; `line`: it runs through all rows.
 * @typedef {{ label: string, working: string, low: number, high: number, shown: string[], marks: AxisMark[] }}
 *   ResultAxis
 *
 * @typedef {object} CalculatorPayload `CalculatorPayload` in `calculator.py`.
 * @property {string} name
 * @property {Knob[]} knobs
 * @property {Choice[]} choices
 * @property {Option[]} presets Settings worth trying.
 * @property {Step[]} steps
 * @property {CalculatorResult[]} results
 * @property {ResultAxis | null} axis Where results stand among known figures; null: each has bars of its own.
 * @property {Values} defaults
 * @property {Values} settings
 * @property {UnitSentences} sentences
 * @property {Record<string, string>} words
 *
 * @typedef {{ node: Node, show: (known: Values) => void }} View Something that shows values of knobs and steps.
 */

/**
 * The defaults that each calculator was last shown with, by name; its settings too outlive a visit to another page.
 *
 * @type {Map<string, Values>}
 */
const lastDefaults = new Map();

/**
 * @param {HTMLElement} root
 * @param {CalculatorPayload} payload
 * @param {import("./streamlit.js").Surroundings} surroundings
 */
export function mount(root, payload, { language }) {
  followDefaults(payload);
  const { knobs, choices, presets, steps, axis, settings } = payload;
  const moved = () => {
    const known = compute(steps, settings);
    for (const view of views) view.show(known);
    root.dataset.values = JSON.stringify(settings);
    root.dataset.results = JSON.stringify(known);
  };
  const settled = () => remember(payload);
  const choose = (/** @type {Values} */ chosen) => {
    Object.assign(settings, chosen);
    moved();
    settled();
  };
  const selects = choices.map((choice) => choiceOf(choice, payload, choose));
  const sliders = knobs.filter((knob) => knob.slider).map((knob) => knobOf(knob, payload, language, moved, settled));
  const result = axis ? axisOf(payload, axis, language) : barsOf(payload, language);
  /** @type {View[]} */
  const views = [...selects, ...sliders, result];
  const controls = el("div", { class: "controls" }, ...[...selects, ...sliders].map(({ node }) => node));
  const className = `calculator ${axis ? "on-axis" : "with-bars"}`;
  root.replaceChildren(el("div", { class: className }, presetsOf(presets, choose), controls, result.node));
  moved();
  settled();
}

/**
 * Other defaults than before (another model was loaded, the machine was measured): what the visitor has not touched
 * follows.
 *
 * @param {CalculatorPayload} payload Its settings are changed.
 */
function followDefaults({ name, defaults, settings }) {
  const before = lastDefaults.get(name) ?? defaults;
  for (const [knob, value] of Object.entries(defaults)) {
    if (settings[knob] === before[knob]) settings[knob] = value;
  }
  lastDefaults.set(name, defaults);
}

/**
 * Settings that differ from the defaults, for the address.
 *
 * @param {CalculatorPayload} payload
 */
function remember({ name: calculator, knobs, defaults, settings }) {
  const entries = knobs.map(({ name }) => [
    `${calculator}_${name}`,
    settings[name] === defaults[name] ? null : settings[name],
  ]);
  rememberInUrl(Object.fromEntries(entries));
}
