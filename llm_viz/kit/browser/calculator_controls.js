// What the visitor turns: sliders, choices that set several knobs at once, and settings worth trying.

import { placesOf } from "./calculator_math.js";
import { el } from "./dom.js";
import { slider } from "./sliders.js";
import { written } from "./units.js";

/**
 * @import { CalculatorPayload, Choice, Option } from "./calculator.js"
 * @import { Knob, Values } from "./calculator_math.js"
 * @import { Language } from "./numbers.js"
 */

/**
 * Buttons, each of which sets some knobs; null if there are none.
 *
 * @param {Option[]} presets
 * @param {(settings: Values) => void} choose
 */
export function presetsOf(presets, choose) {
  if (presets.length === 0) return null;
  const buttons = presets.map(({ label, settings }) =>
    el("button", { type: "button", onclick: () => choose(settings) }, label),
  );
  return el("div", { class: "presets" }, ...buttons);
}

/**
 * A select that sets several knobs; when they stand otherwise, it says so.
 *
 * @param {Choice} choice
 * @param {CalculatorPayload} payload
 * @param {(settings: Values) => void} choose
 */
export function choiceOf({ name, label, options }, { settings, words }, choose) {
  const known = options.map((option, index) => el("option", { value: index }, option.label));
  const own = el("option", { value: -1, disabled: true }, words.own);
  const select = el("select", { id: name }, ...known, own);
  select.onchange = () => choose(options[Number(select.value)].settings);
  const show = () => {
    const stands = options.findIndex((option) =>
      Object.entries(option.settings).every(([knob, value]) => settings[knob] === value),
    );
    select.value = String(stands);
  };
  return { show, node: el("div", { class: "choice" }, el("label", { for: name }, label), select) };
}

/**
 * @param {Knob} knob
 * @param {CalculatorPayload} payload Its settings are changed.
 * @param {Language} language
 * @param {() => void} moved
 * @param {() => void} settled
 */
export function knobOf(knob, { settings, sentences }, language, moved, settled) {
  const { name, label, unit, source } = knob;
  const made = slider({
    ...placesOf(knob),
    id: `knob-${name}`,
    label,
    dataset: { knob: name },
    text: (value) => written(value, unit, language, sentences),
    note: source ? el("span", { class: "quiet source" }, source) : null,
    moved: (value) => {
      settings[name] = value;
      moved();
    },
    settled,
  });
  return { node: made.node, show: () => made.show(settings[name]) };
}
