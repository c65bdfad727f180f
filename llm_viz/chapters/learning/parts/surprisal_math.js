// Where the tokens of a text stand in either of its orders, how high their bars may be, and what a surprise means in words.

const TALLEST = 260; // pixels of the most surprising token
const LEAST = 60;
const WIDEST = 130; // pixels of a token, where one row has room for more
const RARE = 1.5; // bits, from which on a token is told as one chance in so many

/** @typedef {{ x: number, row: number, wide: number }} Spot Left edge and width in pixels. */

/**
 * Tokens in rows, as a text breaks; a single row is spread over the room, and one or two stand in its middle.
 *
 * @param {number[]} widths In pixels, none wider than `room`.
 * @param {number} room Pixels.
 * @param {number} gap Pixels between tokens.
 * @returns {Spot[]}
 */
export function inRows(widths, room, gap) {
  /** @type {number[][]} */
  const rows = [[]];
  let used = 0;
  for (const wide of widths) {
    const isFull = used > 0 && used + gap + wide > room;
    if (isFull) rows.push([]);
    used = isFull || used === 0 ? wide : used + gap + wide;
    rows[rows.length - 1].push(wide);
  }
  return rows.flatMap((row, at) => {
    const spread = rows.length === 1 ? spreadOver(row, room - gap * (row.length - 1)) : row;
    let x = rows.length > 2 ? 0 : (room - sum(spread) - gap * (row.length - 1)) / 2;
    return spread.map((wide) => {
      const spot = { x, row: at, wide };
      x += wide + gap;
      return spot;
    });
  });
}

/**
 * The widths, made larger alike until they fill the room or reach the most that a token may have.
 *
 * @param {number[]} widths
 * @param {number} room
 */
function spreadOver(widths, room) {
  const more = Math.max(0, room - sum(widths)) / widths.length;
  return widths.map((wide) => Math.max(wide, Math.min(WIDEST, wide + more)));
}

/** @param {number[]} values */
function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}

/**
 * How high the bar of the most surprising token is where so many rows share a height, in pixels.
 *
 * @param {number} rows
 * @param {number} height
 * @param {number} around Pixels above and below the bars of each row.
 */
export function barHeight(rows, height, around) {
  return Math.round(Math.max(LEAST, Math.min(TALLEST, height / rows - around)));
}

/**
 * For each label of the other order the place that the same word has in the first one, each place once; -1: it is
 * another. A space before a word makes no difference.
 *
 * @param {string[]} before
 * @param {string[]} after
 */
export function sameWords(before, after) {
  /** @type {Map<string, number[]>} */
  const places = new Map();
  for (const [at, label] of before.entries()) places.set(bare(label), [...(places.get(bare(label)) ?? []), at]);
  return after.map((label) => places.get(bare(label))?.shift() ?? -1);
}

/** @param {string} label */
function bare(label) {
  return label.replace(/^[␣\s]+(?=.)/, "");
}

/**
 * How much of its rise a bar has made, when all of them together have made `share`: one after the other, as they are read.
 *
 * @param {number} share 0 to 1.
 * @param {number} at
 * @param {number} count
 */
export function inTurn(share, at, count) {
  const own = 0.35; // of the time, that a single bar takes
  const begin = (1 - own) * (at / Math.max(1, count - 1));
  return Math.max(0, Math.min(1, (share - begin) / own));
}

/**
 * One chance in how many, to two digits; null where the token was no surprise.
 *
 * @param {number} bits
 */
export function oddsOf(bits) {
  return bits < RARE ? null : Number((2 ** bits).toPrecision(2));
}
