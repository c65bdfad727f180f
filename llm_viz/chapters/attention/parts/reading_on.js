// One row for each token read: its strongest look back at the word, and what the model expects next.

import { el } from "../../../kit/browser/dom.js";
import { percent } from "../../../kit/browser/numbers.js";
import { bar } from "./bars.js";

/**
 * @typedef {object} Step `StepPayload` in `reading_on.py`.
 * @property {string} label
 * @property {number | null} back Weight on the word; null before it.
 * @property {string} where The head that it is of.
 * @property {{ label: string, probability: number }[]} expected
 *
 * @typedef {{ caption: string, steps: Step[], strings: Record<string, string> }} ReadingPayload
 */

const COLUMNS = ["read", "back", "expected"];

/**
 * @param {HTMLElement} root
 * @param {ReadingPayload} payload
 */
export function mount(root, { caption, steps, strings }) {
  const heads = COLUMNS.map((name) => el("th", { scope: "col" }, strings[name]));
  const table = el("table", {}, el("thead", {}, el("tr", {}, ...heads)), el("tbody", {}, ...steps.map(rowOf)));
  root.replaceChildren(el("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": caption }, table));
}

/** @param {Step} step */
function rowOf({ label, back, where, expected }) {
  const look =
    back === null
      ? "–"
      : el("div", { class: "back", title: where }, bar(back), el("span", { class: "number" }, percent(back)));
  const tokens = expected.map((token) => {
    const name = el("span", { class: "chip" }, token.label);
    return el("span", { class: "expected" }, name, ` ${percent(token.probability)}`);
  });
  const head = el("th", { scope: "row" }, el("span", { class: "chip" }, label));
  return el("tr", {}, head, el("td", {}, look), el("td", {}, ...tokens));
}
