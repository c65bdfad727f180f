// The bars of surprise fit on the screen, and a surprise is told in numbers that people know.

import assert from "node:assert/strict";
import { test } from "node:test";
import { barHeight, gridSteps, oddsOf } from "../../../llm_viz/chapters/learning/parts/surprisal_math.js";

test("few rows have high bars, many rows still have bars that can be compared", () => {
  const heights = [1, 2, 3, 4, 9].map(barHeight);
  assert.deepEqual(
    heights,
    heights.toSorted((a, b) => b - a),
  );
  assert.ok(heights.every((height) => height >= 64));
});

test("two to five lines, the highest within the bars", () => {
  for (const most of [8, 12, 18.2, 25, 31, 49]) {
    const steps = gridSteps(most);
    assert.ok(steps.length >= 2 && steps.length <= 5, `${most}: ${steps}`);
    assert.ok(steps[steps.length - 1] <= most);
  }
});

test("a rare token is one chance in so many, to two digits; an expected one is not", () => {
  assert.equal(oddsOf(10), 1000);
  assert.equal(oddsOf(18.2), 300_000);
  assert.equal(oddsOf(2), 4);
  assert.equal(oddsOf(0.4), null);
});
