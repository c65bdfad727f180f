// How far the word and its control move along the axis between the senses: bars from zero, with a mark at 1.

import { el } from "../../../kit/browser/dom.js";

/**
 * @typedef {{ label: string, way: number }} Row `MovementRowPayload` in `movement.py`.
 * @typedef {{ rows: Row[], whole: string }} MovementPayload
 */

const SHORTEST_SCALE = 1.25; // so that the mark at 1 lies inside

/**
 * @param {HTMLElement} root
 * @param {MovementPayload} payload
 */
export function mount(root, { rows, whole }) {
  const scale = Math.max(SHORTEST_SCALE, ...rows.map(({ way }) => way));
  const share = (/** @type {number} */ way) => `${(100 * way) / scale}%`;
  const lines = rows.map(({ label, way }, index) => {
    const bar = el("div", { class: index === 0 ? "way" : "way control", style: { width: share(way) } });
    const mark = el("div", { class: "mark", style: { left: share(1) } });
    const track = el("div", { class: "ways", "aria-hidden": "true" }, bar, mark);
    return el("div", { class: "row" }, el("span", {}, label), track, el("span", { class: "number" }, way.toFixed(2)));
  });
  const legend = el("div", { class: "row quiet" }, el("span"), el("div", { class: "whole" }, `┆ ${whole}`));
  root.replaceChildren(...lines, legend);
}
