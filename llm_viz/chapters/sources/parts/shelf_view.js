// The shelves as they are drawn: boards with their labels, lines for powers of ten, and books.

import { el } from "../../../kit/browser/dom.js";
import { label, widest } from "../../../kit/browser/graph/labels.js";
import { count } from "../../../kit/browser/numbers.js";
import { bandsOf, continued, heightOf, sumOf } from "./shelf_math.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { ShelfPayload } from "./shelf.js"
 * @import { Shelves } from "./shelf_math.js"
 */

export const ROOM = { left: 46, right: 12 }; // pixels beside the books
const STRIP = 24; // pixels of a board and its label
const AIR = 10; // pixels above the highest book
const TICKS = [1, 10, 100, 1000];
const CLOSE = 15; // pixels: ticks that are closer have every other number
const SPACE = 0.12; // of a book's width, to the next

/**
 * How wide the label of each chapter is.
 *
 * @param {SVGSVGElement} svg
 * @param {ShelfPayload} payload
 * @param {Language} language
 */
export function labelWidths(svg, payload, language) {
  return payload.rooms.map((_, room) => widest(svg, [labelOf(payload, room, language)], "room"));
}

/**
 * @param {ShelfPayload} payload
 * @param {number} room
 * @param {Language} language
 */
function labelOf({ books, rooms }, room, language) {
  return `${rooms[room]} · ${count(books.filter((book) => book.room === room).length, language)}`;
}

/**
 * @param {SVGSVGElement} svg Its first element is filled with what stands behind the books.
 * @param {SVGGElement[]} spines One a book: it is filled and put in its place.
 * @param {ShelfPayload} payload
 * @param {Shelves} shelves
 * @param {{ width: number, height: number, share: number, least: number[], language: Language }} how `share`: of their
 *   height, while the books rise. `least`: how wide the labels are.
 */
export function draw(svg, spines, payload, shelves, { width, height, share, least, language }) {
  const { books, rooms } = payload;
  const sums = books.map((book) => sumOf(book.kinds));
  const most = Math.max(...sums);
  const each = height / shelves.boards;
  const free = Math.max(0, each - STRIP - AIR); // none while the page is being built
  const floor = (/** @type {number} */ board) => (board + 1) * each - STRIP;
  const boards = Array.from({ length: shelves.boards }, (_, board) => boardNode(board));
  const labels = rooms.map((_, room) => {
    const { board, x } = shelves.labels[room];
    return label(ROOM.left + x, floor(board) + 18, labelOf(payload, room, language), "start", "room");
  });
  const groups = books.map(({ room }) => room);
  for (const { group, board } of continued(shelves, groups, least)) {
    labels.push(label(ROOM.left, floor(board) + 18, `… ${rooms[group]}`, "start", "room again"));
  }
  for (const [index, spine] of spines.entries()) {
    const { board, x } = shelves.books[index];
    const tall = free * heightOf(sums[index], most) * share;
    const wide = shelves.pitch * (1 - SPACE);
    const box = { x: ROOM.left + x, width: wide };
    spine.replaceChildren(
      ...bandsOf(books[index].kinds).map(({ kind, from, to }) =>
        el("rect", { ...box, y: floor(board) - tall * to, height: tall * (to - from), class: `kind-${kind}` }),
      ),
      el("rect", { ...box, y: floor(board) - tall, height: tall, rx: 1.5, class: "edge" }),
    );
  }
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.firstElementChild?.replaceChildren(...boards, ...labels);

  /** @param {number} board */
  function boardNode(board) {
    const ticks = TICKS.filter((tick) => tick <= most);
    const step = free / (Math.log10(most) + 1) < CLOSE ? 2 : 1;
    return el(
      "g",
      {},
      el("rect", {
        x: ROOM.left - 4,
        y: floor(board),
        width: width - ROOM.left - ROOM.right + 8,
        height: 4,
        class: "board",
      }),
      ...ticks.flatMap((tick, place) => {
        const y = floor(board) - free * heightOf(tick, most);
        return [
          el("line", { x1: ROOM.left - 4, x2: width - ROOM.right, y1: y, y2: y, class: "tick" }),
          place % step === 0 ? label(ROOM.left - 8, y + 5, count(tick, language), "end", "number") : null,
        ];
      }),
    );
  }
}
