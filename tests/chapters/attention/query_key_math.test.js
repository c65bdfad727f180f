// Weights from queries and keys, by the same cases as the Python side: `query_key.json`.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { capturedWeight, keyOf, rowOf } from "../../../llm_viz/chapters/attention/parts/query_key_math.js";

/**
 * @import { Layer } from "../../../llm_viz/chapters/attention/parts/query_key_math.js"
 *
 * @typedef {number[][][]} Cube
 * @typedef {{ name: string, scaling: number, cap: number | null, queries: Cube, keys: Cube, allowed: number[][],
 *   weights: Cube, unscaled: Cube }} Case
 */

/** @type {Case[]} */
const CASES = JSON.parse(readFileSync(new URL("query_key.json", import.meta.url), "utf8"));

/**
 * @param {Case} given
 * @returns {Layer}
 */
function layerOf({ queries, keys, weights, allowed, scaling, cap }) {
  const flat = (/** @type {Cube} */ cube) => Float32Array.from(cube.flat(2));
  const counts = { head_count: queries.length, key_heads: keys.length, length: queries[0].length };
  const arrays = { queries: flat(queries), keys: flat(keys), weights: flat(weights) };
  return { ...arrays, ...counts, allowed: Uint8Array.from(allowed.flat()), size: queries[0][0].length, scaling, cap };
}

/**
 * @param {number[]} found
 * @param {number[]} expected
 */
function assertClose(found, expected) {
  assert.equal(found.length, expected.length);
  for (const [index, value] of expected.entries()) assert.ok(Math.abs(found[index] - value) <= 2e-6);
}

for (const given of CASES) {
  test(`the weights of the formula: ${given.name}`, () => {
    const layer = layerOf(given);
    for (const [head, rows] of given.weights.entries()) {
      for (const [query, weights] of rows.entries()) {
        const row = rowOf(layer, head, query);
        assertClose(row.weights, weights);
        assertClose(row.unscaled, given.unscaled[head][query]);
        assert.deepEqual(
          row.scores.map((score) => score > -Infinity),
          given.allowed[query].map((seen) => seen === 1),
        );
        assertClose([capturedWeight(layer, { head, query, key: 1 })], [weights[1]]);
      }
    }
  });
}

test("neighbouring heads share a key", () => {
  const layer = layerOf(CASES[0]);
  const key = (/** @type {number} */ head) => [...keyOf(layer, head, 1)];
  assert.deepEqual(key(0), key(1));
  assert.deepEqual(key(2), key(3));
  assert.notDeepEqual(key(1), key(2));
});
