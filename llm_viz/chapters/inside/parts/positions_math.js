// The hands of rotary positions: a place turns each pair of numbers by its own angle.

const TURN = 2 * Math.PI;

/**
 * Which pairs are drawn: the fastest, and some evenly between it and the last that goes round within `places`, since the
 * hands of slower ones do not seem to move.
 *
 * @param {number[]} frequencies
 * @param {number} shown
 * @param {number} places
 */
export function pairsShown(frequencies, shown, places) {
  const pairs = Math.max(1, frequencies.filter((frequency) => placesForATurn(frequency) <= places).length);
  if (pairs <= shown) return Array.from({ length: pairs }, (_, index) => index);
  return Array.from({ length: shown }, (_, index) => Math.round((index * (pairs - 1)) / (shown - 1)));
}

/**
 * The point of a hand of length 1 at a place: at place 0 it points to the right, and it turns anticlockwise.
 *
 * @param {number} position
 * @param {number} frequency Radians from one place to the next.
 */
export function handOf(position, frequency) {
  const angle = (position * frequency) % TURN;
  return { angle, x: Math.cos(angle), y: -Math.sin(angle) };
}

/**
 * After how many places a hand is where it was.
 *
 * @param {number} frequency
 */
export function placesForATurn(frequency) {
  return TURN / frequency;
}
