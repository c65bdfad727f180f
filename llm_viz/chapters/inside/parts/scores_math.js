// From scores to probabilities, and a sum whose rounded parts add up.

/**
 * What the softmax makes of the best scores, moved by `nudges`, while all other scores stay as they are.
 *
 * @param {number[]} scores
 * @param {number} logSum The logarithm of the sum of e^score over the whole vocabulary, as the model gave it.
 * @param {number[]} nudges
 */
export function softmax(scores, logSum, nudges) {
  const others = Math.max(0, Math.exp(logSum) - scores.reduce((sum, score) => sum + Math.exp(score), 0));
  const moved = scores.map((score, index) => score + nudges[index]);
  const powers = [...moved.map(Math.exp), others];
  const sum = powers.reduce((all, power) => all + power, 0);
  return { scores: moved, powers, sum, shares: powers.map((power) => power / sum) };
}

/**
 * Numbers rounded so that they add up to their rounded total: the last of them takes the difference.
 *
 * @param {number[]} parts
 * @param {number} total
 * @param {number} digits Decimals.
 */
export function addingUp(parts, total, digits) {
  const rounded = parts.map((part) => round(part, digits));
  const known = rounded.slice(0, -1).reduce((sum, part) => sum + part, 0);
  return [...rounded.slice(0, -1), round(round(total, digits) - known, digits)];
}

/** @param {number} value @param {number} digits */
function round(value, digits) {
  return Number(value.toFixed(digits)) + 0; // no −0
}
