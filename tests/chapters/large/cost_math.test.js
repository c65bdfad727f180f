import assert from "node:assert/strict";
import { test } from "node:test";
import { amountOf, parametersFor, zoomFor } from "../../../llm_viz/chapters/large/parts/cost_math.js";

const RATES = { bytes: 2, flops: 1e14, watts: 1000 };

test("memory, computation and electricity follow from parameters and tokens", () => {
  assert.equal(amountOf("memory", 175e9, 3e11, RATES), 350e9);
  assert.equal(amountOf("flop", 1e9, 1e10, RATES), 6e19);
  assert.equal(amountOf("energy", 1e9, 6e10, RATES), 1000); // 3.6e20 operations: 3.6e6 seconds of a kilowatt
});

test("a square that is dragged stands for as many parameters as its area says", () => {
  for (const bill of /** @type {const} */ (["memory", "flop", "energy"])) {
    const amount = amountOf(bill, 7e9, 2e12, RATES);
    assert.ok(Math.abs(parametersFor(bill, amount, 2e12, RATES) / 7e9 - 1) < 1e-12);
  }
});

test("at the zoom that fits, all squares have room, and one more step would not fit", () => {
  const room = { width: 900, height: 300, gap: 20, least: 100 };
  for (const amounts of [
    [8, 16, 24, 80, 350],
    [8, 16, 24, 80, 0.5],
    [1, 1e3, 1e6, 1e9],
    [100, 100, 100, 100, 100],
  ]) {
    const zoom = zoomFor(amounts, room);
    const wide = (/** @type {number} */ given) =>
      amounts.reduce((sum, one) => sum + Math.max(100, given * Math.sqrt(one)), 80);
    assert.ok(wide(zoom) <= 900.001);
    assert.ok(zoom * Math.sqrt(Math.max(...amounts)) <= 300.001);
    assert.ok(wide(1.05 * zoom) > 900 || 1.05 * zoom * Math.sqrt(Math.max(...amounts)) > 300);
  }
});
