// The way of the probability through the filters as bands in columns: pure functions.

import { massOf } from "./sampling_math.js";

/**
 * @import { Levels, Result } from "./sampling_math.js"
 *
 * @typedef {{ top: number, bottom: number }} Span Shares of the height, from 0 at the top to 1.
 */

/**
 * How much each band has in each column: the model's own share, that after the temperature, what is left of it after
 * top-k, top-p and min-p, and the chance in the draw. The last band is that of all tokens without one of their own.
 *
 * @param {Levels} levels
 * @param {Float64Array} raw Shares at temperature 1.
 * @param {Result} result
 * @param {number} named Bands of one token each.
 * @returns {number[][]} (column, band)
 */
export function columnsOf(levels, raw, result, named) {
  const { alive, heat, final } = result;
  const left = (/** @type {Float64Array} */ shares, /** @type {Float64Array} */ counts) => [
    ...[...shares.slice(0, named)].map((share, band) => (counts[band] > 0 ? share : 0)),
    massOf(counts, shares, named),
  ];
  return [
    left(raw, levels.counts),
    left(heat, levels.counts),
    ...alive.slice(1).map((counts) => left(heat, counts)),
    left(final, alive[3]),
  ];
}

/**
 * Where the bands of a column lie, one below the other.
 *
 * @param {number[]} shares
 * @returns {Span[]}
 */
export function spansOf(shares) {
  let reach = 0;
  return shares.map((share) => {
    const top = reach;
    reach += share;
    return { top, bottom: reach };
  });
}

/**
 * The way of a band from one column to the next as the outline of an SVG path.
 *
 * @param {{ x: number, top: number, bottom: number }} from Pixels.
 * @param {{ x: number, top: number, bottom: number }} to
 */
export function ribbon(from, to) {
  const middle = (from.x + to.x) / 2;
  const [x, end, half] = [from.x, to.x, middle].map((place) => place.toFixed(1));
  const [a, b, c, d] = [from.top, to.top, to.bottom, from.bottom].map((place) => place.toFixed(1));
  return `M${x} ${a}C${half} ${a} ${half} ${b} ${end} ${b}V${c}C${half} ${c} ${half} ${d} ${x} ${d}Z`;
}
