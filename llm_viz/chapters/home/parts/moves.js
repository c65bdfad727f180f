// The movements that the river makes: a fork opens, a branch is taken, the picture turns inside or out again.

/**
 * @import { Move } from "./course.js"
 * @import { Line } from "./river.js"
 * @import { Picture } from "./scene.js"
 */

const OPEN = 750; // milliseconds
const ARCS = 500;
const FLOOD = 420;
const FOLD = 760;
const LIFT = 800;
const RISE = 1800;
const READ = { first: 1900, later: 800, last: 2600, inside: 6000 };
const FILM = { read: 400, inside: 400 };
const SHOWN = 4; // words that are taken before the next sentence

/** @returns {Picture} */
export function atRest() {
  return { at: 0, aim: 0, arc: 1, open: 1, flood: 0, fold: 0, lift: 0, rise: 0, probabilities: null, shares: null };
}

/**
 * One number of the picture from 0 to 1, or back.
 *
 * @param {Picture} picture
 * @param {"arc" | "open" | "flood" | "fold" | "lift" | "rise"} name
 * @param {number} time
 * @param {boolean} [back]
 * @returns {Move}
 */
function grow(picture, name, time, back = false) {
  return {
    time,
    change: (share) => {
      picture[name] = back ? 1 - share : share;
    },
  };
}

/**
 * The fork opens: its branches come, then the arcs.
 *
 * @param {Picture} picture
 * @param {Line} line
 * @param {number} at
 * @returns {Move[]}
 */
export function opening(picture, line, at) {
  const start = () => {
    const aim = Math.max(0, line.forks[at].taken);
    Object.assign(picture, { at, aim, open: 0, arc: 0, flood: 0, fold: 0, probabilities: null, shares: null });
  };
  return [{ ...grow(picture, "open", OPEN), start }, grow(picture, "arc", ARCS)];
}

/**
 * Water runs into the branch that is aimed at.
 *
 * @param {Picture} picture
 * @returns {Move}
 */
export function flooding(picture) {
  return grow(picture, "flood", FLOOD);
}

/**
 * It becomes the bed, and the others dry up.
 *
 * @param {Picture} picture
 * @returns {Move}
 */
export function folding(picture) {
  return grow(picture, "fold", FOLD);
}

/**
 * From outside to inside, or back.
 *
 * @param {Picture} picture
 * @param {boolean} inside
 * @param {() => void} told Called when it begins.
 * @returns {Move[]}
 */
export function turning(picture, inside, told) {
  const start = () => {
    told();
    if (inside) Object.assign(picture, { rise: 0, open: 1, arc: 1, flood: 0, fold: 0 });
  };
  const lift = { ...grow(picture, "lift", LIFT, !inside), start };
  return inside ? [lift, grow(picture, "rise", RISE)] : [lift];
}

/**
 * The whole play of one sentence: words come, then one look inside.
 *
 * @param {Picture} picture
 * @param {Line} line
 * @param {(inside: boolean) => Move[]} turned
 * @returns {Move[]}
 */
export function script(picture, line, turned) {
  const first = picture.at;
  const last = Math.min(line.forks.length - 1, first + SHOWN);
  /** @type {Move[]} */
  const moves = [];
  for (let at = first; at <= last; at++) {
    const time = at === first ? READ.first : at === last ? READ.last : READ.later;
    moves.push(...opening(picture, line, at), { time, change: null });
    if (at < last) moves.push(flooding(picture), folding(picture));
  }
  const back = first === last ? last : 0;
  return [
    ...moves,
    ...opening(picture, line, back),
    ...turned(true),
    { time: READ.inside, change: null },
    ...turned(false),
  ];
}

/**
 * Both states of the picture in less than eight seconds: a word comes and is taken, then one look inside.
 *
 * @param {Picture} picture
 * @param {Line} line
 * @param {number} at
 */
export function trailer(picture, line, at) {
  const next = Math.min(at + 1, line.forks.length - 1);
  const taking = next > at ? [flooding(picture), folding(picture), ...opening(picture, line, next)] : [];
  const back = () => Object.assign(picture, { at, aim: Math.max(0, line.forks[at].taken) });
  return [
    ...opening(picture, line, at),
    { time: FILM.read, change: null },
    ...taking,
    ...turning(picture, true, back),
    { time: FILM.inside, change: null },
  ];
}
