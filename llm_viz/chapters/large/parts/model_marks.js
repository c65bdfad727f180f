// Published models as marks that are tapped or walked through with the arrow keys, and what the kinds of marks mean.

import { el } from "../../../kit/browser/dom.js";
import { walkWithArrows } from "../../../kit/browser/keyboard.js";
import { pointerOn } from "../../../kit/browser/screen.js";

/**
 * @typedef {{ own: boolean, says: string }} Told
 * @typedef {{ left: number, top: number }} Spot Pixels.
 * @typedef {{ index: number, left: number, top: number, node: SVGElement }} Placed
 */

const NEAR = 32; // pixels from the pointer within which a model is taken
const RADIUS = 5.5;
const SIGNS = /** @type {const} */ ({ high: "●", medium: "◍", low: "○" });

/**
 * A model: a dot, hollow as far as its figures are unsure, or a diamond where they are not disclosed.
 *
 * @param {Told} model
 * @param {string} sure "hidden": not disclosed.
 * @param {Spot} at
 * @param {() => void} choose
 */
export function markOf({ own, says }, sure, { left, top }, choose) {
  const d = `M${left} ${top - 7}l7 7l-7 7l-7 -7Z`;
  return el(
    "g",
    { class: `dot ${sure}${own ? " own" : ""}`, role: "img", "aria-label": says, onfocus: choose },
    sure === "hidden"
      ? el("path", { class: "mark", d })
      : el("circle", { class: "mark", cx: left, cy: top, r: RADIUS }),
  );
}

/**
 * All marks as one stop of the Tab key.
 *
 * @param {Placed[]} placed
 */
export function markGroup(placed) {
  const nodes = placed.map(({ node }) => node);
  const group = el("g", {}, ...nodes);
  walkWithArrows(group, nodes);
  return group;
}

/**
 * The model that a pointer means; undefined where none is near.
 *
 * @param {HTMLElement} plot
 * @param {PointerEvent | MouseEvent} event
 * @param {Placed[]} placed
 */
export function nearest(plot, event, placed) {
  const { left, top } = pointerOn(plot, event);
  const away = (/** @type {Placed} */ each) => Math.hypot(each.left - left, each.top - top);
  const [first] = [...placed].sort((one, other) => away(one) - away(other));
  return first && away(first) < NEAR ? first.index : undefined;
}

/**
 * What the marks mean, and what else is drawn.
 *
 * @param {Record<string, string>} strings
 * @param {string[]} others
 */
export function keysOf(strings, others) {
  const levels = Object.entries(SIGNS).map(([level, sign]) => `${sign} ${strings[`level_${level}`]}`);
  return el(
    "p",
    { class: "keys" },
    ...[...levels, `◇ ${strings.hidden}`, ...others].map((text) => el("span", {}, text)),
  );
}
