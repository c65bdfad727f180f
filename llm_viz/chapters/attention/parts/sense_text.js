// Words and numbers of the sense score. Sense A is orange with circles, sense B teal with squares; each has its letter.

import { filledText } from "../../../kit/browser/sentences.js";

/**
 * @typedef {0 | 1} Side Sense or context A or B.
 * @typedef {{ mean: number, deviation: number, draws: number }} Baseline `BaselinePayload` in `ranking.py`.
 */

export const SIDES = /** @type {const} */ ([
  { letter: "A", name: "a", colour: "var(--side-a)", shape: "circle" },
  { letter: "B", name: "b", colour: "var(--side-b)", shape: "square" },
]);
const UNDECIDED = 0.15; // up to which a score leans to neither sense

/**
 * A score as people read it: +0.45, −0.90, 0.00.
 *
 * @param {number} score
 */
export function signed(score) {
  const text = Math.abs(score).toFixed(2);
  if (Number(text) === 0) return text;
  return `${score > 0 ? "+" : "−"}${text}`;
}

/**
 * Which sense a score leans to, in words; "undecided" near the middle.
 *
 * @param {number} score
 * @param {{ poles: [string, string], strings: Record<string, string> }} texts
 */
export function leaning(score, { poles, strings }) {
  if (Math.abs(score) < UNDECIDED) return strings.undecided;
  return filledText(strings.towards, { sense: poles[score > 0 ? 0 : 1] });
}

/**
 * A sentence about what random cuts or other heads do.
 *
 * @param {string} sentence With marks for mean, deviation and draws.
 * @param {Baseline} baseline
 * @param {number} digits Of the deviation.
 */
export function baselineText(sentence, { mean, deviation, draws }, digits) {
  return filledText(sentence, {
    mean: signed(mean),
    deviation: deviation.toFixed(digits),
    draws: String(draws),
  });
}
