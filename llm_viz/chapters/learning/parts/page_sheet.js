// The sheet of paper that a model writes over and over, and above it what it reads.

import { el } from "../../../kit/browser/dom.js";
import { shortened } from "../../../kit/browser/graph/labels.js";
import { inked, runsOf } from "./page_math.js";

/**
 * @import { PagePayload } from "./page.js"
 * @import { Run, Sheet } from "./page_math.js"
 */

const FLIP = 220; // milliseconds that a changed character takes to appear

/**
 * The sheet, and `show`, which writes the page of a moment on it: a row that stays is not touched, so that a drag through
 * the moments is smooth.
 *
 * @param {PagePayload} payload
 * @param {SVGSVGElement} svg It must be in the page.
 * @param {Sheet} sheet
 * @param {number} width Pixels.
 */
export function paperOf({ moments, strings }, svg, sheet, width) {
  const read = el("text", { class: "label read", x: 84, y: 24 });
  const rows = Array.from({ length: sheet.rows }, (_, row) => rowNode(sheet, row));
  const node = el(
    "g",
    {},
    el("text", { class: "quiet-text bold", x: 14, y: 24 }, strings.reads),
    read,
    el("rect", { class: "sheet", x: 8, y: 36, width: width - 16, height: sheet.rows * sheet.row + 34, rx: 12 }),
    el("text", { class: "quiet-text bold", x: 18, y: 54 }, strings.writes),
    ...rows,
  );
  /** @type {string[]} The characters on the page. */
  let written = [];
  /** @type {string[]} What every row was drawn from. */
  const drawn = [];
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
    const characters = [...page.replaceAll("\n", "¶")];
    const dark = inked(characters.length, spans);
    for (const [row, node] of rows.entries()) {
      const start = row * sheet.columns;
      const end = Math.min(start + sheet.columns, characters.length);
      const looks = (/** @type {number} */ place) => ({
        isDark: dark[place],
        isFresh: isPlaying && characters[place] !== written[place],
      });
      const runs = runsOf(characters, start, end, looks);
      const content = JSON.stringify(runs);
      if (content !== drawn[row]) node.replaceChildren(...runs.map((run) => runNode(sheet, run, start)));
      drawn[row] = content;
    }
    written = characters;
  };
  return { node, show };
}

/**
 * @param {Sheet} sheet
 * @param {number} row
 */
function rowNode(sheet, row) {
  const y = sheet.top + (row + 0.72) * sheet.row;
  return el("text", { class: "row", y, style: { "font-size": `${sheet.size}px` } });
}

/**
 * Characters that look alike, each in its own place of the row; fresh ones appear slowly.
 *
 * @param {Sheet} sheet
 * @param {Run} run
 * @param {number} start The place of the row's first character.
 */
function runNode(sheet, { place, characters, isDark, isFresh }, start) {
  // One place for each unit of UTF-16: SVG counts those.
  const places = characters.flatMap((character, nth) => Array(character.length).fill(place - start + nth));
  const x = places.map((column) => (16 + (column + 0.5) * sheet.cell).toFixed(1)).join(" ");
  const node = el("tspan", { class: isDark ? "dark" : null, x }, characters.join(""));
  if (isFresh) node.animate([{ fillOpacity: 0.1 }, { fillOpacity: 1 }], { duration: FLIP });
  return node;
}

/** @param {string} text */
function oneLine(text) {
  return text.replaceAll("\n", " ¶ ");
}
