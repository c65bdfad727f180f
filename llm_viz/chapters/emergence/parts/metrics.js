// What the pictures of this chapter share: the colours of a hard and a smooth metric, and the choice of the vertical
// axis.

import { choice } from "../../../kit/browser/sliders.js";

/**
 * @import { Axis } from "../../../kit/browser/graph/scales.js"
 *
 * @typedef {"linear" | "log"} ScaleName
 * @typedef {{ low: number, high: number }} Ends `Ends` in `metrics.py`.
 * @typedef {Ends & { title: string }} TitledEnds
 */

/** Colours of series: orange and teal. */
export const METRIC_COLOURS = /** @type {const} */ ({ hard: "second", smooth: "third" });

/**
 * The choice between a linear and a logarithmic axis.
 *
 * @param {string} title
 * @param {Record<string, string>} strings
 * @param {ScaleName[]} order
 * @param {(scale: ScaleName) => void} chosen
 */
export function scaleChoice(title, strings, order, chosen) {
  /** @type {[ScaleName, string][]} */
  const options = order.map((scale) => [scale, strings[scale]]);
  return choice(title, options, chosen);
}

/**
 * An axis of shares: from 0 to 1, or, where it is logarithmic, from the end given on.
 *
 * @param {TitledEnds} axis
 * @param {ScaleName} scale
 * @returns {Axis}
 */
export function shareAxis({ title, low, high }, scale) {
  const ends = scale === "log" ? { low, high } : { low: 0, high: 1 };
  return { title, percent: true, log: scale === "log", ...ends };
}
