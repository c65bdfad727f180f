// Where the tokens of the tree of texts stand.

import { isTouched } from "../../../kit/browser/touch.js";

/**
 * @import { TextNode, WritingTree } from "./writing_tree.js"
 *
 * @typedef {{ text: string, x: number, y: number, width: number }} Spot A token's text, its upper left corner and its
 *   width in pixels.
 */

export const HEIGHT = isTouched() ? 44 : 30; // pixels of a token
export const ROW = HEIGHT + 14; // pixels from one line to the next
const NARROWEST = isTouched() ? 44 : 0; // pixels of a token
export const PADDING = 9; // pixels to the left and to the right of a text
export const GAP = 5; // pixels between two tokens
const INDENT = 15; // pixels more before the first token of a branch

/**
 * Every token after its parent; every branch but the first of a node on a line of its own, those that part later
 * first. `branches` is the number of lines below the first, `right` where the longest line ends.
 *
 * @param {WritingTree} tree
 * @param {(place: TextNode) => string} textOf
 * @param {(text: string) => number} widthOf In pixels.
 */
export function layOut(tree, textOf, widthOf) {
  /** @type {Map<number, Spot>} */
  const spots = new Map();
  let branches = 0;
  let right = 0;
  /** @type {{ textNode: TextNode, x: number, line: number | null }[]} */
  const pending = [...tree.nodes.values()]
    .filter(({ parent }) => parent === null)
    .map((textNode) => ({ textNode, x: 0, line: 0 }));
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { textNode, x } = next;
    const text = textOf(textNode);
    const width = Math.max(NARROWEST, widthOf(text) + 2 * PADDING);
    if (next.line === null) branches += 1;
    const line = next.line ?? branches;
    spots.set(textNode.number, { text, x, y: line * ROW, width });
    right = Math.max(right, x + width);
    const [first, ...others] = tree.childrenOf(textNode.number);
    const after = x + width + GAP;
    for (const other of others.reverse()) pending.push({ textNode: other, x: after + INDENT, line: null });
    if (first) pending.push({ textNode: first, x: after, line });
  }
  return { spots, branches, right };
}
