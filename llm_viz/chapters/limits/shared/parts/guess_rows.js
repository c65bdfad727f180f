// Values in rows, of which some wait for a guess: one "?" that is dragged along the scale, or several to tap one of.

import { askBox, sendGuess } from "../../../../kit/browser/ask.js";
import { el } from "../../../../kit/browser/dom.js";
import { widest } from "../../../../kit/browser/graph/labels.js";
import { walkWithArrows } from "../../../../kit/browser/keyboard.js";
import { glide } from "../../../../kit/browser/motion.js";
import { filledText } from "../../../../kit/browser/sentences.js";
import { stateOf } from "../../../../kit/browser/state.js";
import { followSize, followWidth } from "../../../../kit/browser/width.js";
import { fieldSize, fieldSquares } from "./guess_rows_field.js";
import { middleOf, placeOf, roomFor } from "./guess_rows_math.js";
import { ghost, mark, scaleLines } from "./guess_rows_view.js";
import { screenBelowCards } from "./picture_room.js";
import { guessRail } from "./rail.js";

/**
 * @import { Question } from "../../../../kit/browser/ask.js"
 * @import { Surroundings } from "../../../../kit/browser/streamlit.js"
 * @import { Field } from "./guess_rows_field.js"
 * @import { Room, Scale } from "./guess_rows_math.js"
 *
 * @typedef {object} RowPayload `RowPayload` in `guess_rows.py`.
 * @property {string} name
 * @property {string} detail
 * @property {number | null} value null while it is to be guessed.
 * @property {string} text
 * @property {"plain" | "marked" | "control"} style
 * @property {boolean} asked
 * @property {number[]} points
 *
 * @typedef {{ value: number, text: string }} Tick
 * @typedef {Scale & { ticks: Tick[], lines: { value: number, name: string }[], each: number }} ScalePayload
 * @typedef {{ values: number[], start: number, written: string }} Drag `values`: what the mark can stand on, ascending;
 *   `start`: the number of the first one; `written`: "{value} t".
 *
 * @typedef {object} GuessRowsPayload `GuessRowsPayload` in `guess_rows.py`.
 * @property {RowPayload[]} rows
 * @property {ScalePayload} scale
 * @property {Field | null} field
 * @property {Drag | null} drag null: one of the rows is tapped.
 * @property {{ number: string, name: string }} hero What stands in the place of the question once it is answered.
 * @property {string} says
 * @property {Question} question
 * @property {Record<string, string>} strings
 *
 * @typedef {{ at: number, seen: boolean, entered: boolean, frame?: number }} State `at`: the number of the value that the mark
 *   stands on; `seen`, `entered`: whether the truth, or the picture, was shown already.
 */

const RISE = 900; // milliseconds until the truth stands there
const EDGE = 22; // pixels left and right of a field
const ABOVE = 26; // pixels around what stands above
const LINE_NAME = 18; // pixels
const LEAST_END = 66; // pixels behind the scale
const BETWEEN_BUTTONS = 5; // pixels

/**
 * @param {HTMLElement} root
 * @param {GuessRowsPayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { send }) {
  const { question, drag, says } = payload;
  const state = stateOf(
    root,
    () => /** @type {State} */ ({ at: drag?.start ?? 0, seen: !question.open, entered: false }),
  );
  const picture = el("div", { class: `picture ${state.entered ? "" : "entering"}` });
  state.entered = true;
  const head = question.open ? questionBox(payload, state, send) : hero(payload);
  root.replaceChildren(
    el("div", { class: "stage" }, picture, head),
    el("p", { class: "stage-says", role: "status" }, says),
  );
  let grown = question.open || state.seen ? 1 : 0;
  const width = followWidth(picture, (wide) => draw(picture, payload, { wide, head, grown, state, send }));
  const stops = [width.stop, followSize(head, width.redraw)];
  const stop = () => {
    for (const end of stops) end();
  };
  if (question.open || state.seen) return stop;
  state.seen = true;
  const rising = glide(
    state,
    (share) => {
      grown = share;
      width.redraw();
    },
    RISE,
  );
  stops.push(rising);
  return stop;
}

/**
 * @param {GuessRowsPayload} payload
 * @param {State} state
 * @param {Surroundings["send"]} send
 */
function questionBox({ question, drag, strings }, state, send) {
  const onPicture = drag ? { label: strings.confirm, guess: () => String(drag.values[state.at]) } : undefined;
  return askBox({ ...question, options: [], own: "" }, send, { onPicture });
}

/** @param {GuessRowsPayload} payload */
function hero({ hero: { number, name } }) {
  return el("p", { class: "hero" }, el("b", {}, number), ` ${name}`);
}

/**
 * @param {HTMLElement} picture
 * @param {GuessRowsPayload} payload
 * @param {{ wide: number, head: HTMLElement, grown: number, state: State, send: Surroundings["send"] }} now
 */
function draw(picture, payload, { wide, head, grown, state, send }) {
  const { rows, scale, field, question, drag, strings } = payload;
  const svg = el("svg", { role: "img", "aria-label": spoken(payload) });
  picture.replaceChildren(svg);
  const end = Math.max(
    LEAST_END,
    widest(
      svg,
      rows.map(({ text }) => text),
      "value",
    ) + 18,
  );
  const space = { left: EDGE, top: head.offsetHeight + ABOVE, width: wide - 2 * EDGE };
  const above = space.top + (field ? fieldSize(field, space.width).height : 0);
  const room = roomFor(wide, above + (scale.lines.length > 0 ? LINE_NAME : 0), rows.length, end, screenBelowCards());
  svg.setAttribute("height", String(room.height));
  svg.setAttribute("viewBox", `0 0 ${room.width} ${room.height}`);
  svg.append(
    ...(field ? fieldSquares(svg, field, space) : []),
    ...scaleLines(svg, payload, room),
    ...rows.flatMap((row, place) => mark(svg, payload, room, row, place, row.asked ? grown : 1)),
  );
  const lines = rows.map((row, place) => line(payload, room, row, place, send));
  picture.append(...lines.map(({ node }) => node));
  const asked = rows.findIndex((row) => row.asked);
  if (question.open && drag) {
    picture.append(railOf(payload, room, asked, state, send));
  } else if (question.open) {
    walkWithArrows(
      picture,
      lines.filter(({ isTapped }) => isTapped).map(({ node }) => node),
      { isColumn: true },
    );
  } else if (drag && question.guess !== null) {
    const guess = Number(question.guess);
    const text = filledText(strings.you, { value: filledText(drag.written, { value: question.guess }) });
    if (guess >= scale.low && guess <= scale.high) {
      const truth = placeOf(room, scale, rows[asked].value ?? 0);
      const about = { guess, text, taken: written(svg, truth, rows[asked].text), wide: widest(svg, [text], "guess") };
      svg.append(...ghost(payload, room, asked, about));
    }
  }
}

/**
 * From where to where the text behind a bar reaches.
 *
 * @param {SVGSVGElement} svg
 * @param {number} x Where the bar ends.
 * @param {string} text
 * @returns {[number, number]}
 */
function written(svg, x, text) {
  return [x, x + 12 + 1.2 * widest(svg, [text], "value")];
}

/**
 * The name of a row, as a button where it is to be tapped.
 *
 * @param {GuessRowsPayload} payload
 * @param {Room} room
 * @param {RowPayload} row
 * @param {number} place
 * @param {Surroundings["send"]} send
 */
function line({ question, drag, strings }, room, row, place, send) {
  const isTapped = question.open && row.asked && !drag;
  const isChosen = !drag && question.guess === row.name;
  const node = el(
    isTapped ? "button" : "div",
    {
      class: `row ${room.isNarrow ? "below" : "beside"}`,
      type: isTapped ? "button" : null,
      onclick: isTapped ? () => sendGuess(send, row.name) : null,
      style: {
        top: `${room.top + room.row * place}px`,
        height: `${room.row - (isTapped && room.isNarrow ? BETWEEN_BUTTONS : 0)}px`,
        "--left": `${room.left}px`,
      },
    },
    el(
      "span",
      { class: "names" },
      el("span", { class: "name" }, row.name),
      row.detail === "" ? null : el("span", { class: "detail" }, row.detail),
      isChosen ? el("span", { class: "dashed-mark ghost" }, strings["your-row"]) : null,
    ),
    isTapped ? el("span", { class: "dashed-mark", "aria-hidden": "true" }, "?") : null,
  );
  return { node, isTapped };
}

/**
 * The mark that is dragged along the scale, in its row.
 *
 * @param {GuessRowsPayload} payload
 * @param {Room} room
 * @param {number} place Of its row.
 * @param {State} state
 * @param {Surroundings["send"]} send
 */
function railOf({ scale, drag, strings }, room, place, state, send) {
  const { values, written } = /** @type {Drag} */ (drag);
  const text = (/** @type {number} */ value) => filledText(written, { value: String(value) });
  const top = middleOf(room, place) - room.row / 2;
  const rail = { label: strings.mark, values, text, scale, ends: room, top, height: room.row };
  return guessRail(rail, state, (guess) => sendGuess(send, String(guess)));
}

/** @param {GuessRowsPayload} payload */
function spoken({ rows, strings }) {
  const values = rows.filter(({ text }) => text !== "").map(({ name, text }) => `${name}: ${text}`);
  return `${strings.alt} ${values.join(", ")}`.trim();
}
