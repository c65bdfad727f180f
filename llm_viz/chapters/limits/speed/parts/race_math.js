// How many tokens are written by now, and where each of them lies.

/**
 * Tokens that are finished after so many seconds.
 *
 * @param {number} rate Tokens a second.
 * @param {number} seconds
 */
export function writtenBy(rate, seconds) {
  return Math.floor(rate * seconds + 1e-9);
}

/**
 * The side of a square in pixels, so that `count` of them fit into the room, and how many stand in a row.
 *
 * @param {number} count
 * @param {number} width
 * @param {number} height
 * @param {number} largest
 */
export function squareFor(count, width, height, largest) {
  let each = Math.min(largest, Math.sqrt((width * height) / Math.max(1, count)));
  while (Math.ceil(count / Math.floor(width / each)) * each > height) each *= 0.98;
  return { each, columns: Math.floor(width / each) };
}
