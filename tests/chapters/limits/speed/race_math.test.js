// A token counts once it is finished, and all that are written fit into their lane.

import assert from "node:assert/strict";
import { test } from "node:test";
import { squareFor, writtenBy } from "../../../../llm_viz/chapters/limits/speed/parts/race_math.js";

test("only finished tokens count", () => {
  assert.equal(writtenBy(4, 0.24), 0);
  assert.equal(writtenBy(4, 0.25), 1);
  assert.equal(writtenBy(208.6, 3), 625);
});

for (const [width, height] of [
  [290, 110],
  [330, 110],
  [760, 98],
  [1200, 98],
]) {
  test(`all tokens fit into ${width} × ${height} pixels`, () => {
    for (const count of [1, 12, 625, 5000]) {
      const { each, columns } = squareFor(count, width, height, 22);
      assert.ok(columns * each <= width);
      assert.ok(Math.ceil(count / columns) * each <= height);
    }
  });
}
