// Query, key and their products: a bar for each dimension, up for positive, down for negative.

import { sharpContext } from "../../../kit/browser/canvas.js";
import { customProperty } from "../../../kit/browser/colours.js";
import { el } from "../../../kit/browser/dom.js";
import { rowPlace } from "../../../kit/browser/keyboard.js";
import { within } from "../../../kit/browser/sliders.js";
import { number } from "./query_key_steps.js";

/** @typedef {{ q: Float32Array, k: Float32Array, product: Float64Array }} Vectors */

const NAMES = /** @type {const} */ (["q", "k", "product"]);
const COLOURS = { q: "--st-blue-color", k: "--st-red-color", product: "--st-text-color" };

/**
 * The strips, and one dimension in numbers: the one pointed at, or else the one that counts most. `show(vectors)` draws
 * others, `draw` draws the same again.
 *
 * @param {Record<string, string>} strings
 */
export function stripsOf(strings) {
  const canvases = NAMES.map((name) => ({ name, canvas: el("canvas", { "aria-hidden": "true" }) }));
  const marker = el("div", { class: "marker" });
  const readout = el("div", { class: "readout", role: "status" });
  const place = { class: "strips", tabindex: 0, role: "group", "aria-label": strings.strips };
  const strips = el("div", place, ...canvases.map(({ canvas }) => canvas), marker);
  /** @type {Vectors} */
  let vectors = { q: new Float32Array(1), k: new Float32Array(1), product: new Float64Array(1) };
  let shown = 0;

  const point = (/** @type {number | null} */ dimension) => {
    const { q, k, product } = vectors;
    const size = product.length;
    shown = within(0, size - 1, dimension ?? largest(product));
    marker.style.left = `${(100 * (shown + 0.5)) / size}%`;
    readout.replaceChildren(
      `${strings.dimension} ${shown + 1} / ${size}: `,
      el("span", { class: "q" }, "q "),
      `${number(q[shown])} × `,
      el("span", { class: "k" }, "k "),
      `${number(k[shown])} = ${number(product[shown])}`,
    );
  };
  const draw = () => {
    const width = strips.clientWidth;
    if (width === 0) return;
    for (const { name, canvas } of canvases) drawStrip(canvas, width, vectors[name], COLOURS[name]);
  };
  const show = (/** @type {Vectors} */ chosen) => {
    vectors = chosen;
    draw();
    point(null);
  };

  strips.onpointermove = ({ clientX }) => {
    const { left, width } = strips.getBoundingClientRect();
    point(Math.floor(((clientX - left) / width) * vectors.product.length));
  };
  strips.onpointerleave = () => point(null);
  strips.onkeydown = (event) => {
    const place = rowPlace(event, shown, vectors.product.length - 1);
    if (place !== null) point(place);
  };
  const q = el("span", { class: "q" }, "q");
  const k = el("span", { class: "k" }, "k");
  const letters = el("div", { class: "letters" }, q, k, el("span", {}, "q×k"));
  return { figure: el("div", { class: "figure" }, letters, strips), readout, show, draw };
}

/** @param {Float64Array} values */
function largest(values) {
  return values.reduce((best, value, index) => (Math.abs(value) > Math.abs(values[best]) ? index : best), 0);
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {number} width
 * @param {Float32Array | Float64Array} values
 * @param {string} colour A custom property.
 */
function drawStrip(canvas, width, values, colour) {
  const height = canvas.clientHeight;
  const context = sharpContext(canvas, width, height);
  const most = Math.max(1e-9, ...values.map(Math.abs));
  const step = width / values.length;
  const fill = customProperty(canvas, colour);
  context.fillStyle = customProperty(canvas, "--st-border-color") || fill;
  context.fillRect(0, height / 2, width, 1);
  context.fillStyle = fill;
  for (const [index, value] of values.entries()) {
    const long = Math.max(0.5, (Math.abs(value) / most) * (height / 2 - 1));
    const top = value > 0 ? height / 2 - long : height / 2;
    context.fillRect(index * step, top, Math.max(0.8, step - 1), long);
  }
}
