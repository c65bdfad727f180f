// Draws the order: words on their places, what marks each place, and what comes next before and after two words changed
// theirs.

import { el } from "../../../kit/browser/dom.js";
import { shortened } from "../../../kit/browser/graph/labels.js";
import { huesInRow } from "../../../kit/browser/hues.js";
import { walkWithArrows } from "../../../kit/browser/keyboard.js";
import { count, percent } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { dialSpots, handOf, pairsShown, placeSpot } from "./positions_math.js";
import { ACROSS, cells, deepest } from "./tile.js";
import { wordChip } from "./words.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { PositionsPayload } from "./positions.js"
 * @import { PlacesRoom } from "./positions_math.js"
 */

export const DIALS = 3;
export const PLACES = 200; // within which the slowest hand that is drawn goes round
const LIFT = 34; // pixels: so high do two words fly that change places

/**
 * The words, one stop of the Tab key; `fly` lets the two that have changed places come from each other's.
 *
 * @param {SVGSVGElement} picture
 * @param {PlacesRoom} room
 * @param {PositionsPayload} payload
 * @param {(place: number) => void} press
 */
export function wordNodes(picture, room, { words, swap, strings }, press) {
  const order = words.map((_, place) => place);
  if (swap !== null) [order[swap[0]], order[swap[1]]] = [swap[1], swap[0]];
  const hues = huesInRow(words.map(({ label }) => label));
  const buttons = order.map((from, place) =>
    wordChip(picture, words[from], {
      hue: hues[from],
      ...placeSpot(room, place),
      room: room.column,
      isPressed: swap?.includes(place) ?? false,
      press: () => press(place),
    }),
  );
  const row = el("g", { class: "order", role: "group", "aria-label": strings.words }, ...buttons);
  walkWithArrows(row, buttons, { start: swap?.[0] ?? 0 });
  const fly = (/** @type {number} */ share) => {
    if (swap === null) return;
    for (const [index, place] of swap.entries()) {
      const [here, there] = [placeSpot(room, place), placeSpot(room, swap[1 - index])];
      const lift = (index ? 1 : -1) * LIFT * Math.sin(Math.PI * share);
      const at = (/** @type {"x" | "y"} */ axis) => there[axis] + (here[axis] - there[axis]) * share;
      buttons[place].setAttribute("transform", `translate(${at("x")} ${at("y") + lift})`);
    }
  };
  return { row, buttons, fly };
}

/**
 * What marks the places and stays where it is: their numbers, and clocks that turn from one to the next, or the vector
 * that the model learned for each.
 *
 * @param {PlacesRoom} room
 * @param {PositionsPayload} payload
 * @param {Language} language
 */
export function placeNodes(room, { words, kind, frequencies, vectors, strings }, language) {
  const pairs = kind === "rotary" ? pairsShown(frequencies, DIALS, PLACES) : [];
  const most = deepest(vectors.flat());
  return words.flatMap(({ position }, place) => {
    const { x, y } = placeSpot(room, place);
    const number = filledText(strings.place, { number: count(position + 1, language) });
    const dials = dialSpots(room, place, pairs.length).flatMap((spot, index) => {
      const hand = handOf(position, frequencies[pairs[index]]);
      const long = 0.9 * room.dial;
      return [
        el("circle", { class: "dial", cx: spot.x, cy: spot.y, r: room.dial }),
        el("line", { class: "hand", x1: spot.x, y1: spot.y, x2: spot.x + long * hand.x, y2: spot.y + long * hand.y }),
      ];
    });
    const size = room.isNarrow ? 30 : 64;
    const tile = vectors[place]
      ? el(
          "g",
          { transform: `translate(${x - size / 2} ${y + 40}) scale(${size / ACROSS})` },
          ...cells(vectors[place], most),
        )
      : null;
    return [
      el("path", { class: "stands", d: `M${x} ${y}V${y + 20}` }),
      el("text", { class: "quiet-text", x, y: y + 34, "text-anchor": "middle" }, number),
      ...dials,
      ...(tile ? [tile] : []),
    ];
  });
}

/**
 * What comes next, before the swap and after it; `share`: how far the later bars have come from the earlier ones.
 *
 * @param {SVGSVGElement} picture
 * @param {PlacesRoom} room
 * @param {PositionsPayload} payload
 * @param {number} share
 * @param {Language} language
 */
export function chanceNodes(picture, { chances: area, isNarrow }, { chances, question, strings }, share, language) {
  if (chances.length === 0) return [];
  const most = Math.max(...chances.flatMap(({ before, after }) => [before, after ?? 0]), 0.01);
  const named = isNarrow ? 78 : 120;
  const start = area.x + named;
  const room = area.width - named - 76;
  const wide = (/** @type {number} */ value) => Math.max(2, (room * value) / most);
  const rows = chances.map(({ text, before, after }, index) => {
    const y = area.y + area.row * index;
    const half = area.row * 0.36;
    const later = after === null ? 0 : before + (after - before) * share;
    const bar = (/** @type {string} */ kind, /** @type {number} */ top, /** @type {number} */ value, known = true) => [
      el("rect", {
        class: `chance-bar ${kind}`,
        x: start,
        y: top,
        width: known ? wide(value) : 0,
        height: half - 3,
        rx: 3,
      }),
      el(
        "text",
        {
          class: known ? `chance ${kind}` : "chance unknown",
          x: start + (known ? wide(value) : 0) + 8,
          y: top + half - 6,
        },
        known ? percent(value, language) : "?",
      ),
    ];
    return el(
      "g",
      { class: "chance-of" },
      el("title", {}, text),
      el(
        "text",
        {
          class: text === question.guess ? "name guessed" : "name",
          x: start - 10,
          y: y + half + 5,
          "text-anchor": "end",
        },
        shortened(picture, text, named - 14, "name"),
      ),
      ...bar("before", y, before),
      ...bar("after", y + half, later, after !== null),
    );
  });
  const key = ["before", "after"].flatMap((kind, index) => {
    const x = (isNarrow ? area.x : start) + index * (isNarrow ? 70 : 90);
    return [
      el("rect", { class: `chance-bar ${kind}`, x, y: area.y - 23, width: 13, height: 13, rx: 3 }),
      el("text", { class: "quiet-text", x: x + 18, y: area.y - 11 }, strings[kind]),
    ];
  });
  const title = isNarrow
    ? ""
    : el("text", { class: "quiet-text", x: start - 10, y: area.y - 11, "text-anchor": "end" }, strings.chances);
  return [el("g", { class: "chances", role: "group", "aria-label": strings.chances_alt }, title, ...key, ...rows)];
}
