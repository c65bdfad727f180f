// Characters fit their sheet, steps their line.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  along,
  inked,
  nearest,
  runsOf,
  scaleSteps,
  sheetFor,
} from "../../../llm_viz/chapters/learning/parts/page_math.js";

for (const [width, columns, characters] of [
  [1180, 48, 288],
  [350, 48, 288],
  [1180, 32, 192],
  [290, 32, 192],
]) {
  test(`${characters} characters fit a sheet of ${width} pixels`, () => {
    const sheet = sheetFor(width, columns, characters);
    assert.ok(sheet.columns * sheet.rows >= characters);
    assert.ok(sheet.columns * sheet.cell <= width - 16);
    assert.ok(sheet.size >= 13, "not smaller than 13 pixels");
    assert.ok(sheet.top + sheet.rows * sheet.row < sheet.line);
  });
}

test("a low screen gets lower rows, but none that cannot be read", () => {
  const [free, low, none] = [Infinity, 420, 100].map((room) => sheetFor(1060, 32, 192, room));
  assert.ok(low.height <= 420 && low.height < free.height);
  assert.ok(none.row >= 24);
});

test("the line runs from the start to the last step, in equal ratios", () => {
  assert.equal(along(0, 1500), 0);
  assert.equal(along(1500, 1500), 1);
  const ratio = along(999, 1500) - along(99, 1500);
  assert.ok(Math.abs(ratio - (along(99, 1500) - along(9, 1500))) < 1e-9);
});

test("a place on the line is read back as its moment", () => {
  const steps = [0, 1, 2, 5, 12, 40, 200, 1500];
  for (const [place, step] of steps.entries()) assert.equal(nearest(steps, along(step, 1500)), place);
  assert.equal(nearest(steps, -3), 0);
  assert.equal(nearest(steps, 9), steps.length - 1);
});

test("spans ink their characters and no others", () => {
  assert.deepEqual(inked(6, [1, 3, 4, 5]), [false, true, true, false, true, false]);
});

test("a row is cut where its characters look another way, and only there", () => {
  const characters = [..."xa cat😀 sat"];
  const dark = inked(characters.length, [3, 6, 8, 11]);
  const look = (/** @type {number} */ place) => ({ isDark: dark[place], isFresh: place === 4 });
  const runs = runsOf(characters, 2, 10, look);
  assert.deepEqual(
    runs.map((run) => [run.place, run.characters.join(""), run.isDark, run.isFresh]),
    [
      [2, " ", false, false],
      [3, "c", true, false],
      [4, "a", true, true],
      [5, "t", true, false],
      [6, "😀 ", false, false],
      [8, "sa", true, false],
    ],
  );
});

test("the scale ends before the last step", () => {
  assert.deepEqual(scaleSteps(500), [1, 3, 10, 30, 100, 300]);
});
