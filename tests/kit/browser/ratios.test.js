import assert from "node:assert/strict";
import { test } from "node:test";
import { equalRatios } from "../../../llm_viz/kit/browser/graph/ratios.js";

test("numbers in equal ratios, both ends included", () => {
  assert.deepEqual(equalRatios(1, 16, 5), [1, 2, 4, 8, 16]);
  assert.deepEqual(equalRatios(1e9, 1e12, 2), [1e9, 1e12]);
});
