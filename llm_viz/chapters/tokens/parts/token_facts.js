// What can be said of a token in its text.

/**
 * @import { Token } from "../../../kit/browser/chips.js"
 *
 * @typedef {Token & { position: number, start: number, end: number, bytes: string, unknown: boolean }} ShownToken
 *   `unknown`: the tokenizer's sign for what it has no token for.
 * @typedef {{ text: string, label: string, tokens: ShownToken[] }} Group `GroupPayload` in `token_view.py`: characters
 *   of the text, with every one of them visible in `label`, and the tokens that hold them.
 * @typedef {Record<string, string>} TokenLabels
 */

/** @param {Group} group */
export function isSpecial({ tokens }) {
  return tokens[0].kind === "special";
}

/**
 * Which characters of the text a token holds, counted from 1: 3 or 3–5.
 *
 * @param {{ start: number, end: number }} token
 */
export function placeOf({ start, end }) {
  return end > start + 1 ? `${start + 1}–${end}` : String(start + 1);
}

/**
 * Why a token is not simply a piece of the text, if it isn't.
 *
 * @param {ShownToken} token
 * @param {TokenLabels} labels
 * @param {Group[]} groups
 */
export function explanationOf({ unknown, kind, position }, labels, groups) {
  if (unknown) return labels.unknown;
  if (kind === "part") return labels.part;
  if (kind !== "special") return "";
  const typed = groups.find((group) => !isSpecial(group));
  return typed && position > typed.tokens[0].position ? labels["special-after"] : labels["special-before"];
}
