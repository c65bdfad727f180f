// What stands beside the pictures of this chapter: the four kinds of figures with their numbers, and a search.

import { el } from "../../../kit/browser/dom.js";
import { walkWithArrows } from "../../../kit/browser/keyboard.js";
import { count } from "../../../kit/browser/numbers.js";

/** @import { Language } from "../../../kit/browser/numbers.js" */

export const KINDS = /** @type {const} */ (["read", "follows", "medium", "low"]);
export const LOW = KINDS.indexOf("low");
const LONGEST_SEARCH = 60;

/** The place of a kind among the four; −1 for "", where none is chosen. @param {string} kind */
export function placeOf(kind) {
  return KINDS.map(String).indexOf(kind);
}

/**
 * A button for each kind, with what there is of it; `refresh` says which is pressed.
 *
 * @param {{ words: Record<string, string>, amounts: number[], language: Language, press: (kind: string) => void }} kinds
 *   `press` is told the kind that is pressed.
 */
export function kindRow({ words, amounts, language, press }) {
  const buttons = KINDS.map((kind, index) =>
    el(
      "button",
      { type: "button", class: "kind", onclick: () => press(kind) },
      el("i", { style: { background: `var(--kind-${index})` } }),
      el("b", {}, count(amounts[index], language)),
      el("span", {}, words[`kind-${kind}`]),
    ),
  );
  const node = el("div", { class: "kinds", role: "group", "aria-label": words["all-kinds"] }, ...buttons);
  walkWithArrows(node, buttons);
  const refresh = (/** @type {string} */ pressed) => {
    for (const [index, button] of buttons.entries())
      button.setAttribute("aria-pressed", String(KINDS[index] === pressed));
  };
  return { node, refresh };
}

/**
 * A field to search with.
 *
 * @param {Record<string, string>} words
 * @param {string} value
 * @param {(text: string) => void} typed
 */
export function searchField(words, value, typed) {
  const field = el("input", {
    type: "text",
    maxlength: LONGEST_SEARCH,
    value,
    placeholder: words["search-hint"],
    "aria-label": words.search,
  });
  field.oninput = () => typed(field.value);
  return field;
}

/**
 * How many figures of each kind there are, for a card; kinds that there are none of are left out.
 *
 * @param {number[]} kinds
 * @param {Record<string, string>} words
 * @param {Language} language
 */
export function kindLines(kinds, words, language) {
  return kinds.flatMap((amount, kind) => {
    if (amount === 0) return [];
    const dot = el("i", { style: { background: `var(--kind-${kind})` } });
    return [el("p", { class: "sure" }, dot, `${count(amount, language)} ${words[`kind-${KINDS[kind]}`]}`)];
  });
}

/**
 * A link to a source, in another tab.
 *
 * @param {string} text
 * @param {string} href
 */
export function sourceLink(text, href) {
  return el("a", { href, target: "_blank", rel: "noopener" }, text);
}
