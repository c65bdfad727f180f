// The river outside, what may come: where beds, forks, falls and arcs lie. Pure functions of numbers.
//
// What widths mean: the bed is 100 %. At a fork every branch is as wide as its probability, and all of them together
// are as wide as the bed. Where a word was taken, the bed narrows to that word's probability and then widens again,
// because what is written is certain. Arcs are as thick as their share of the score.

import { band, between, mixed, STEPS } from "./bands.js";

/** @import { Place, Shape } from "./bands.js" */

/**
 * @typedef {object} Room The picture's measures, in pixels.
 * @property {boolean} down Whether the river runs downward.
 * @property {number} length Of the picture, along the river.
 * @property {number} breadth Of the picture, across the river.
 * @property {number} bed Width of the bed.
 * @property {number} crest Across: the upper (or left) bank.
 * @property {number} mouth Along: where the open fork stands.
 * @property {number} reach Length of the open branches.
 * @property {number} fall Depth of the dry beds below the lower bank.
 * @property {number} named How many branches have a name of their own.
 *
 * @typedef {object} Segment A word in the bed: from `start` to `end`, written at `middle`.
 * @property {number} start
 * @property {number} end
 * @property {number} middle
 * @property {number} drained How far the dry beds beside it reach; 0 for a word that was given.
 */

const SHRINK = 0.42; // a dry bed's width where it ends, of that at the fork, which is its probability
const SWELL = 30;

/** Pixels: room for a word that was taken, and its probability, where the river runs downward. */
export const TAKEN_DOWN = 54;

/**
 * @param {number} width
 * @param {number} height
 * @returns {Room}
 */
export function roomOf(width, height) {
  const down = width < 600;
  if (down) {
    const length = height;
    const bed = Math.min(116, width * 0.3);
    return { down, length, breadth: width, bed, crest: 84, mouth: length - 170, reach: 88, fall: 22, named: 4 };
  }
  const bed = Math.min(160, height * 0.33);
  const mouth = width - Math.min(390, width * 0.36);
  return { down, length: width, breadth: height, bed, crest: height * 0.335, mouth, reach: 132, fall: 36, named: 6 };
}

/**
 * Where each branch begins across the bed, as a share of it: cumulative probabilities, `0` first.
 *
 * @param {number[]} probabilities
 */
export function slices(probabilities) {
  let sum = 0;
  return probabilities.map((probability) => {
    const start = sum;
    sum += probability;
    return start;
  });
}

/**
 * The probabilities of a fork's branches that have a name of their own, and of all others together, last.
 *
 * @param {number[]} branches Of all branches, likeliest first.
 * @param {number} named How many of them have a name.
 */
export function chancesOf(branches, named) {
  const shown = branches.slice(0, named);
  return [...shown, Math.max(0, 1 - shown.reduce((sum, each) => sum + each, 0))];
}

/**
 * Where the open branches end across the picture: each at least `gap` from the next, in their order, none outside. The
 * first one flows straight on, as far as the others leave room for that; they share what lies beyond it.
 *
 * @param {number[]} widths
 * @param {number} breadth
 * @param {number} gap
 * @param {number} straight Across: where the middle of the first one begins.
 */
export function rows(widths, breadth, gap, straight) {
  const [first, ...others] = widths.map((width) => Math.max(gap, width + 8));
  const needed = others.reduce((sum, each) => sum + each, 0);
  const squeeze = Math.min(1, breadth / (first + needed));
  const lowest = breadth - needed * squeeze - (first * squeeze) / 2;
  const start = Math.max((first * squeeze) / 2, Math.min(straight, lowest));
  const spare = Math.max(0, lowest - start) / Math.max(1, others.length);
  let at = start + (first * squeeze) / 2;
  const ends = others.map((each) => {
    at += each * squeeze + spare;
    return at - (each * squeeze + spare) / 2;
  });
  return [start, ...ends];
}

/**
 * The open branches of a fork.
 *
 * @param {Room} room
 * @param {number[]} probabilities All of them; together 1.
 * @param {number} along Where the fork stands.
 * @param {number} bank Across: where the cross-section begins.
 * @param {number} open 0 – 1: how far the branches have come.
 * @param {number} [mirrored] 0 – 1: 1 turns the order round.
 */
export function fan(room, probabilities, along, bank, open, mirrored = 0) {
  const widths = probabilities.map((probability) => probability * room.bed);
  const straight = mixed(bank, room.breadth - bank - room.bed, mirrored) + widths[0] / 2;
  const found = rows(widths, room.breadth, room.down ? 58 : 35, straight);
  const ends = found.map((end) => mixed(end, room.breadth - end, mirrored));
  const starts = slices(probabilities);
  const shapes = widths.map((width, index) => {
    const offset = starts[index] * room.bed + width / 2;
    const from = bank + mixed(offset, room.bed - offset, mirrored);
    return band(bend([along, from], [along + room.reach, ends[index]]), width, width);
  });
  return { shapes: shapes.map((shape) => cut(shape, along, room.reach * open)), ends };
}

/**
 * @param {Place} from
 * @param {Place} to
 * @returns {[Place, Place, Place, Place]}
 */
function bend(from, to) {
  const third = (to[0] - from[0]) * 0.5;
  return [from, [from[0] + third, from[1]], [to[0] - third, to[1]], to];
}

/**
 * The part of a shape up to a distance: what lies further is drawn at that distance.
 *
 * @param {Shape} shape
 * @param {number} along
 * @param {number} distance
 * @returns {Shape}
 */
function cut(shape, along, distance) {
  return shape.map(([at, across]) => [Math.min(at, along + distance), across]);
}

/**
 * The words along the river: those given, then those taken, each with room for the dry beds beside it.
 *
 * @param {number[]} given Length of each given word.
 * @param {{ length: number, probability: number }[]} taken
 * @param {Room} room
 * @returns {Segment[]}
 */
export function segments(given, taken, room) {
  let at = 0;
  const place = (/** @type {number} */ length, /** @type {number} */ before, /** @type {number} */ drained) => {
    const start = at;
    at += before + length;
    return { start, end: at, middle: start + before + length / 2, drained };
  };
  return [
    ...given.map((length) => place(length, 0, 0)),
    ...taken.map(({ length, probability }) => {
      const drained = (1 - probability) * room.bed * SHRINK + 10;
      return place(length, drained + SWELL * 0.7, drained);
    }),
  ];
}

/**
 * The bed of a taken word: as wide as its probability where the fork was, then as wide as the whole bed.
 *
 * @param {Segment} segment
 * @param {number} probability
 * @param {Room} room
 */
export function bedOf({ start, end, drained }, probability, { crest, bed }) {
  const [from, to] = [start + drained - 6, start + drained - 6 + SWELL];
  const steps = Array.from({ length: STEPS + 1 }, (_, step) =>
    step === 0 ? start : step === STEPS ? end : from + ((to - from) * (step - 1)) / (STEPS - 2),
  );
  const lower = (/** @type {number} */ along) => {
    const swelled = Math.max(0, Math.min(1, (along - start - drained + 6) / SWELL));
    const smooth = swelled * swelled * (3 - 2 * swelled);
    return crest + bed * (probability + (1 - probability) * smooth);
  };
  return between(
    steps.map((along) => [along, crest]),
    steps.map((along) => [along, lower(along)]),
  );
}

/**
 * The dry beds beside a taken word, in the order of `others`: exact at the fork, they narrow as they fall.
 *
 * @param {Segment} segment
 * @param {number} probability Of the word that was taken.
 * @param {number[]} others Probabilities of all others, "all others together" last.
 * @param {Room} room
 */
export function falls({ start }, probability, others, { crest, bed, fall }) {
  const bottom = crest + bed + fall;
  const widths = others.map((other) => other * bed);
  let across = crest + probability * bed;
  let along = start + 6 + widths.reduce((sum, width) => sum + width * SHRINK, 0);
  return widths.map((width) => {
    const from = across + width / 2;
    across += width;
    along -= width * SHRINK;
    const to = along + (width * SHRINK) / 2;
    return band(
      [
        [start, from],
        [to, from],
        [to, from + (bottom - from) * 0.35],
        [to, bottom],
      ],
      width,
      width * SHRINK,
    );
  });
}

/**
 * Where the upper bank of a branch lies: across, for a place along the river.
 *
 * @param {Shape} shape
 * @returns {(along: number) => number}
 */
export function bankOf(shape) {
  const bank = shape.slice(0, STEPS + 1);
  return (along) => {
    const next = bank.findIndex(([at]) => at >= along);
    if (next <= 0) return bank[next === 0 ? 0 : STEPS][1];
    const [[from, before], [to, after]] = [bank[next - 1], bank[next]];
    return before + ((after - before) * (along - from)) / Math.max(1e-6, to - from);
  };
}

/**
 * Arcs from earlier words over the river into a branch. Nested: the one from farthest away lands farthest down the branch
 * and is the highest.
 *
 * @param {{ middle: number, share: number }[]} sources Those with a positive share that are to be drawn.
 * @param {number} along Where the fork stands.
 * @param {number} thickness Of an arc, in pixels per unit of score.
 * @param {(along: number) => number} bank The upper bank of the branch.
 * @param {Room} room
 */
export function arcs(sources, along, thickness, bank, { crest, down }) {
  const nearest = [...sources.keys()].sort((one, other) => sources[other].middle - sources[one].middle);
  const widths = sources.map(({ share }) => Math.max(1.5, share * thickness));
  const top = down ? 8 : 14;
  const total = widths.reduce((sum, width) => sum + width, 0);
  const gap = Math.max(2, Math.min(26, (crest - top - 16 - total) / (sources.length + 0.5)));
  /** @type {{ curve: [Place, Place, Place, Place], width: number }[]} */
  const found = Array.from(sources, () => ({
    curve: [
      [0, 0],
      [0, 0],
      [0, 0],
      [0, 0],
    ],
    width: 0,
  }));
  let landing = along + 4;
  let high = top + total + gap * (sources.length - 1);
  for (const index of nearest) {
    const { middle } = sources[index];
    const width = widths[index];
    const to = landing + width / 2;
    const onto = bank(to) + 3;
    const apex = Math.min(high - width / 2, onto - 8);
    const lift = (apex - (crest + onto) / 8) / 0.75;
    found[index] = {
      curve: [
        [middle, crest],
        [middle, lift],
        [to, lift],
        [to, onto],
      ],
      width,
    };
    landing = to + width / 2 + 2;
    high -= width + gap;
  }
  return found;
}
