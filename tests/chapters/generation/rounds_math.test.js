import assert from "node:assert/strict";
import { test } from "node:test";
import { fitting, readInAll } from "../../../llm_viz/chapters/generation/parts/rounds_math.js";

test("the last words that fit are shown, at least one", () => {
  assert.equal(fitting(["a", "b", "c"], 100), 3);
  assert.equal(fitting(["aaaa", "bb", "c"], 6), 2);
  assert.equal(fitting(["x", "supercalifragilistic"], 5), 1);
  assert.equal(fitting(["日本", "の", "都市"], 10), 2);
  assert.equal(fitting([], 10), 0);
});

test("every round reads everything again", () => {
  assert.equal(readInAll(9, 6), 9 + 10 + 11 + 12 + 13 + 14);
  assert.equal(readInAll(5, 1), 5);
});
