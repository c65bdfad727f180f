// Names of points in a drawing: beside their point, and on no other.

/**
 * @import { Box } from "./axes.js"
 *
 * @typedef {{ x: number, y: number }} Spot Pixels.
 * @typedef {{ x: number, y: number, anchor: "start" | "middle" | "end" }} Place Of a text, its base line.
 * @typedef {{ left: number, right: number, top: number, bottom: number }} Room
 */

const POINT = 7; // pixels of a point's radius, with a little air
const ASCENT = 12; // pixels of a text above its base line
const DESCENT = 4;
const BESIDE = 4; // pixels between a point and its name

/**
 * A place for the name of each of some points: right or left of it, below or above, wherever it lies within the box and
 * hides no point and no name before it; null where there is none. The first names choose first.
 *
 * @param {(Spot & { width: number, beyond?: number })[]} named With the width of the name, and how much farther from its
 *   point than others it begins, in pixels: beyond a ring around it, say.
 * @param {Spot[]} points All points that are drawn, these included.
 * @param {Box} box
 * @returns {(Place | null)[]}
 */
export function placesOfNames(named, points, box) {
  /** @type {Room[]} */
  const taken = points.map(({ x, y }) => ({ left: x - POINT, right: x + POINT, top: y - POINT, bottom: y + POINT }));
  return named.map(({ x, y, width, beyond = 0 }) => {
    for (const place of placesAround(x, y, width, beyond)) {
      const room = roomOf(place, width);
      const isInside =
        room.left >= box.left && room.right <= box.right && room.top >= box.top && room.bottom <= box.bottom;
      if (!isInside || taken.some((other) => touches(room, other))) continue;
      taken.push(room);
      return place;
    }
    return null;
  });
}

/**
 * The places of a name, the best first: the more of it stands beyond its point, the more it seems to be another's.
 *
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} beyond
 * @returns {Place[]}
 */
function placesAround(x, y, width, beyond) {
  const away = POINT + beyond;
  const [right, left] = [x + away + BESIDE, x - away - BESIDE];
  const [below, above] = [y + away + ASCENT + 1, y - away - DESCENT - 1];
  return [
    { x: right, y: y + 5, anchor: "start" },
    { x: left, y: y + 5, anchor: "end" },
    { x, y: below, anchor: "middle" },
    { x, y: above, anchor: "middle" },
    { x: x + width / 4, y: above, anchor: "middle" },
    { x: x - width / 4, y: above, anchor: "middle" },
    { x: x + width / 4, y: below, anchor: "middle" },
    { x: x - width / 4, y: below, anchor: "middle" },
    { x, y: below, anchor: "start" },
    { x, y: below, anchor: "end" },
    { x, y: above, anchor: "start" },
    { x, y: above, anchor: "end" },
  ];
}

/**
 * @param {Place} place
 * @param {number} width
 * @returns {Room}
 */
function roomOf({ x, y, anchor }, width) {
  const left = x - { start: 0, middle: width / 2, end: width }[anchor];
  return { left, right: left + width, top: y - ASCENT, bottom: y + DESCENT };
}

/**
 * @param {Room} one
 * @param {Room} other
 */
function touches(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
