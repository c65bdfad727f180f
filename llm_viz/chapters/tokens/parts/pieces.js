// Pieces of a text, and which of them share characters.

/**
 * @typedef {object} Piece `Piece` in `compute/cuts.py`; `start` and `end` are places of its characters in the text.
 * @property {string} label
 * @property {number} start
 * @property {number} end
 * @property {string} kind
 * @property {number | null} id
 * @property {string | null} read_as What the model reads instead, if it is another text.
 */

/**
 * Whether two pieces have a character in common.
 *
 * @param {Piece} one
 * @param {Piece} other
 */
export function overlap(one, other) {
  return one.start < other.end && other.start < one.end;
}

/**
 * Neighbouring pieces that share a character, together.
 *
 * @param {Piece[]} pieces
 */
export function groupsOf(pieces) {
  /** @type {Piece[][]} */
  const groups = [];
  let reached = 0;
  for (const piece of pieces) {
    if (piece.start < reached && piece.start < piece.end) groups[groups.length - 1].push(piece);
    else groups.push([piece]);
    reached = Math.max(reached, piece.end);
  }
  return groups;
}
