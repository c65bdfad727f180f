// The sheet of paper that a model writes over and over, and above it what it reads.

import { el } from "../../../kit/browser/dom.js";
import { shortened } from "../../../kit/browser/graph/labels.js";
import { inked } from "./page_math.js";

/**
 * @import { PagePayload } from "./page.js"
 * @import { Sheet } from "./page_math.js"
 */

const FLIP = 220; // milliseconds that a changed character takes to appear

/**
 * The sheet, and `show`, which writes the page of a moment on it: a character that stays is not touched, so that a drag
 * through the moments is smooth.
 *
 * @param {PagePayload} payload
 * @param {SVGSVGElement} svg It must be in the page.
 * @param {Sheet} sheet
 * @param {number} width Pixels.
 */
export function paperOf({ moments, strings }, svg, sheet, width) {
  const read = el("text", { class: "label read", x: 84, y: 24 });
  const letters = [...moments[0].page].map((_, place) => letter(sheet, place));
  const node = el(
    "g",
    {},
    el("text", { class: "quiet-text bold", x: 14, y: 24 }, strings.reads),
    read,
    el("rect", { class: "sheet", x: 8, y: 36, width: width - 16, height: sheet.rows * sheet.row + 34, rx: 12 }),
    el("text", { class: "quiet-text bold", x: 18, y: 54 }, strings.writes),
    ...letters,
  );
  /** @type {Map<number, string>} What it reads, as far as there is room, by moment. */
  const reading = new Map();
  const readAt = (/** @type {number} */ at) => {
    const text = moments[at].read === "" ? strings["reads-nothing"] : oneLine(moments[at].read);
    const fitting = reading.get(at) ?? shortened(svg, text, width - 100, "read");
    reading.set(at, fitting);
    return fitting;
  };
  const show = (/** @type {number} */ at, /** @type {boolean} */ isPlaying) => {
    read.textContent = readAt(at);
    const { page, inked: spans } = moments[at];
    const dark = inked(page.length, spans);
    for (const [place, character] of [...page].entries()) write(letters[place], character, dark[place], isPlaying);
  };
  return { node, show };
}

/**
 * @param {Sheet} sheet
 * @param {number} place
 */
function letter(sheet, place) {
  const x = 16 + ((place % sheet.columns) + 0.5) * sheet.cell;
  const y = sheet.top + (Math.floor(place / sheet.columns) + 0.72) * sheet.row;
  return el("text", { class: "character", x, y, style: { "font-size": `${sheet.size}px` } });
}

/**
 * @param {SVGTextElement} node
 * @param {string} character
 * @param {boolean} isDark
 * @param {boolean} isPlaying Whether a character that is another than before appears slowly.
 */
function write(node, character, isDark, isPlaying) {
  const written = character === "\n" ? "¶" : character;
  node.classList.toggle("dark", isDark);
  if (node.textContent === written) return;
  node.textContent = written;
  if (isPlaying) node.animate([{ opacity: 0.1 }, { opacity: 1 }], { duration: FLIP });
}

/** @param {string} text */
function oneLine(text) {
  return text.replaceAll("\n", " ¶ ");
}
