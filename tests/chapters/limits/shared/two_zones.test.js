// A square and a smaller zone share the room below the question, on every screen.

import assert from "node:assert/strict";
import { test } from "node:test";
import { twoZones } from "../../../../llm_viz/chapters/limits/shared/parts/two_zones.js";

for (const width of [280, 366, 559, 770, 1400]) {
  for (const [head, row] of [
    [60, 0],
    [150, 58],
    [260, 0],
  ]) {
    test(`at ${width} pixels, below a question of ${head}, nothing overlaps or leaves the picture`, () => {
      const room = twoZones(width, { head, foot: 74, screen: 720, row });
      const { square, zone, foot } = room;
      assert.ok(square.side >= 140 && zone.width > 60 && zone.height > 50);
      assert.ok(zone.top >= head && square.top >= head);
      assert.ok(square.left >= 0 && square.left + square.side <= width);
      assert.ok(zone.left + zone.width <= square.left || zone.top + zone.height <= square.top);
      assert.ok(square.top + square.side <= foot.top);
      assert.ok(foot.top + foot.height <= room.height);
    });
  }
}

test("a tall window has a larger square where the zone stands beside it", () => {
  const side = (/** @type {number} */ screen) => twoZones(900, { head: 100, foot: 74, screen }).square.side;
  assert.ok(side(900) > side(650));
});
