import assert from "node:assert/strict";
import { test } from "node:test";
import { meanError, surfaceLoss, tokensFor } from "../../../llm_viz/chapters/scaling/parts/law.js";
import { ratioText } from "../../../llm_viz/chapters/scaling/parts/ratio_text.js";

const SURFACE = { E: 1, A: 100, B: 100, alpha: 0.5, beta: 0.5 };

test("a surface's own losses have no error, others as much as their logarithms differ", () => {
  const flop = 6e8;
  const loss = surfaceLoss(SURFACE, 1e4, tokensFor(flop, 1e4));
  assert.equal(loss, 3);
  const off = { parameters: 1e4, flop, loss: loss * Math.E };
  assert.equal(meanError(SURFACE, [{ parameters: 1e4, flop, loss }]), 0);
  assert.ok(Math.abs(meanError(SURFACE, [{ parameters: 1e4, flop, loss }, off]) - 0.5) < 1e-12);
});

test("a ratio has a digit where it tells", () => {
  assert.deepEqual(
    [1868.2, 93.4, 18.44, 0.42].map((ratio) => ratioText(ratio, "en")),
    ["1,868", "93", "18.4", "0.4"],
  );
});
