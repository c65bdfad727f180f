// A field of small squares above the rows: all lines of a text, all heads of a model, or tokens as they are written.

import { el } from "../../../../kit/browser/dom.js";
import { shortened } from "../../../../kit/browser/graph/labels.js";

/**
 * @typedef {object} Field `FieldPayload` in `guess_rows.py`.
 * @property {number} count
 * @property {number} columns
 * @property {number[]} shades 0 to 1, row by row; none: all alike.
 * @property {number[]} marked Numbers of squares.
 * @property {boolean} removed Whether the marked ones are crossed out.
 * @property {number} rate Squares that appear each second, one after another; 0: they just stand there.
 * @property {string} name
 */

const LARGEST = 24; // pixels of a square
const HIGHEST = 170; // pixels of the field
const NAME = 26;

/**
 * How large the squares are and how high the field is with its name, in pixels.
 *
 * @param {Field} field
 * @param {number} width
 */
export function fieldSize({ count, columns }, width) {
  const rows = Math.ceil(count / columns);
  const each = Math.min(LARGEST, width / columns, HIGHEST / rows);
  return { each, height: rows * each + NAME };
}

/**
 * @param {SVGSVGElement} svg
 * @param {Field} field
 * @param {{ left: number, top: number, width: number }} place
 */
export function fieldSquares(svg, field, { left, top, width }) {
  const { each } = fieldSize(field, width);
  const gap = Math.min(2, each * 0.2);
  const marked = new Set(field.marked);
  const squares = Array.from({ length: field.count }, (_, number) => {
    const place = {
      x: left + (number % field.columns) * each,
      y: top + NAME + Math.floor(number / field.columns) * each,
      width: each - gap,
      height: each - gap,
      rx: Math.min(3, each / 5),
    };
    if (marked.has(number))
      return [el("rect", { ...place, class: "square marked" }), ...(field.removed ? [cross(place)] : [])];
    const shade = field.shades[number] ?? 0;
    const shaded = shade > 0.01 ? [el("rect", { ...place, class: "shade", "fill-opacity": shade.toFixed(2) })] : [];
    const { rate, count } = field;
    const seconds = (/** @type {number} */ squares) => `${(squares / rate).toFixed(3)}s`;
    const written =
      rate > 0
        ? {
            class: "square written",
            style: { "animation-delay": seconds(number), "animation-duration": seconds(count) },
          }
        : { class: "square" };
    return [el("rect", { ...place, ...written }), ...shaded];
  });
  return [
    el("text", { class: "field-name", x: left, y: top + 14 }, shortened(svg, field.name, width, "field-name")),
    ...squares.flat(),
  ];
}

/** @param {{ x: number, y: number, width: number, height: number }} square */
function cross({ x, y, width, height }) {
  const [right, bottom] = [x + width, y + height];
  return el("path", { class: "cross", d: `M${x} ${y}L${right} ${bottom}M${right} ${y}L${x} ${bottom}` });
}
