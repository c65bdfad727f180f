// Where the towers of the skyline stand, from the room that there is.

import { cutToRoom } from "../../../kit/browser/graph/labels.js";
import { lettersOf } from "./rounds_math.js";

/**
 * @typedef {{ left: number, width: number, label: string }} Place Of a tower, with as much of its word as has room.
 */

export const LETTER = 0.56; // widths of a letter of half width, in its height
const GAP = 6; // pixels between towers

/**
 * The towers of a text beside each other, as wide as their words where there is room for all of them.
 *
 * @param {string[]} words
 * @param {{ from: number, to: number, size: number, least: number }} room Pixels: its edges, the height of the type, the
 *   narrowest tower.
 * @returns {Place[]}
 */
export function placesOf(words, { from, to, size, least }) {
  const widthOf = (/** @type {string} */ word) => lettersOf(word) * LETTER * size;
  const wanted = words.map((word) => Math.max(least, widthOf(word)));
  const free = to - from - wanted.reduce((sum, width) => sum + width, 0);
  const given = free >= 0 ? wanted.map((width) => width + free / words.length) : sharedOut(wanted, to - from);
  let left = from;
  return words.map((word, at) => {
    const place = { left: left + GAP / 2, width: given[at] - GAP, label: cutToRoom(word, given[at], widthOf) };
    left += given[at];
    return place;
  });
}

/**
 * Widths that fill the room: the widest ones give up of theirs until all have room.
 *
 * @param {number[]} wanted More than the room in all.
 * @param {number} room
 */
function sharedOut(wanted, room) {
  let most = Math.max(...wanted);
  let [kept, wide] = [0, wanted.length];
  for (const width of [...wanted].sort((one, other) => one - other)) {
    if (width * wide + kept > room) {
      most = (room - kept) / wide;
      break;
    }
    kept += width;
    wide -= 1;
  }
  return wanted.map((width) => Math.min(width, most));
}
