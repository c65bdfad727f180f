// The weights of the heat map, as the server sends them: close enough to the true ones, and summed up.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import {
  choicesOf,
  FULL,
  isPossible,
  linkShares,
  markedLink,
  rowShares,
  weightsOf,
} from "../../../llm_viz/chapters/attention/parts/heatmap_math.js";
import { decodeArrays } from "../../../llm_viz/kit/browser/arrays.js";

/**
 * @import { Attention, Place } from "../../../llm_viz/chapters/attention/parts/heatmap_math.js"
 *
 * @typedef {{ layers: number, heads: number, cases: { length: number, causal: boolean }[], tokens: string[] }} Plain
 * @typedef {Plain & { [name: `sent_${number}`]: Uint16Array, [name: `true_${number}`]: Float32Array, ends: Uint16Array }}
 *   Message What `heatmap_message.py` prints.
 *
 * @typedef {{ attention: Attention, trueWeight: (place: Place, query: number, key: number) => number }} Case
 */

const PYTHON = process.env.PYTHON ?? ".venv/bin/python";
const SCRIPT = ["-m", "tests.chapters.attention.heatmap_message"];
const message = /** @type {Message} */ (decodeArrays(execFileSync(PYTHON, SCRIPT, { maxBuffer: 10_000_000 })));
const cases = message.cases.map((_, number) => caseOf(number));

/**
 * @param {number} number
 * @returns {Case}
 */
function caseOf(number) {
  const { layers, heads } = message;
  const { length, causal } = message.cases[number];
  const sent = message[`sent_${number}`];
  const attention = { weights: sent, rollout: sent, layers, heads, length, causal, summaries: new Map() };
  const trueWeight = (/** @type {Place} */ { layer, head }, /** @type {number} */ query, /** @type {number} */ key) => {
    const row = ((Number(layer) - 1) * heads + Number(head) - 1) * length + query;
    return message[`true_${number}`][row * length + key];
  };
  return { attention, trueWeight };
}

/**
 * Every row of every head.
 *
 * @param {Attention} attention
 */
function rowsOf({ layers, heads, length }) {
  const numbers = (/** @type {number} */ count) => Array.from({ length: count }, (_, index) => index);
  return numbers(layers).flatMap((layer) =>
    numbers(heads).flatMap((head) =>
      numbers(length).map((query) => ({ place: { layer: String(layer + 1), head: String(head + 1) }, query })),
    ),
  );
}

/**
 * A small model's attention: three tokens, one layer with two heads.
 *
 * @param {number[][]} heads Numbers from 0 to `FULL` of the lower triangle.
 * @returns {Attention}
 */
function small(...heads) {
  const numbers = Uint16Array.from(heads.flat());
  const shape = { layers: 1, heads: heads.length, length: 3, causal: true };
  return { ...shape, weights: numbers, rollout: numbers, summaries: new Map() };
}

test("the message arrives as it was", () => {
  assert.deepEqual(message.tokens, ["</script>", "日本", "\u2028"]);
  assert.deepEqual([...message.ends], [1, FULL]);
});

for (const { attention, trueWeight } of cases) {
  const { length, causal } = attention;
  test(`rounding changes no weight by more than a 131070th: ${length} tokens, causal: ${causal}`, () => {
    for (const { place, query } of rowsOf(attention)) {
      rowShares(attention, { ...place, hideSink: false }, query).forEach((weight, key) => {
        assert.equal(weight === null, causal && key > query);
        // float32 itself adds an error of this size near 1
        assert.ok(Math.abs((weight ?? 0) - trueWeight(place, query, key)) <= 1 / 131070 + 1e-7);
      });
    }
  });
}

test("hiding the first token enlarges the error to at most a tenth of a percent", () => {
  const { attention, trueWeight } = cases[2];
  let compared = 0;
  for (const { place, query } of rowsOf(attention)) {
    const rest = 1 - trueWeight(place, query, 0);
    if (rest < 0.01) continue; // the picture shows no row with less left
    compared += 1;
    rowShares(attention, { ...place, hideSink: true }, query).forEach((weight, key) => {
      if (key === 0) assert.equal(weight, null);
      else assert.ok(Math.abs((weight ?? 0) - trueWeight(place, query, key) / rest) <= 0.001 * 1.6);
    });
  }
  assert.ok(compared > 100);
});

test("a row with less than a percent beside the first token shows nothing when that is hidden", () => {
  const attention = small([FULL, FULL - 600, 600, FULL - 700, 300, 400]);
  const view = { layer: "1", head: "1", hideSink: true };
  assert.deepEqual(rowShares(attention, view, 1), [null, null, null]);
  assert.deepEqual(rowShares(attention, view, 2), [null, 300 / 700, 400 / 700]);
});

test("heads are summed up by their mean or their largest weight, and maxima are not enlarged", () => {
  const attention = small([FULL, 0, FULL, 0, 0, FULL], [FULL, FULL, 0, FULL, 0, 0]);
  assert.deepEqual(
    [...weightsOf(attention, { layer: "1", head: "mean" })],
    [FULL, ...Array(3).fill(FULL / 2), 0, FULL / 2],
  );
  assert.deepEqual([...weightsOf(attention, { layer: "1", head: "max" })], [FULL, FULL, FULL, FULL, 0, FULL]);
  assert.equal(weightsOf(attention, { layer: "max", head: "max" }), attention.summaries.get("max max"));
  assert.deepEqual(rowShares(attention, { layer: "1", head: "max", hideSink: true }, 1), [null, 1, null]);
  assert.deepEqual(rowShares(attention, { layer: "1", head: "mean", hideSink: true }, 1), [null, 1, null]);
});

test("rollout is chosen for a layer, not for all of them", () => {
  const model = { layers: 2, heads: 1 };
  assert.deepEqual(choicesOf(model, "layer"), ["1", "2", "mean", "max"]);
  assert.deepEqual(choicesOf(model, "head"), ["1", "mean", "max", "rollout"]);
  assert.ok(isPossible({ layer: "2", head: "rollout" }));
  assert.ok(!isPossible({ layer: "mean", head: "rollout" }));
});

test("the share of a link is that of its row, head by head; what is out of sight counts as nothing", () => {
  for (const { attention } of cases) {
    for (const link of [
      { query: attention.length - 1, key: 1 },
      { query: 0, key: attention.length - 1 },
    ]) {
      for (const hideSink of [false, true]) {
        const expected = rowsOf(attention)
          .filter(({ query }) => query === link.query)
          .map(({ place }) => rowShares(attention, { ...place, hideSink }, link.query)[link.key] ?? 0);
        assert.deepEqual(linkShares(attention, link, hideSink), expected);
      }
    }
  }
});

test("a cell that is pointed at comes before the pinned one; a whole row marks no link", () => {
  const view = { query: 3, key: 1 };
  assert.deepEqual(markedLink({ pointed: null, view }), view);
  assert.deepEqual(markedLink({ pointed: { query: 2, key: 0 }, view }), { query: 2, key: 0 });
  assert.equal(markedLink({ pointed: { query: 2, key: null }, view }), null);
  assert.equal(markedLink({ pointed: null, view: { query: 3, key: null } }), null);
});
