// The tokens of a text that is written, as chips; parts of one character together.

import { chip } from "../../../kit/browser/chips.js";
import { el } from "../../../kit/browser/dom.js";
import { filledText } from "../../../kit/browser/sentences.js";

/**
 * @import { Token } from "../../../kit/browser/chips.js"
 * @import { PlayerPayload } from "./player.js"
 * @import { Words } from "./writing.js"
 * @import { ChosenToken } from "./writing_tree.js"
 */

/**
 * The tokens of the prompt, after a remark if it begins before them.
 *
 * @param {PlayerPayload} data
 * @param {Words} words
 */
export function promptChips({ prompt, earlier }, words) {
  const remark = filledText(words.earlier, { count: String(earlier) });
  const chips = partsTogether(prompt).map((tokens) =>
    tokens.length === 1 ? chip(tokens[0]) : partsChip(tokens[0].label, tokens.length, words),
  );
  return earlier > 0 ? [el("span", { class: "quiet" }, remark), ...chips] : chips;
}

/**
 * The tokens in groups: those that are parts of one character, and every other one by itself.
 *
 * @param {Token[]} tokens
 */
export function partsTogether(tokens) {
  /** @type {Token[][]} */
  const groups = [];
  for (const token of tokens) {
    const first = groups.at(-1)?.[0];
    const isPart = first?.kind === "part" && token.kind === "part" && (token.start ?? 0) < (first.end ?? 0);
    if (isPart) groups[groups.length - 1].push(token);
    else groups.push([token]);
  }
  return groups;
}

/**
 * The tokens written. Parts of one character stand as their bytes until it is whole; the last token may be marked.
 *
 * @param {ChosenToken[]} choices
 * @param {Words} words
 */
export function writtenChips(choices, words, markLast = false) {
  const groups = characterWise(choices);
  return groups.map((parts, index) => {
    const { pending } = parts[parts.length - 1];
    const shown = parts.map((choice) => choice.shown).join("") + bytesOf(pending);
    const node = parts.length === 1 ? chip(parts[0].token) : partsChip(shown, parts.length, words);
    node.classList.add("written");
    node.classList.toggle("chip-chosen", markLast && index === groups.length - 1);
    return node;
  });
}

/**
 * The choices in groups that end where a character is whole, or where the text ends.
 *
 * @param {ChosenToken[]} choices
 */
export function characterWise(choices) {
  /** @type {ChosenToken[][]} */
  const groups = [];
  for (const choice of choices) {
    const last = groups.at(-1);
    if (last?.at(-1)?.pending) last.push(choice);
    else groups.push([choice]);
  }
  return groups;
}

/**
 * Bytes that still wait for the rest of their character, as they are shown.
 *
 * @param {string} pending
 */
export function bytesOf(pending) {
  return pending ? `⟨${pending}⟩` : "";
}

/**
 * @param {string} label
 * @param {number} count
 * @param {Words} words
 */
function partsChip(label, count, words) {
  const title = filledText(words.parts, { count: String(count) });
  const number = el("span", { class: "chip-id" }, `×${count}`);
  return el("span", { class: "chip chip-part", title }, el("span", {}, label), number);
}
