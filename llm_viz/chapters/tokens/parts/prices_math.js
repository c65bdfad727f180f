// Towers of tiles that are all equally large: the area of a tower is a number of tokens.

const LARGEST = 30; // pixels of a tile with its gap

/**
 * How many tiles stand beside each other, and how large they are, so that the highest tower fits into the room.
 *
 * @param {number} width Pixels that a tower may be wide.
 * @param {number} height
 * @param {number} most Tiles of the highest tower.
 */
export function tilesFor(width, height, most) {
  let across = Math.max(1, Math.ceil(width / LARGEST));
  while (Math.ceil(most / across) * (width / across) > height) across += 1;
  return { across, size: width / across };
}

/**
 * Where the tiles of a tower stand, from its lower left corner: the lowest row first, the last row may be short.
 *
 * @param {number} count
 * @param {number} across
 * @returns {[number, number][]} Columns and rows.
 */
export function tilesOf(count, across) {
  return Array.from({ length: count }, (_, tile) => [tile % across, Math.floor(tile / across)]);
}

/**
 * How many tokens each tower has under a choice: Japanese and English for a pair, or all pairs; one for the own text.
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
