// A vector as a square of coloured cells: the deeper, the further from 0.

import { el } from "../../../kit/browser/dom.js";

export const ACROSS = 8; // cells in a row

/**
 * How deep the colour of a number is, from 0 to 1: by the square root, so that small numbers can be told apart.
 *
 * @param {number} value
 * @param {number} most The number that is as deep as can be.
 */
export function depth(value, most) {
  return most > 0 ? Math.sqrt(Math.min(1, Math.abs(value) / most)) : 0;
}

/**
 * The number that is as deep as can be: but for a few, all of these are smaller, so that one outlier leaves the others
 * their colour.
 *
 * @param {Iterable<number>} values
 */
export function deepest(values) {
  const sizes = [...values].map(Math.abs).sort((one, other) => one - other);
  return sizes.length === 0 ? 0 : sizes[Math.floor(0.98 * (sizes.length - 1))];
}

/**
 * @param {number} value
 * @param {number} most
 */
export function cellColour(value, most) {
  const share = Math.round(100 * depth(value, most));
  return `color-mix(in oklab, var(${value < 0 ? "--minus" : "--plus"}) ${share}%, var(--st-background-color))`;
}

/**
 * The first numbers of a vector as cells of size 1; `pick` is told which one was pressed.
 *
 * @param {ArrayLike<number>} values
 * @param {number} most
 * @param {((cell: number) => void) | null} [pick]
 */
export function cells(values, most, pick = null) {
  return Array.from(values, (value, index) =>
    el("rect", {
      x: index % ACROSS,
      y: Math.floor(index / ACROSS),
      width: 0.94,
      height: 0.94,
      style: { fill: cellColour(value, most) },
      onclick: pick === null ? null : () => pick(index),
    }),
  );
}
