// One row for each written token: the token before it, which did the looking, and what that looked at most.

import { chip, onHover } from "../../../kit/browser/chips.js";
import { el } from "../../../kit/browser/dom.js";
import { percent } from "../../../kit/browser/numbers.js";

/**
 * @import { Token } from "../../../kit/browser/chips.js"
 *
 * @typedef {object} WrittenLook `WrittenLookPayload` in `written.py`.
 * @property {Token} token
 * @property {Token} looking
 * @property {{ token: Token, share: number }[]} seen
 *
 * @typedef {{ looks: WrittenLook[], strings: Record<string, string> }} WrittenPayload
 */

/**
 * @param {HTMLElement} root
 * @param {WrittenPayload} payload
 */
export function mount(root, { looks, strings }) {
  const head = el(
    "tr",
    {},
    el("th", { scope: "col" }, strings.chosen),
    el("th", { scope: "col" }, el("span", { class: "q" }, "q "), strings.looking),
    el("th", { scope: "col" }, el("span", { class: "k" }, "k "), strings.seen),
  );
  const table = el("table", {}, el("thead", {}, head), el("tbody", {}, ...looks.map(rowOf)));
  root.replaceChildren(el("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": strings.seen }, table));
  return onHover(root);
}

/** @param {WrittenLook} look */
function rowOf({ token, looking, seen }) {
  const found = seen.map((look) => el("span", {}, chip(look.token), ` ${percent(look.share)}`));
  return el(
    "tr",
    {},
    el("th", { scope: "row" }, chip(token, { chosen: true })),
    el("td", {}, chip(looking)),
    el("td", { class: "seen" }, ...(found.length > 0 ? found : ["–"])),
  );
}
