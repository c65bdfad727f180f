// What is said of the books: the card of one, the same to be read out, and all as a list.

import { el } from "../../../kit/browser/dom.js";
import { count } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { KINDS, kindLines, sourceLink } from "./side.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Book, ShelfPayload } from "./shelf.js"
 */

/**
 * All about one source: how many figures stand on it, how sure they are, and the way there.
 *
 * @param {Book} book
 * @param {string[]} rooms
 * @param {Record<string, string>} words
 * @param {Language} language
 */
export function cardOf(book, rooms, words, language) {
  return [
    el("div", { class: "amount" }, book.amount),
    el("p", { class: "cited" }, book.citation, " ", linkTo(book, words)),
    ...kindLines(book.kinds, words, language),
    el("p", { class: "note" }, `${rooms[book.room]} · ${book.note}`),
  ];
}

/**
 * @param {Book} book
 * @param {Record<string, string>} words
 */
function linkTo({ link }, words) {
  return link ? sourceLink(words.open, link) : "";
}

/**
 * A book as one text, to be read out.
 *
 * @param {Book} book
 * @param {string[]} rooms
 */
export function spoken({ room, citation, amount }, rooms) {
  return `${rooms[room]} · ${citation} · ${amount}`;
}

/**
 * A fold for the list of sources, and what it is filled with.
 *
 * @param {{ isOpen: boolean }} memory Whether it is open.
 */
export function listOf(memory) {
  const title = el("summary", {});
  const rows = el("div", { class: "rows" });
  const node = el("details", { class: "all", open: memory.isOpen }, title, rows);
  node.ontoggle = () => {
    memory.isOpen = node.open;
  };
  return { node, title, rows };
}

/**
 * The sources that were found, by chapter, with everything that their cards say.
 *
 * @param {{ title: HTMLElement, rows: HTMLElement }} list
 * @param {ShelfPayload} payload
 * @param {number[]} found
 * @param {Language} language
 */
export function fillList({ title, rows }, { books, rooms, words }, found, language) {
  title.textContent = filledText(words.list, { count: count(found.length, language) });
  rows.replaceChildren(
    ...rooms.flatMap((room, number) => {
      const inRoom = found.map((index) => books[index]).filter((book) => book.room === number);
      return inRoom.length === 0
        ? []
        : [el("h3", {}, room), el("ul", {}, ...inRoom.map((book) => lineOf(book, words, language)))];
    }),
  );
}

/**
 * @param {Book} book
 * @param {Record<string, string>} words
 * @param {Language} language
 */
function lineOf(book, words, language) {
  const sure = book.kinds.flatMap((amount, kind) =>
    amount === 0 ? [] : [`${count(amount, language)} ${words[`kind-${KINDS[kind]}`]}`],
  );
  return el("li", {}, `${[book.citation, ...sure, book.note].join(" · ")} `, linkTo(book, words));
}
