// The whole machine at the side of an act, in the order in which numbers pass it, and which part of it the act opens.

import { el } from "../../../kit/browser/dom.js";

/**
 * @typedef {object} Machine `MachinePayload` in `machine.py`.
 * @property {number} layers
 * @property {string} read The last token.
 * @property {Record<"vector" | "scores", string>} names
 *
 * @typedef {"vector" | "attention" | "scores" | { layer: number, half?: "mlp" }} Opened What the act is about: the
 *   embedding, the attention of all layers, the last step, or one layer (from 0).
 */

// In hundredths of the height and of the width.
const SCORES = { top: 1, height: 9 };
const VECTOR = { top: 83, height: 9 };
const STACK = { top: 12, height: 69 };
const SLAB = { left: 22, width: 56 };
const WEDGE = 82;

/**
 * What an act shows, with the machine at its left; on a phone, there is no room for it.
 *
 * @param {Machine} machine
 * @param {Opened} opened
 * @param {(Node | null)[]} content
 */
export function insideMachine(machine, opened, ...content) {
  return el("div", { class: "inside-machine" }, picture(machine, opened), el("div", { class: "panel" }, ...content));
}

/**
 * @param {Machine} machine
 * @param {Opened} opened
 */
function picture({ layers, read, names }, opened) {
  const pitch = STACK.height / layers;
  const half = SLAB.width / 2 - 0.8;
  const blocks = Array.from({ length: layers }, (_, layer) => {
    const box = { y: levelOf(layer, layers), height: pitch * 0.82 };
    return [
      el("rect", { class: "attention", x: SLAB.left, width: half, ...box }),
      el("rect", { class: "mlp", x: SLAB.left + half + 1.6, width: half, ...box }),
    ];
  });
  const slabs = [SCORES, VECTOR].map(({ top, height }) =>
    el("rect", { class: "slab", x: SLAB.left, y: top, width: SLAB.width, height }),
  );
  const frame = framed(opened, layers);
  const [top, bottom] = [frame.y, frame.y + frame.height];
  const middle = SLAB.left + SLAB.width / 2;
  const label = (/** @type {string} */ text, /** @type {number} */ at, kind = "") =>
    el("span", { class: kind, style: { top: `${at}%` } }, text);
  return el(
    "div",
    { class: "machine", "aria-hidden": "true" },
    el(
      "svg",
      { viewBox: "0 0 100 100", preserveAspectRatio: "none" },
      el("path", { class: "wedge", d: `M${WEDGE} ${top}L100 0V100L${WEDGE} ${bottom}Z` }),
      el("path", { class: "stream", d: `M${middle} 94V0` }),
      ...blocks.flat(),
      ...slabs,
      el("rect", { class: "frame", ...frame }),
    ),
    label(names.scores, SCORES.top + SCORES.height / 2, "slab-name"),
    label(names.vector, VECTOR.top + VECTOR.height / 2, "slab-name"),
    label(String(layers), levelOf(layers - 1, layers) + pitch / 2, "layer-number"),
    layers > 1 ? label("1", levelOf(0, layers) + pitch / 2, "layer-number") : null,
    label(read, 97, "read"),
  );
}

/**
 * @param {Opened} opened
 * @param {number} layers
 */
function framed(opened, layers) {
  const whole = { x: SLAB.left - 2, width: SLAB.width + 4 };
  if (opened === "scores") return { ...whole, y: SCORES.top - 1, height: SCORES.height + 2 };
  if (opened === "vector") return { ...whole, y: VECTOR.top - 1, height: VECTOR.height + 2 };
  const half = SLAB.width / 2 + 2;
  if (opened === "attention") return { x: SLAB.left - 2, width: half, y: STACK.top - 1, height: STACK.height + 1.5 };
  const box = { y: levelOf(opened.layer, layers) - 0.6, height: Math.max(2, STACK.height / layers + 0.6) };
  return opened.half === "mlp" ? { ...box, x: SLAB.left + SLAB.width / 2, width: half } : { ...whole, ...box };
}

/**
 * Where a layer begins, from the top.
 *
 * @param {number} layer From 0, at the bottom.
 * @param {number} layers
 */
function levelOf(layer, layers) {
  return STACK.top + (STACK.height * (layers - 1 - layer)) / layers;
}
