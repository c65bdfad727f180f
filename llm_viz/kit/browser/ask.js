// The question on a picture: everything is drawn but the answer, which the server keeps until somebody has guessed.

import { el } from "./dom.js";
import { isComposing, walkWithArrows } from "./keyboard.js";

/**
 * @typedef {object} Question `QuestionPayload` in `question.py`.
 * @property {string} key
 * @property {boolean} open Whether it is still to be answered; then no answer is on the page.
 * @property {string | null} guess What this visitor guessed here; null: nothing, or waived.
 * @property {string} text
 * @property {string[]} options Candidates, to be tapped.
 * @property {string} own What a field for a guess of one's own is called; "" if there is none.
 * @property {number} longest Characters of such a guess.
 * @property {string} waive The button of those who would rather see.
 *
 * @typedef {object} OnPicture A guess that is made on the picture itself: dragged, drawn, tapped together.
 * @property {string} label The button that sends it.
 * @property {() => string} guess What it says now.
 * @property {string} [hint] How it is made.
 *
 * @typedef {(name: string, value: unknown) => void} Send
 */

/**
 * Tell the server what was guessed, by a tap on the picture itself, say; null: the visitor waives the guess.
 *
 * @param {Send} send
 * @param {string | null} choice
 */
export function sendGuess(send, choice) {
  send("guess", { choice });
}

/**
 * The box with the question, its candidates and the way around it. A choice is sent to the server once; `chosen` is told
 * first, to let the guess land on the picture meanwhile. The candidates are one stop of the Tab key. A guess made on the
 * picture has a button instead of the field for one's own.
 *
 * @param {Question} question
 * @param {Send} send
 * @param {{ chosen?: (choice: string | null) => void, onPicture?: OnPicture }} [options]
 */
export function askBox(question, send, { chosen = () => {}, onPicture } = {}) {
  const box = el("section", { class: "ask", "aria-label": question.text });
  const choose = (/** @type {string | null} */ choice) => {
    if (box.getAttribute("aria-busy") === "true") return;
    box.setAttribute("aria-busy", "true");
    candidates.forEach((button, at) => {
      button.setAttribute("aria-pressed", String(question.options[at] === choice));
    });
    chosen(choice);
    sendGuess(send, choice);
  };
  const candidates = question.options.map((option) =>
    el(
      "button",
      { type: "button", class: "candidate", "aria-pressed": "false", onclick: () => choose(option) },
      option,
    ),
  );
  box.append(el("p", { class: "ask-question" }, question.text));
  if (candidates.length > 0) {
    const row = el("div", { class: "ask-choices" }, ...candidates);
    walkWithArrows(row, candidates);
    box.append(row);
  }
  if (onPicture) box.append(...sendButton(onPicture, choose));
  else if (question.own !== "") box.append(ownField(question, choose));
  box.append(el("button", { type: "button", class: "waive", onclick: () => choose(null) }, question.waive));
  return box;
}

/**
 * @param {OnPicture} onPicture
 * @param {(choice: string) => void} choose
 */
function sendButton({ label, guess, hint }, choose) {
  const button = el("button", { type: "button", class: "candidate commit", onclick: () => choose(guess()) }, label);
  return hint ? [el("span", { class: "ask-hint" }, hint), button] : [button];
}

/**
 * @param {Question} question
 * @param {(choice: string) => void} choose
 */
function ownField({ own, longest }, choose) {
  const field = el("input", { type: "text", class: "own", placeholder: own, "aria-label": own, maxlength: longest });
  field.onkeydown = (event) => {
    const text = field.value.trim();
    if (event.key === "Enter" && !isComposing(event) && text !== "") choose(text);
  };
  return field;
}

/**
 * The dashed mark around a point of an SVG: "?" where the answer will be, and the guess as a ghost beside the truth.
 *
 * @param {string} text
 * @param {{ x: number, y: number, width?: number, size?: number, isGhost?: boolean }} place The middle of the mark;
 *   `width` in pixels, by default for a "?"; `size` of the type.
 */
export function dashedMark(text, { x, y, width, size = 28, isGhost = false }) {
  const [wide, high] = [width ?? size * 2, size * 1.7];
  return el(
    "g",
    { class: `dashed-mark${isGhost ? " ghost" : ""}`, transform: `translate(${x} ${y})` },
    el("rect", { x: -wide / 2, y: -high / 2, width: wide, height: high, rx: size / 3 }),
    el("text", { style: { "font-size": `${size}px` } }, text),
  );
}
