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

/**
 * @typedef {object} PlacesRoom All in pixels.
 * @property {boolean} isNarrow
 * @property {number} left
 * @property {number} columns Places in a line.
 * @property {number} column
 * @property {number} line From one line of places to the next.
 * @property {number} dial Radius of a clock.
 * @property {number} height
 * @property {{ x: number, y: number, width: number, row: number }} chances The bars: where they begin, how much room there
 *   is, and from one token to the next.
 */

export const NARROW = 640;
const SIDE = 12;

/**
 * The places in rows, their clocks below each; what comes next stands below them, at the right where there is room.
 *
 * @param {number} width
 * @param {number} height
 * @param {{ places: number, chances: number }} counts
 * @returns {PlacesRoom}
 */
export function placesRoom(width, height, { places, chances }) {
  const isNarrow = width < NARROW;
  const columns = isNarrow ? 5 : Math.max(6, places);
  const lines = Math.ceil(places / columns);
  const dial = isNarrow
    ? Math.min(9.5, (width - 2 * SIDE) / columns / 6.8)
    : Math.min(20, Math.max(13, height * 0.047));
  const line = isNarrow ? 92 : 78 + 6.6 * dial;
  const top = lines * line + (isNarrow ? 44 : 40);
  const row = Math.min(50, Math.max(36, (height - top - 8) / Math.max(1, chances)));
  return {
    isNarrow,
    left: SIDE,
    columns,
    column: (width - 2 * SIDE) / columns,
    line,
    dial,
    height: isNarrow ? top + row * chances + 8 : Math.max(height, top + row * chances + 8),
    chances: isNarrow
      ? { x: SIDE, y: top, width: width - 2 * SIDE, row }
      : { x: 0.5 * width, y: top, width: 0.5 * width - SIDE, row },
  };
}

/**
 * Where a place is: the middle of the word that stands on it.
 *
 * @param {PlacesRoom} room
 * @param {number} place
 */
export function placeSpot({ left, columns, column, line }, place) {
  return { x: left + column * ((place % columns) + 0.5), y: 24 + line * Math.floor(place / columns) };
}

/**
 * Where the clocks of a place stand, below its number: one below the other, on a phone side by side.
 *
 * @param {PlacesRoom} room
 * @param {number} place
 * @param {number} dials
 */
export function dialSpots(room, place, dials) {
  const { x, y } = placeSpot(room, place);
  return Array.from({ length: dials }, (_, index) =>
    room.isNarrow
      ? { x: x + (index - (dials - 1) / 2) * 2.15 * room.dial, y: y + 48 }
      : { x, y: y + 50 + room.dial + index * 2.2 * room.dial },
  );
}
