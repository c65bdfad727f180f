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
