// All squares of a field fit above the rows, with the field's name.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fieldSize } from "../../../../llm_viz/chapters/limits/shared/parts/guess_rows_field.js";

for (const [count, columns] of [
  [2000, 100],
  [270, 30],
  [72, 18],
]) {
  for (const width of [276, 340, 740, 1100]) {
    test(`${count} squares in ${columns} columns fit ${width} pixels`, () => {
      const { each, height } = fieldSize(
        { count, columns, shades: [], marked: [], removed: false, rate: 0, name: "" },
        width,
      );
      assert.ok(each * columns <= width + 1e-9);
      assert.ok(height <= 200 && height > Math.ceil(count / columns) * each);
    });
  }
}
