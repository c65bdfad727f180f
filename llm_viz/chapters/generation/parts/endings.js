// The picture before the guess: all words of the text run into the loop, out of which three endings branch. They are tapped
// on the picture itself; one of them was written.

import { askBox } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";
import { hueColour, huesInRow } from "../../../kit/browser/hues.js";
import { boxWithin } from "../../../kit/browser/screen.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { DIAL_RADIUS } from "./loop_dial.js";
import { fitting, lettersOf } from "./rounds_math.js";

/**
 * @import { LoopDial } from "./loop_dial.js"
 * @import { RoundsPayload } from "./rounds.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 */

const LARGEST = 34; // pixels of type
const SMALLEST = 18;
const LETTER = 0.54; // widths of a letter of half width, in its height
const LINES = 3; // of the smallest type, which the text may fill; what stands before is counted
const NARROW = 640; // pixels
const BED = 48; // pixels below the text in which its threads run together

export class EndingsPicture {
  /**
   * @param {RoundsPayload} payload
   * @param {Surroundings["send"]} send
   * @param {LoopDial} dial
   */
  constructor({ given, endings, question, words }, send, dial) {
    this.given = given;
    this.words = words;
    this.threads = el("svg", { class: "threads", "aria-hidden": "true" });
    this.sentence = el("div", { class: "sentence" });
    this.dial = dial;
    this.box = askBox(question, send);
    this.candidates = [...this.box.querySelectorAll(".candidate")];
    this.candidates.forEach((candidate, index) => {
      const { cut, on_new_line: isOnNewLine } = endings[index];
      if (isOnNewLine) candidate.prepend(el("small", {}, `${words.on_new_line} `));
      candidate.append(el("small", {}, ` ${words[`cut_${cut}`]}`));
    });
    const hues = huesInRow(given);
    this.chips = given.map((word, at) => {
      const chip = el("span", { class: "word" }, word);
      chip.style.setProperty("--hue", hueColour(hues[at]));
      return chip;
    });
    this.nodes = [this.threads, this.sentence, this.dial.node, this.box];
  }

  /** Set the text as large as there is room, and draw the ways through the loop. */
  draw() {
    const room = this.sentence.clientWidth;
    const letters = this.given.map(lettersOf);
    const size = Math.max(
      SMALLEST,
      Math.min(LARGEST, room / (letters.reduce((sum, width) => sum + width, 0) * LETTER)),
    );
    const shown = fitting(letters, (LINES * room) / (SMALLEST * LETTER));
    const before = this.given.length - shown;
    this.sentence.style.fontSize = `${Math.floor(size)}px`;
    const earlier = el("span", { class: "earlier" }, filledText(this.words.earlier, { count: String(before) }));
    this.sentence.replaceChildren(...(before > 0 ? [earlier] : []), ...this.chips.slice(before));
    this.drawWays(before, room < NARROW);
  }

  /**
   * @param {number} before Words that are not shown.
   * @param {boolean} isNarrow Whether the endings stand below the loop.
   */
  drawWays(before, isNarrow) {
    const boxOf = (/** @type {Element} */ node) => boxWithin(this.threads, node);
    const dial = boxOf(this.dial.node);
    const [across, down] = [dial.x + dial.width / 2, dial.y + dial.height / 2];
    const chips = this.chips.slice(before);
    const sentence = boxOf(this.sentence);
    const bed = sentence.y + sentence.height;
    const threads = chips.map((chip, at) => {
      const { x, y, width, height } = boxOf(chip);
      const [from, low] = [x + width / 2, y + height];
      const into = across + 26 * ((at + 1) / (chips.length + 1) - 0.5);
      const d = `M${from},${low}C${from},${bed + 30} ${into},${bed - 6} ${into},${bed + BED}V${down - DIAL_RADIUS}`;
      return el("path", { class: "thread", d, style: { stroke: chip.style.getPropertyValue("--hue") } });
    });
    const ways = this.candidates.map((candidate) => {
      const { x, y, height } = boxOf(candidate);
      const middle = y + height / 2;
      const [left, low, deep] = [x - 16, down + DIAL_RADIUS, middle - 16];
      const [start, end] = [across + DIAL_RADIUS, x - 4];
      const d = isNarrow
        ? `M${across},${low}C${across},${low + 26} ${left},${low} ${left},${low + 30}V${deep}Q${left},${middle} ${end},${middle}`
        : `M${start},${down}C${start + 70},${down} ${end - 90},${middle} ${end},${middle}`;
      return el("path", { class: "way", d });
    });
    this.threads.replaceChildren(...threads, ...ways);
  }
}
