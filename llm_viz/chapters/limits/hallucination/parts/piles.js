// Two piles of answers: what the model says of a fact that it knows, and of a book that does not exist.

import { askBox, dashedMark, sendGuess } from "../../../../kit/browser/ask.js";
import { el } from "../../../../kit/browser/dom.js";
import { followDrag } from "../../../../kit/browser/drag.js";
import { keepingFocus } from "../../../../kit/browser/focus.js";
import { inLines, shortened } from "../../../../kit/browser/graph/labels.js";
import { hueColour, huesOf } from "../../../../kit/browser/hues.js";
import { isPress, slideStep } from "../../../../kit/browser/keyboard.js";
import { glide, steady } from "../../../../kit/browser/motion.js";
import { zoomOfPage } from "../../../../kit/browser/screen.js";
import { filledText } from "../../../../kit/browser/sentences.js";
import { sliderRole } from "../../../../kit/browser/sliders.js";
import { stateOf } from "../../../../kit/browser/state.js";
import { followWidth } from "../../../../kit/browser/width.js";
import { screenBelowCards } from "../../shared/parts/picture_room.js";
import { choices } from "./piles_choice.js";
import { FLIGHT, flown, NARROW, roomFor, rowsAt, startOf, topOf } from "./piles_math.js";

/**
 * @import { Question } from "../../../../kit/browser/ask.js"
 * @import { Surroundings } from "../../../../kit/browser/streamlit.js"
 * @import { Choice } from "./piles_choice.js"
 * @import { Room } from "./piles_math.js"
 *
 * @typedef {{ name: string, count: number, right: boolean }} Row `RowPayload` in `piles.py`.
 * @typedef {{ asked: string, known: string, rows: Row[] }} Pile
 * @typedef {object} PilesPayload `PilesPayload` in `piles.py`.
 * @property {Pile[]} piles
 * @property {number} tries
 * @property {string} says
 * @property {Question} question
 * @property {string | null} guess What was guessed of the second pile.
 * @property {Choice | null} choice What else may be asked, once the question is answered.
 * @property {Record<string, string>} strings
 *
 * @typedef {{ level: number, seen: string, frame?: number }} State `seen`: the second pile that has been shown already.
 */

const HEIGHT = { wide: { least: 430, most: Infinity }, narrow: { least: 395, most: 450 } };
const LINES = {
  wide: { asked: 1, known: 1, first: 20, pitch: 20 },
  narrow: { asked: 3, known: 2, first: 17, pitch: 16 },
};
const AROUND = { wide: 200, narrow: 283 }; // of the screen, above and below the picture
const TIGHT = 140; // pixels that the number of answers takes with its words
const FREE = 9; // rows of the first pile above which nothing has room
const PAGE = 5; // rows of Page up and down
const BOOK = 0.86; // of a row
const BOOK_WIDTH = { alone: 1, copied: 0.62 }; // of a pile's room
const COPY = 9; // pixels that one more of the same answer takes

/**
 * @param {HTMLElement} root
 * @param {PilesPayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { send }) {
  const { piles, question, tries, strings, says, choice } = payload;
  const second = JSON.stringify(piles[1]);
  const state = stateOf(root, () => /** @type {State} */ ({ level: 6, seen: question.open ? "" : second }));
  const picture = el("div", { class: "picture" });
  const onPicture = { label: strings.ask, guess: () => String(state.level), hint: strings.hint };
  const box = question.open ? askBox(question, send, { onPicture }) : choice && choices(choice, strings, send);
  box?.classList.toggle("below", piles[0].rows.length > FREE);
  const sentence = el("p", { class: "stage-says", role: "status" });
  root.replaceChildren(el("div", { class: "stage" }, picture, box), sentence);
  const isFlying = !question.open && state.seen !== second;
  const last = startOf(tries - 1) + FLIGHT;
  let elapsed = isFlying ? 0 : last;
  const say = () => {
    if (elapsed >= last) sentence.textContent = says; // not before the answers have come
  };
  say();
  const width = followWidth(picture, (wide) => {
    const kind = wide < NARROW ? "narrow" : "wide";
    const { least, most } = HEIGHT[kind];
    const high = Math.min(most, Math.max(least, screenBelowCards() - AROUND[kind]));
    draw(picture, payload, roomFor(wide, high, tries), state, elapsed, send);
  });
  if (!isFlying) return width.stop;
  state.seen = second;
  const stop = glide(
    state,
    (share) => {
      elapsed = share * last;
      width.redraw();
      say();
    },
    last,
    steady,
  );
  return () => {
    stop();
    width.stop();
  };
}

/**
 * @param {HTMLElement} picture
 * @param {PilesPayload} payload
 * @param {Room} room
 * @param {State} state
 * @param {number} elapsed Milliseconds since the first answer of the second pile began to fly.
 * @param {Surroundings["send"]} send
 */
function draw(picture, payload, room, state, elapsed, send) {
  const { piles, tries, question, guess: guessed, strings } = payload;
  const svg = el("svg", { height: room.height, viewBox: `0 0 ${room.width} ${room.height}`, role: "group" });
  picture.replaceChildren(svg);
  svg.append(...ticks(room, tries));
  const hues = huesOf(piles.flatMap((pile) => pile.rows.map(({ name }) => name)));
  const second = piles[0].rows.length; // the first hue of the second pile
  for (const [place, pile] of piles.entries()) {
    const rows = place === 0 ? pile.rows.map((row) => ({ ...row, fall: 0 })) : arrived(pile.rows, room, elapsed);
    const hueAt = (/** @type {number} */ number) => hues[place * second + number];
    const wide = bookWidth(room, place, pile);
    const books = rows.flatMap((row, number) => book(svg, room, place, number, { ...row, wide, hue: hueAt(number) }));
    svg.append(...head(svg, room, place, pile), ...books);
    const landed = rows.filter(({ fall }) => fall < room.row).length;
    if (landed > 0) svg.append(height(room, place, landed, strings));
  }
  svg.setAttribute("aria-label", piles.map((pile) => spoken(pile, strings)).join(" "));
  const guess = Number(guessed);
  if (question.open) {
    const redraw = () => keepingFocus(picture, () => draw(picture, payload, room, state, elapsed, send));
    svg.append(...places(room, tries), levelMark(room, tries, state, strings, send, redraw));
  } else if (guess > 0) {
    svg.append(...ghost(room, guess, filledText(strings.you, { number: String(guess) })));
  }
}

/**
 * The answers that are there so far, and how many pixels above its place the last of each row still is.
 *
 * @param {Row[]} rows
 * @param {Room} room
 * @param {number} elapsed
 */
function arrived(rows, room, elapsed) {
  const there = [];
  let number = 0;
  for (const [place, row] of rows.entries()) {
    const flights = Array.from({ length: row.count }, (_, copy) => flown(number + copy, elapsed));
    number += row.count;
    const begun = flights.filter((flight) => flight !== null);
    const way = topOf(room, place + 1) - room.from;
    if (begun.length > 0) there.push({ ...row, count: begun.length, fall: (1 - (begun[0] ?? 1)) * way });
  }
  return there;
}

/**
 * @param {Room} room
 * @param {number} tries
 */
function ticks(room, tries) {
  const counts = Array.from({ length: Math.floor(tries / 5) }, (_, number) => (number + 1) * 5);
  return counts.flatMap((count) => {
    const y = topOf(room, count);
    return [
      el("line", { class: "line", x1: room.piles[0].left, x2: room.width, y1: y, y2: y }),
      el("text", { class: "tick", x: room.piles[0].left - 6, y: y + 5 }, String(count)),
    ];
  });
}

/**
 * @param {SVGSVGElement} svg
 * @param {Room} room
 * @param {number} place
 * @param {Pile} pile
 */
function head(svg, room, place, { asked, known }) {
  const { left, width } = room.piles[place];
  const { asked: most, known: more, first, pitch } = room.isNarrow ? LINES.narrow : LINES.wide;
  const question = inLines(svg, asked, width, most, "asked").map((line) => ({ line, kind: "asked" }));
  const remark = inLines(svg, known, width, more, "known").map((line) => ({ line, kind: "known" }));
  return [
    ...[...question, ...remark].map(({ line, kind }, number) =>
      el("text", { class: kind, x: left, y: first + pitch * number }, line),
    ),
    el("line", { class: "floor", x1: left, x2: left + width, y1: room.base + 4, y2: room.base + 4 }),
  ];
}

/**
 * Where no answer came twice, nothing needs room beside the books, and their names have more.
 *
 * @param {Room} room
 * @param {number} place
 * @param {Pile} pile
 */
function bookWidth(room, place, { rows }) {
  const isAlone = rows.length > 0 && rows.every(({ count }) => count === 1);
  return room.piles[place].width * (isAlone ? BOOK_WIDTH.alone : BOOK_WIDTH.copied);
}

/**
 * @param {SVGSVGElement} svg
 * @param {Room} room
 * @param {number} place
 * @param {number} number
 * @param {Row & { fall: number, hue: number, wide: number }} row
 */
function book(svg, room, place, number, { name, count, right, fall, hue, wide }) {
  const { left, width } = room.piles[place];
  const y = topOf(room, number + 1) - fall;
  const more = Math.min(count - 1, Math.floor((width * 0.3) / COPY));
  const high = room.row * BOOK;
  const fill = hueColour(hue);
  const text = `${name}${right ? " ✓" : ""}`;
  return [
    el("rect", { x: left, y, width: wide, height: high, rx: 3, fill }),
    ...Array.from({ length: more }, (_, copy) =>
      el("rect", { x: left + wide + 2 + copy * COPY, y, width: COPY - 2, height: high, rx: 2, fill }),
    ),
    el(
      "text",
      { x: left + 8, y: y + high / 2 + 5, class: right ? "right" : "" },
      shortened(svg, text, wide - 12, right ? "right" : ""),
    ),
    count > 1
      ? el("text", { class: "times", x: left + wide + 6 + more * COPY, y: y + high / 2 + 5 }, `×${count}`)
      : null,
  ].filter((node) => node !== null);
}

/**
 * @param {Room} room
 * @param {number} place
 * @param {number} rows
 * @param {Record<string, string>} strings
 */
function height(room, place, rows, strings) {
  const y = topOf(room, rows) - 7;
  const { left, width } = room.piles[place];
  const isAtEdge = place === 1 && width < TIGHT;
  const x = isAtEdge ? left + width : left;
  return el(
    "text",
    { x, y, class: "different", "text-anchor": isAtEdge ? "end" : "start" },
    el("tspan", { class: `height${place === 1 ? " guessed" : ""}` }, String(rows)),
    ` ${strings.different}`,
  );
}

/**
 * @param {Room} room
 * @param {number} tries
 */
function places(room, tries) {
  const { left, width } = room.piles[1];
  return Array.from({ length: tries }, (_, number) =>
    el("rect", {
      class: "place",
      x: left,
      y: topOf(room, number + 1),
      width: width * BOOK_WIDTH.copied,
      height: room.row * BOOK,
      rx: 3,
    }),
  );
}

/**
 * The dashed line with the question mark, to be dragged to a height.
 *
 * @param {Room} room
 * @param {number} tries
 * @param {State} state
 * @param {Record<string, string>} strings
 * @param {Surroundings["send"]} send
 * @param {() => void} redraw
 */
function levelMark(room, tries, state, strings, send, redraw) {
  const { left, width } = room.piles[1];
  const y = topOf(room, state.level);
  const moveTo = (/** @type {number} */ level) => {
    state.level = Math.max(1, Math.min(tries, level));
    redraw();
  };
  const mark = el(
    "g",
    {
      class: "mark",
      ...sliderRole(strings.mark, 1, tries),
      "aria-orientation": "vertical",
      "aria-valuenow": state.level,
      "aria-valuetext": filledText(strings["mark-value"], { number: String(state.level) }),
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (isPress(event)) sendGuess(send, String(state.level));
        const steps = slideStep(event, PAGE);
        if (steps !== null) moveTo(state.level + steps);
      },
    },
    el("line", { class: "level", x1: left, x2: left + width - 64, y1: y, y2: y }),
    dashedMark(`? ${state.level}`, { x: left + width - 32, y, width: 64, size: 21 }),
  );
  let top = 0; // the picture is drawn anew while the mark is dragged
  const begin = () => {
    top = mark.ownerSVGElement?.getBoundingClientRect().top ?? 0;
  };
  const move = (/** @type {PointerEvent} */ { clientY }) => {
    const level = rowsAt(room, (clientY - top) / zoomOfPage(), tries);
    if (level !== state.level) moveTo(level);
  };
  followDrag(mark, { begin, move });
  return mark;
}

/**
 * @param {Room} room
 * @param {number} level
 * @param {string} text
 */
function ghost(room, level, text) {
  const { left, width } = room.piles[1];
  const y = topOf(room, level);
  return [
    el("line", { class: "level", x1: left, x2: left + width, y1: y, y2: y }),
    el("text", { class: "you", x: left + width, y: y - 6 }, text),
  ];
}

/**
 * @param {Pile} pile
 * @param {Record<string, string>} strings
 */
function spoken({ asked, rows }, strings) {
  const answers = rows.map(({ name, count }) => `${name} ×${count}`).join(", ");
  return rows.length > 0 ? `${asked} ${rows.length} ${strings.different}: ${answers}.` : asked;
}
