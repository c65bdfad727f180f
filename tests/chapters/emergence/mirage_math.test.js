import assert from "node:assert/strict";
import { test } from "node:test";
import { digitAt, distanceOf } from "../../../llm_viz/chapters/emergence/parts/mirage_math.js";

const CURVE = { half: 1e9, steep: 0.7 };

test("at half its size a curve is right half the time", () => {
  assert.equal(digitAt(CURVE, 1e9), 0.5);
  assert.ok(digitAt(CURVE, 1e12) > 0.99);
});

test("the distance is the root of the mean square", () => {
  assert.equal(distanceOf(CURVE, 1, [{ size: 1e9, value: 0.5 }]), 0);
  assert.equal(distanceOf(CURVE, 2, [{ size: 1e9, value: 0.75 }]), 0.5);
});
