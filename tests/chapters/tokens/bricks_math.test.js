// Letters stay in their rows, gaps close in order, and cuts are told as a number.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  closing,
  cutsTold,
  gapsOf,
  gridFor,
  pieceOf,
  placesOf,
  textsOf,
  toldCuts,
} from "../../../llm_viz/chapters/tokens/parts/bricks_math.js";

for (const [width, letters, height] of [
  [1180, 9, 345],
  [1180, 48, 345],
  [340, 48, 430],
  [290, 48, 430],
  [340, 1, 430],
]) {
  test(`${letters} letters fit ${width} pixels, cut anywhere`, () => {
    const grid = gridFor(width, letters, height);
    assert.ok(grid.columns * grid.rows >= letters);
    assert.ok(grid.wide >= 25 && grid.high >= 80);
    const cuts = placesOf(width, grid, new Array(letters - 1).fill(5));
    assert.equal(cuts.length, letters);
    for (const { left } of cuts) assert.ok(left >= 0 && left + grid.wide <= width);
  });
}

test("few letters are large, and many are no higher than the picture where they fit", () => {
  assert.equal(gridFor(1180, 9, 345).wide, 88);
  assert.equal(gridFor(1180, 9, 345).rows, 1);
  const many = gridFor(1180, 48, 345);
  assert.ok(many.wide > 40 && many.rows * many.high <= 345);
  assert.ok(gridFor(340, 12, 430).rows > 1);
});

test("gaps close one after the other, and cuts open", () => {
  assert.equal(closing(null, 4, 1), 0);
  assert.equal(closing(1, 4, 0.25), 1);
  assert.equal(closing(4, 4, 0.75), 0);
  assert.equal(closing(0, 4, 0.5), 0.5);
  const end = gapsOf([1, null, 2], 1);
  assert.deepEqual([end[0], end[2]], [0, 0]);
  assert.ok(end[1] > gapsOf([1, null, 2], 0)[1]);
});

test("a set of cuts survives being told", () => {
  for (const cuts of [[], [0], [3, 46], [0, 1, 2, 31, 32, 33, 47]]) {
    assert.deepEqual(cutsTold(toldCuts(new Set(cuts))), new Set(cuts));
  }
  assert.equal(cutsTold(null), null);
  assert.equal(cutsTold("no number"), null);
});

test("letters between two cuts are one piece", () => {
  assert.deepEqual(pieceOf(5, new Set([1, 2])), [0, 0, 1, 2, 2]);
});

test("pieces are told by their texts", () => {
  const letters = [..."unhappy"];
  assert.deepEqual(textsOf(letters, pieceOf(7, new Set([1]))), ["un", "happy"]);
  assert.deepEqual(textsOf(letters, pieceOf(7, new Set())), ["unhappy"]);
});
