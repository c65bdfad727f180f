// The tokens of a text that is written: those that are parts of one character together.

/**
 * @import { Token } from "../../../kit/browser/chips.js"
 * @import { ChosenToken } from "./writing_tree.js"
 */

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
