// Bricks are all equally wide, and the longest row fits.

import assert from "node:assert/strict";
import { test } from "node:test";
import { brickFor, columnsOf, rowsOf } from "../../../llm_viz/chapters/tokens/parts/prices_math.js";

test("the longest row fits, and few bricks are not stretched", () => {
  for (const [room, longest] of [
    [1000, 197],
    [200, 2000],
    [900, 1],
    [60, 0],
  ]) {
    const { unit, gap, lines } = brickFor(room, longest);
    assert.ok(unit * Math.ceil(longest / lines) <= room + 1e-9);
    assert.ok(unit <= 26 && gap > 0 && gap < unit);
  }
});

test("on a phone, too, one brick can be told from the next: they lie in several lines", () => {
  for (const longest of [1, 60, 68, 109, 197, 350]) {
    const { unit, lines } = brickFor(190, longest);
    assert.ok(unit >= 4, `${longest} bricks of ${unit} pixels`);
    const { full, rest } = columnsOf(longest, lines);
    assert.equal(Math.round((full + rest) * lines), longest);
  }
  assert.deepEqual(columnsOf(197, 4), { full: 49, rest: 0.25 });
  assert.equal(brickFor(900, 197).lines, 1);
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
