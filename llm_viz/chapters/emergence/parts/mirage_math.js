// The mirage as a formula: a digit is right with p(N) = 2^(−(h/N)^a), the whole answer with pⁿ (`compute/mirage.py`).

/**
 * @typedef {{ half: number, steep: number }} Curve `CurvePayload` in `mirage.py`: h, in parameters, and a.
 *
 * @typedef {object} Addition `AdditionPayload` in `mirage.py`: a model's share of right answers, with its interval.
 * @property {number} size Parameters.
 * @property {number} value
 * @property {number} low
 * @property {number} high
 * @property {string} label
 * @property {boolean} read Whether the sentence speaks of it.
 */

/**
 * With what probability a model of this size gets a digit right.
 *
 * @param {Curve} curve
 * @param {number} size Parameters.
 */
export function digitAt({ half, steep }, size) {
  return 2 ** -((half / size) ** steep);
}

/**
 * How far the curve of whole answers of `length` digits and the points are apart: the root of the mean square, as a
 * share.
 *
 * @param {Curve} curve
 * @param {number} length
 * @param {{ size: number, value: number }[]} additions
 */
export function distanceOf(curve, length, additions) {
  const squares = additions.map(({ size, value }) => (digitAt(curve, size) ** length - value) ** 2);
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
}
