// Tokens per parameter as people read them.

import { count, fixed } from "../../../kit/browser/numbers.js";

/** @import { Language } from "../../../kit/browser/numbers.js" */

/**
 * A whole number where there are many, else with a digit that tells: 1,868 · 93 · 18.4 · 0.4.
 *
 * @param {number} ratio
 * @param {Language} language
 */
export function ratioText(ratio, language) {
  return ratio >= 30 ? count(Math.round(ratio), language) : fixed(ratio, 1, language);
}
