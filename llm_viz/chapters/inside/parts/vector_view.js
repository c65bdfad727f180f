// Draws the tokens of the sentence, each with the first numbers of its list as colours, and the numbers of one written.

import { el } from "../../../kit/browser/dom.js";
import { shortened } from "../../../kit/browser/graph/labels.js";
import { hueColour, huesInRow } from "../../../kit/browser/hues.js";
import { pressable, walkWithArrows } from "../../../kit/browser/keyboard.js";
import { fixed } from "../../../kit/browser/numbers.js";
import { ACROSS, cellColour, cells } from "./tile.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { VectorRoom } from "./vector_room.js"
 * @import { SkyPayload } from "./vector.js"
 * @import { Word } from "./words.js"
 */

const PALER = 12; // so many times smaller numbers have the colour that is behind written ones, which must be readable
const NAME = 26; // pixels of height

/**
 * A group of buttons, one stop of the Tab key; all tokens that are the chosen one are framed.
 *
 * @param {SVGSVGElement} picture
 * @param {VectorRoom} room
 * @param {Word[]} words
 * @param {{ chosen: Word, most: number, skies: Record<string, SkyPayload>, label: string,
 *   press: ((place: number) => void) | null }} look `press`: null while nothing can be chosen.
 */
export function rowNode(picture, { columns, column, line, tile }, words, { chosen, most, skies, label, press }) {
  const hues = huesInRow(words.map(({ label }) => label));
  const buttons = words.map((word, place) => {
    const middle = 12 + column * ((place % columns) + 0.5);
    const top = 8 + line * Math.floor(place / columns);
    const written = shortened(picture, word.label, column - 16, "word-name");
    const isChosen = word.id === chosen.id;
    return el(
      "g",
      {
        ...pressable(() => press?.(place)),
        class: "word",
        "aria-label": word.label,
        "aria-pressed": String(isChosen),
        transform: `translate(${middle} ${top})`,
      },
      el("title", {}, word.label),
      el("rect", { class: "hit", x: 2 - column / 2, y: -4, width: column - 4, height: line - 2, rx: 8 }),
      el("rect", {
        style: { fill: hueColour(hues[place]) },
        x: 7 - column / 2,
        width: column - 14,
        height: NAME,
        rx: 5,
      }),
      el("text", { class: "label word-name", y: 19, "text-anchor": "middle" }, written),
      el(
        "g",
        { class: "tile", transform: `translate(${-tile / 2} ${NAME + 6}) scale(${tile / ACROSS})` },
        ...cells(skies[word.id].cells, most),
      ),
    );
  });
  const row = el("g", { class: "row", role: "group", "aria-label": label }, ...buttons);
  const start = words.findIndex(({ id }) => id === chosen.id);
  walkWithArrows(row, buttons, { start });
  return row;
}

/**
 * The first numbers, written; `show` lets them come from others.
 *
 * @param {{ x: number, y: number, width: number, height: number }} place Of the first cell.
 * @param {number[]} values
 * @param {number} most
 * @param {string} heading
 * @param {Language} language
 */
export function numbersNode({ x, y, width, height }, values, most, heading, language) {
  const drawn = values.map((_, index) => {
    const [left, top] = [x + width * (index % ACROSS), y + height * Math.floor(index / ACROSS)];
    const cell = el("rect", { x: left, y: top, width: width - 2, height: height - 2, rx: 3 });
    const text = el("text", { class: "number", x: left + width - 6, y: top + height / 2 + 4, "text-anchor": "end" });
    return { cell, text };
  });
  const show = (/** @type {number[]} */ before, /** @type {number} */ share) => {
    for (const [index, { cell, text }] of drawn.entries()) {
      const value = values[index] * share + (before[index] ?? 0) * (1 - share);
      text.textContent = fixed(value, 2, language).replace("0.", ".");
      cell.style.fill = cellColour(value / PALER, most);
    }
  };
  show([], 1);
  const label = `${heading} ${drawn.map(({ text }) => text.textContent).join(" ")}`;
  const node = el(
    "g",
    { class: "numbers", role: "img", "aria-label": label },
    el("text", { class: "heading", x, y: y - 10 }, heading),
    ...drawn.flatMap(({ cell, text }) => [cell, text]),
  );
  return { node, show };
}
