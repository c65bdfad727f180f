// Places along a logarithmic axis.

/**
 * Numbers from `low` to `high`, both included, in equal ratios.
 *
 * @param {number} low
 * @param {number} high
 * @param {number} count At least 2.
 */
export function equalRatios(low, high, count) {
  return Array.from({ length: count }, (_, step) => low * (high / low) ** (step / (count - 1)));
}
