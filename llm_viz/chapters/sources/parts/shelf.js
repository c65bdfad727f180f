// Shelves of books, one for every source: as high as the number of figures that stand on it, in the colours of how sure.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { el } from "../../../kit/browser/dom.js";
import { pressable, walkWithArrows } from "../../../kit/browser/keyboard.js";
import { glide, reducedMotion, TWEEN } from "../../../kit/browser/motion.js";
import { count } from "../../../kit/browser/numbers.js";
import { pointerOn } from "../../../kit/browser/screen.js";
import { filled } from "../../../kit/browser/sentences.js";
import { stateOf } from "../../../kit/browser/state.js";
import { followSize, markNarrow } from "../../../kit/browser/width.js";
import { bookAt, shelve, sumOf } from "./shelf_math.js";
import { cardOf, fillList, listOf, spoken } from "./shelf_text.js";
import { draw, labelWidths, ROOM } from "./shelf_view.js";
import { KINDS, kindRow, placeOf, searchField } from "./side.js";
import { wordsOf } from "./wall_math.js";

/**
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { Shelves } from "./shelf_math.js"
 *
 * @typedef {object} Book `BookPayload` in `shelf.py`.
 * @property {string} citation
 * @property {string} amount
 * @property {string | null} link
 * @property {number} room
 * @property {number[]} kinds
 * @property {string} note
 *
 * @typedef {{ kind: string, search: string }} ShelfSettings
 *
 * @typedef {object} ShelfPayload `ShelfPayload` in `shelf.py`.
 * @property {ShelfSettings} settings
 * @property {Book[]} books
 * @property {string[]} rooms
 * @property {string} told
 * @property {Record<string, string>} words
 *
 * @typedef {{ at: number, isKept: boolean, isOpen: boolean, hasRisen: boolean, frame?: number }} Memory `at`: the book that
 *   is looked at; `isKept`: until another is pressed; `isOpen`: the list.
 */

const NARROW = 720; // pixels
const BOARD = { wide: 118, narrow: 78 }; // pixels from board to board

/**
 * @param {HTMLElement} root
 * @param {ShelfPayload} payload Its settings are changed.
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language }) {
  const { settings, books, rooms, words } = payload;
  /** @type {Memory} */
  const memory = stateOf(root, () => ({ at: -1, isKept: false, isOpen: false, hasRisen: false }));
  const spines = books.map((book, index) =>
    el("g", {
      ...pressable(() => keep(index)),
      class: "book",
      "aria-pressed": "false",
      "aria-label": spoken(book, rooms),
    }),
  );
  const svg = el("svg", { role: "group", "aria-label": words.picture }, el("g", { "aria-hidden": "true" }), ...spines);
  const plot = el("div", { class: "plot" }, svg);
  const card = el("div", { class: "card" });
  const said = el("p", { class: "stage-says", role: "status" });
  const list = listOf(memory);
  const kinds = kindRow({
    words,
    language,
    amounts: KINDS.map((_, kind) => books.reduce((sum, book) => sum + book.kinds[kind], 0)),
    press: (kind) => change({ kind: settings.kind === kind ? "" : kind }),
  });
  const search = searchField(words, settings.search, (text) => change({ search: text }));
  const side = el("div", { class: "side" }, kinds.node, search, card);
  root.replaceChildren(el("div", { class: "hero" }, plot, side), said, list.node);
  /** @type {Shelves} */
  let shelves = { boards: 1, pitch: 1, books: [], labels: [] };

  const look = (/** @type {number} */ index) => {
    spines[memory.at]?.setAttribute("aria-pressed", "false");
    memory.at = index;
    spines[index]?.setAttribute("aria-pressed", "true");
    card.replaceChildren(...(index < 0 ? [el("p", {}, words.nothing)] : cardOf(books[index], rooms, words, language)));
  };
  const keep = (/** @type {number} */ index) => {
    memory.isKept = !(memory.isKept && index === memory.at);
    look(index);
  };
  const change = (/** @type {Partial<ShelfSettings>} */ changed) => {
    Object.assign(settings, changed);
    const found = fitting(payload);
    const isWhole = found.length === books.length;
    for (const [index, spine] of spines.entries()) spine.classList.toggle("out", !found.includes(index));
    if (!found.includes(memory.at) || (changed.kind && !memory.isKept)) look(largest(payload, found));
    for (const spine of spines) spine.tabIndex = -1;
    const shown = found.map((index) => spines[index]);
    walkWithArrows(svg, shown, { start: found.indexOf(memory.at) });
    kinds.refresh(settings.kind);
    rememberInUrl({ kind: settings.kind || null, search: settings.search.trim() || null });
    said.replaceChildren(...(isWhole ? [payload.told] : few(payload, found, language)));
    fillList(list, payload, found, language);
  };
  const under = (/** @type {PointerEvent} */ event) => {
    const { left, top } = pointerOn(svg, event);
    return bookAt(shelves, left - ROOM.left, Math.floor((top / plot.clientHeight) * shelves.boards));
  };
  svg.onpointermove = (event) => {
    const isSliding = event.pointerType !== "mouse";
    if (memory.isKept && !isSliding) return;
    const index = under(event);
    if (index >= 0 && index !== memory.at && !spines[index].classList.contains("out")) look(index);
  };
  svg.onclick = (event) => {
    const index = under(/** @type {PointerEvent} */ (event));
    if (event.target === svg && index >= 0) keep(index); // beside a thin book
  };
  for (const [index, spine] of spines.entries()) {
    spine.onfocus = () => {
      if (spine.matches(":focus-visible")) look(index); // a pointer says more by its press
    };
  }
  change({});

  const stopSize = followSize(plot, () => {
    const [width, height] = [plot.clientWidth, plot.clientHeight];
    const amounts = rooms.map((_, room) => books.filter((book) => book.room === room).length);
    const least = labelWidths(svg, payload, language);
    const boards = Math.max(2, Math.round(height / (width < NARROW ? BOARD.narrow : BOARD.wide)));
    shelves = shelve(amounts, least, width - ROOM.left - ROOM.right, boards);
    const show = (/** @type {number} */ share) =>
      draw(svg, spines, payload, shelves, { width, height, share, least, language });
    if (memory.hasRisen || reducedMotion()) show(1);
    else glide(memory, show, TWEEN);
    memory.hasRisen = true;
  });
  const stopMarking = markNarrow(root, NARROW);
  return () => {
    stopSize();
    stopMarking();
    cancelAnimationFrame(memory.frame ?? 0);
  };
}

/**
 * The books that hold all words of the search and a figure of the chosen kind.
 *
 * @param {ShelfPayload} payload
 */
function fitting({ settings, books, rooms }) {
  const words = wordsOf(settings.search);
  const kind = placeOf(settings.kind);
  return [...books.keys()].filter((index) => {
    const { citation, note, room, kinds } = books[index];
    const text = `${citation} ${note} ${rooms[room]}`.toLowerCase();
    return (kind < 0 || kinds[kind] > 0) && words.every((word) => text.includes(word));
  });
}

/**
 * How many figures of the chosen kind stand on a book; of all kinds where none is chosen.
 *
 * @param {ShelfPayload} payload
 * @param {number} index
 */
function figuresOn({ settings, books }, index) {
  const kind = placeOf(settings.kind);
  return kind < 0 ? sumOf(books[index].kinds) : books[index].kinds[kind];
}

/**
 * Of the books that were found, the one that most of these figures stand on; −1 if there is none.
 *
 * @param {ShelfPayload} payload
 * @param {number[]} found
 */
function largest(payload, found) {
  const most = Math.max(...found.map((index) => figuresOn(payload, index)));
  return found.find((index) => figuresOn(payload, index) === most) ?? -1;
}

/**
 * What the search found, as a sentence.
 *
 * @param {ShelfPayload} payload
 * @param {number[]} found
 * @param {import("../../../kit/browser/numbers.js").Language} language
 */
function few(payload, found, language) {
  return filled(payload.words.few, {
    sources: el("strong", {}, count(found.length, language)),
    count: count(sumOf(found.map((index) => figuresOn(payload, index))), language),
  });
}
