// What a temperature does to probabilities that are known themselves: each to the power 1/T, divided by the sum. With
// logits it is the same: exp(z/T) is exp(z) to the power 1/T.

/**
 * @param {number[]} shares Most probable first.
 * @param {number} temperature 0: all goes to the first.
 */
export function sharpened(shares, temperature) {
  const powers =
    temperature === 0
      ? shares.map((_, index) => (index === 0 ? 1 : 0))
      : shares.map((share) => share ** (1 / temperature));
  const sum = powers.reduce((total, power) => total + power, 0);
  return { powers, sum, chances: powers.map((power) => power / sum) };
}
