// The tree of written texts in the browser: lines through it, and where its tokens stand.

import assert from "node:assert/strict";
import { test } from "node:test";
import { layOut } from "../../../llm_viz/chapters/generation/parts/tree_layout.js";
import { choicesOf, WritingTree, withBars } from "../../../llm_viz/chapters/generation/parts/writing_tree.js";

/** @import { CandidateRow, TextNode } from "../../../llm_viz/chapters/generation/parts/writing_tree.js" */

/**
 * @param {number} number
 * @param {number} parent
 * @param {number} depth
 * @param {number} id Of its token.
 * @returns {TextNode}
 */
function textNode(number, parent, depth, id) {
  /** @type {"text"} */
  const kind = "text";
  const token = { id, text: `t${id}`, label: `t${id}`, kind, probability: 0.5 };
  const choice = { token, rank: 1, chance: 0.5, bits: 1, added: token.text, shown: token.text, pending: "" };
  return { number, parent, depth, ending: null, choice, candidates: null };
}

/** @type {TextNode} */
const ROOT = { number: 0, parent: null, depth: 0, ending: null, choice: null, candidates: null };
// After the prompt t1 t2, or t1 t3 t4; or t5.
const NODES = [
  ROOT,
  textNode(1, 0, 1, 1),
  textNode(2, 1, 2, 2),
  textNode(3, 1, 2, 3),
  textNode(4, 3, 3, 4),
  textNode(5, 0, 1, 5),
];

const numbers = (/** @type {TextNode[]} */ line) => line.map(({ number }) => number);

test("a line goes back to the prompt and on along the first branch", () => {
  const tree = new WritingTree(7, NODES);
  assert.deepEqual(numbers(tree.lineThrough(1)), [0, 1, 2]);
  assert.deepEqual(numbers(tree.lineThrough(5)), [0, 5]);
});

test("a line goes on along the branch looked at last, also after the tree has grown", () => {
  const tree = new WritingTree(7, NODES);
  tree.lineThrough(3);
  assert.deepEqual(numbers(tree.lineThrough(1)), [0, 1, 3, 4]);
  tree.update([...NODES, textNode(6, 4, 4, 6)]);
  assert.deepEqual(numbers(tree.lineThrough(0)), [0, 1, 3, 4, 6]);
  tree.update([ROOT, NODES[1], NODES[2]]); // the server has dropped a branch
  assert.deepEqual(numbers(tree.lineThrough(0)), [0, 1, 2]);
});

test("a token leads to its node, where it is recorded", () => {
  const tree = new WritingTree(7, NODES);
  assert.equal(tree.childWith(1, 3)?.number, 3);
  assert.equal(tree.childWith(1, 9), undefined);
});

test("choices along a line", () => {
  const line = new WritingTree(7, NODES).lineThrough(4);
  assert.deepEqual(
    choicesOf(line, 2).map(({ token }) => token.id),
    [1, 3],
  );
  assert.deepEqual(choicesOf(line, 0), []);
});

test("every branch has a line of its own, after the token where it parts", () => {
  const tree = new WritingTree(7, NODES);
  const { spots, branches, right } = layOut(
    tree,
    ({ number }) => String(number),
    () => 12,
  );
  const at = (/** @type {number} */ number) => [spots.get(number)?.x, spots.get(number)?.y];
  assert.equal(branches, 2);
  assert.deepEqual(
    [at(0), at(1), at(2)],
    [
      [0, 0],
      [35, 0],
      [70, 0],
    ],
  );
  assert.deepEqual(
    [at(3), at(4)],
    [
      [85, 44],
      [120, 44],
    ],
  );
  assert.deepEqual(at(5), [50, 88]);
  assert.equal(right, 150);
});

test("signs have no bars where only words are wanted, but for the chosen one", () => {
  /** @type {CandidateRow[]} */
  const rows = [
    [1, "、", "text", 0.4, true],
    [2, "学校", "text", 0.3, false],
    [3, "⏎", "text", 0.1, true],
  ];
  const ids = (/** @type {CandidateRow[]} */ shown) => shown.map(([id]) => id);
  assert.deepEqual(ids(withBars(rows, 1, false)), [1, 2, 3]);
  assert.deepEqual(ids(withBars(rows, null, true)), [2]);
  assert.deepEqual(ids(withBars(rows, 3, true)), [2, 3]);
  assert.deepEqual(ids(withBars(rows, null, false, 1)), [1]);
  assert.deepEqual(ids(withBars(rows, 3, false, 1)), [1, 3]);
});
