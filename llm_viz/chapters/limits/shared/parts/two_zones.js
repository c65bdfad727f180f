// The room of a picture with a square on one side, a smaller zone beside it or above it, and a strip for a slider below.

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
const HEIGHT = 430; // at least, where there is width
const AROUND = 200; // of the window, above and below the picture
const INSET = { wide: 24, narrow: 14 };
const GAP = 18;
const LEAST_SIDE = 150;
const SQUARE = 0.56; // of the width

/**
 * The room below what takes `head` pixels, above a strip of `foot` pixels. A narrow picture is as high as it must be.
 *
 * @param {number} width
 * @param {{ head: number, foot: number, screen: number, row?: number }} taken `screen`: how high the window is; `row`:
 *   where it is narrow, the zone is a row of so many pixels above the square.
 * @returns {Zones}
 */
export function twoZones(width, { head, foot, screen, row = 0 }) {
  const isNarrow = width < NARROW;
  const inset = INSET[isNarrow ? "narrow" : "wide"];
  const inner = width - 2 * inset;
  const isAbove = isNarrow && row > 0;
  const top = head + GAP + (isAbove ? row + GAP : 0);
  const wanted = Math.max(HEIGHT, screen - AROUND) - GAP - foot - top;
  const side = isNarrow ? Math.round(inner * SQUARE) : Math.min(inner * SQUARE, Math.max(LEAST_SIDE, wanted));
  const bottom = top + (isNarrow ? side : Math.max(wanted, side)) + GAP;
  const square = { left: isAbove ? (width - side) / 2 : width - inset - side, top: bottom - GAP - side, side };
  const zone = isAbove
    ? { left: inset, top: head + GAP, width: inner, height: row }
    : { left: inset, top: square.top, width: inner - side - GAP, height: side };
  const strip = { left: inset, top: bottom, width: inner, height: foot };
  return { width, height: bottom + foot, zone, square, foot: strip, isNarrow };
}
