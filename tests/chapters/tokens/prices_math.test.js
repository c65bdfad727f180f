// Bricks are all equally wide, and the longest row fits.

import assert from "node:assert/strict";
import { test } from "node:test";
import { brickFor, rowsOf } from "../../../llm_viz/chapters/tokens/parts/prices_math.js";

test("the longest row fits, and few bricks are not stretched", () => {
  for (const [room, longest] of [
    [1000, 197],
    [200, 2000],
    [900, 1],
    [60, 0],
  ]) {
    const { unit, gap } = brickFor(room, longest);
    assert.ok(unit * longest <= room + 1e-9);
    assert.ok(unit <= 26 && gap > 0 && gap < unit);
  }
});

test("a choice is one pair, all of them, or the visitor's text", () => {
  const price = {
    pairs: [
      [7, 4],
      [20, 10],
    ],
    own: 3,
  };
  assert.deepEqual(rowsOf(price, "all", ["greeting", "weather"]), [27, 14]);
  assert.deepEqual(rowsOf(price, "weather", ["greeting", "weather"]), [20, 10]);
  assert.deepEqual(rowsOf(price, "own", ["greeting", "weather"]), [3]);
});
