// The wall on its canvas, and what is written on it.

import { sharpContext } from "../../../kit/browser/canvas.js";
import { customProperty } from "../../../kit/browser/colours.js";
import { KINDS, LOW } from "./side.js";

/** @import { Places } from "./wall_math.js" */

const DOT = 0.42; // of the distance of two
const LEAST_LOW = 3.4; // pixels: these are drawn larger, to be seen
const FADED = 0.14;
const UNKNOWN = KINDS.length; // the colour after those of the kinds
const COLOURS = KINDS.length + 1;

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
  const outlines = inOutlines(places, kinds, fits, upTo, (kind) =>
    kind === LOW ? Math.max(leastLow, radius) : radius,
  );
  outlines.forEach((outline, number) => {
    const kind = number % COLOURS;
    context.globalAlpha = number < COLOURS ? FADED : 1;
    context.fillStyle = customProperty(canvas, kind === UNKNOWN ? colour : `--kind-${kind}`);
    context.fill(outline);
  });
  context.globalAlpha = 1;
}

/**
 * One outline for all dots of a colour, first of those that do not fit, then of the others: ten thousand dots, each drawn
 * by itself, take ten times as long. Colours without a dot have none.
 *
 * @param {Places} places
 * @param {Uint8Array | null} kinds
 * @param {Uint8Array | undefined} fits
 * @param {number} upTo
 * @param {(kind: number) => number} radiusOf
 */
function inOutlines({ x, y }, kinds, fits, upTo, radiusOf) {
  /** @type {Path2D[]} */
  const outlines = [];
  const radii = Array.from({ length: COLOURS }, (_, kind) => radiusOf(kind));
  for (let index = 0; index < x.length; index += 1) {
    const kind = kinds && x[index] <= upTo ? kinds[index] : UNKNOWN;
    const number = fits && fits[index] === 0 ? kind : COLOURS + kind;
    outlines[number] ??= new Path2D();
    outlines[number].moveTo(x[index] + radii[kind], y[index]);
    outlines[number].arc(x[index], y[index], radii[kind], 0, 2 * Math.PI);
  }
  return outlines;
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
