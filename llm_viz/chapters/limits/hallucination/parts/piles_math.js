// Where everything lies: a pile grows by a row for every other answer; the same answer joins its row.

/**
 * @typedef {object} Room Pixels.
 * @property {number} width
 * @property {number} height
 * @property {number} base Where the piles stand.
 * @property {number} row The height of a row.
 * @property {number} from Where an answer begins to fly: below the question.
 * @property {{ left: number, width: number }[]} piles
 * @property {boolean} isNarrow
 */

const HEAD = { wide: 88, narrow: 113 }; // the questions, and above the highest pile its number
const FROM = 30; // above the highest pile
const FOOT = 16;
export const NARROW = 560;
const AXIS = 30;
const BETWEEN = 0.05; // of the width
const MARGIN = 14; // at the right edge

/**
 * @param {number} width
 * @param {number} height
 * @param {number} tries The highest pile.
 * @returns {Room}
 */
export function roomFor(width, height, tries) {
  const isNarrow = width < NARROW;
  const head = HEAD[isNarrow ? "narrow" : "wide"];
  const base = height - FOOT;
  const gap = Math.round(width * BETWEEN);
  const each = (width - AXIS - gap - MARGIN) / 2;
  const piles = [0, 1].map((place) => ({ left: AXIS + place * (each + gap), width: each }));
  return { width, height, base, row: (base - head) / tries, from: head - FROM, piles, isNarrow };
}

/**
 * The height of the top of a pile of so many rows.
 *
 * @param {Room} room
 * @param {number} rows
 */
export function topOf({ base, row }, rows) {
  return base - rows * row;
}

/**
 * How many rows a pile has whose top is nearest to this height, 1 to `tries`.
 *
 * @param {Room} room
 * @param {number} y
 * @param {number} tries
 */
export function rowsAt({ base, row }, y, tries) {
  return Math.max(1, Math.min(tries, Math.round((base - y) / row)));
}

const SLOW = 4; // answers that come one by one, to be read
const APART = { slow: 420, fast: 190 }; // milliseconds from one answer to the next
export const FLIGHT = 480; // milliseconds that an answer flies

/**
 * When an answer begins to fly, in milliseconds after the first one.
 *
 * @param {number} number From 0.
 */
export function startOf(number) {
  return Math.min(number, SLOW) * APART.slow + Math.max(0, number - SLOW) * APART.fast;
}

/**
 * How far an answer has flown, 0 to 1, fast at first; null: it has not begun.
 *
 * @param {number} number From 0.
 * @param {number} elapsed Milliseconds since the first one began.
 */
export function flown(number, elapsed) {
  const since = elapsed - startOf(number);
  return since <= 0 ? null : 1 - (1 - Math.min(1, since / FLIGHT)) ** 3;
}
