// What of a block is drawn, from the numbers of all blocks.

/** @typedef {[number, number]} Point */

/**
 * The triangle of a block's sums: the vector before, what attention adds, what the feed-forward layer adds. All lengths
 * and both angles are the model's; the plane is not.
 *
 * @param {ArrayLike<number>} lengths Before, attention, feed-forward, after.
 * @param {ArrayLike<number>} turns The cosines of each addition with what it is added to.
 * @returns {Point[]} Start, and the ends of the three.
 */
export function arrowsOf(lengths, turns) {
  const [before, attention, mlp] = [lengths[0], lengths[1], lengths[2]];
  const first = Math.acos(within(turns[0]));
  /** @type {Point} */
  const middle = [before + attention * Math.cos(first), attention * Math.sin(first)];
  const second = Math.atan2(middle[1], middle[0]) + Math.acos(within(turns[1]));
  return [[0, 0], [before, 0], middle, [middle[0] + mlp * Math.cos(second), middle[1] + mlp * Math.sin(second)]];
}

/**
 * The points in a box, right way up, all at the same scale.
 *
 * @param {Point[]} points
 * @param {{ x: number, y: number, width: number, height: number }} box
 * @returns {Point[]}
 */
export function fitted(points, { x, y, width, height }) {
  const [across, up] = [points.map((point) => point[0]), points.map((point) => point[1])];
  const [left, low] = [Math.min(...across), Math.min(...up)];
  const [wide, high] = [Math.max(...across) - left, Math.max(...up) - low];
  const scale = Math.min(width / Math.max(wide, 1e-9), height / Math.max(high, 1e-9));
  const [besides, below] = [(width - wide * scale) / 2, (height - high * scale) / 2];
  return points.map(([px, py]) => [x + besides + (px - left) * scale, y + height - below - (py - low) * scale]);
}

/**
 * The cell at which both parts add most: the one whose smaller addition is the largest.
 *
 * @param {ArrayLike<number>} attention
 * @param {ArrayLike<number>} mlp
 */
export function tellingCell(attention, mlp) {
  let best = 0;
  const smaller = (/** @type {number} */ cell) => Math.min(Math.abs(attention[cell]), Math.abs(mlp[cell]));
  for (let cell = 1; cell < attention.length; cell++) if (smaller(cell) > smaller(best)) best = cell;
  return best;
}

/** @param {number} cosine */
function within(cosine) {
  return Math.max(-1, Math.min(1, cosine));
}
