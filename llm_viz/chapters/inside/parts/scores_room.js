// The places on the picture of the last step: the vector, and for every token its score, the power, the share.

/**
 * @typedef {{ from: number, to: number }} Span Across, in pixels.
 *
 * @typedef {object} ScoresRoom All in pixels.
 * @property {boolean} isNarrow
 * @property {number} width
 * @property {number} height
 * @property {{ x: number, y: number, size: number }} tile The square of the vector, from its corner.
 * @property {Span} name
 * @property {Span} score The line along which a score is moved.
 * @property {number} scoreText Where the score is written, from the left.
 * @property {Span} power
 * @property {number} powerText From the left.
 * @property {number} share Where the share ends.
 * @property {Span} column All shares in one bar: across, or on a phone along.
 * @property {number} top Of the first row.
 * @property {number} row From one row to the next.
 * @property {number} under How far below the score the power stands: on a phone.
 */

export const NARROW = 640;
const HEAD = 62;
const COLUMN = 34; // on a phone, its height

/**
 * @param {number} width
 * @param {number} height
 * @param {number} rows Tokens, all others together, and the sum.
 * @returns {ScoresRoom}
 */
export function scoresRoom(width, height, rows) {
  if (width < NARROW) {
    const end = width - 8;
    const name = { from: 8, to: 8 + Math.min(88, 0.26 * width) };
    const line = { from: name.to + 13, to: end - 124 };
    return {
      isNarrow: true,
      width,
      height,
      tile: { x: 8, y: 6, size: 44 },
      name,
      score: line,
      scoreText: end - 112,
      power: line,
      powerText: end - 112,
      share: end,
      column: { from: 8, to: end },
      top: 58,
      row: (height - 58 - COLUMN - 8) / rows,
      under: 20,
    };
  }
  const across = (/** @type {number} */ share) => Math.round(width * share);
  return {
    isNarrow: false,
    width,
    height,
    tile: { x: 16, y: height / 2 - 44, size: 92 },
    name: { from: across(0.155), to: across(0.265) },
    score: { from: across(0.29), to: across(0.45) },
    scoreText: across(0.465),
    power: { from: across(0.55), to: across(0.68) },
    powerText: across(0.69),
    share: across(0.88),
    column: { from: width - 60, to: width - 16 },
    top: HEAD,
    row: (height - HEAD - 8) / rows,
    under: 0,
  };
}

/**
 * The middle of a row.
 *
 * @param {ScoresRoom} room
 * @param {number} row
 */
export function rowLevel({ top, row: pitch, under }, row) {
  return top + pitch * (row + 0.5) - under / 2;
}

/**
 * Where the parts of a whole lie on a line, one after the other.
 *
 * @param {number[]} shares
 * @param {Span} span
 * @returns {Span[]}
 */
export function slices(shares, { from, to }) {
  let at = from;
  return shares.map((share) => {
    const slice = { from: at, to: at + (to - from) * share };
    at = slice.to;
    return slice;
  });
}
