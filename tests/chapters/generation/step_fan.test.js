import assert from "node:assert/strict";
import { test } from "node:test";
import { branch } from "../../../llm_viz/chapters/generation/parts/step_fan.js";

const numbersOf = (/** @type {string} */ path) => (path.match(/-?[\d.]+/g) ?? []).map(Number);

test("a branch begins as broad as its share and ends over the middle of its card", () => {
  const numbers = numbersOf(branch([10, 20, 60], [200, 100, 30]));
  assert.deepEqual(numbers.slice(0, 2), [10, 20]);
  assert.equal(numbers[numbers.length - 2] - numbers[0], 60);
  const [west, bottom, east] = numbers.slice(6, 9);
  assert.deepEqual([(west + east) / 2, bottom, east - west], [200, 100, 30]);
});

test("a share of almost nothing can still be seen", () => {
  const numbers = numbersOf(branch([0, 0, 0.001], [100, 50, 0.001]));
  assert.equal(numbers[numbers.length - 2], 1.5);
  assert.equal(numbers[8] - numbers[6], 1.5);
});
