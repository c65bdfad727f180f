// The tokens of a sentence as buttons of a picture.

import { el } from "../../../kit/browser/dom.js";
import { shortened } from "../../../kit/browser/graph/labels.js";
import { hueColour } from "../../../kit/browser/hues.js";
import { pressable } from "../../../kit/browser/keyboard.js";

/**
 * @typedef {{ position: number, id: number, label: string, name: string, kind: "text" | "part" | "special" }} Word `WordPayload` in
 *   `words.py`.
 */

export const CHIP = 28; // pixels, the height of a word
const WIDEST = 150; // pixels

/**
 * @param {SVGSVGElement} picture
 * @param {Word} word
 * @param {object} look
 * @param {number} look.x Of its middle, as `y` is.
 * @param {number} look.y
 * @param {number} look.room Pixels across.
 * @param {number} look.hue
 * @param {boolean} look.isPressed
 * @param {() => void} look.press
 * @param {boolean} [look.isPale]
 */
export function wordChip(picture, word, { x, y, room, hue, isPressed, press, isPale = false }) {
  const width = Math.min(WIDEST, room - 6);
  const box = (/** @type {number} */ more) => ({
    x: -width / 2 - more,
    y: -CHIP / 2 - more,
    width: width + 2 * more,
    height: CHIP + 2 * more,
  });
  return el(
    "g",
    {
      ...pressable(press),
      class: isPale ? "word pale" : "word",
      "aria-label": word.label,
      "aria-pressed": String(isPressed),
      transform: `translate(${x} ${y})`,
    },
    el("title", {}, word.label),
    el("rect", { class: "hit", ...box(2), rx: 8 }),
    el("rect", { style: { fill: hueColour(hue) }, ...box(0), rx: 6 }),
    el(
      "text",
      { class: "word-name", y: 6, "text-anchor": "middle" },
      shortened(picture, word.label, width - 8, "word-name"),
    ),
  );
}
