// Straight lines over logarithmic axes of training tokens and parameters: pure functions.

/**
 * @typedef {{ left: number, right: number, bottom: number, top: number }} Edges In tokens across, in parameters up.
 * @typedef {[tokens: number, size: number][]} Ends
 */

const WORK = 6; // operations for each parameter and token
const STEPS = 20; // of the places that are tried along a line
const BESIDE = 5; // pixels between a line and its text
const HIGH = 16; // pixels of a text
const POINT = 8; // pixels of a mark's radius

/**
 * The ends, within the edges, of the line on which all trainings take so many operations; null where it is outside.
 *
 * @param {number} flop
 * @param {Edges} edges
 * @returns {Ends | null}
 */
export function sameFlop(flop, { left, right, bottom, top }) {
  const product = flop / WORK;
  const [from, to] = [Math.max(left, product / top), Math.min(right, product / bottom)];
  return from < to ? [from, to].map((tokens) => [tokens, product / tokens]) : null;
}

/**
 * The ends of the line on which every parameter has read so many tokens.
 *
 * @param {number} ratio
 * @param {Edges} edges
 * @returns {Ends | null}
 */
export function sameRatio(ratio, { left, right, bottom, top }) {
  const [from, to] = [Math.max(left, ratio * bottom), Math.min(right, ratio * top)];
  return from < to ? [from, to].map((tokens) => [tokens, tokens / ratio]) : null;
}

/**
 * The first place along a line that falls to the right, from its upper end on, where a text beside it hides no mark;
 * null where there is none.
 *
 * @param {{ x: number, y: number }} from Pixels.
 * @param {{ x: number, y: number }} to
 * @param {{ left: number, top: number }[]} marks
 * @param {number} width Of the text.
 */
export function clearPlace(from, to, marks, width) {
  for (let step = 0; step < STEPS; step++) {
    const share = step / STEPS;
    const [x, y] = [from.x + share * (to.x - from.x) + BESIDE, from.y + share * (to.y - from.y) + HIGH];
    const isInside = x + width <= to.x && y <= to.y;
    const hides = marks.some(
      ({ left, top }) => left > x - POINT && left < x + width + POINT && top > y - HIGH - POINT && top < y + POINT,
    );
    if (isInside && !hides) return { x, y };
  }
  return null;
}
