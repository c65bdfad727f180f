// The room of a picture with a square on one side, a smaller zone beside or above it, and a strip for a slider below.

/**
 * @typedef {{ left: number, top: number, width: number, height: number }} Zone Pixels.
 *
 * @typedef {object} Zones Pixels.
 * @property {number} width
 * @property {number} height
 * @property {Zone} zone
 * @property {{ left: number, top: number, side: number }} square
 * @property {Zone} foot
 * @property {boolean} isNarrow
 */

const NARROW = 560;
const HEIGHT = { wide: 430, narrow: 440 }; // at least
const AROUND = 200; // of the window, above and below the picture
const INSET = { wide: 24, narrow: 14 };
const GAP = 18;
const LEAST_SIDE = 150;
const SQUARE = 0.56; // of the width
const ABOVE = 120; // of the zone that stands above the square where it is narrow

/**
 * The room below what takes `head` pixels, above a strip of `foot` pixels.
 *
 * @param {number} width
 * @param {{ head: number, foot: number, screen: number }} taken `screen`: how high the window is.
 * @returns {Zones}
 */
export function twoZones(width, { head, foot, screen }) {
  const isNarrow = width < NARROW;
  const size = isNarrow ? "narrow" : "wide";
  const inset = INSET[size];
  const above = head + GAP + (isNarrow ? ABOVE + GAP : 0);
  const wanted = Math.max(HEIGHT[size], isNarrow ? 0 : screen - AROUND);
  const height = Math.max(wanted, above + LEAST_SIDE + GAP + foot);
  const bottom = height - foot;
  const most = isNarrow ? width - 2 * inset : width * SQUARE;
  const side = Math.min(most, bottom - GAP - above);
  const square = { left: isNarrow ? (width - side) / 2 : width - inset - side, top: bottom - GAP - side, side };
  const zone = isNarrow
    ? { left: inset, top: head + GAP, width: width - 2 * inset, height: square.top - GAP - head - GAP }
    : { left: inset, top: square.top, width: square.left - inset - 2 * GAP, height: side };
  const strip = { left: inset, top: bottom, width: width - 2 * inset, height: foot };
  return { width, height, zone, square, foot: strip, isNarrow };
}
