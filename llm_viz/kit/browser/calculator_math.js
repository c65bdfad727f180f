// The arithmetic of the calculators: pure functions, equal to `compute` in `kit/compute/calculator.py`
// (tests/kit/browser/calculator.json).

import { logarithmic, within } from "./sliders.js";

/**
 * @import { Unit } from "./units.js"
 *
 * @typedef {Record<string, number>} Values Of knobs and steps, by name.
 * @typedef {{ factor: number, powers: Record<string, number> }} Term `factor` times named values, each to a power.
 * @typedef {{ name: string, terms: Term[], least: boolean }} Step The sum of its terms, or the least of them.
 *
 * @typedef {object} Knob `KnobPayload` in `calculator.py`.
 * @property {string} name
 * @property {string} label
 * @property {number} low
 * @property {number} high
 * @property {Unit} unit
 * @property {boolean} logarithmic Equal steps of its slider are equal ratios.
 * @property {number} digits What values of a logarithmic slider keep.
 * @property {number} step Of a slider that is not logarithmic.
 * @property {boolean} slider Whether it has one; otherwise only a choice sets it.
 * @property {string | null} source Where its default is from.
 */

/**
 * Knobs and steps by name. Later steps may use earlier ones.
 *
 * @param {Step[]} steps
 * @param {Values} values Of all knobs.
 */
export function compute(steps, values) {
  const known = { ...values };
  for (const { name, terms, least } of steps) {
    const amounts = terms.map((term) => productOf(term, known));
    known[name] = least ? Math.min(...amounts) : amounts.reduce((sum, amount) => sum + amount, 0);
  }
  return known;
}

/**
 * @param {Term} term
 * @param {Values} known
 */
function productOf({ factor, powers }, known) {
  const product = Object.entries(powers).reduce((result, [name, power]) => result * known[name] ** power, 1);
  return factor * product;
}

/**
 * The places of a knob's slider, for `slider`. Knobs that count something have whole values.
 *
 * @param {Knob} knob
 * @returns {Pick<import("./sliders.js").SliderOptions, "min" | "max" | "step" | "read" | "place">}
 */
export function placesOf({ low, high, logarithmic: isLogarithmic, digits, step, unit }) {
  if (!isLogarithmic) return { min: low, max: high, step };
  const places = logarithmic(low, high, digits);
  if (unit !== "number") return places;
  const read = (/** @type {number} */ place) => Math.max(low, Math.round(places.read(place)));
  return { ...places, read };
}

/**
 * Where a value stands on a logarithmic axis, in percent of its length; beyond its ends, at the end.
 *
 * @param {number} value
 * @param {number} low
 * @param {number} high
 */
export function placeOnAxis(value, low, high) {
  return within(0, 100, (100 * Math.log(value / low)) / Math.log(high / low));
}
