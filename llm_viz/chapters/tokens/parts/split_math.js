// Where the pieces of a cut lie: as wide as their letters, all equally wide, or anything between.

import { groupsOf } from "./pieces.js";

/**
 * @import { Piece } from "./pieces.js"
 *
 * @typedef {{ left: number, width: number }} Strip
 */

const AIR = 0.4; // around a letter, in sizes of the type
const SLIMMEST = 0.7; // a letter with its air, in sizes of the type

/**
 * Pieces that stand for letters: special tokens, which a tokenizer adds, take up none.
 *
 * @param {Piece[]} pieces
 */
export function grouped(pieces) {
  return groupsOf(pieces.filter(({ kind }) => kind !== "special"));
}

/**
 * Where every character begins, and the last one ends: together they take the room, unless their type became too large.
 *
 * @param {number[]} widths Of the characters, in sizes of the type.
 * @param {number} room Pixels.
 * @param {number} largest Size of the type.
 */
export function edgesOf(widths, room, largest) {
  const cells = widths.map((width) => Math.max(SLIMMEST, width + AIR));
  const size = Math.min(largest, room / cells.reduce((sum, cell) => sum + cell, 0));
  const edges = [0];
  for (const cell of cells) edges.push(edges[edges.length - 1] + cell * size);
  return { edges, size };
}

/**
 * The strips of a row's pieces. Pieces that share characters share their room, too.
 *
 * @param {Piece[][]} groups
 * @param {number[]} edges
 * @param {number} unit How wide a piece is where all are equally wide.
 * @param {number} share Of the way there from the widths of the letters, 0 to 1.
 * @returns {Strip[][]}
 */
export function stripsOf(groups, edges, unit, share) {
  let number = 0;
  return groups.map((pieces) => {
    const start = edges[pieces[0].start];
    const own = (edges[Math.max(...pieces.map(({ end }) => end))] - start) / pieces.length;
    return pieces.map((_, at) => {
      const counted = unit * number;
      number += 1;
      const left = start + own * at;
      return { left: left + (counted - left) * share, width: own + (unit - own) * share };
    });
  });
}

/**
 * How a label is scaled, across and down, to fit into a strip: its type becomes smaller, and beyond that the letters only
 * narrower. 0 where nobody could read it any more.
 *
 * @param {number} natural Pixels that it takes.
 * @param {number} room
 * @param {{ smallest: number, narrowest: number }} limits Of the type, as a share of its size; and of a letter's width, as
 *   a share of what belongs to that type.
 */
export function squeezed(natural, room, { smallest, narrowest }) {
  const across = Math.min(1, room / natural);
  const down = Math.max(smallest, across);
  return across < narrowest * down ? { across: 0, down: 0 } : { across, down };
}

const LINE = 0.6; // of the size of its type that a line takes across, without what few letters have above and below

/**
 * How a label is scaled that is written downwards, in a strip that is too slim for it: 0 where it does not fit at a size
 * that can be read.
 *
 * @param {number} natural Pixels that it takes.
 * @param {number} size Of its type.
 * @param {{ wide: number, tall: number }} strip
 * @param {number} smallest Of the type, as a share of its size.
 */
export function downwards(natural, size, { wide, tall }, smallest) {
  const scale = Math.min(1, tall / natural, wide / (size * LINE));
  return scale < smallest ? 0 : scale;
}
