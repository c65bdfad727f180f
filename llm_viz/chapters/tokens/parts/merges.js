// The merges of byte-pair encoding.

/**
 * @typedef {object} Merge `MergePayload` in `merge_replay.py`.
 * @property {number} index Where the left one of the two pieces stands.
 * @property {number} rank How early the merge was learned; the lowest is made first.
 * @property {string} piece What the two become.
 */

/**
 * The pieces after 0, 1, 2, … merges.
 *
 * @param {string[]} start
 * @param {Merge[]} merges
 */
export function sequencesOf(start, merges) {
  const sequences = [start];
  for (const { index, piece } of merges) sequences.push(sequences[sequences.length - 1].toSpliced(index, 2, piece));
  return sequences;
}

/**
 * For each number of merges, which of the last pieces each piece becomes a part of; null for one that has not joined
 * anything yet although it will.
 *
 * @param {number} units Pieces before the first merge.
 * @param {Merge[]} merges
 */
export function finalsOf(units, merges) {
  const sizes = [new Array(units).fill(1)];
  for (const { index } of merges) {
    const before = sizes[sizes.length - 1];
    sizes.push(before.toSpliced(index, 2, before[index] + before[index + 1]));
  }
  const last = sizes[sizes.length - 1];
  const owner = last.flatMap((size, piece) => new Array(size).fill(piece));
  return sizes.map((row) => {
    let unit = 0;
    return row.map((/** @type {number} */ size) => {
      const piece = owner[unit];
      unit += size;
      return size === 1 && last[piece] > 1 ? null : piece;
    });
  });
}
