// What stands beside the wall: the question; afterwards the kinds, the orders, the search, and the figure that is looked at.

import { askBox } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";
import { walkWithArrows } from "../../../kit/browser/keyboard.js";
import { count, formatter, large, powerOfTen } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { KINDS, kindRow, searchField, sourceLink } from "./side.js";

/**
 * @import { Send } from "../../../kit/browser/ask.js"
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Texts, WallPayload, WallSettings } from "./wall.js"
 */

export const ORDERS = /** @type {const} */ (["sure", "chapter", "source"]);
const YEARS = [1900, 2100];

/**
 * The question, and an example of what a dot is.
 *
 * @param {WallPayload} payload
 * @param {Language} language
 * @param {Send} send
 */
export function asking({ question, words, total, example, settings }, language, send) {
  const guess = () => String(settings.line);
  return [
    askBox(question, send, { onPicture: { label: words.show, guess, hint: words.rule } }),
    el("p", { class: "what" }, filledText(words.what, { count: count(total, language) })),
    el("div", { class: "card example" }, ...headOf(example.value, example.unit, language), el("p", {}, example.label)),
  ];
}

/**
 * The kinds with their numbers, the orders and the search: each is a control, `change` is told.
 *
 * @param {WallPayload} payload
 * @param {Language} language
 * @param {(changed: Partial<WallSettings>) => void} change
 */
export function controls({ settings, words, kinds }, language, change) {
  const kindsRow = kindRow({
    words,
    language,
    amounts: KINDS.map((_, kind) => kinds.reduce((sum, each) => sum + Number(each === kind), 0)),
    press: (kind) => change({ kind: settings.kind === kind ? "" : kind }),
  });
  const orderButtons = ORDERS.map((order) =>
    el("button", { type: "button", class: "order", onclick: () => change({ order }) }, words[`order-${order}`]),
  );
  const search = searchField(words, settings.find, (find) => change({ find }));
  const orderRow = el("div", { class: "orders", role: "group", "aria-label": words.orders }, ...orderButtons);
  walkWithArrows(orderRow, orderButtons);
  const refresh = () => {
    kindsRow.refresh(settings.kind);
    for (const [index, button] of orderButtons.entries()) {
      button.setAttribute("aria-pressed", String(ORDERS[index] === settings.order));
    }
    if (search.value !== settings.find) search.value = settings.find;
  };
  refresh();
  return { nodes: [kindsRow.node, orderRow, search], refresh };
}

/**
 * All about one figure: what it is, how sure, whose word it is, and the way there.
 *
 * @param {WallPayload} payload
 * @param {Texts} texts
 * @param {number} index
 * @param {Language} language
 * @param {{ isSame: boolean, same: () => void }} others Whether all figures of its source are shown alone, and what
 *   shows them.
 */
export function cardOf(payload, texts, index, language, { isSame, same }) {
  const { words, kinds, sources, notes, files, recomputed } = payload;
  const source = sources[index];
  const link = texts.links[source];
  const siblings = sources.reduce((sum, each) => sum + Number(each === source), 0);
  const kind = words[`kind-${KINDS[kinds[index]]}`];
  const place = [texts.notes[notes[index]], texts.files[files[index]], texts.chapters[texts.rooms[files[index]]]];
  const alone = filledText(words.same, { count: count(siblings, language) });
  const pressed = { "aria-pressed": String(isSame), onclick: same };
  return [
    ...headOf(payload.values[index], texts.units[payload.units[index]], language),
    el("p", { class: "label" }, texts.labels[payload.labels[index]]),
    el(
      "p",
      { class: "sure" },
      el("i", { style: { background: `var(--kind-${kinds[index]})` } }),
      recomputed[index] ? `${kind} · ${words.recomputed}` : kind,
    ),
    el("p", { class: "source" }, `${texts.sources[source]} `, link ? sourceLink(words.open, link) : null),
    siblings > 1 ? el("button", { type: "button", class: "same", ...pressed }, alone) : null,
    el("p", { class: "note" }, place.join(" · ")),
  ];
}

/**
 * The same as one text, to be read out.
 *
 * @param {WallPayload} payload
 * @param {Texts} texts
 * @param {number} index
 * @param {Language} language
 */
export function spoken(payload, texts, index, language) {
  const value = payload.values[index];
  return [
    ...(Number.isNaN(value) ? [] : [`${valueText(value, language)} ${texts.units[payload.units[index]]}`]),
    texts.labels[payload.labels[index]],
    payload.words[`kind-${KINDS[payload.kinds[index]]}`],
    texts.sources[payload.sources[index]],
  ].join(" · ");
}

/**
 * @param {number | null} value
 * @param {string} unit
 * @param {Language} language
 */
function headOf(value, unit, language) {
  if (value === null || Number.isNaN(value)) return [];
  return [el("p", { class: "value" }, el("b", {}, valueText(value, language)), " ", el("small", {}, unit))];
}

/**
 * A figure of any size: 80.4 · 2,024 tokens as 2,024, but the year 2024 · 300.0 B · 3.1 × 10²³ · 9.0 × 10⁻⁴.
 *
 * @param {number} value
 * @param {Language} language
 */
export function valueText(value, language) {
  const size = Math.abs(value);
  if (size >= 1e16 || (size > 0 && size < 1e-3)) return powerOfTen(value);
  if (size >= 1e6) return large(value, language);
  const isYear = Number.isInteger(value) && value >= YEARS[0] && value < YEARS[1];
  return formatter(language, { maximumSignificantDigits: 6, useGrouping: !isYear }).format(value);
}
