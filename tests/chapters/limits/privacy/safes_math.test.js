// Tries fill a field square by square, and safes stand in their zone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { filledPath, safePlaces, triesAt } from "../../../../llm_viz/chapters/limits/privacy/parts/safes_math.js";

test("tries begin with the first and end with the last, ten times as many taking as long", () => {
  assert.equal(triesAt(0, 9999), 1);
  assert.equal(triesAt(1, 9999), 9999);
  assert.equal(triesAt(0.5, 9999), 100);
  assert.equal(triesAt(0.3, 1), 1);
});

test("whole rows and part of one are filled", () => {
  const field = { left: 10, top: 20, each: 2 };
  assert.equal(filledPath(200, 100, field), "M10 20H210V24H10Z");
  assert.equal(filledPath(3, 100, field), "M10 20H16V22H10Z");
  assert.equal(filledPath(103, 100, field), "M10 20H210V22H10ZM10 22H16V24H10Z");
});

for (const zone of [
  { left: 14, top: 120, width: 338, height: 58 },
  { left: 24, top: 150, width: 367, height: 316 },
]) {
  test(`eight safes and what is written below them stand in a zone of ${zone.width} × ${zone.height}`, () => {
    const places = safePlaces(zone, 8);
    assert.equal(places.length, 8);
    for (const { x, y, size } of places) {
      assert.ok(size > 28);
      assert.ok(x >= zone.left && x + size <= zone.left + zone.width);
      assert.ok(y >= zone.top && y + size + 20 <= zone.top + zone.height);
    }
  });
}
