// Money as people read it, doors as they are counted, and squares whose areas are true.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  between,
  doorPlaces,
  doorsText,
  money,
  sideOf,
} from "../../../../llm_viz/chapters/limits/returns/parts/doors_math.js";

test("a sum has two digits", () => {
  assert.equal(money(5729, "en"), "5,700");
  assert.equal(money(45896, "en"), "46,000");
  assert.equal(money(2485620, "en"), "2.5\u00a0M");
  assert.equal(money(45896, "ja"), "4.6\u00a0万");
  assert.equal(money(5729, "ja"), "5,700");
});

test("doors are counted more finely where few go", () => {
  assert.deepEqual([12.43, 9.02, 7, 6.52].map(doorsText), ["12.4", "9", "7", "6.52"]);
});

test("a hundred times the money is a square ten times as wide", () => {
  assert.equal(sideOf(1, 100, 300), 30);
});

test("between two places, money grows by ratios", () => {
  const curve = { doors: [9, 8, 7], dollars: [1, 100, 10000] };
  assert.deepEqual(between(curve, 1), { doors: 8, dollars: 100 });
  const half = between(curve, 0.5);
  assert.equal(half.doors, 8.5);
  assert.ok(Math.abs(half.dollars - 10) < 1e-9);
  assert.deepEqual(between(curve, 2), { doors: 7, dollars: 10000 });
});

for (const zone of [
  { left: 14, top: 120, width: 131, height: 189 },
  { left: 24, top: 150, width: 367, height: 316 },
]) {
  test(`all doors stand in a zone of ${zone.width} × ${zone.height}, none on another`, () => {
    const places = doorPlaces(zone);
    const [first, second] = places;
    assert.ok(second.x >= first.x + first.width || second.y >= first.y + first.height);
    for (const { x, y, width, height } of places) {
      assert.ok(width > 15);
      assert.ok(x >= zone.left && x + width <= zone.left + zone.width + 0.01);
      assert.ok(y >= zone.top && y + height <= zone.top + zone.height + 0.01);
    }
  });
}
