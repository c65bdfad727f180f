import assert from "node:assert/strict";
import { test } from "node:test";
import { columnsOf, ribbon, spansOf } from "../../../llm_viz/chapters/sampling/parts/flow_math.js";
import { levelsOf, massOf, sample, weightsAt } from "../../../llm_viz/chapters/sampling/parts/sampling_math.js";

const OFF = { temperature: 1, top_k: 0, top_p: 1, min_p: 0 };
const NO_REST = { counts: [], means: [], width: 0.05 };
/** Four tokens with probabilities 0.4, 0.3, 0.2 and 0.1. */
const FOUR = levelsOf({ logits: [0.4, 0.3, 0.2, 0.1].map(Math.log), rest: NO_REST });
const WITH_REST = levelsOf({ logits: [3, 2, 1], rest: { counts: [10, 1000], means: [0, -2], width: 0.05 } });

/**
 * @param {typeof FOUR} levels
 * @param {Partial<typeof OFF>} filters
 * @param {number} named
 */
function columns(levels, filters, named) {
  const weights = weightsAt(levels, 1);
  const total = massOf(levels.counts, weights);
  const raw = weights.map((weight) => weight / total);
  return columnsOf(levels, raw, sample(levels, { ...OFF, ...filters }), named).map((column) =>
    column.map((share) => Math.round(1e6 * share) / 1e6),
  );
}

test("without filters every column is the model's own", () => {
  for (const column of columns(FOUR, {}, 2)) assert.deepEqual(column, [0.4, 0.3, 0.3]);
});

test("what a filter cuts is gone from its column on, and the rest shares the whole", () => {
  const [raw, heat, k, p, m, final] = columns(FOUR, { top_k: 3, min_p: 0.7 }, 3);
  assert.deepEqual(raw, [0.4, 0.3, 0.2, 0.1]);
  assert.deepEqual(heat, raw);
  assert.deepEqual(k, [0.4, 0.3, 0.2, 0]);
  assert.deepEqual(p, k);
  assert.deepEqual(m, [0.4, 0.3, 0, 0]);
  assert.deepEqual(final, [0.571429, 0.428571, 0, 0]);
});

test("tokens without a band of their own count with all that is left of them", () => {
  for (const column of columns(WITH_REST, { temperature: 1.4 }, 2)) {
    assert.ok(Math.abs(column.reduce((sum, share) => sum + share, 0) - 1) < 1e-5);
  }
  assert.equal(columns(WITH_REST, { top_k: 2 }, 2)[2][2], 0);
});

test("bands lie one below the other, and a ribbon joins them", () => {
  assert.deepEqual(spansOf([0.5, 0, 0.25]), [
    { top: 0, bottom: 0.5 },
    { top: 0.5, bottom: 0.5 },
    { top: 0.5, bottom: 0.75 },
  ]);
  const way = ribbon({ x: 0, top: 0, bottom: 10 }, { x: 20, top: 5, bottom: 5 });
  assert.equal(way, "M0.0 0.0C10.0 0.0 10.0 5.0 20.0 5.0V5.0C10.0 5.0 10.0 10.0 0.0 10.0Z");
});
