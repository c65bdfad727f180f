import assert from "node:assert/strict";
import { test } from "node:test";
import { blocksOf, layoutOf } from "../../../llm_viz/chapters/tokens/parts/merge_blocks.js";

const MERGES = [
  { index: 3, rank: 3, piece: "er" },
  { index: 1, rank: 4, piece: "ow" },
  { index: 0, rank: 9, piece: "low" },
  { index: 0, rank: 12, piece: "lower" },
];

test("every merge is a block on the two that it joins", () => {
  const { blocks, tokens } = blocksOf([..."lower", "!"], MERGES);
  assert.deepEqual(
    tokens.map(({ text, from, to, level }) => [text, from, to, level]),
    [
      ["lower", 0, 5, 3],
      ["!", 5, 6, 0],
    ],
  );
  const ow = blocks.find(({ text }) => text === "ow");
  assert.deepEqual([ow?.from, ow?.to, ow?.level, ow?.step, ow?.over], [1, 3, 1, 2, 3]);
  assert.equal(blocks.length, 6 + MERGES.length);
  assert.deepEqual(blocksOf([], []), { blocks: [], tokens: [] });
});

test("tokens stand in lines that fit, larger where there is more room", () => {
  const { tokens } = blocksOf(
    [..."lowerlowerlower"],
    [0, 5, 10].flatMap((_, at) => MERGES.map((merge) => ({ ...merge, index: merge.index + at }))),
  );
  assert.equal(tokens.length, 3);
  const [wide, narrow] = [layoutOf(tokens, 1000, 400), layoutOf(tokens, 150, 400)];
  assert.equal(new Set(wide.grounds.map(({ bottom }) => bottom)).size, 1);
  assert.ok(new Set(narrow.grounds.map(({ bottom }) => bottom)).size > 1);
  assert.ok(narrow.cell <= wide.cell);
  for (const [layout, width] of /** @type {const} */ ([
    [wide, 1000],
    [narrow, 150],
  ])) {
    assert.ok(layout.height <= 400);
    assert.ok(layout.grounds.every(({ left, cell }) => left + 5 * cell <= width + 1e-9));
  }
  const tight = layoutOf(tokens, 60, 100);
  assert.ok(
    tight.grounds.every(({ cell }) => 5 * cell <= 60),
    "a token that is too long for a line is made narrower",
  );
});
