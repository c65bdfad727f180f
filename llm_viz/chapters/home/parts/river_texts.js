// What the river says in words.

import { fixed } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Link } from "./river.js"
 */

/**
 * A share of a score with its sign, one decimal: +3.2 or −0.4.
 *
 * @param {number} share
 * @param {Language} language
 */
export function signed(share, language) {
  const rounded = Math.round(share * 10) / 10;
  return `${rounded < 0 ? "−" : "+"}${fixed(Math.abs(rounded), 1, language)}`;
}

/**
 * What one ribbon is, in words.
 *
 * @param {Record<string, string>} words
 * @param {Link} link
 * @param {string} source The word that it comes from.
 * @param {string} target The word whose score it is a part of.
 * @param {Language} language
 */
export function linkSentence(words, link, source, target, language) {
  const values = {
    layer: String(link.layer),
    head: String(link.head),
    share: signed(link.share, language),
    most: signed(link.most, language),
    word: source,
    target,
  };
  return filledText(words.link, values);
}
