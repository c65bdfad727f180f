// Where a moment of the training lies on its line, and where a character lies on the page.

const NARROW = 640; // pixels
const LINE = { wide: 128, narrow: 118 };
const ROW = { least: { wide: 24, narrow: 19 }, most: 44 }; // pixels

/**
 * @typedef {object} Sheet Pixels, but for `columns` and `rows`.
 * @property {number} columns
 * @property {number} rows
 * @property {number} cell The width of a character's place.
 * @property {number} row
 * @property {number} size Of the type.
 * @property {number} top Of the first line of writing.
 * @property {number} height Of all.
 * @property {number} line The top of the line of training.
 * @property {number} left Where that line begins.
 * @property {number} right
 *
 * @typedef {{ isDark: boolean, isFresh: boolean }} Look `isDark`: part of a known word; `isFresh`: another than before.
 * @typedef {Look & { place: number, characters: string[] }} Run `place`: of its first character on the page.
 */

/**
 * @param {number} width
 * @param {number} columns On a wide screen; a narrow one has half as many.
 * @param {number} characters
 * @param {number} [room] How high it may be, as far as what is written on it can still be read.
 * @returns {Sheet}
 */
export function sheetFor(width, columns, characters, room = Infinity) {
  const isNarrow = width < NARROW;
  const across = isNarrow ? columns / 2 : columns;
  const rows = Math.ceil(characters / across);
  const cell = (width - 32) / across;
  const top = 62;
  const [gap, foot] = [14, isNarrow ? LINE.narrow : LINE.wide];
  const most = Math.min(ROW.most, (room - top - gap - foot) / rows);
  const row = Math.max(isNarrow ? ROW.least.narrow : ROW.least.wide, Math.min(most, cell * (isNarrow ? 1.6 : 1.8)));
  const size = Math.min(row * 0.78, cell * (columns < 40 ? 0.95 : 1.6));
  const line = top + rows * row + gap;
  const height = line + foot;
  return { columns: across, rows, cell, row, size, top, height, line, left: 76, right: width - 26 };
}

/**
 * The place of a step on the line: equal ratios of steps are equal ways.
 *
 * @param {number} step
 * @param {number} last
 */
export function along(step, last) {
  return Math.log1p(step) / Math.log1p(last);
}

/**
 * The moment that lies nearest to a share of the line, 0 to 1.
 *
 * @param {number[]} steps
 * @param {number} share
 */
export function nearest(steps, share) {
  const last = steps[steps.length - 1];
  let best = 0;
  for (const [place, step] of steps.entries()) {
    if (Math.abs(along(step, last) - share) < Math.abs(along(steps[best], last) - share)) best = place;
  }
  return best;
}

/**
 * Whether each character belongs to a known word.
 *
 * @param {number} length
 * @param {number[]} words Spans, one after the other.
 */
export function inked(length, words) {
  const dark = new Array(length).fill(false);
  for (let place = 0; place < words.length; place += 2) dark.fill(true, words[place], words[place + 1]);
  return dark;
}

/**
 * The characters from `start` to `end` (which is no longer one of them), in runs of such as look alike.
 *
 * @param {string[]} characters
 * @param {number} start
 * @param {number} end
 * @param {(place: number) => Look} lookOf
 * @returns {Run[]}
 */
export function runsOf(characters, start, end, lookOf) {
  /** @type {Run[]} */
  const runs = [];
  for (let place = start; place < end; place++) {
    const look = lookOf(place);
    const last = runs.at(-1);
    if (last?.isDark === look.isDark && last.isFresh === look.isFresh) last.characters.push(characters[place]);
    else runs.push({ place, characters: [characters[place]], ...look });
  }
  return runs;
}

/**
 * The places at which a scale of steps is written: 1, 3, 10, 30 … up to the last.
 *
 * @param {number} last
 */
export function scaleSteps(last) {
  const steps = [];
  for (let power = 1; power <= last; power *= 10) steps.push(power, 3 * power);
  return steps.filter((step) => step <= last);
}
