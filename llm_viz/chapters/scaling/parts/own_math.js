// A straight line through measured losses on two logarithmic axes: pure functions, as in `compute/fit.py`.

const FLOORS = 200; // values of E that are tried
const HIGHEST_SHARE = 0.999; // of the lowest loss
const OFF = 1.1; // ratio of the distances to the floor from which on a promise counts as missed
export const LEAST = 3; // points of a line

/**
 * @typedef {{ x: number, loss: number }} Measured Parameters or words, and the mean loss of all seeds in nats per word.
 * @typedef {{ floor: number, scale: number, exponent: number, explained: number }} Law loss = floor + (scale / x) **
 *   exponent; `explained`: R² of ln(loss − floor).
 */

/**
 * The power law through some points, at least `LEAST`. `floor` null: the one from 0 up that makes the line straightest.
 *
 * @param {Measured[]} points
 * @param {number | null} floor
 * @returns {Law}
 */
export function lawThrough(points, floor) {
  if (floor !== null) return lineAbove(points, floor);
  const lowest = Math.min(...points.map(({ loss }) => loss));
  const tried = Array.from({ length: FLOORS }, (_, step) =>
    lineAbove(points, (lowest * HIGHEST_SHARE * step) / (FLOORS - 1)),
  );
  return tried.reduce((best, law) => (law.explained > best.explained ? law : best));
}

/**
 * @param {Measured[]} points
 * @param {number} floor
 * @returns {Law}
 */
function lineAbove(points, floor) {
  const across = points.map(({ x }) => Math.log(x));
  const up = points.map(({ loss }) => Math.log(loss - floor));
  const [left, height] = [mean(across), mean(up)];
  const slope =
    sum(points.map((_, index) => (across[index] - left) * up[index])) / sum(across.map((x) => (x - left) ** 2));
  const missed = sum(points.map((_, index) => (up[index] - height - slope * (across[index] - left)) ** 2));
  const all = sum(up.map((y) => (y - height) ** 2));
  const explained = 1 - missed / Math.max(all, Number.MIN_VALUE);
  return { floor, scale: Math.exp(left - height / slope), exponent: -slope, explained };
}

/** @param {number[]} values */
function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}

/** @param {number[]} values */
function mean(values) {
  return sum(values) / values.length;
}

/**
 * @param {Law} law
 * @param {number} x
 */
export function lossAt({ floor, scale, exponent }, x) {
  return floor + (scale / x) ** exponent;
}

/**
 * How a promise held, by the distances to the `floor` of the language itself.
 *
 * @param {{ promised: number, measured: number, floor: number }} told
 * @returns {"hopeful" | "gloomy" | "close"}
 */
export function judged({ promised, measured, floor }) {
  const [one, other] = [promised - floor, measured - floor];
  if (other > OFF * one) return "hopeful";
  return one > OFF * other ? "gloomy" : "close";
}
