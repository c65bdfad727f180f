// Rows fit their room, values lie where the scale says, and the guess is never written on the truth.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  besideLines,
  clearOf,
  middleOf,
  nearest,
  placeOf,
  roomFor,
  shareOf,
} from "../../../../llm_viz/chapters/limits/shared/parts/guess_rows_math.js";

const EVEN = { low: 0, high: 120, base: 0, log: false };
const POWERS = { low: 1e21, high: 1e26, base: 0, log: true };

for (const width of [280, 366, 559, 770, 1400]) {
  for (const rows of [2, 5, 9]) {
    test(`${rows} rows fit ${width} pixels, below the question and above the marks of the scale`, () => {
      const room = roomFor(width, 150, rows, 70, 720);
      assert.ok(room.top >= 150);
      assert.ok(room.top + rows * room.row <= room.height - 30);
      assert.ok(room.row >= (room.isNarrow ? 36 : 34));
      assert.ok(room.left < room.right && room.right < width);
      assert.ok(middleOf(room, rows - 1) < room.height);
    });
  }
}

test("a tall window has a tall picture where there is room beside the names", () => {
  assert.ok(roomFor(770, 100, 4, 70, 1080).height > roomFor(770, 100, 4, 70, 720).height);
  assert.equal(roomFor(366, 100, 4, 70, 1080).height, roomFor(366, 100, 4, 70, 720).height);
});

test("values lie evenly, or a power of ten apart, and not beyond the ends", () => {
  assert.equal(shareOf(EVEN, 30), 0.25);
  assert.ok(Math.abs(shareOf(POWERS, 1e22) - 0.2) < 1e-9);
  assert.equal(shareOf(EVEN, 500), 1);
  assert.equal(shareOf(EVEN, -5), 0);
});

test("the mark stands on the value that is nearest to the pointer", () => {
  const room = roomFor(770, 100, 2, 70, 720);
  const values = [0, 20, 40, 120];
  assert.equal(nearest(room, EVEN, values, placeOf(room, EVEN, 33)), 2);
  assert.equal(nearest(room, EVEN, values, -50), 0);
  assert.equal(nearest(room, EVEN, values, 5000), 3);
});

test("the guess is written clear of the truth, inside the picture", () => {
  const room = roomFor(366, 100, 2, 70, 720);
  for (const x of [12, 100, 180, 260, 354]) {
    for (const taken of /** @type {[number, number][]} */ ([
      [20, 80],
      [150, 210],
      [280, 340],
    ])) {
      const middle = clearOf(x, 90, taken, room);
      assert.ok(middle - 45 >= 0 && middle + 45 <= room.width);
      assert.ok(middle + 45 < taken[0] || middle - 45 > taken[1]);
    }
  }
});

test("no line runs through what is written behind a bar or a dot", () => {
  const text = { from: 300, apart: 16, wide: 80 };
  assert.equal(besideLines(text, [], null), 316);
  assert.equal(besideLines(text, [200, 420], 40), 316, "no line is in the way");
  const before = besideLines(text, [350], 40);
  assert.ok(before + text.wide <= text.from - text.apart, "on the other side of the dot");
  assert.ok(besideLines(text, [350], 250) > 350, "which has no room");
  assert.ok(besideLines(text, [350], null) > 350, "or is a bar");
});
