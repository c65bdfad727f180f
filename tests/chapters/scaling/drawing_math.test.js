import assert from "node:assert/strict";
import { test } from "node:test";
import {
  COLUMNS,
  drawTo,
  gains,
  LOSS_TOP,
  lossAt,
  miss,
  START,
  stuck,
} from "../../../llm_viz/chapters/scaling/parts/drawing_math.js";
import { computeOptimal } from "../../../llm_viz/chapters/scaling/parts/law.js";

const LAW = { E: 1.8172, A: 482.01, B: 2085.43, alpha: 0.3478, beta: 0.3658 };

test("the pen fills all columns that it passes, and never leaves the picture", () => {
  const { line, last } = drawTo([], -1, 3, { power: COLUMNS[3], loss: 2 });
  assert.deepEqual([line.map((loss) => loss.toFixed(2)), last], [["2.75", "2.50", "2.25", "2.00"], 3]);
  const back = drawTo(line, last, 3, { power: COLUMNS[1], loss: 1 });
  assert.deepEqual([back.line.length, back.line[1], back.last], [4, 1, 1]);
  const far = drawTo(line, last, 3, { power: 99, loss: -5 });
  assert.equal(far.line.length, COLUMNS.length);
  assert.ok(far.line.every((loss) => loss > 0 && loss < LOSS_TOP));
  assert.ok(drawTo([], -1, 3, { power: 0, loss: 99 }).line[0] < LOSS_TOP);
});

test("a line on the law misses nothing, one beside it as much as it lies beside", () => {
  const best = COLUMNS.map((power) => computeOptimal(LAW, 10 ** power).loss);
  assert.deepEqual(miss(best, LAW), { size: 0, side: 0 });
  const { size, side } = miss(
    best.map((loss) => loss - 0.2),
    LAW,
  );
  assert.ok(Math.abs(size - 0.2) < 1e-9 && Math.abs(side + 0.2) < 1e-9);
});

test("every ten times more buys less, and one thing alone stays above its floor", () => {
  const bought = gains(LAW, "both", 6);
  assert.ok(bought.every((gain, index) => gain > 0 && (index === 0 || gain < bought[index - 1])));
  for (const way of /** @type {const} */ (["parameters", "data"])) {
    assert.ok(Math.abs(lossAt(LAW, way, START) - lossAt(LAW, "both", START)) < 1e-9);
    assert.ok(lossAt(LAW, way, 25) > lossAt(LAW, "both", 25));
    const { floor } = stuck(LAW, way);
    assert.ok(lossAt(LAW, way, 40) > floor && lossAt(LAW, way, 40) - floor < 1e-3);
  }
});
