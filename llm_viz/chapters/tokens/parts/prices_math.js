// Rows of bricks that are all equally wide: the length of a row is a number of tokens.

const LARGEST = 26; // pixels
const SMALLEST = 4; // that one can still tell from the next
const MOST_LINES = 8;
const TALL = 25;
const GAP = 2;

/**
 * How wide a brick is with the gap after it, and the gap, so that the longest row fits. Where they would be too small to
 * be told apart, bricks lie in several `lines` above each other, each `tall` pixels high.
 *
 * @param {number} room
 * @param {number} longest Bricks in the longest row.
 */
export function brickFor(room, longest) {
  const most = Math.max(1, longest);
  const lines = Math.min(MOST_LINES, Math.max(1, Math.ceil((SMALLEST * most) / room)));
  const unit = Math.min(LARGEST, room / Math.ceil(most / lines));
  if (lines === 1 || unit < SMALLEST)
    return { unit, gap: Math.min(GAP, unit / 4), lines, tall: Math.floor(TALL / lines) };
  // Whole pixels: of small bricks, the slits would be wider and narrower.
  return { unit: Math.floor(unit), gap: 1, lines, tall: Math.max(SMALLEST, Math.round(TALL / lines)) };
}

/**
 * A row of so many bricks in several lines: full columns, and what share of a further one is filled.
 *
 * @param {number} bricks
 * @param {number} lines
 */
export function columnsOf(bricks, lines) {
  const full = Math.floor(bricks / lines);
  return { full, rest: bricks / lines - full };
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
