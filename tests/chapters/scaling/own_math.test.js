// A line through measured losses, and how its promise held. That it is Python's law: test_equal.py.

import assert from "node:assert/strict";
import { test } from "node:test";

import { judged, lawThrough, lossAt } from "../../../llm_viz/chapters/scaling/parts/own_math.js";

const FLOOR = 2.5;
const points = [1e4, 1e5, 1e6, 1e7].map((x) => ({ x, loss: FLOOR + (4e4 / x) ** 0.25 }));

test("a power law is found again, and says what lies beyond", () => {
  const law = lawThrough(points.slice(0, 3), FLOOR);
  assert.ok(Math.abs(law.exponent - 0.25) < 1e-9);
  assert.ok(Math.abs(law.explained - 1) < 1e-9);
  assert.ok(Math.abs(lossAt(law, 1e7) - points[3].loss) < 1e-9);
});

test("without a known floor, the straightest line is taken", () => {
  const law = lawThrough(points, null);
  assert.ok(Math.abs(law.floor - FLOOR) < 0.02);
});

test("a promise is judged by the distances to the floor", () => {
  assert.equal(judged({ promised: 3, measured: 3.2, floor: FLOOR }), "hopeful");
  assert.equal(judged({ promised: 3.2, measured: 3, floor: FLOOR }), "gloomy");
  assert.equal(judged({ promised: 3, measured: 3.04, floor: FLOOR }), "close");
});
