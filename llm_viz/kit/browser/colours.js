// Colours for drawings. Those of HTML are custom properties, which `core.css` and the theme set.

import { el } from "./dom.js";

/** @typedef {[number, number, number]} Rgb Red, green and blue, 0 to 255. */
/** @typedef {keyof typeof SERIES_COLOURS} SeriesColour */

/** The colours of series, as in `kit/charts/style.py`; violet is left to the chosen token. */
export const SERIES_COLOURS = {
  first: "#64748b",
  second: "#c2740c",
  third: "#0d8577",
  fourth: "#b83280",
  quiet: "var(--quiet)",
  ink: "var(--ink)",
};

/**
 * The present value of a custom property such as `--st-text-color`.
 *
 * @param {Element} root
 * @param {string} name
 */
export function customProperty(root, name) {
  return getComputedStyle(root).getPropertyValue(name).trim();
}

/** @type {Map<string, Rgb>} What `rgb` has found out of the few colours of the themes. */
const known = new Map();

/**
 * A colour of CSS, in whichever way it is written, as numbers.
 *
 * @param {string} colour
 * @returns {Rgb}
 */
export function rgb(colour) {
  const found = known.get(colour) ?? painted(colour);
  known.set(colour, found);
  return found;
}

/** @param {string} colour @returns {Rgb} */
function painted(colour) {
  const canvas = el("canvas", { width: 1, height: 1 });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

/**
 * The colour between two, in whole numbers.
 *
 * @param {Rgb} from
 * @param {Rgb} to
 * @param {number} share 0: `from`, 1: `to`.
 * @returns {Rgb}
 */
export function mix(from, to, share) {
  const [red, green, blue] = from.map((channel, index) => Math.round(channel + (to[index] - channel) * share));
  return [red, green, blue];
}

/**
 * Relative luminance of WCAG 2: 0 for black, 1 for white.
 *
 * @param {Rgb} colour
 */
export function luminance(colour) {
  const [red, green, blue] = colour.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/**
 * Contrast ratio of WCAG 2: 1 to 21.
 *
 * @param {Rgb} one
 * @param {Rgb} other
 */
export function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}
