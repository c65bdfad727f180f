// Tokens as the words of a picture.

/** @import { Token } from "../../../kit/browser/chips.js" */

/**
 * A token as a word of a picture: without the space before it, unless it is nothing else.
 *
 * @param {Pick<Token, "label">} token
 */
export function wordOf({ label }) {
  return label.replace(/^␣(?=.)/, "");
}
