// Where tokens stand around the one that they are like: the distance is true, the direction only sorts them.

import { spread } from "../../../kit/browser/graph/labels.js";

/**
 * @typedef {{ text: string, cosine: number, turn: number, terms: [number, number, number][] }} Star `StarPayload` in
 *   `vector.py`.
 */
/** @typedef {{ x: number, y: number, label: number, anchor: "start" | "end" }} Place `label`: the middle of its name, down. */

const LINE = 19; // pixels from one name to the next
const LABEL = 108; // pixels beside the farthest token for its name

/**
 * @typedef {object} Sky
 * @property {number} x The middle.
 * @property {number} y
 * @property {Place[]} places
 * @property {number} ring How far from the middle the average token is.
 * @property {boolean} isRingSeen
 */

/**
 * The distance from the middle is 1 − cosine, true to scale: the least like of the stars is as far out as there is room.
 *
 * @param {{ cosine: number, turn: number }[]} stars
 * @param {number} mean The cosine of the average token.
 * @param {number} width
 * @param {number} height
 * @returns {Sky}
 */
export function skyOf(stars, mean, width, height) {
  const [x, y] = [width / 2, height / 2];
  const reach = Math.max(20, Math.min(width / 2 - LABEL, height / 2 - 18));
  const farthest = Math.max(0.05, ...stars.map(({ cosine }) => 1 - cosine));
  const scale = reach / farthest;
  const places = stars.map(({ cosine, turn }) => {
    const far = (1 - cosine) * scale;
    const across = Math.sin(turn);
    return {
      x: x + far * across,
      y: y - far * Math.cos(turn),
      label: y - far * Math.cos(turn),
      anchor: across < 0 ? /** @type {const} */ ("end") : /** @type {const} */ ("start"),
    };
  });
  for (const side of ["start", "end"]) {
    const names = places.filter(({ anchor }) => anchor === side);
    const labels = spread(
      names.map(({ label }) => label),
      { low: LINE / 2, high: height - LINE / 2, gap: LINE },
    );
    for (const [index, place] of names.entries()) place.label = labels[index];
  }
  const ring = (1 - mean) * scale;
  return { x, y, places, ring, isRingSeen: ring < width / 2 - 10 };
}
