import assert from "node:assert/strict";
import { test } from "node:test";
import { countOf, levelsOf, sample } from "../../../llm_viz/chapters/sampling/parts/sampling_math.js";

const OFF = { temperature: 1, top_k: 0, top_p: 1, min_p: 0 };
const NO_REST = { counts: [], means: [], width: 0.05 };
/** Four tokens with probabilities 0.4, 0.3, 0.2 and 0.1. */
const FOUR = levelsOf({ logits: [0.4, 0.3, 0.2, 0.1].map(Math.log), rest: NO_REST });
const WITH_REST = levelsOf({ logits: [3, 2, 1], rest: { counts: [10, 1000], means: [0, -2], width: 0.05 } });

/**
 * @param {ArrayLike<number>} shown
 * @param {number[]} expected
 */
function assertClose(shown, expected) {
  assert.equal(shown.length, expected.length);
  for (const [index, value] of expected.entries()) {
    assert.ok(Math.abs(shown[index] - value) < 1e-12, `${shown[index]} is not ${value}`);
  }
}

test("without filters the shares are the probabilities", () => {
  const { final, keptMass, entropyBits, approximate } = sample(FOUR, OFF);
  assertClose(final, [0.4, 0.3, 0.2, 0.1]);
  assertClose([keptMass], [1]);
  assertClose(
    [entropyBits],
    [-(0.4 * Math.log2(0.4) + 0.3 * Math.log2(0.3) + 0.2 * Math.log2(0.2) + 0.1 * Math.log2(0.1))],
  );
  assert.equal(approximate, false);
});

test("at temperature 0 only the best token is left", () => {
  assert.deepEqual([...sample(FOUR, { ...OFF, temperature: 0, top_k: 3 }).final], [1, 0, 0, 0]);
});

test("temperature 0.5 squares the odds", () => {
  const squares = [0.16, 0.09, 0.04, 0.01];
  assertClose(
    sample(FOUR, { ...OFF, temperature: 0.5 }).final,
    squares.map((square) => square / 0.3),
  );
});

test("each filter cuts what its name says, in the order top-k, top-p, min-p", () => {
  assertClose(sample(FOUR, { ...OFF, top_k: 2 }).final, [4 / 7, 3 / 7, 0, 0]);
  assertClose(sample(FOUR, { ...OFF, top_p: 0.65 }).final, [4 / 7, 3 / 7, 0, 0]);
  assertClose(sample(FOUR, { ...OFF, min_p: 0.4 }).final, [4 / 9, 3 / 9, 2 / 9, 0]);
  const all = sample(FOUR, { ...OFF, top_k: 3, top_p: 0.7, min_p: 0.8 });
  assert.deepEqual(
    all.alive.map((alive) => countOf(alive)),
    [4, 3, 2, 1],
  );
});

test("tokens that tie with the k-th best stay", () => {
  const tied = levelsOf({ logits: [2, 1, 1, 0], rest: NO_REST });
  assert.equal(countOf(sample(tied, { ...OFF, top_k: 2 }).alive[1]), 3);
});

test("unlisted tokens count with the whole of their bins, and the error is a bound", () => {
  const { alive, final, tailError } = sample(WITH_REST, OFF);
  assert.equal(countOf(alive[3]), 1013);
  assertClose([final.reduce((sum, share, index) => sum + share * alive[3][index], 0)], [1]);
  assert.ok(tailError > 0 && tailError < 1e-3);
  assert.equal(sample(WITH_REST, { ...OFF, top_k: 3 }).approximate, false);
});

test("a boundary among unlisted tokens is said to be approximate", () => {
  assert.equal(sample(WITH_REST, { ...OFF, top_p: 0.6 }).approximate, true);
});
