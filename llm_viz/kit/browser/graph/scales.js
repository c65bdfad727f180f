// From numbers to places, and the round numbers worth writing at an axis.

import { scaleLinear, scaleLog } from "../d3.module.js";
import { formatter, percentSign, superscript } from "../numbers.js";

/**
 * @import { Language } from "../numbers.js"
 *
 * @typedef {object} Axis `AxisPayload` in `graph.py`.
 * @property {string} title
 * @property {boolean} log Equal distances are equal ratios.
 * @property {boolean} percent The numbers are shares, written as such.
 * @property {number} low
 * @property {number} high
 * @property {(value: number) => string} [written] How its numbers are written, if not as usual.
 *
 * @typedef {((value: number) => number) & import("d3").ScaleContinuousNumeric<number, number>} Scale From a number to
 *   pixels.
 */

const ROUND_DIGITS = [[1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 5], [1, 3], [1]];
const FEW_DECADES = 0.7; // below it a logarithmic axis has hardly a round number, and is marked like a linear one

/**
 * Maps the axis to pixels.
 *
 * @param {Axis} axis
 * @param {number} from Where its low end lies.
 * @param {number} to
 * @returns {Scale}
 */
export function scaleOf({ low, high, log }, from, to) {
  const scale = log ? scaleLog() : scaleLinear();
  return /** @type {Scale} */ (scale.domain([low, high]).range([from, to]));
}

/**
 * Round numbers within the axis, about `count` of them.
 *
 * @param {Axis} axis
 * @param {number} count
 * @returns {number[]}
 */
export function ticksOf({ low, high, log }, count) {
  const linear = scaleLinear().domain([low, high]);
  if (!log || Math.log10(high / low) < FEW_DECADES) return linear.ticks(count);
  const found = scaleLog().domain([low, high]).ticks(count);
  const choices = ROUND_DIGITS.map((digits) => found.filter((value) => digits.includes(firstDigit(value))));
  return choices.find((values) => values.length <= count) ?? choices[choices.length - 1];
}

/** @param {number} value */
function firstDigit(value) {
  return Number(value.toExponential(0)[0]);
}

/**
 * A number of an axis, as the axis wants it.
 *
 * @param {Axis} axis
 * @param {number} value
 * @param {Language} language
 */
export function tickOf({ written, percent }, value, language) {
  return written ? written(value) : tickText(value, percent, language);
}

/**
 * A number of an axis for reading: 0.01 · 50 · 3,000 · 10⁷, or a share.
 *
 * @param {number} value
 * @param {boolean} isShare
 * @param {Language} language
 */
export function tickText(value, isShare, language) {
  if (isShare) return `${+(100 * value).toPrecision(6)}${percentSign(language)}`;
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e5 || size < 1e-3)) {
    const power = Math.floor(Math.log10(size) + 1e-9);
    const digit = +(value / 10 ** power).toPrecision(3);
    return `${digit === 1 ? "" : `${digit}·`}10${superscript(power)}`;
  }
  return formatter(language, { maximumFractionDigits: 6 }).format(+value.toPrecision(6));
}
