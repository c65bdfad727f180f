import assert from "node:assert/strict";
import { test } from "node:test";
import { gridOf, pathOf, placeOf, SQUARES, startsOf } from "../../../llm_viz/chapters/learning/parts/thousand_math.js";

test("a wide picture fills columns from the left, a narrow one rows from the top, and all squares fit", () => {
  for (const [width, height, isNarrow] of /** @type {const} */ ([
    [900, 430, false],
    [500, 640, false],
    [340, Number.POSITIVE_INFINITY, true],
  ])) {
    const grid = gridOf(width, height, isNarrow);
    assert.ok(grid.columns * grid.pitch <= width + 1e-9 && grid.rows * grid.pitch <= height);
    const places = Array.from({ length: SQUARES }, (_, at) => placeOf(at, grid));
    assert.ok(places.every(({ column, row }) => column < grid.columns && row < grid.rows));
    assert.equal(new Set(places.map(({ column, row }) => `${column} ${row}`)).size, SQUARES);
    assert.deepEqual(places[1], isNarrow ? { column: 1, row: 0 } : { column: 0, row: 1 });
  }
});

test("a path has one outline a square, from the place where its language begins", () => {
  const grid = gridOf(400, 250, false);
  assert.deepEqual(startsOf([926, 18, 0, 1]), [0, 926, 944, 944, 945]);
  assert.equal(pathOf(0, 0, grid), "");
  assert.equal(pathOf(25, 2, grid, 2), "M11.00 1.00h8.00v8.00h-8.00zM11.00 11.00h8.00v8.00h-8.00z");
});
