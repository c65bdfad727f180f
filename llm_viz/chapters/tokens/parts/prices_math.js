// Rows of bricks that are all equally wide: the length of a row is a number of tokens.

const LARGEST = 26; // pixels
const GAP = 2;

/**
 * How wide a brick is with the gap after it, and the gap, so that the longest row fits.
 *
 * @param {number} room
 * @param {number} longest Bricks in the longest row.
 */
export function brickFor(room, longest) {
  const unit = Math.min(LARGEST, room / Math.max(1, longest));
  return { unit, gap: Math.min(GAP, unit / 4) };
}

/**
 * How many tokens each row has under a choice: Japanese and English for a pair, or all pairs; one row for the own text.
 *
 * @param {{ pairs: number[][], own: number }} price
 * @param {string} choice
 * @param {string[]} pairs The keys of the pairs, in their order.
 */
export function rowsOf({ pairs: counts, own }, choice, pairs) {
  if (choice === "own") return [own];
  const shown = counts.filter((_, place) => choice === "all" || pairs[place] === choice);
  return [0, 1].map((side) => shown.reduce((sum, pair) => sum + pair[side], 0));
}
