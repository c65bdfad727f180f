// The wall on its canvas, and what is written on it.

import { sharpContext } from "../../../kit/browser/canvas.js";
import { customProperty } from "../../../kit/browser/colours.js";
import { KINDS, LOW } from "./side.js";

/** @import { Places } from "./wall_math.js" */

const DOT = 0.42; // of the distance of two
const LEAST_LOW = 3.4; // pixels: these are drawn larger, to be seen
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
  const isKnown = (/** @type {number} */ index) => kinds !== null && places.x[index] <= upTo;
  for (const isFit of fits ? [0, 1] : [1]) {
    context.globalAlpha = isFit ? 1 : FADED;
    const isMeant = (/** @type {number} */ index) => !fits || fits[index] === isFit;
    for (const kind of kinds ? KINDS.keys() : []) {
      context.fillStyle = customProperty(canvas, `--kind-${kind}`);
      const larger = kind === LOW ? Math.max(leastLow, radius) : radius;
      fill(context, places, larger, (index) => isKnown(index) && kinds?.[index] === kind && isMeant(index));
    }
    context.fillStyle = customProperty(canvas, colour);
    fill(context, places, radius, (index) => !isKnown(index) && isMeant(index));
  }
  context.globalAlpha = 1;
}

/**
 * Fill the dots that are meant. All are one outline: ten thousand, each drawn by itself, take ten times as long.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Places} places
 * @param {number} radius
 * @param {(index: number) => boolean} isMeant
 */
function fill(context, { x, y }, radius, isMeant) {
  context.beginPath();
  for (let index = 0; index < x.length; index += 1) {
    if (!isMeant(index)) continue;
    context.moveTo(x[index] + radius, y[index]);
    context.arc(x[index], y[index], radius, 0, 2 * Math.PI);
  }
  context.fill();
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
