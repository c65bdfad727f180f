// Tiles are all equally large, and the highest tower fits.

import assert from "node:assert/strict";
import { test } from "node:test";
import { rowsOf, tilesFor, tilesOf } from "../../../llm_viz/chapters/tokens/parts/prices_math.js";
import { linesOf } from "../../../llm_viz/kit/browser/graph/labels.js";

test("the highest tower fits, on a phone too, and few tiles are not stretched", () => {
  for (const [width, height, most] of [
    [170, 260, 197],
    [50, 280, 197],
    [50, 280, 2000],
    [170, 260, 1],
  ]) {
    const { across, size } = tilesFor(width, height, most);
    assert.ok(across * size <= width + 1e-9);
    assert.ok(Math.ceil(most / across) * size <= height);
    assert.ok(size <= 30);
  }
  assert.ok(tilesFor(50, 280, 350).size >= 5, "on a phone one tile can be told from the next");
});

test("a tower has a tile for every token", () => {
  assert.deepEqual(tilesOf(5, 3), [
    [0, 0],
    [1, 0],
    [2, 0],
    [0, 1],
    [1, 1],
  ]);
  assert.deepEqual(tilesOf(0, 3), []);
});

test("names are broken where they have no room", () => {
  assert.deepEqual(
    linesOf("SmolLM2 135M Instruct", 30, (line) => line.length),
    ["SmolLM2 135M Instruct"],
  );
  assert.deepEqual(
    linesOf("SmolLM2 135M Instruct", 13, (line) => line.length),
    ["SmolLM2 135M", "Instruct"],
  );
  assert.deepEqual(
    linesOf("all-MiniLM-L6-v2", 5, (line) => line.length),
    ["all-MiniLM-L6-v2"],
  );
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
