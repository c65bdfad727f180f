// Where rows lie, and where values lie along them.

/**
 * @typedef {{ low: number, high: number, base: number, log: boolean }} Scale Values from the left end to the right one;
 *   bars begin at `base`.
 *
 * @typedef {{ left: number, right: number }} Ends Pixels: where a scale begins, and where it ends.
 *
 * @typedef {object} Room Pixels.
 * @property {number} width
 * @property {number} height
 * @property {number} top Where the first row begins.
 * @property {number} row The height of a row.
 * @property {number} count Rows.
 * @property {number} left Where the scale begins: beside the names, or below them where it is narrow.
 * @property {number} right Where it ends.
 * @property {boolean} isNarrow
 */

const NARROW = 560;
const HEIGHT = { wide: 430, narrow: 440 }; // at least
const LEAST_ROW = { wide: 34, narrow: 36 };
const MOST_ROW = { wide: 0.2, narrow: 0.18 }; // of the picture
const NAMES = 0.29; // of the width
const WIDEST_NAMES = 230;
const AROUND = 200; // of the window, above and below the picture
const FOOT = 34; // the marks of the scale
const INSET = { wide: 22, narrow: 12 };

/**
 * The room for so many rows, below what takes `head` pixels; `end` pixels are kept for what is written behind a bar.
 *
 * @param {number} width
 * @param {number} head
 * @param {number} rows
 * @param {number} end
 * @param {number} screen How high the window is.
 * @returns {Room}
 */
export function roomFor(width, head, rows, end, screen) {
  const isNarrow = width < NARROW;
  const size = isNarrow ? "narrow" : "wide";
  const wanted = Math.max(HEIGHT[size], isNarrow ? 0 : screen - AROUND);
  const height = Math.max(wanted, head + rows * LEAST_ROW[size] + FOOT);
  const row = Math.min(MOST_ROW[size] * height, (height - head - FOOT) / rows);
  const top = head + (height - head - FOOT - rows * row) / 2;
  const inset = INSET[size];
  const left = isNarrow ? inset : inset + Math.min(WIDEST_NAMES, NAMES * width);
  return { width, height, top, row, count: rows, left, right: Math.max(left + 40, width - inset - end), isNarrow };
}

/**
 * The middle of a row's bar: below its name where it is narrow.
 *
 * @param {Room} room
 * @param {number} place
 */
export function middleOf({ top, row, isNarrow }, place) {
  return top + row * (place + (isNarrow ? 0.72 : 0.5));
}

/**
 * How far along the scale a value lies, 0 to 1.
 *
 * @param {Scale} scale
 * @param {number} value
 */
export function shareOf({ low, high, log }, value) {
  const along = log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  return Math.max(0, Math.min(1, along));
}

/**
 * @param {Ends} ends
 * @param {Scale} scale
 * @param {number} value
 */
export function placeOf({ left, right }, scale, value) {
  return left + shareOf(scale, value) * (right - left);
}

/**
 * The number of the one of `values` (ascending) that lies nearest to the pixel `x`.
 *
 * @param {Ends} ends
 * @param {Scale} scale
 * @param {number[]} values
 * @param {number} x
 */
export function nearest(ends, scale, values, x) {
  let best = 0;
  for (const [number, value] of values.entries()) {
    if (Math.abs(placeOf(ends, scale, value) - x) < Math.abs(placeOf(ends, scale, values[best]) - x)) best = number;
  }
  return best;
}

/**
 * Where a text begins behind a bar or a dot, so that no line runs through it: on the other side of a dot, if it has room
 * there, or behind the line.
 *
 * @param {{ from: number, apart: number, wide: number }} text Pixels: where the bar or dot is, how far the text keeps from
 *   it, how wide it is.
 * @param {number[]} lines
 * @param {number | null} least How far to the left it may begin; null: only behind.
 */
export function besideLines({ from, apart, wide }, lines, least) {
  const behind = from + apart;
  const crossed = lines.find((x) => x > behind - 3 && x < behind + wide + 3);
  if (crossed === undefined) return behind;
  const before = from - apart - wide;
  return least !== null && before >= least ? before : crossed + 6;
}

/**
 * The middle of something `width` pixels wide, as near to `x` as it lies in the picture and not on `taken`.
 *
 * @param {number} x
 * @param {number} width
 * @param {[from: number, to: number]} taken
 * @param {Room} room
 */
export function clearOf(x, width, [from, to], room) {
  const least = width / 2 + 2;
  const most = room.width - width / 2 - 2;
  const middle = Math.max(least, Math.min(most, x));
  if (middle + width / 2 < from || middle - width / 2 > to) return middle;
  const [before, after] = [from - width / 2 - 4, to + width / 2 + 4];
  if (after > most) return Math.max(least, before);
  return before < least || Math.abs(after - x) < Math.abs(before - x) ? after : before;
}
