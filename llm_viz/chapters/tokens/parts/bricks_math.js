// Where letters lie, apart or joined.

const LARGEST = 88; // pixels
const SMALLEST = 25;
const APART = 5;
const CUT = 12;
const SIDES = 28;
const LOWEST = 80; // pixels, of a row
const HIGHEST = 170;
const SLIM = 0.62; // a letter's width, of the height of its row, beyond which rows only grow apart

/** @typedef {{ left: number, row: number }} Place Of a letter. */

/**
 * The width of a letter, how many stand in a row, and how high the rows are: as large as the letters can be where they
 * fit into `height`. Where they fit at no size, the rows are as low as can be, and more than the height.
 *
 * @param {number} width
 * @param {number} letters
 * @param {number} height
 */
export function gridFor(width, letters, height) {
  const room = width - SIDES;
  const least = Math.ceil(letters / Math.max(1, Math.floor(room / (SMALLEST + CUT * 0.5))));
  const most = Math.max(least, Math.floor(height / LOWEST));
  let best = { wide: 0, columns: letters, rows: 1, high: LOWEST };
  for (let rows = least; rows <= Math.min(most, letters); rows += 1) {
    const columns = Math.ceil(letters / rows);
    const high = Math.max(LOWEST, Math.min(HIGHEST, height / rows));
    const wide = Math.max(SMALLEST, Math.min(LARGEST, Math.floor(room / columns) - CUT * 0.5, high * SLIM));
    if (wide > best.wide) best = { wide, columns, rows: Math.ceil(letters / columns), high };
  }
  return best;
}

/**
 * How far a gap has closed, 0 to 1, when a share of all merges is done.
 *
 * @param {number | null} closed After how many merges it is closed; 0: not known; null: never.
 * @param {number} merges
 * @param {number} share
 */
export function closing(closed, merges, share) {
  if (closed === null) return 0;
  if (closed === 0) return share;
  return Math.max(0, Math.min(1, share * merges - (closed - 1)));
}

/**
 * Where every letter lies. Rows stay as they are, so that nothing jumps, and are centred.
 *
 * @param {number} width
 * @param {{ wide: number, columns: number }} grid
 * @param {number[]} gaps How wide the gap after each letter is.
 * @returns {Place[]}
 */
export function placesOf(width, { wide, columns }, gaps) {
  const letters = gaps.length + 1;
  /** @type {Place[]} */
  const places = [];
  for (let start = 0; start < letters; start += columns) {
    const end = Math.min(letters, start + columns);
    let length = (end - start) * wide;
    for (let place = start; place < end - 1; place += 1) length += gaps[place];
    let left = (width - length) / 2;
    for (let place = start; place < end; place += 1) {
      places.push({ left, row: start / columns });
      left += wide + (gaps[place] ?? 0);
    }
  }
  return places;
}

/**
 * The width of each gap.
 *
 * @param {(number | null)[]} joined
 * @param {number} share Of the merges, 0 to 1.
 */
export function gapsOf(joined, share) {
  const merges = mergesIn(joined);
  return joined.map((closed) => {
    const done = closing(closed, merges, share);
    return closed === null ? APART + (CUT - APART) * share : APART * (1 - done);
  });
}

/** @param {(number | null)[]} joined */
export function mergesIn(joined) {
  return Math.max(1, ...joined.map((closed) => closed ?? 0));
}

/**
 * The set of cuts as a guess is told: a hexadecimal number whose bit i is the gap after letter i.
 *
 * @param {Set<number>} cuts
 */
export function toldCuts(cuts) {
  let number = 0;
  for (const gap of cuts) number += 2 ** gap;
  return number.toString(16);
}

/**
 * @param {string | null} told
 * @returns {Set<number> | null}
 */
export function cutsTold(told) {
  if (told === null || !/^[0-9a-f]{1,12}$/.test(told)) return null;
  let number = Number.parseInt(told, 16);
  const cuts = new Set();
  for (let gap = 0; number > 0; gap += 1) {
    if (number % 2 === 1) cuts.add(gap);
    number = Math.floor(number / 2);
  }
  return cuts;
}

/**
 * Which piece each letter belongs to, when the text is cut at these gaps.
 *
 * @param {number} letters
 * @param {Set<number>} cuts
 */
export function pieceOf(letters, cuts) {
  let piece = 0;
  return Array.from({ length: letters }, (_, letter) => {
    const mine = piece;
    if (cuts.has(letter)) piece += 1;
    return mine;
  });
}

/**
 * The text of each piece.
 *
 * @param {readonly string[]} letters
 * @param {readonly number[]} piece Which one each letter belongs to.
 */
export function textsOf(letters, piece) {
  /** @type {string[]} */
  const texts = [];
  for (const [letter, own] of piece.entries()) texts[own] = (texts[own] ?? "") + letters[letter];
  return texts;
}
