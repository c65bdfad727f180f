// The wall on its canvas, and what is written on it.

import { sharpContext } from "../../../kit/browser/canvas.js";
import { customProperty } from "../../../kit/browser/colours.js";
import { el } from "../../../kit/browser/dom.js";

/** @import { Places } from "./wall_math.js" */

export const LOW = 3; // the kind that is drawn larger, to be seen
const DOT = 0.42; // of the distance of two
const LEAST_LOW = 3.4; // pixels
const FADED = 0.14;

/**
 * Draw all dots at `places` in the colours of their kinds.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {Places} places
 * @param {Uint8Array | null} kinds null: nothing is known of them yet.
 * @param {{ fits?: Uint8Array, upTo?: number, colour?: string, leastLow?: number }} [how] `fits`: the others are faded.
 *   `upTo`: the kinds are shown up to this distance from the left. `colour`: of all that are not known. `leastLow`: the
 *   radius that the least sure have at least.
 */
export function drawDots(canvas, places, kinds, how = {}) {
  const { fits, upTo = Infinity, colour = "--dot", leastLow = LEAST_LOW } = how;
  const context = sharpContext(canvas, canvas.clientWidth, canvas.clientHeight);
  const radius = Math.max(1, places.pitch * DOT);
  const unknown = stamp(customProperty(canvas, colour), radius);
  const stamps = [0, 1, 2, 3].map((kind) =>
    stamp(customProperty(canvas, `--kind-${kind}`), kind === LOW ? Math.max(leastLow, radius) : radius),
  );
  for (const isFit of fits ? [0, 1] : [1]) {
    context.globalAlpha = isFit ? 1 : FADED;
    for (let index = 0; index < places.x.length; index += 1) {
      if (fits && fits[index] !== isFit) continue;
      const isKnown = kinds !== null && places.x[index] <= upTo;
      const { image, half } = isKnown ? stamps[kinds[index]] : unknown;
      context.drawImage(image, places.x[index] - half, places.y[index] - half, 2 * half, 2 * half);
    }
  }
  context.globalAlpha = 1;
}

/**
 * A dot to be copied ten thousand times.
 *
 * @param {string} colour
 * @param {number} radius
 */
function stamp(colour, radius) {
  const half = Math.ceil(radius) + 1;
  const image = el("canvas", {});
  const context = sharpContext(image, 2 * half, 2 * half);
  context.fillStyle = colour;
  context.beginPath();
  context.arc(half, half, radius, 0, 2 * Math.PI);
  context.fill();
  return { image, half };
}

/**
 * Places on the way from one order to another.
 *
 * @param {Places} from
 * @param {Places} to
 * @param {number} share
 * @returns {Places}
 */
export function between(from, to, share) {
  if (share >= 1 || from.x.length !== to.x.length) return to;
  const blend = (/** @type {Float32Array} */ one, /** @type {Float32Array} */ other) =>
    one.map((value, index) => value + (other[index] - value) * share);
  return { x: blend(from.x, to.x), y: blend(from.y, to.y), pitch: from.pitch + (to.pitch - from.pitch) * share };
}
