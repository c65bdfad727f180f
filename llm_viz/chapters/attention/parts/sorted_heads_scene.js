// The drawing of all heads: the words of the text in a column, squares in the row of the word that each looks at most,
// and at the right what the chosen head looks at.

import { el } from "../../../kit/browser/dom.js";
import { hueColour, huesOf } from "../../../kit/browser/hues.js";
import { pressable, walkWithArrows } from "../../../kit/browser/keyboard.js";
import { percent } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { chipWidth, endThatFits, put, wordChip } from "./act_draw.js";
import { rowsFor, sortedPlaces, unsortedPlaces } from "./sorted_heads_math.js";

/**
 * @import { Room } from "./act_room.js"
 * @import { SortedHeadsPayload } from "./sorted_heads.js"
 * @import { Box, Pile, Place } from "./sorted_heads_math.js"
 *
 * @typedef {object} Seen What is drawn now.
 * @property {Place[]} places Of the squares, on their way or where they belong.
 * @property {number[]} lanes Of each head, the lane that it looks at most; empty while that is not known.
 * @property {number[]} shares Of those looks.
 * @property {number} chosen
 * @property {number[]} look Of the chosen head, by lane.
 */

const LEAST = { wide: 26, narrow: 28 }; // pixels: the height of a row
const SIDE = { wide: 270, narrow: 52 }; // pixels at the right: what the chosen head looks at
const MOST_NAME = 0.3; // of the width, for the words
const TRACK = 190; // pixels
const ASK = 425; // pixels at the right, for the question

/**
 * @param {SortedHeadsPayload} payload
 * @param {Room} room
 * @param {{ looking: number, press: (lane: number) => void, host: HTMLElement }} hand
 * @param {Pile[]} piles Empty while nothing is known.
 */
export function sortedScene({ lanes, layers, heads, question, texts }, room, { looking, press, host }, piles) {
  const { width, height, isNarrow } = room;
  const kind = isNarrow ? "narrow" : "wide";
  const edge = isNarrow ? 8 : 24;
  const least = Math.min(LEAST[kind], (height - 8) / lanes.length);
  const size = Math.min(17, Math.floor(least / 1.55));
  const most = width * MOST_NAME;
  const names = lanes.map(({ label }) => shortName(label, size, most));
  const left = edge + Math.max(...names.map((name) => chipWidth(name, size, true))) + 12;
  /** @type {Box} */
  const box = { left, top: 4, width: width - left - SIDE[kind] - 8, height: height - 8 };
  const layout = rowsFor(
    lanes.map((_, lane) => piles[lane]?.heads.length ?? 0),
    box,
    least,
  );
  const places =
    piles.length === 0
      ? unsortedPlaces(layers, heads, beside(box, isNarrow, width))
      : sortedPlaces(piles, layout, left);
  const hues = huesOf(lanes.map(({ label }) => label));
  const fills = lanes.map((lane, index) => (lane.kind === "sink" ? "var(--hatch)" : hueColour(hues[index])));

  const bands = layout.rows.map(({ middle, height: high }, lane) =>
    el("rect", { class: lane % 2 ? "band" : "band odd", x: 0, y: middle - high / 2, width, height: high }),
  );
  const words = lanes.map((lane, index) => {
    const isLooking = index === looking;
    const { node } = wordChip(names[index], {
      x: edge,
      y: layout.rows[index].middle,
      size,
      kind: isLooking ? "chosen" : lane.kind === "word" ? "word" : "faint",
    });
    const isGuess = !question.open && question.guess === lane.label;
    const label = question.open ? lane.label : filledText(texts.look_from, { text: lane.label });
    const attributes = {
      ...pressable(() => press(index)),
      class: `lane ${node.getAttribute("class")}${isGuess ? " guessed" : ""}`,
      "aria-label": label,
      ...(question.open ? {} : { "aria-pressed": String(isLooking) }),
    };
    return el("g", attributes, el("title", {}, lane.label), ...node.childNodes);
  });
  // Chromium gives the focus to an SVG group that listens for it; so the keys are heard by what holds the picture.
  walkWithArrows(host, words, { start: looking });
  const squares = Array.from({ length: layers * heads }, () => el("rect", { class: "square", rx: 2 }));
  const frame = el("rect", { class: "frame", rx: 3 });
  const rows = lanes.map((_, lane) => {
    const { middle } = layout.rows[lane];
    const x = width - SIDE.wide + 6;
    const track = el("rect", { class: "whole", x, y: middle - 7, width: TRACK, height: 14, rx: 3 });
    const bar = el("rect", { class: "given", x, y: middle - 7, height: 14, rx: 3 });
    const place = { x: width - (isNarrow ? 8 : 16), y: middle + 5, "text-anchor": "end" };
    return { nodes: isNarrow ? [] : [track, bar], bar, number: el("text", { class: "number", ...place }) };
  });
  const side = el("g", { "aria-hidden": "true" }, ...rows.flatMap(({ nodes, number }) => [...nodes, number]));

  const paint = (/** @type {Seen} */ { places: now, lanes: seen, shares, chosen, look }) => {
    squares.forEach((square, head) => {
      const { x, y, size: wide } = now[head];
      const gap = wide < 8 ? 1 : 2;
      put(square, { x: x + gap / 2, y: y + gap / 2, width: wide - gap, height: wide - gap });
      square.style.fill = seen.length === 0 ? "var(--back)" : fills[seen[head]];
      square.style.fillOpacity = seen.length === 0 ? "1" : String(0.3 + 0.7 * shares[head]);
    });
    const isKnown = look.length > 0;
    frame.style.display = isKnown ? "" : "none";
    side.style.display = isKnown ? "" : "none";
    if (!isKnown) return;
    const { x, y, size: wide } = now[chosen];
    put(frame, { x: x - 1, y: y - 1, width: wide + 2, height: wide + 2 });
    const best = Math.max(...look);
    rows.forEach(({ bar, number }, lane) => {
      put(bar, { width: Math.max(0, look[lane] * TRACK) });
      number.textContent = look[lane] >= 0.01 ? percent(look[lane]) : "";
      number.classList.toggle("best", look[lane] === best);
    });
  };
  const isSorted = piles.length > 0; // no square belongs to a row before
  return { bands: isSorted ? bands : [], words, squares: [...squares, frame], side, places, paint };
}

/**
 * The part of the place of the squares that the question leaves free: all on a phone, where it stands below the picture.
 *
 * @param {Box} box
 * @param {boolean} isNarrow
 * @param {number} width Of the picture.
 * @returns {Box}
 */
function beside(box, isNarrow, width) {
  return { ...box, width: width - box.left - (isNarrow ? 12 : ASK) };
}

/**
 * A word, or its beginning where it is too long for its place.
 *
 * @param {string} label
 * @param {number} size
 * @param {number} most In pixels.
 */
function shortName(label, size, most) {
  if (chipWidth(label, size, true) <= most) return label;
  const turned = (/** @type {string} */ text) => [...text].reverse().join("");
  return turned(endThatFits(turned(label), size, most - size));
}
