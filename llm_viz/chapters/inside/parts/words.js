// The tokens of a sentence as buttons in a row.

import { el } from "../../../kit/browser/dom.js";
import { walkWithArrows } from "../../../kit/browser/keyboard.js";

/**
 * @typedef {{ position: number, id: number, label: string, name: string, kind: "text" | "part" | "special" }} Word `WordPayload` in
 *   `words.py`.
 */

/**
 * A row of buttons, one stop of the Tab key. `pressed` (by place in the row) are in the colour of the chosen token.
 *
 * @param {Word[]} words
 * @param {object} options
 * @param {string} options.label
 * @param {number[]} options.pressed
 * @param {(place: number) => void} options.press
 * @param {(place: number) => (Node | null)[]} [options.below] What stands below the word, in its button.
 */
export function wordRow(words, { label, pressed, press, below = () => [] }) {
  const buttons = words.map((word, place) =>
    el(
      "button",
      { type: "button", class: "word", "aria-pressed": String(pressed.includes(place)), onclick: () => press(place) },
      el("span", { class: `word-text hue-${word.id % 8}` }, word.label),
      ...below(place),
    ),
  );
  const row = el("div", { class: "words", role: "group", "aria-label": label }, ...buttons);
  walkWithArrows(row, buttons, { start: pressed[0] ?? 0 });
  return row;
}
