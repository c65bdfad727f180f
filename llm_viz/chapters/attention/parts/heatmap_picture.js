// The weights of a layer and head as a picture.

import { contextOf } from "../../../kit/browser/canvas.js";
import { el } from "../../../kit/browser/dom.js";
import { addsUp, enlargement, FULL, rowStart, weightsOf } from "./heatmap_math.js";

/**
 * @import { Palette } from "./heatmap_colours.js"
 * @import { Attention, Place } from "./heatmap_math.js"
 *
 * @typedef {{ image: ImageData, pixels: Uint32Array, largest: Float32Array }} Sheet An image, its pixels as numbers,
 *   and room for a row of weights.
 */

/** @type {Map<number, Sheet>} */
const SHEETS = new Map();
const scratch = el("canvas");

/**
 * A picture of one pixel a weight; of at most `limit` pixels a side, each the largest of its weights. It is good until
 * the next one is made: hundreds of new ones would keep the garbage collector busy.
 *
 * @param {Attention} attention
 * @param {Place} place
 * @param {{ hideSink: boolean, palette: Palette, limit?: number }} options
 */
export function picture(attention, place, { hideSink, palette, limit = attention.length }) {
  const { length, causal } = attention;
  const side = Math.min(length, limit);
  const { image, pixels, largest } = sheetOf(side);
  const weights = weightsOf(attention, place);
  const isEnlarged = hideSink && addsUp(place);
  pixels.fill(0);
  for (let query = 0, y = 0; y < side; y++) {
    largest.fill(-1);
    for (; query < length && (((query * side) / length) | 0) === y; query++) {
      const start = rowStart(attention, query);
      const scale = isEnlarged ? enlargement(weights[start]) : 1;
      if (scale === 0) continue;
      const end = causal ? query + 1 : length;
      for (let key = hideSink ? 1 : 0; key < end; key++) {
        const x = side === length ? key : ((key * side) / length) | 0;
        const weight = weights[start + key] * scale;
        if (weight > largest[x]) largest[x] = weight;
      }
    }
    for (let x = 0; x < side; x++) {
      if (largest[x] >= 0) pixels[y * side + x] = palette.pixels[Math.min(FULL, largest[x]) | 0];
    }
  }
  return image;
}

/** @param {number} side In pixels. */
function sheetOf(side) {
  const known = SHEETS.get(side);
  if (known) return known;
  const image = new ImageData(side, side);
  const made = { image, pixels: new Uint32Array(image.data.buffer), largest: new Float32Array(side) };
  SHEETS.set(side, made);
  return made;
}

/**
 * Draws a square picture as large as asked, stretched if need be, each of its pixels with sharp edges.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {ImageData} image
 * @param {{ x: number, y: number, width: number, height: number }} box
 */
export function drawEnlarged(context, image, { x, y, width, height }) {
  if (scratch.width !== image.width) Object.assign(scratch, { width: image.width, height: image.height });
  contextOf(scratch).putImageData(image, 0, 0);
  context.imageSmoothingEnabled = false;
  context.clearRect(x, y, width, height);
  context.drawImage(scratch, x, y, width, height);
}
