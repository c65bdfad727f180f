// Marks of an answer, digit by digit.

/**
 * Which digits of an answer are right.
 *
 * @param {string} answer
 * @param {string} truth
 */
export function rightDigits(answer, truth) {
  return [...truth].map((digit, place) => answer[place] === digit);
}

/**
 * The points that an answer gets: 1 or 0, or with part marks the share of its digits that are right.
 *
 * @param {string} answer
 * @param {string} truth
 * @param {0 | 1} soft
 */
export function pointsOf(answer, truth, soft) {
  const right = rightDigits(answer, truth).filter(Boolean).length;
  return soft ? right / truth.length : Number(right === truth.length);
}

/**
 * The index of the place that is nearest to `at`.
 *
 * @param {number[]} places
 * @param {number} at
 */
export function nearest(places, at) {
  const distances = places.map((place) => Math.abs(place - at));
  return distances.indexOf(Math.min(...distances));
}
