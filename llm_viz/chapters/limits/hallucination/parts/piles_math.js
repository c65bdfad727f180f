// Where everything lies: a pile grows by a row for every other answer; the same answer joins its row.

/**
 * @typedef {object} Room Pixels.
 * @property {number} width
 * @property {number} height
 * @property {number} base Where the piles stand.
 * @property {number} row The height of a row.
 * @property {{ left: number, width: number }[]} piles
 * @property {boolean} isNarrow
 */

const HEAD = 74; // the questions
const FOOT = 16;
const NARROW = 560;
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
  const head = isNarrow ? HEAD + 22 : HEAD;
  const base = height - FOOT;
  const gap = Math.round(width * BETWEEN);
  const each = (width - AXIS - gap - MARGIN) / 2;
  const piles = [0, 1].map((place) => ({ left: AXIS + place * (each + gap), width: each }));
  return { width, height, base, row: (base - head) / tries, piles, isNarrow };
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
