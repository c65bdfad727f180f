import assert from "node:assert/strict";
import { test } from "node:test";
import { branch } from "../../../llm_viz/chapters/generation/parts/step_fan.js";

const numbersOf = (/** @type {string} */ path) => (path.match(/-?[\d.]+/g) ?? []).map(Number);

test("a branch begins as thick as its share and ends in the middle of its row", () => {
  const numbers = numbersOf(branch([10, 20, 60], [200, 100, 20]));
  const [left, top] = numbers;
  assert.deepEqual([left, top], [10, 20]);
  assert.equal(Number(numbers.at(-1)) - top, 60);
  const [right, above, below] = numbers.slice(6, 9);
  assert.deepEqual([right, (above + below) / 2, below - above], [200, 100, 20]);
});

test("a share of almost nothing can still be seen", () => {
  const numbers = numbersOf(branch([0, 0, 0.001], [100, 50, 0.001]));
  assert.equal(numbers.at(-1), 1);
  assert.equal(numbers[8] - numbers[7], 1);
});
