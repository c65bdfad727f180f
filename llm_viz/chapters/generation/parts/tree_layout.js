// Where the tokens of the tree of texts stand.

/**
 * @import { Place, WritingTree } from "./writing_tree.js"
 *
 * @typedef {{ text: string, x: number, y: number, width: number }} Spot A token's text, its upper left corner and its
 *   width in pixels.
 */

export const ROW = 44; // pixels from one line to the next
export const HEIGHT = 30; // pixels of a token
export const PADDING = 9; // pixels to the left and to the right of a text
export const GAP = 5; // pixels between two tokens
const INDENT = 15; // pixels more before the first token of a branch

/**
 * Every token after its parent; every branch but the first of a place on a line of its own, those that part later
 * first. `branches` is the number of lines below the first, `right` where the longest line ends.
 *
 * @param {WritingTree} tree
 * @param {(place: Place) => string} textOf
 * @param {(text: string) => number} widthOf In pixels.
 */
export function layOut(tree, textOf, widthOf) {
  /** @type {Map<number, Spot>} */
  const spots = new Map();
  let branches = 0;
  let right = 0;
  /** @type {{ place: Place, x: number, line: number | null }[]} */
  const pending = [...tree.places.values()]
    .filter(({ parent }) => parent === null)
    .map((place) => ({ place, x: 0, line: 0 }));
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { place, x } = next;
    const text = textOf(place);
    const width = widthOf(text) + 2 * PADDING;
    if (next.line === null) branches += 1;
    const line = next.line ?? branches;
    spots.set(place.number, { text, x, y: line * ROW, width });
    right = Math.max(right, x + width);
    const [first, ...others] = tree.childrenOf(place.number);
    const after = x + width + GAP;
    for (const other of others.reverse()) pending.push({ place: other, x: after + INDENT, line: null });
    if (first) pending.push({ place: first, x: after, line });
  }
  return { spots, branches, right };
}
