import assert from "node:assert/strict";
import { test } from "node:test";
import { nearest, pointsOf, rightDigits } from "../../../llm_viz/chapters/emergence/parts/answers_math.js";

test("each digit is compared with the one in its own place", () => {
  assert.deepEqual(rightDigits("624", "625"), [true, true, false]);
  assert.deepEqual(rightDigits("526", "625"), [false, true, false]);
});

test("all or nothing gives a point for the whole only, part marks a share for each digit", () => {
  assert.equal(pointsOf("624", "625", 0), 0);
  assert.equal(pointsOf("625", "625", 0), 1);
  assert.equal(pointsOf("624", "625", 1), 2 / 3);
  assert.equal(pointsOf("625", "625", 1), 1);
  assert.equal(pointsOf("999", "625", 1), 0);
});

test("the pointer looks at the nearest moment", () => {
  assert.equal(nearest([10, 20, 40], 29), 1);
  assert.equal(nearest([10, 20, 40], 31), 2);
  assert.equal(nearest([10, 20, 40], -500), 0);
});
