// Strips of dots: how far apart the dots of several strips can be, and where they stand.

/** @import { Places } from "./wall_math.js" */

const WIDEST = 12; // pixels from dot to dot
const STEP = 0.05;

/**
 * The largest distance of dots at which the longest strip has room.
 *
 * @param {number} most Dots of the longest strip.
 * @param {number} width
 * @param {number} height
 */
export function pitchFor(most, width, height) {
  let pitch = Math.min(WIDEST, height);
  while (pitch > 1 && Math.ceil(most / Math.floor(height / pitch)) * pitch > width) pitch -= STEP;
  return pitch;
}

/**
 * Columns from top to bottom, from the left, as far as the dots go.
 *
 * @param {number} count
 * @param {number} pitch
 * @param {number} height
 * @returns {Places}
 */
export function strip(count, pitch, height) {
  const rows = Math.max(1, Math.floor(height / pitch));
  const above = (height - rows * pitch) / 2;
  const places = { x: new Float32Array(count), y: new Float32Array(count), pitch };
  for (let index = 0; index < count; index += 1) {
    places.x[index] = (Math.floor(index / rows) + 0.5) * pitch;
    places.y[index] = above + ((index % rows) + 0.5) * pitch;
  }
  return places;
}

/**
 * The kind of each dot, from how many there are of each.
 *
 * @param {number[]} kinds
 */
export function kindsInRow(kinds) {
  return Uint8Array.from(kinds.flatMap((amount, kind) => Array(amount).fill(kind)));
}
