// How high the bars of surprise are, and what a surprise means in words.

const ONE_ROW = 140; // pixels of the most surprising token
const ALL_ROWS = 250; // that several rows share
const LEAST = 64;
const RARE = 1.5; // bits, from which on a token is told as one chance in so many

/**
 * @param {number} rows Of tokens.
 * @returns {number} Pixels of the most surprising token.
 */
export function barHeight(rows) {
  return rows <= 1 ? ONE_ROW : Math.max(LEAST, Math.round(ALL_ROWS / rows));
}

/**
 * The bits at which a line stands: two to four lines.
 *
 * @param {number} most
 */
export function gridSteps(most) {
  const step = most > 30 ? 10 : most > 12 ? 5 : 4;
  return Array.from({ length: Math.floor(most / step) }, (_, index) => (index + 1) * step);
}

/**
 * One chance in how many, to two digits; null where the token was no surprise.
 *
 * @param {number} bits
 */
export function oddsOf(bits) {
  return bits < RARE ? null : Number((2 ** bits).toPrecision(2));
}
