// The dashed "?" that is dragged along a scale, or moved by the arrow keys, to say what one guesses.

import { el } from "../../../../kit/browser/dom.js";
import { followDrag } from "../../../../kit/browser/drag.js";
import { isPress, slideStep } from "../../../../kit/browser/keyboard.js";
import { pointerOn } from "../../../../kit/browser/screen.js";
import { sliderRole } from "../../../../kit/browser/sliders.js";
import { nearest, placeOf } from "./guess_rows_math.js";

/**
 * @import { Ends, Scale } from "./guess_rows_math.js"
 *
 * @typedef {object} Rail
 * @property {string} label
 * @property {number[]} values What the mark can stand on, ascending.
 * @property {(value: number) => string} text
 * @property {Scale} scale
 * @property {Ends} ends
 * @property {number} top Pixels: of the strip in which it is caught, and how high that is.
 * @property {number} height
 *
 * @typedef {{ at: number }} At The number of the value that the mark stands on; it is changed.
 */

const FAR = 5; // values from one page key to the next

/**
 * @param {Rail} rail
 * @param {At} state
 * @param {(guess: number) => void} choose Called on Enter.
 * @param {() => void} [moved]
 */
export function guessRail({ label, values, text, scale, ends, top, height }, state, choose, moved = () => {}) {
  const handle = el("span", { class: "dashed-mark", ...sliderRole(label, values[0], values[values.length - 1]) });
  const trail = el("span", { class: "trail" });
  const start = placeOf(ends, scale, scale.base);
  const show = () => {
    const x = placeOf(ends, scale, values[state.at]);
    handle.style.left = `${x}px`;
    handle.textContent = `? ${text(values[state.at])}`;
    handle.setAttribute("aria-valuenow", String(values[state.at]));
    handle.setAttribute("aria-valuetext", text(values[state.at]));
    Object.assign(trail.style, { left: `${start}px`, width: `${Math.max(0, x - start)}px` });
  };
  const moveTo = (/** @type {number} */ at) => {
    state.at = Math.max(0, Math.min(values.length - 1, at));
    show();
    moved();
  };
  handle.onkeydown = (event) => {
    const steps = slideStep(event, FAR);
    if (steps !== null) moveTo(state.at + steps);
    else if (isPress(event)) choose(values[state.at]);
  };
  const node = el("div", { class: "rail", style: { top: `${top}px`, height: `${height}px` } }, trail, handle);
  const follow = (/** @type {PointerEvent} */ event) =>
    moveTo(nearest(ends, scale, values, pointerOn(node, event).left));
  followDrag(node, { move: follow, focused: handle });
  show();
  return node;
}
