// A text as letters: the visitor cuts it, then the letters join to tokens in the order of the tokenizer's merges.

import { askBox } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";
import { keepingFocus } from "../../../kit/browser/focus.js";
import { hueColour, huesInRow } from "../../../kit/browser/hues.js";
import { pressable, walkWithArrows } from "../../../kit/browser/keyboard.js";
import { glide } from "../../../kit/browser/motion.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { stateOf } from "../../../kit/browser/state.js";
import { followWidth } from "../../../kit/browser/width.js";
import { cutsTold, gapsOf, gridFor, mergesIn, pieceOf, placesOf, textsOf, toldCuts } from "./bricks_math.js";

/**
 * @import { Question } from "../../../kit/browser/ask.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { Place } from "./bricks_math.js"
 *
 * @typedef {{ first: number, last: number, ids: number[] }} Piece `PiecePayload` in `bricks.py`.
 * @typedef {{ letters: string[], pieces: Piece[], joined: (number | null)[], says: string, question: Question,
 *   strings: Record<string, string> }} BricksPayload
 * @typedef {{ cuts: Set<number>, share: number, shown: string, frame?: number }} State `cuts`: the visitor's, while the
 *   question is open; `share`: how many of the merges are done, 0 to 1; `shown`: the text that was joined last.
 * @typedef {{ wide: number, columns: number, rows: number, high: number }} Grid
 */

// Pixels: of the picture, and of what lies over its lower end. The rows stand in the middle of the rest.
const WIDE = { height: 348, below: 74 };
const NARROW = { height: 400, below: 0 };
const MERGE = 160; // milliseconds, but no joining takes longer than
const LONGEST = 4000;

/**
 * @param {HTMLElement} root
 * @param {BricksPayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { send }) {
  const { letters, question, strings, joined } = payload;
  const state = stateOf(root, () => /** @type {State} */ ({ cuts: new Set(), share: 0, shown: "" }));
  const picture = el("div", { class: "picture" });
  const again = el("button", { type: "button", class: "again" }, strings.replay);
  const box = question.open ? questionBox(payload, state, send) : null;
  root.replaceChildren(
    el("div", { class: "stage" }, picture, question.open ? box : again),
    el("p", { class: "stage-says", role: "status" }, payload.says),
  );
  const follow = followWidth(picture, (width) => draw(picture, payload, state, width, redraw));
  function redraw() {
    keepingFocus(picture, () => follow.redraw());
  }
  if (question.open) return follow.stop;
  const join = () =>
    glide(
      state,
      (share) => {
        state.share = share;
        redraw();
      },
      Math.min(LONGEST, 400 + MERGE * mergesIn(joined)),
    );
  again.onclick = join;
  const text = letters.join("");
  const isNew = state.shown !== text;
  state.shown = text;
  const stop = isNew ? join() : () => {};
  return () => {
    stop();
    follow.stop();
  };
}

/**
 * @param {BricksPayload} payload
 * @param {State} state
 * @param {Surroundings["send"]} send
 */
function questionBox({ question, strings }, state, send) {
  return askBox(question, send, { onPicture: { label: strings.join, guess: () => toldCuts(state.cuts) } });
}

/**
 * @param {HTMLElement} picture
 * @param {BricksPayload} payload
 * @param {State} state
 * @param {number} width
 * @param {() => void} redraw
 */
function draw(picture, payload, state, width, redraw) {
  const { letters, question, strings, joined, pieces } = payload;
  const { height, below } = width < 640 ? NARROW : WIDE;
  const grid = gridFor(width, letters.length, height - below);
  const open = letters.slice(1).map(() => /** @type {number | null} */ (1));
  const gaps = question.open ? open.map((_, gap) => (state.cuts.has(gap) ? 14 : 5)) : gapsOf(joined, state.share);
  const places = placesOf(width, grid, gaps);
  const rows = grid.rows * grid.high;
  const [full, top] = [Math.max(height, rows + below), Math.min(0, (rows + below - height) / 2)];
  const svg = el("svg", { height: full, viewBox: `0 ${top} ${width} ${full}`, role: "group" });
  svg.setAttribute("aria-label", question.open ? strings.group : spoken(payload));
  const truth = new Set(joined.flatMap((closed, gap) => (closed === null ? [gap] : [])));
  const piece = pieceOf(letters.length, question.open ? state.cuts : truth);
  const hues = huesInRow(textsOf(letters, piece));
  const isInk = question.open ? state.cuts.size > 0 : state.share > 0.02;
  for (const [letter, place] of places.entries()) {
    svg.append(...brick(letters[letter], place, grid, isInk ? hues[piece[letter]] : null, gaps[letter] ?? 9));
  }
  picture.replaceChildren(svg);
  if (question.open) {
    const buttons = gaps.map((_, gap) => gapButton(payload, state, gap, places, grid, redraw));
    svg.append(...buttons);
    walkWithArrows(picture, buttons);
  } else if (state.share === 1) {
    for (const { first, last, ids } of pieces) svg.append(...named(ids, places, grid, first, last));
    const guess = cutsTold(question.guess);
    if (guess) svg.append(...judged(guess, truth, places, grid, gaps));
  }
}

/**
 * @param {string} letter
 * @param {Place} place
 * @param {Grid} grid
 * @param {number | null} hue
 * @param {number} gap The gap after it: none where it has joined the next.
 */
function brick(letter, { left, row }, { wide, high }, hue, gap) {
  const y = row * high + high * 0.2;
  const tall = high * 0.46;
  const size = Math.min(tall * 0.72, wide * (letter.length > 2 ? 0.5 : 0.86));
  return [
    el("rect", {
      class: "brick",
      x: left,
      y,
      width: wide + (gap < 1 ? 1.5 : 0),
      height: tall,
      rx: gap < 1 ? 1 : 8,
      fill: hue === null ? "var(--st-background-color)" : hueColour(hue),
    }),
    el("text", { class: "letter", x: left + wide / 2, y: y + tall / 2, style: { "font-size": `${size}px` } }, letter),
  ];
}

/**
 * @param {BricksPayload} payload
 * @param {State} state
 * @param {number} gap
 * @param {Place[]} places
 * @param {Grid} grid
 * @param {() => void} redraw
 */
function gapButton({ letters, strings }, state, gap, places, { wide, high }, redraw) {
  const { left, row } = places[gap];
  const x = left + wide + (state.cuts.has(gap) ? 7 : 2.5);
  const [top, bottom] = [row * high + high * 0.1, row * high + high * 0.78];
  const isCut = state.cuts.has(gap);
  const toggle = () => {
    if (isCut) state.cuts.delete(gap);
    else state.cuts.add(gap);
    redraw();
  };
  return el(
    "g",
    {
      ...pressable(toggle),
      class: "gap",
      "aria-pressed": String(isCut),
      "aria-label": filledText(strings.gap, { letter: `${letters[gap]} | ${letters[gap + 1]}` }),
    },
    el("rect", { x: x - wide / 2, y: top, width: wide, height: bottom - top + 10 }),
    isCut
      ? el("line", { x1: x, x2: x, y1: top, y2: bottom })
      : el("circle", { cx: x, cy: row * high + high * 0.76, r: 4 }),
  );
}

/**
 * The numbers of a piece's tokens, below it.
 *
 * @param {number[]} ids
 * @param {Place[]} places
 * @param {Grid} grid
 * @param {number} first
 * @param {number} last
 */
function named(ids, places, { wide, high }, first, last) {
  const from = places[first];
  let end = last;
  while (places[end].row !== from.row) end -= 1; // a piece that goes on in the next row is named where it begins
  const text = ids.length > 1 ? `${ids.length}×` : String(ids[0]);
  const room = places[end].left + wide - from.left;
  const isFitting = text.length * 8.6 <= room + 8;
  const shown = isFitting ? text : "·";
  const x = (from.left + places[end].left + wide) / 2;
  return [el("text", { class: "id", x, y: from.row * high + high * 0.66 + 18 }, shown)];
}

/**
 * The visitor's cuts: right, wrong, and those that were missed.
 *
 * @param {Set<number>} guess
 * @param {Set<number>} truth
 * @param {Place[]} places
 * @param {Grid} grid
 * @param {number[]} gaps
 */
function judged(guess, truth, places, { wide, high }, gaps) {
  /** @returns {SVGElement[]} */
  const mark = (/** @type {number} */ width, /** @type {number} */ gap) => {
    const { left, row } = places[gap];
    const x = left + wide + width / 2;
    const [top, bottom] = [row * high + high * 0.14, row * high + high * 0.7];
    if (guess.has(gap)) {
      const kind = truth.has(gap) ? "right" : "wrong";
      return [
        el("line", { class: `mine ${kind}`, x1: x, x2: x, y1: top, y2: bottom }),
        el("text", { class: `sign ${kind}`, x, y: row * high + high * 0.11 }, kind === "right" ? "✓" : "✕"),
      ];
    }
    return truth.has(gap) ? [el("circle", { class: "missed", cx: x, cy: top, r: 5 })] : [];
  };
  return gaps.flatMap(mark);
}

/** @param {BricksPayload} payload */
function spoken({ letters, pieces, strings }) {
  const words = pieces.map(({ first, last }) => letters.slice(first, last + 1).join(""));
  return `${filledText(strings.pieces, { count: String(words.length) })} ${words.join(" | ")}`;
}
