// Piles fit their room, and a dragged mark says the number of rows it lies on.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  FLIGHT,
  flown,
  roomFor,
  rowsAt,
  startOf,
  topOf,
} from "../../../../llm_viz/chapters/limits/hallucination/parts/piles_math.js";

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

test("answers come one after the other, the first ones slowly, and each ends on its place", () => {
  const starts = Array.from({ length: TRIES }, (_, number) => startOf(number));
  assert.equal(starts[0], 0);
  const apart = starts.slice(1).map((start, number) => start - starts[number]);
  assert.ok(apart.every((time, number) => time > 0 && (number === 0 || time <= apart[number - 1])));
  assert.ok(apart[0] > FLIGHT / 2 && apart[TRIES - 2] < FLIGHT / 2);
  assert.equal(flown(3, startOf(3)), null);
  assert.ok(Number(flown(3, startOf(3) + FLIGHT / 2)) > 0.5);
  assert.equal(flown(3, startOf(3) + FLIGHT), 1);
  assert.equal(flown(TRIES - 1, startOf(TRIES - 1) + FLIGHT), 1);
  assert.ok(startOf(TRIES - 1) + FLIGHT < 6000, "a class does not wait longer");
});

test("an answer begins to fly between the question and the highest pile", () => {
  const room = roomFor(770, 520, TRIES);
  assert.ok(room.from > 45 && room.from < topOf(room, TRIES));
});
