// Piles fit their room, and a dragged mark says the number of rows it lies on.

import assert from "node:assert/strict";
import { test } from "node:test";
import { roomFor, rowsAt, topOf } from "../../../../llm_viz/chapters/limits/hallucination/parts/piles_math.js";

const TRIES = 20;

for (const width of [280, 560, 770]) {
  test(`both piles fit ${width} pixels, and the highest lies below the questions`, () => {
    const room = roomFor(width, 460, TRIES);
    const [first, second] = room.piles;
    assert.ok(first.left + first.width < second.left);
    assert.ok(second.left + second.width <= width);
    assert.ok(topOf(room, TRIES) > 60);
    assert.ok(room.row > 16, "a line of 14 pixels fits");
  });
}

test("a height is read back as its number of rows, at least one and at most all", () => {
  const room = roomFor(770, 460, TRIES);
  for (let rows = 1; rows <= TRIES; rows += 1) assert.equal(rowsAt(room, topOf(room, rows) + 3, TRIES), rows);
  assert.equal(rowsAt(room, 9999, TRIES), 1);
  assert.equal(rowsAt(room, -9999, TRIES), TRIES);
});
