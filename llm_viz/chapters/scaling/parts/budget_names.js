// The names of real models in the picture of a budget: on no model, not on the line of best splits, not under the hand.

import { label, widest } from "../../../kit/browser/graph/labels.js";
import { placesOfNames } from "../../../kit/browser/graph/names.js";

/**
 * @import { fillWithGraph } from "../../../kit/browser/graph/draw.js"
 * @import { Model } from "./budget.js"
 *
 * @typedef {{ x: number, y: number }} Spot Pixels.
 */

const ROOM_FOR_NAMES = 620; // pixels, from which on all names are written
const FEW_NAMES = 2;

/**
 * Names of the models that are worth finding; only the first few where there is little room.
 *
 * @param {Model[]} models
 * @param {ReturnType<typeof fillWithGraph>} drawn
 * @param {number} width
 * @param {{ hand: Spot & { r: number }, line: Spot[] }} drawnToo What no name may hide: a ring, and points of a line.
 */
export function nameLabels(models, { node, box, x, y }, width, { hand, line }) {
  const most = width >= ROOM_FOR_NAMES ? Number.POSITIVE_INFINITY : FEW_NAMES;
  const spots = models.map(({ parameters, tokens }) => ({ x: x(parameters), y: y(tokens) }));
  const named = models
    .map(({ name, rank }, index) => ({ name, rank: rank ?? most, ...spots[index] }))
    .filter(({ rank }) => rank < most)
    .sort((one, other) => one.rank - other.rank)
    .map((each) => ({ ...each, width: widest(node, [each.name], "model"), beyond: isUnder(hand, each) ? hand.r : 0 }));
  return placesOfNames(named, [...spots, ...line, ...cornersOf(hand)], box).flatMap((place, index) =>
    place ? [label(place.x, place.y, named[index].name, place.anchor, "model")] : [],
  );
}

/**
 * @param {Spot & { r: number }} ring
 * @param {Spot} spot
 */
function isUnder({ x, y, r }, spot) {
  return Math.hypot(spot.x - x, spot.y - y) < r;
}

/** @param {Spot & { r: number }} ring Points that cover it. */
function cornersOf({ x, y, r }) {
  return [-1, 1].flatMap((right) => [-1, 1].map((down) => ({ x: x + (right * r) / 2, y: y + (down * r) / 2 })));
}
