// Doors behind one of which the next token is, and what it costs to have fewer of them.

import { count, large } from "../../../../kit/browser/numbers.js";

/** @typedef {{ doors: number[], dollars: number[] }} Curve Of ever more money. */

const MOST_DOORS = 12;
const DOOR = { aspect: 1.75, gap: 0.22, widest: 84 }; // height by width; between two, by width; pixels
const ROUND = 1e6; // US dollars from which on a unit is written

/**
 * A sum of US dollars with two digits, without its unit.
 *
 * @param {number} dollars
 * @param {"ja" | "en"} language
 */
export function money(dollars, language) {
  const rounded = Number(dollars.toPrecision(2));
  return rounded < ROUND && language === "en" ? count(rounded, "en") : large(rounded, language);
}

/**
 * A number of doors: 9, 7.4, and near the floor 6.52.
 *
 * @param {number} doors
 */
export function doorsText(doors) {
  if (doors < 6.95) return doors.toFixed(2);
  return Math.abs(doors - Math.round(doors)) < 0.05 ? doors.toFixed(0) : doors.toFixed(1);
}

/**
 * The side of a square whose area stands for `dollars`, where that of the square with this `side` stands for `largest`.
 *
 * @param {number} dollars
 * @param {number} largest
 * @param {number} side
 */
export function sideOf(dollars, largest, side) {
  return side * Math.sqrt(dollars / largest);
}

/**
 * A place on the curve of which `at` is the number, also between two: money grows by ratios.
 *
 * @param {Curve} curve
 * @param {number} at
 */
export function between({ doors, dollars }, at) {
  const low = Math.min(Math.floor(at), doors.length - 1);
  const high = Math.min(low + 1, doors.length - 1);
  const share = at - low;
  return {
    doors: doors[low] + share * (doors[high] - doors[low]),
    dollars: dollars[low] * (dollars[high] / dollars[low]) ** share,
  };
}

/**
 * Where the doors stand in a zone: as large as they fit, all of the same size.
 *
 * @param {{ left: number, top: number, width: number, height: number }} zone
 */
export function doorPlaces({ left, top, width, height }) {
  let [columns, wide] = [1, 0];
  for (let tried = 1; tried <= MOST_DOORS; tried++) {
    const rows = Math.ceil(MOST_DOORS / tried);
    const fits = Math.min(width / (tried * (1 + DOOR.gap)), height / (rows * (DOOR.aspect + DOOR.gap)), DOOR.widest);
    if (fits > wide) [columns, wide] = [tried, fits];
  }
  return Array.from({ length: MOST_DOORS }, (_, number) => ({
    x: left + (number % columns) * wide * (1 + DOOR.gap),
    y: top + Math.floor(number / columns) * wide * (DOOR.aspect + DOOR.gap),
    width: wide,
    height: wide * DOOR.aspect,
  }));
}
