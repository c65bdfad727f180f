// A number as the sum of products that it is: as the lines are written, they add up.

import assert from "node:assert/strict";
import { test } from "node:test";
import { productLines } from "../../../llm_viz/chapters/inside/parts/products.js";

const WORDS = { term: "{index}: {input} × {weight}", others: "{count} others", bias: "bias", value: "sum" };

/** @param {number} input @param {number} weight */
const term = (input, weight) => ({ index: 4, input, weight });

test("the products, the bias and what is left add up to the sum as it is written", () => {
  for (const [bias, scale] of [
    [0, 1],
    [0.1234, 1],
    [0, 400],
  ]) {
    const terms = [term(0.33333, scale), term(-1.11111, 0.77777), term(0.55555, 0.1)];
    const others = 0.33349;
    const value = terms.reduce((sum, { input, weight }) => sum + input * weight, others + bias);
    const lines = productLines({ terms, others, others_count: 573, bias, value }, WORDS, "en");
    const [total] = lines.slice(-1);
    assert.equal(lines.length, bias === 0 ? 5 : 6);
    assert.equal(lines[0].text, `5: 0.333 × ${scale === 1 ? "1.000" : "400"}`);
    assert.ok(total.isTotal);
    const sum = lines.slice(0, -1).reduce((all, line) => all + line.value, 0);
    assert.equal(sum.toFixed(total.digits), total.value.toFixed(total.digits));
  }
});
