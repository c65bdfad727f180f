// Weights as colours: from almost the background to the colour of attention, by the square root of the weight, so that
// small ones show.

import { contextOf } from "../../../kit/browser/canvas.js";
import { contrast, customProperty, mix, rgb } from "../../../kit/browser/colours.js";
import { FULL } from "./heatmap_math.js";

/**
 * @import { Rgb } from "../../../kit/browser/colours.js"
 *
 * @typedef {object} Palette
 * @property {Uint32Array} pixels For each weight from 0 to `FULL` a pixel of an image.
 * @property {string} ground
 * @property {string} ink
 * @property {string} quiet
 * @property {(weight: number) => string} cell The colour for a weight from 0 to 1.
 * @property {(weight: number) => string} letters What is better read upon it: the ground or the ink.
 * @property {(weight: number) => string} tint A paler colour for it, on which ink has a contrast of 7:1.
 */

const COLOURS = ["--ground", "--st-text-color", "--st-violet-color"];
const SHADES = 255;
const READABLE = 7; // contrast of what is written
const LEGEND = 256; // pixels
/** @type {Map<string, Palette>} */
const PALETTES = new Map();

/**
 * The palette for the present theme.
 *
 * @param {Element} root
 */
export function paletteOf(root) {
  const colours = COLOURS.map((name) => customProperty(root, name));
  const key = colours.join();
  const known = PALETTES.get(key);
  if (known) return known;
  const [ground, ink, full] = colours.map(rgb);
  const made = newPalette(ground, ink, full);
  PALETTES.set(key, made);
  return made;
}

/**
 * @param {Rgb} ground
 * @param {Rgb} ink
 * @param {Rgb} full
 * @returns {Palette}
 */
export function newPalette(ground, ink, full) {
  const zero = mix(ground, ink, 0.06);
  const pixels = new Uint32Array(FULL + 1);
  for (let weight = 0; weight <= FULL; weight++) {
    const [red, green, blue] = mix(zero, full, Math.sqrt(weight / FULL));
    pixels[weight] = ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  }
  const shades = Array.from({ length: SHADES + 1 }, (_, shade) => mix(zero, full, shade / SHADES));
  const cells = shades.map(css);
  const most = shades.findLastIndex((cell) => contrast(cell, ink) >= READABLE);
  const tints = shades.map((_, shade) => css(shades[Math.round((shade / SHADES) * most)]));
  const letters = shades.map((cell) => css(contrast(cell, ground) > contrast(cell, ink) ? ground : ink));
  const shade = (/** @type {number} */ weight) => Math.round(SHADES * Math.sqrt(weight));
  return {
    pixels,
    ground: css(ground),
    ink: css(ink),
    quiet: css(mix(ground, ink, 0.72)),
    cell: (weight) => cells[shade(weight)],
    letters: (weight) => letters[shade(weight)],
    tint: (weight) => tints[shade(weight)],
  };
}

/** @param {Rgb} colour */
function css(colour) {
  return `rgb(${colour.join(" ")})`;
}

/**
 * All colours from left to right.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {Palette} palette
 */
export function drawLegend(canvas, palette) {
  Object.assign(canvas, { width: LEGEND, height: 1 });
  const context = contextOf(canvas);
  for (let x = 0; x < LEGEND; x++) {
    context.fillStyle = palette.cell((x / (LEGEND - 1)) ** 2);
    context.fillRect(x, 0, 1, 1);
  }
}
