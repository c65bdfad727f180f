// What a model takes, and where the squares stand whose areas are that.

const FLOP_PER_PARAMETER_AND_TOKEN = 6;
const SECONDS_OF_A_KILOWATT_HOUR = 3.6e6; // of one watt

/**
 * @typedef {{ bytes: number, flops: number, watts: number }} Rates `Rates` in `compute/cost.py`.
 * @typedef {"memory" | "flop" | "energy"} Bill
 */

/**
 * Bytes to hold a model, operations to train it, or kilowatt-hours for that.
 *
 * @param {Bill} bill
 * @param {number} parameters
 * @param {number} tokens
 * @param {Rates} rates
 */
export function amountOf(bill, parameters, tokens, { bytes, flops, watts }) {
  if (bill === "memory") return parameters * bytes;
  const flop = FLOP_PER_PARAMETER_AND_TOKEN * parameters * tokens;
  return bill === "flop" ? flop : ((flop / flops) * watts) / SECONDS_OF_A_KILOWATT_HOUR;
}

/**
 * How many parameters take this amount.
 *
 * @param {Bill} bill
 * @param {number} amount
 * @param {number} tokens
 * @param {Rates} rates
 */
export function parametersFor(bill, amount, tokens, rates) {
  return amount / amountOf(bill, 1, tokens, rates);
}

/**
 * Pixels of a side for each root of the unit, so that all squares stand side by side in the room.
 *
 * @param {number[]} amounts
 * @param {{ width: number, height: number, gap: number, least: number }} room `least`: pixels that even the smallest
 *   square is given in the row, for its name.
 */
export function zoomFor(amounts, { width, height, gap, least }) {
  const sides = amounts.map(Math.sqrt);
  const free = width - gap * (sides.length - 1);
  let zoom = height / Math.max(...sides);
  for (let turn = 0; turn < 20; turn += 1) {
    const wide = sides.map((side) => Math.max(least, zoom * side));
    const total = wide.reduce((sum, one) => sum + one, 0);
    if (total <= free) return zoom;
    const narrow = wide.filter((one) => one === least).length * least;
    zoom *= Math.max(0.3, (free - narrow) / (total - narrow));
  }
  return zoom;
}
