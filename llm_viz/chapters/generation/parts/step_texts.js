// Texts of the table of steps.

/** @import { Token } from "../../../kit/browser/chips.js" */

const LENGTH = 32; // characters
const NEAR = 16 * LENGTH; // code units, in which the last characters are looked for

/**
 * The text of some tokens. Those that share characters with the one before them add nothing.
 *
 * @param {Token[]} tokens
 */
export function promptText(tokens) {
  let reached = 0;
  let text = "";
  for (const token of tokens) {
    const end = token.end ?? 0;
    if (token.kind !== "special" && end > reached) text += token.text;
    reached = Math.max(reached, end);
  }
  return text;
}

/**
 * The end of a text, by characters as readers see them, on one line. It begins with a whole word in a script that has
 * spaces.
 *
 * @param {string} text
 */
export function endOf(text) {
  const near = text.slice(-NEAR).replaceAll("\n", "⏎");
  const characters = Array.from(new Intl.Segmenter().segment(near), ({ segment }) => segment);
  if (characters.length <= LENGTH && text.length <= NEAR) return near;
  const kept = characters.slice(-LENGTH);
  const word = kept.indexOf(" ") + 1;
  return `…${kept.slice(word < LENGTH / 2 ? word : 0).join("")}`;
}
