// Where tokens stand beside the one that they are like: the distance is true, the direction only sorts them.

import { spread } from "../../../kit/browser/graph/labels.js";

/**
 * @typedef {{ text: string, cosine: number, turn: number, terms: [number, number, number][] }} Star `StarPayload` in
 *   `vector.py`.
 * @typedef {{ x: number, y: number }} Point
 * @typedef {{ left: number, right: number, top: number, bottom: number }} Box
 */
/** @typedef {{ x: number, y: number, label: number }} Place `label`: the middle of its name, down. */

const LINE = 22; // pixels from one name to the next
const STEEPEST = 1.2; // radians, of a star that is so near that its name would stand elsewhere
const GOLDEN = 0.618034; // of a turn: directions that never come back

/**
 * @typedef {object} Sky
 * @property {Point} origin Where the word stands: all distances are from here.
 * @property {Place[]} places Of the stars.
 * @property {Point[]} crowd
 * @property {number} scale Pixels for 1 − cosine = 1.
 * @property {number} half Pixels above and below the origin.
 */

/**
 * A fan to the right of the origin. The distance from it is 1 − cosine, true to scale: the least like of all tokens is
 * as far out as there is room.
 *
 * @param {{ cosine: number, turn: number }[]} stars
 * @param {number[]} crowd Cosines of tokens from the whole vocabulary.
 * @param {Box} box The origin is in the middle of its left side.
 * @returns {Sky}
 */
export function skyOf(stars, crowd, { left, right, top, bottom }) {
  const origin = { x: left, y: (top + bottom) / 2 };
  const half = Math.max(20, (bottom - top) / 2);
  const farthest = Math.max(0.05, ...stars.map(({ cosine }) => 1 - cosine), ...crowd.map((cosine) => 1 - cosine));
  const scale = Math.max(20, right - left - 8) / farthest;
  const at = (/** @type {number} */ far, /** @type {number} */ angle) => ({
    x: origin.x + far * Math.cos(angle),
    y: origin.y + far * Math.sin(angle),
  });
  const rows = rowsOf(stars);
  const line = Math.min(LINE, (bottom - top) / Math.max(1, stars.length));
  const points = stars.map(({ cosine }, star) => {
    const far = (1 - cosine) * scale;
    const down = (2 * (half - LINE / 2) * (rows[star] + 0.5)) / stars.length - (half - LINE / 2);
    return at(far, Math.sign(down) * Math.min(STEEPEST, opening(far, Math.abs(down))));
  });
  const labels = spread(
    points.map(({ y }) => y),
    { low: top + line / 2, high: bottom - line / 2, gap: line },
  );
  return {
    origin,
    scale,
    half,
    places: points.map((point, star) => ({ ...point, label: labels[star] })),
    crowd: crowd.map((cosine, index) => {
      const far = (1 - cosine) * scale;
      return at(far, (2 * ((index * GOLDEN) % 1) - 1) * opening(far, half - 4));
    }),
  };
}

/**
 * The order from top to bottom: like beside like, the nearest in the middle.
 *
 * @param {{ cosine: number, turn: number }[]} stars
 */
function rowsOf(stars) {
  const around = [...stars.keys()].sort((one, other) => stars[one].turn - stars[other].turn);
  const nearest = stars.reduce((best, { cosine }, star) => (cosine > stars[best].cosine ? star : best), 0);
  const shift = Math.floor(stars.length / 2) - around.indexOf(nearest) + stars.length;
  return stars.map((_, star) => (around.indexOf(star) + shift) % stars.length);
}

/**
 * How far one can turn from straight ahead without leaving the room above and below, in radians.
 *
 * @param {number} far Pixels from the origin.
 * @param {number} half Pixels of room.
 */
export function opening(far, half) {
  return Math.asin(Math.min(1, Math.max(0, half) / Math.max(far, 1e-9)));
}

/**
 * The arc of all places that are equally like the word: its path, and its lower end.
 *
 * @param {Sky} sky
 * @param {number} cosine
 */
export function arcOf({ origin, scale, half }, cosine) {
  const far = (1 - cosine) * scale;
  const angle = opening(far, half);
  const [across, down] = [far * Math.cos(angle), far * Math.sin(angle)];
  const path = `M${origin.x + across} ${origin.y - down}A${far} ${far} 0 0 1 ${origin.x + across} ${origin.y + down}`;
  return { path, far, end: { x: origin.x + across, y: origin.y + down } };
}
