import assert from "node:assert/strict";
import { test } from "node:test";
import {
  count,
  fixed,
  large,
  measuredShare,
  percent,
  powerOfTen,
  superscript,
  threeDigits,
} from "../../../llm_viz/kit/browser/numbers.js";

test("figures look the same in both languages", () => {
  for (const language of /** @type {const} */ (["ja", "en"])) {
    assert.equal(count(49152, language), "49,152");
    assert.equal(fixed(1.7, 2, language), "1.70");
    assert.equal(threeDigits(1287.3, language), "1,290");
    assert.equal(threeDigits(0.2512, language), "0.251");
  }
});

test("a mantissa is never written as 10.0", () => {
  assert.equal(powerOfTen(9.97e23), "1.0 × 10²⁴");
  assert.equal(powerOfTen(3.14e23), "3.1 × 10²³");
  assert.equal(powerOfTen(2.5e-3), "2.5 × 10⁻³");
  assert.equal(superscript(-120), "⁻¹²⁰");
});

test("shares and large counts", () => {
  assert.deepEqual([0, 1e-9, 0.003, 0.4, 0.9995, 1].map(percent), [
    "0 %",
    "<0.1 %",
    "0.3 %",
    "40 %",
    ">99.9 %",
    "100 %",
  ]);
  assert.deepEqual([0, 0.8, 0.084, 0.0015].map(measuredShare), ["0 %", "80 %", "8.4 %", "0.15 %"]);
  assert.deepEqual([950, 49152, 1.345e8, 3e14].map(large), ["950", "49 k", "134.5 M", "300.0 T"]);
});
