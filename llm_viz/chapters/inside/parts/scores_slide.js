// One score of the last step: moved by pointer or keys along its line, opened by its number.

import { el } from "../../../kit/browser/dom.js";
import { followDrag } from "../../../kit/browser/drag.js";
import { pressable, slideStep } from "../../../kit/browser/keyboard.js";
import { fixed } from "../../../kit/browser/numbers.js";
import { pointerOn } from "../../../kit/browser/screen.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { sliderRole } from "../../../kit/browser/sliders.js";
import { rowLevel } from "./scores_room.js";
import { BAR } from "./scores_view.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { ScoresPayload } from "./scores.js"
 * @import { ScoresRoom } from "./scores_room.js"
 *
 * @typedef {{ min: number, max: number }} Scale Of the scores.
 */

const STEP = 0.25; // of an arrow key

/**
 * A score that can be moved along its line, and the button with its number that opens where it comes from.
 *
 * @param {SVGSVGElement} picture
 * @param {ScoresPayload} payload
 * @param {number} row
 * @param {Scale} scale
 * @param {{ move: (score: number) => void, open: () => void, at: () => number }} hand
 */
export function scoreNode(
  picture,
  { candidates, multiplications, question, words },
  row,
  { min, max },
  { move, open, at },
) {
  const track = el("rect", { class: "rail" });
  const bar = el("rect", { class: row === 0 ? "score best" : "score" });
  const knob = el("circle", { class: row === 0 ? "knob best" : "knob", r: 11 });
  const slide = el(
    "g",
    {
      class: "slide",
      ...sliderRole(filledText(words.slide, { word: candidates[row].label }), min.toFixed(2), max.toFixed(2)),
      tabindex: question.open ? null : 0,
      "aria-disabled": String(question.open),
    },
    track,
    bar,
    knob,
  );
  const number = el("text", { class: "number" });
  const isOpened = multiplications.length > 0;
  const button = el("g", { class: "open", ...(isOpened ? { tabindex: 0, ...pressable(open) } : {}) }, number);
  /** @type {ScoresRoom | null} */
  let placed = null;
  const within = (/** @type {number} */ score) => Math.max(min, Math.min(max, score));
  const pull = (/** @type {PointerEvent} */ event) => {
    if (placed === null) return;
    const { from, to } = placed.score;
    move(within(min + ((max - min) * (pointerOn(picture, event).left - from)) / (to - from)));
  };
  followDrag(slide, { begin: () => !question.open, move: pull, focused: slide });
  slide.onkeydown = (/** @type {KeyboardEvent} */ event) => {
    if (question.open) return;
    const steps = slideStep(event, 4);
    if (steps !== null) move(within(at() + STEP * steps));
  };
  /**
   * @param {ScoresRoom} room
   * @param {number} score
   * @param {{ isOpened: boolean, language: Language }} look
   */
  const show = (room, score, { isOpened: isOpen, language }) => {
    placed = room;
    const { from, to } = room.score;
    const y = rowLevel(room, row);
    const x = from + ((to - from) * (score - min)) / (max - min);
    const high = room.isNarrow ? 12 : BAR;
    const zero = from + ((to - from) * (0 - min)) / (max - min);
    for (const [node, left, right] of /** @type {[SVGRectElement, number, number][]} */ ([
      [track, from, to],
      [bar, Math.min(zero, x), Math.max(zero, x)],
    ])) {
      for (const [name, value] of Object.entries({
        x: left,
        y: y - high / 2,
        width: right - left,
        height: high,
        rx: 4,
      }))
        node.setAttribute(name, String(value));
    }
    knob.setAttribute("cx", String(x));
    knob.setAttribute("cy", String(y));
    number.setAttribute("x", String(room.scoreText));
    number.setAttribute("y", String(y + 6));
    const text = fixed(score, 2, language);
    number.textContent = text;
    slide.setAttribute("aria-valuenow", score.toFixed(2));
    slide.setAttribute("aria-valuetext", text);
    if (!isOpened) return;
    button.setAttribute("aria-label", filledText(words.open, { word: candidates[row].label, score: text }));
    button.setAttribute("aria-expanded", String(isOpen));
  };
  return { nodes: [slide, button], show };
}
