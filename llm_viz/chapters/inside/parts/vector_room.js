// The places on the first picture: the tokens in a row, the numbers of one of them, and the sky of what is like it.

/**
 * @import { Box } from "./sky_math.js"
 *
 * @typedef {object} VectorRoom All in pixels.
 * @property {boolean} isNarrow
 * @property {number} columns Tokens in a line.
 * @property {number} column
 * @property {number} line
 * @property {number} tile
 * @property {{ x: number, y: number, width: number, height: number } | null} numbers Of one cell; null: no room for them.
 * @property {Box} sky
 */

export const NARROW = 620;
const SIDE = 12;
const LEAST_CELL = 16.5;
const NAME = 32; // a token's name above its square
const ACROSS = 8; // written numbers in a row
const HEADING = 30; // above the numbers
const FOOT = 46; // below them, where the switch between the views is

/**
 * @param {number} width
 * @param {number} height
 * @param {{ count: number, question: { width: number, height: number } | null }} taken `count`: tokens in the row;
 *   `question`: its box, as long as it is open: on a phone below the sky, or else in the place of the numbers.
 * @returns {VectorRoom}
 */
export function vectorRoom(width, height, { count, question }) {
  const isNarrow = width < NARROW;
  const columns = isNarrow ? 5 : Math.max(6, count);
  const column = (width - 2 * SIDE) / columns;
  const tile = Math.min(isNarrow ? 38 : height < 340 ? 42 : 54, column - 14);
  const line = NAME + tile + 12;
  const top = Math.ceil(count / columns) * line + SIDE / 2;
  const free = height - top - HEADING - FOOT;
  const numbers = { x: SIDE, y: top + HEADING, width: 41, height: Math.min(26, free / ACROSS) };
  const isWritten = !isNarrow && question === null && numbers.height >= LEAST_CELL;
  const beside = isWritten ? ACROSS * numbers.width : (question?.width ?? 0);
  const left = isNarrow || beside === 0 ? SIDE : SIDE + beside + 20;
  const below = isNarrow ? (question?.height ?? 0) : question ? 0 : FOOT - SIDE;
  return {
    isNarrow,
    columns,
    column,
    line,
    tile,
    numbers: isWritten ? numbers : null,
    sky: { left, right: width - SIDE, top: top + 4, bottom: height - below - SIDE },
  };
}
