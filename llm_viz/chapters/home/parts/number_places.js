// Where the numbers of the arcs are written: beside the arc's foot, or elsewhere along it, so that none lies on an arc,
// on another number, on the river, or outside the picture. Pure functions of numbers.

import { direction, onCurve } from "./bands.js";

/** @import { Place } from "./bands.js" */

/**
 * @typedef {object} Arc
 * @property {[Place, Place, Place, Place]} curve
 * @property {number} width
 *
 * @typedef {{ along: number, across: number }} Size Of a number, in pixels.
 *
 * @typedef {object} Sky Where numbers may stand, in pixels.
 * @property {[number, number]} along From and to.
 * @property {[number, number]} across
 */

const GAP = 4; // pixels between a number and what is nearest
const SAMPLES = 40; // of an arc, where it is looked for collisions
const STEPS = 24; // places along an arc that are tried

/**
 * The middle of each number, or null where there is no room. The first arc chooses first.
 *
 * @param {Arc[]} arcs The most important one first.
 * @param {Size[]} sizes
 * @param {Sky} sky
 * @returns {(Place | null)[]}
 */
export function numberPlaces(arcs, sizes, sky) {
  const strokes = arcs.map(({ curve, width }) => ({
    middles: Array.from({ length: SAMPLES + 1 }, (_, step) => onCurve(curve, step / SAMPLES)),
    radius: width / 2,
  }));
  /** @type {{ place: Place, size: Size }[]} */
  const written = [];
  return arcs.map((arc, index) => {
    const size = sizes[index];
    const isFree = (/** @type {Place} */ place) =>
      lies(place, size, sky) &&
      strokes.every(({ middles, radius }) =>
        middles.every((middle) => distance(middle, place, size) >= radius + GAP),
      ) &&
      written.every(
        (other) =>
          Math.abs(other.place[0] - place[0]) >= (other.size.along + size.along) / 2 + GAP ||
          Math.abs(other.place[1] - place[1]) >= (other.size.across + size.across) / 2 + GAP,
      );
    const place = candidates(arc, size).find(isFree) ?? null;
    if (place) written.push({ place, size });
    return place;
  });
}

/**
 * Places beside an arc: first at its foot, outside; then along its outer side, then along its inner one.
 *
 * @param {Arc} arc
 * @param {Size} size
 * @returns {Place[]}
 */
function candidates({ curve, width }, size) {
  const [foot] = curve;
  const beside = width / 2 + GAP + 0.5;
  /** @type {Place} */
  const first = [foot[0] - beside - size.along / 2, foot[1] - 2 - size.across / 2];
  const steps = Array.from({ length: STEPS + 1 }, (_, step) => step / STEPS);
  const along = (/** @type {1 | -1} */ side) =>
    steps.map((share) => {
      const [at, across] = onCurve(curve, share);
      const [ahead, aside] = direction(curve, share);
      const reach = beside + (Math.abs(aside) * size.along + Math.abs(ahead) * size.across) / 2;
      return /** @type {Place} */ ([at + side * aside * reach, across - side * ahead * reach]);
    });
  return [first, ...along(1), ...along(-1)];
}

/**
 * @param {Place} place The middle of a number.
 * @param {Size} size
 * @param {Sky} sky
 */
function lies([along, across], size, sky) {
  return (
    along - size.along / 2 >= sky.along[0] &&
    along + size.along / 2 <= sky.along[1] &&
    across - size.across / 2 >= sky.across[0] &&
    across + size.across / 2 <= sky.across[1]
  );
}

/**
 * How far a point is from a number.
 *
 * @param {Place} point
 * @param {Place} place The middle of the number.
 * @param {Size} size
 */
function distance([along, across], place, size) {
  return Math.hypot(
    Math.max(0, Math.abs(along - place[0]) - size.along / 2),
    Math.max(0, Math.abs(across - place[1]) - size.across / 2),
  );
}
