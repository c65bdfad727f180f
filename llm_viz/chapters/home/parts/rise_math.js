// The river inside, where a word comes from: lanes that rise through the layers, ribbons, and the trunk that grows with
// the score. Pure functions of numbers.
//
// One scale for all: ribbon, bead and trunk are as thick as their share, in pixels per unit of score. The trunk's near
// edge moves by what attention brings, its far edge by what the feed-forward layers add, layer by layer, small shares
// included, so that its width after the last layer is the score.

/** @import { Place } from "./bands.js" */
/** @import { Room } from "./flow_math.js" */
/** @import { Shares } from "./river.js" */

/**
 * @typedef {object} Shaft The measures of the picture inside, in pixels.
 * @property {number} foot Across: where the lanes begin.
 * @property {number} crown Across: the last layer.
 * @property {number} first Along: the first lane.
 * @property {number} last Along: the last lane.
 * @property {number} trunk Along: the line from which the trunk grows to both sides.
 * @property {number} gate Across: where the cross-section of the fork begins.
 * @property {number} thickest Of the trunk.
 * @property {number} mouth Along: where the fork stands.
 * @property {number} reach Length of its branches.
 */

/**
 * @param {Room} room
 * @returns {Shaft}
 */
export function shaftOf({ down, length, mouth, reach, breadth, bed }) {
  if (down) {
    const low = length - 122;
    const thick = { thickest: 62, mouth: low, reach: 42 };
    return {
      ...thick,
      foot: 112,
      crown: breadth - 92,
      first: 34,
      last: low - 94,
      trunk: low - 58,
      gate: breadth - 124,
    };
  }
  const thickest = Math.min(104, bed * 0.8);
  const trunk = mouth - 128;
  return { thickest, mouth, reach, foot: breadth - 58, crown: 104, first: 92, last: trunk - 96, trunk, gate: 10 };
}

/**
 * The score after each layer, `layers + 1` of them: what attention and what all else has brought so far, half of the
 * start on each side. The last layer also gets what belongs to no layer.
 *
 * @param {Shares} shares
 */
export function growth({ start, attention, mlp, rest }) {
  const near = [start / 2];
  const far = [start / 2];
  for (const [layer, share] of attention.entries()) {
    near.push(near[layer] + share);
    far.push(far[layer] + mlp[layer] + (layer === attention.length - 1 ? rest : 0));
  }
  return { near, far };
}

/**
 * Shares on their way from one score to another, such as that of a model in which something was cut. Ribbons are those of
 * `before`; what is not among the largest afterwards counts as gone there, and to the small ones.
 *
 * @param {Shares} before
 * @param {Shares} after
 * @param {number} part 0: before, 1: after.
 * @returns {Shares}
 */
export function mixedShares(before, after, part) {
  const mix = (/** @type {number} */ from, /** @type {number} */ to) => from + (to - from) * part;
  const each = (/** @type {number[]} */ from, /** @type {number[]} */ to) =>
    from.map((share, at) => mix(share, to[at]));
  const left = new Map(after.links.map(({ layer, source, share }) => [`${layer}-${source}`, share]));
  const links = before.links.map((link) => ({
    ...link,
    share: mix(link.share, left.get(`${link.layer}-${link.source}`) ?? 0),
  }));
  const attention = each(before.attention, after.attention);
  const sum = (/** @type {number[]} */ shares) => shares.reduce((all, share) => all + share, 0);
  return {
    ...before,
    score: mix(before.score, after.score),
    start: mix(before.start, after.start),
    rest: mix(before.rest, after.rest),
    attention,
    mlp: each(before.mlp, after.mlp),
    links,
    small: { ...before.small, sum: sum(attention) - sum(links.map(({ share }) => share)) },
    sources: each(before.sources, after.sources),
  };
}

/**
 * Pixels per unit of score: the trunk is at most as thick as there is room for it.
 *
 * @param {Shares} shares
 * @param {number} thickest
 */
export function scaleOf(shares, thickest) {
  const { near, far } = growth(shares);
  const most = Math.max(...near.map((share, layer) => Math.abs(share + far[layer])), 1e-6);
  return thickest / most;
}

/**
 * Across: the place of a layer (0: below the first).
 *
 * @param {Shaft} shaft
 * @param {number} layer
 * @param {number} layers
 */
export function levelOf({ foot, crown }, layer, layers) {
  return foot + ((crown - foot) * layer) / layers;
}

/**
 * Along: the places of `count` lanes.
 *
 * @param {Shaft} shaft
 * @param {number} count
 */
export function lanes({ first, last }, count) {
  if (count === 1) return [last];
  const gap = Math.min(96, (last - first) / (count - 1));
  return Array.from({ length: count }, (_, index) => last - gap * (count - 1 - index));
}

/**
 * Both edges of the trunk, bottom to top; a negative score has no width.
 *
 * @param {Shares} shares
 * @param {Shaft} shaft
 * @param {number} scale
 * @returns {{ near: Place[], far: Place[] }}
 */
export function trunk(shares, shaft, scale) {
  const grown = growth(shares);
  const layers = shares.attention.length;
  const smooth = 4;
  /** @type {Place[]} */
  const near = [];
  /** @type {Place[]} */
  const far = [];
  for (let step = 0; step <= layers * smooth; step++) {
    const layer = Math.min(layers - 1, Math.floor(step / smooth));
    const part = (step - layer * smooth) / smooth;
    const eased = part * part * (3 - 2 * part);
    const here = (/** @type {number[]} */ sums) => sums[layer] + (sums[layer + 1] - sums[layer]) * eased;
    const [left, right] = [here(grown.near), here(grown.far)];
    const across = levelOf(shaft, step / smooth, layers);
    const thin = left + right <= 0;
    const middle = (right - left) / 2;
    near.push([shaft.trunk + (thin ? middle * scale - 0.75 : -left * scale), across]);
    far.push([shaft.trunk + (thin ? middle * scale + 0.75 : right * scale), across]);
  }
  return { near, far };
}

/**
 * The middle of the ribbon from lane `along` into the trunk: up the lane, round a bend, and into the trunk's near edge.
 *
 * @param {number} along
 * @param {number} layer 1 – layers
 * @param {number} width
 * @param {Shares} shares
 * @param {Shaft} shaft
 * @param {number} scale
 * @returns {{ from: Place, corner: Place, turned: Place, to: Place }}
 */
export function ribbon(along, layer, width, shares, shaft, scale) {
  const layers = shares.attention.length;
  const up = Math.sign(shaft.crown - shaft.foot);
  const across = levelOf(shaft, layer - 0.5, layers);
  const radius = Math.max(9, width * 0.75);
  const edge = shaft.trunk - growth(shares).near[layer] * scale;
  const from = across - up * (radius + 10);
  return {
    from: [along, up < 0 ? Math.min(shaft.foot, from) : Math.max(shaft.foot, from)],
    corner: [along, across],
    turned: [Math.min(along + radius, edge), across],
    to: [edge + width / 2 + 1, across],
  };
}

/**
 * Which of the words at the lanes' feet have room: those of most weight first, none over another.
 *
 * @param {number[]} weights
 * @param {number[]} feet Where they stand.
 * @param {number[]} sizes How much room each needs.
 */
export function withRoom(weights, feet, sizes) {
  /** @type {Set<number>} */
  const named = new Set();
  const order = [...feet.keys()].sort((one, other) => weights[other] - weights[one]);
  for (const lane of order) {
    const isFree = [...named].every(
      (other) => Math.abs(feet[other] - feet[lane]) >= (sizes[other] + sizes[lane]) / 2 - 1e-6,
    );
    if (isFree) named.add(lane);
  }
  return named;
}
