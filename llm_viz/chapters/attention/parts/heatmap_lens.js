// What shows which head is looked at: a magnifying glass over the small picture under the pointer, and the beam from the
// chosen small picture to the large one.

import { sharpContext } from "../../../kit/browser/canvas.js";
import { el } from "../../../kit/browser/dom.js";
import { boxWithin } from "../../../kit/browser/screen.js";
import { within } from "../../../kit/browser/sliders.js";
import { nameOf } from "./heatmap_choices.js";
import { drawEnlarged, picture } from "./heatmap_picture.js";

/**
 * @import { HeatmapState } from "./heatmap.js"
 * @import { Place } from "./heatmap_math.js"
 *
 * @typedef {{ x: number, y: number, width: number, height: number }} Box In pixels.
 */

const LENS = 116; // pixels, as all of these
const LENS_NAME = 30;
const GAP = 6;

/**
 * The magnifying glass. `show(place, over)` holds it above a small picture, or below where there is no room, within
 * the width of `around`; null hides it.
 *
 * @param {HeatmapState} state
 * @param {Record<string, string>} strings
 * @param {HTMLElement} around
 */
export function lensOf(state, strings, around) {
  const canvas = el("canvas");
  const name = el("span", {});
  const node = el("div", { class: "lens", hidden: true, "aria-hidden": "true" }, canvas, name);
  const show = (/** @type {Place | null} */ place, /** @type {Box | null} */ over) => {
    node.hidden = place === null || over === null;
    if (place === null || over === null) return;
    const { attention, palette, view } = state;
    const image = picture(attention, place, { hideSink: view.hideSink, palette, limit: LENS });
    drawEnlarged(sharpContext(canvas, LENS, LENS), image, { x: 0, y: 0, width: LENS, height: LENS });
    Object.assign(canvas.style, { width: `${LENS}px`, height: `${LENS}px` });
    name.textContent = nameOf(place, strings);
    const wide = node.offsetWidth;
    const left = within(0, Math.max(0, around.clientWidth - wide), over.x + over.width / 2 - wide / 2);
    const above = over.y - LENS - LENS_NAME - GAP;
    const top = above >= -LENS_NAME ? above : over.y + over.height + GAP;
    node.style.transform = `translate(${left}px, ${top}px)`;
  };
  return { node, show };
}

/**
 * The beam: over all of the picture, whatever is below it can be touched. `show` leads it from the small frame to the names
 * beside the large picture, or on a phone to those above it.
 *
 * @param {HTMLElement} around
 * @param {{ from: HTMLElement, beside: HTMLElement, above: HTMLElement }} ends
 */
export function beamOf(around, { from, beside, above }) {
  const path = el("path");
  const node = el("svg", { class: "beam", "aria-hidden": "true" }, path);
  const show = () => {
    if (from.hidden) return;
    const [small, left, upper] = [from, beside, above].map((node) => boxWithin(around, node));
    const [right, bottom] = [small.x + small.width, small.y + small.height];
    const corners =
      upper.y > bottom
        ? [small.x, bottom, right, bottom, upper.x + upper.width, upper.y, upper.x, upper.y]
        : [right, small.y, left.x, left.y, left.x, left.y + left.height, right, bottom];
    path.setAttribute("d", `M${corners.map((number) => number.toFixed(1)).join(" ")}Z`);
  };
  return { node, show };
}
