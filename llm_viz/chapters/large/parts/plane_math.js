// Straight lines over logarithmic axes of training tokens and parameters: pure functions.

/**
 * @typedef {{ left: number, right: number, bottom: number, top: number }} Edges In tokens across, in parameters up.
 * @typedef {[tokens: number, size: number][]} Ends
 */

const WORK = 6; // operations for each parameter and token

/**
 * The ends, within the edges, of the line on which all trainings take so many operations; null where it is outside.
 *
 * @param {number} flop
 * @param {Edges} edges
 * @returns {Ends | null}
 */
export function sameFlop(flop, { left, right, bottom, top }) {
  const product = flop / WORK;
  const [from, to] = [Math.max(left, product / top), Math.min(right, product / bottom)];
  return from < to ? [from, to].map((tokens) => [tokens, product / tokens]) : null;
}

/**
 * The ends of the line on which every parameter has read so many tokens.
 *
 * @param {number} ratio
 * @param {Edges} edges
 * @returns {Ends | null}
 */
export function sameRatio(ratio, { left, right, bottom, top }) {
  const [from, to] = [Math.max(left, ratio * bottom), Math.min(right, ratio * top)];
  return from < to ? [from, to].map((tokens) => [tokens, tokens / ratio]) : null;
}
