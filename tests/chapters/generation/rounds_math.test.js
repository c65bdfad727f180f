import assert from "node:assert/strict";
import { test } from "node:test";
import { fitting, lettersOf, readInAll } from "../../../llm_viz/chapters/generation/parts/rounds_math.js";

test("the last words that fit are shown, at least one", () => {
  assert.equal(fitting([1, 1, 1], 100), 3);
  assert.equal(fitting([4, 2, 1], 6), 2);
  assert.equal(fitting([1, 20], 5), 1);
  assert.equal(fitting([], 10), 0);
});

test("letters of Japanese are twice as wide", () => {
  assert.equal(lettersOf("日本") - lettersOf("ab"), 2);
  assert.ok(lettersOf("") > 0, "words have a gap between them");
});

test("every round reads everything again", () => {
  assert.equal(readInAll(9, 6), 9 + 10 + 11 + 12 + 13 + 14);
  assert.equal(readInAll(5, 1), 5);
});
