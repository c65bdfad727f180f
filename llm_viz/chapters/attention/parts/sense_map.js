// The references and the word in the plane of their two largest principal components, layer by layer.

import { el } from "../../../kit/browser/dom.js";
import { walkWithArrows } from "../../../kit/browser/keyboard.js";
import { percent } from "../../../kit/browser/numbers.js";
import { pointerOn } from "../../../kit/browser/screen.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { sideBadge, sideMark } from "./sense_chart.js";
import { SIDES } from "./sense_text.js";

/**
 * @typedef {{ side: number, kind: "reference" | "context", text: string }} MapPoint `PointPayload` in `meaning.py`.
 * @typedef {[x: number, y: number]} Place From −1 to 1, or in pixels.
 * @typedef {{ places: Place[], shares: [number, number] }} MapLayer Places in the order of the points, and the shares
 *   of variance of both components.
 * @typedef {{ points: MapPoint[], layers: (MapLayer | null)[] }} SenseMap A layer is null where all lie on one spot.
 */

const SPREAD = 0.42; // of the square, from its middle to the outermost points
const REACH = 22; // pixels from a point to the pointer that is on it
const ASIDE = 0.1; // how far from the one spot the letters stand, which would hide each other

/**
 * The map on a square of `size` pixels, and `show(layer)`.
 *
 * @param {number} size
 * @param {SenseMap} map
 * @param {Record<string, string>} strings
 * @param {(point: MapPoint | null) => void} pointed Called with the point that the pointer or the keyboard is on.
 */
export function senseMap(size, { points, layers }, strings, pointed) {
  const axis = el("line", { class: "component-axis" });
  const marks = points.map((point) => markOf(point, pointed));
  const middle = { x: size / 2, "text-anchor": "middle" };
  const turned = { x: 14, y: size / 2, "text-anchor": "middle", transform: `rotate(-90 14 ${size / 2})` };
  const components = [
    el("text", { ...middle, y: size - 6, class: "component" }),
    el("text", { ...turned, class: "component" }),
  ];
  const spot = el("text", { ...middle, y: size / 2 + 42, class: "spot" }, strings.one_spot);
  const contextsLast = [...points.keys()].sort((i, j) => rank(points[i]) - rank(points[j]));
  const frame = { x: 0.5, y: 0.5, width: size - 1, height: size - 1, rx: 7, class: "map-frame" };
  const square = { width: size, height: size, viewBox: `0 0 ${size} ${size}` };
  const node = el(
    "svg",
    { ...square, class: "sense-map", role: "group", "aria-label": strings.map },
    el("rect", frame),
    axis,
    ...components,
    spot,
    ...contextsLast.map((index) => marks[index]),
  );
  walkWithArrows(
    node,
    contextsLast.map((index) => marks[index]),
  );
  /** @type {Place[]} */
  let places = [];
  const under = (/** @type {PointerEvent} */ event) => {
    const { left, top } = pointerOn(node, event);
    return nearest(places, [left, top]);
  };
  node.onpointermove = node.onpointerdown = (event) => {
    const index = under(event);
    pointed(index === null ? null : points[index]);
  };
  node.onpointerleave = () => pointed(null);
  const show = (/** @type {number} */ layer) => {
    const at = layers[layer];
    places = points.map((point, index) => pixels(size, at ? at.places[index] : besideSpot(point)));
    marks.forEach((mark, index) => {
      mark.style.transform = `translate(${places[index][0]}px, ${places[index][1]}px)`;
    });
    const [a, b] = [0, 1].map((side) => centre(places.filter((_, index) => isReference(points[index], side))));
    const ends = { x1: a[0], y1: a[1], x2: b[0], y2: b[1] };
    for (const [name, value] of Object.entries(ends)) axis.setAttribute(name, String(value));
    spot.style.display = at ? "none" : "";
    components.forEach((text, index) => {
      const values = at && { number: String(index + 1), share: percent(at.shares[index]) };
      text.textContent = values ? filledText(strings.component, values) : "";
    });
  };
  return { node, show };
}

/** @param {MapPoint} point */
function rank({ kind }) {
  return kind === "context" ? 1 : 0;
}

/**
 * @param {MapPoint} point
 * @param {number} side
 */
function isReference(point, side) {
  return point.kind === "reference" && point.side === side;
}

/**
 * @param {number} size
 * @param {Place} place
 * @returns {Place}
 */
function pixels(size, [x, y]) {
  return [size * (0.5 + SPREAD * x), size * (0.5 - SPREAD * y)];
}

/**
 * Where a point is drawn if all lie on one spot.
 *
 * @param {MapPoint} point
 * @returns {Place}
 */
function besideSpot({ side, kind }) {
  return kind === "context" ? [side ? ASIDE : -ASIDE, 0] : [0, 0];
}

/**
 * Which of the places is under a pointer, which may be as wide as a finger; null: none.
 *
 * @param {Place[]} places
 * @param {Place} pointer
 */
function nearest(places, [x, y]) {
  const distances = places.map(([left, top]) => Math.hypot(left - x, top - y));
  const least = Math.min(...distances);
  return least <= REACH ? distances.indexOf(least) : null;
}

/** @param {Place[]} places */
function centre(places) {
  return [0, 1].map((axis) => places.reduce((sum, place) => sum + place[axis], 0) / places.length);
}

/**
 * @param {MapPoint} point
 * @param {(point: MapPoint | null) => void} pointed
 */
function markOf(point, pointed) {
  const { side, kind, text } = point;
  const { letter, name } = SIDES[side];
  const drawn =
    kind === "context"
      ? [sideMark(side, 0, 0, 15, { class: "halo" }), el("g", { class: "big" }, sideBadge(side, 0, 0))]
      : [sideMark(side, 0, 0, 6.5, { class: "reference-mark" })];
  return el(
    "g",
    {
      class: `point ${kind} side-${name}`,
      role: "img",
      "aria-label": `${letter}: ${text}`,
      onfocus: () => pointed(point),
      onblur: () => pointed(null),
    },
    ...drawn,
  );
}
