// Shapes of flowing water: bands as polygons of one size, so that any of them can turn into any other.
//
// Places are (along, across): along the river, from its source, and across it, from its upper or left bank. On a wide
// screen the river runs to the right, on a narrow one downward; only `outline` and `strokes` know which.

/** @typedef {[number, number]} Place (along, across), in pixels. */
/** @typedef {Place[]} Shape A closed outline of `2 * (STEPS + 1)` places: one edge forward, the other one back. */

export const STEPS = 18;

/**
 * The shape between two edges, each of `STEPS + 1` places in the direction of the flow.
 *
 * @param {Place[]} near
 * @param {Place[]} far
 * @returns {Shape}
 */
export function between(near, far) {
  return [...near, ...[...far].reverse()];
}

/**
 * A band along a cubic curve, as wide at every place as said, measured at right angles to the flow.
 *
 * @param {[Place, Place, Place, Place]} curve
 * @param {number} from Its width where it begins.
 * @param {number} to Its width where it ends.
 * @returns {Shape}
 */
export function band(curve, from, to) {
  /** @type {Place[]} */
  const near = [];
  /** @type {Place[]} */
  const far = [];
  for (let step = 0; step <= STEPS; step++) {
    const share = step / STEPS;
    const [along, across] = onCurve(curve, share);
    const [ahead, aside] = direction(curve, share);
    const half = (from + (to - from) * share) / 2;
    near.push([along + aside * half, across - ahead * half]);
    far.push([along - aside * half, across + ahead * half]);
  }
  return between(near, far);
}

/**
 * @param {[Place, Place, Place, Place]} curve
 * @param {number} share
 * @returns {Place}
 */
export function onCurve([a, b, c, d], share) {
  const rest = 1 - share;
  const weights = [rest ** 3, 3 * rest ** 2 * share, 3 * rest * share ** 2, share ** 3];
  const sum = (/** @type {0 | 1} */ axis) =>
    weights[0] * a[axis] + weights[1] * b[axis] + weights[2] * c[axis] + weights[3] * d[axis];
  return [sum(0), sum(1)];
}

/**
 * The direction of a cubic curve, of length 1.
 *
 * @param {[Place, Place, Place, Place]} curve
 * @param {number} share
 * @returns {Place}
 */
export function direction([a, b, c, d], share) {
  const rest = 1 - share;
  const slope = (/** @type {0 | 1} */ axis) =>
    rest ** 2 * (b[axis] - a[axis]) + 2 * rest * share * (c[axis] - b[axis]) + share ** 2 * (d[axis] - c[axis]);
  const [ahead, aside] = [slope(0), slope(1)];
  const length = Math.hypot(ahead, aside);
  return length < 1e-9 ? [1, 0] : [ahead / length, aside / length];
}

/**
 * A shape on its way from one to another.
 *
 * @param {Shape} one
 * @param {Shape} other
 * @param {number} share 0: `one`, 1: `other`.
 * @returns {Shape}
 */
export function blend(one, other, share) {
  return one.map(([along, across], index) => [
    along + (other[index][0] - along) * share,
    across + (other[index][1] - across) * share,
  ]);
}

/**
 * The shape as path data of SVG.
 *
 * @param {Place[]} shape
 * @param {boolean} down Whether the river runs downward.
 */
export function outline(shape, down) {
  return `M${shape.map((place) => written(place, down)).join("L")}Z`;
}

/**
 * Path data from commands and places: `["M", a, "C", b, c, d]`.
 *
 * @param {(string | Place)[]} parts
 * @param {boolean} down
 */
export function strokes(parts, down) {
  return parts.map((part) => (typeof part === "string" ? part : written(part, down))).join(" ");
}

/**
 * @param {Place} place
 * @param {boolean} down
 */
function written([along, across], down) {
  const [x, y] = down ? [across, along] : [along, across];
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}

/** Slow at both ends. @param {number} share */
export function ease(share) {
  const within = Math.max(0, Math.min(1, share));
  return within * within * (3 - 2 * within);
}

/** The number between two. @param {number} from @param {number} to @param {number} share */
export function mixed(from, to, share) {
  return from + (to - from) * share;
}
