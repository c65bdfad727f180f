import assert from "node:assert/strict";
import { test } from "node:test";
import { saysOf } from "../../../llm_viz/chapters/sampling/parts/dial_says.js";
import { sameDraw } from "../../../llm_viz/chapters/sampling/parts/draw_settings.js";
import { sharpened } from "../../../llm_viz/chapters/sampling/parts/hand_math.js";
import { heldIn, middleOf, ownersOf, packed, piled } from "../../../llm_viz/chapters/sampling/parts/marbles.js";
import { sample } from "../../../llm_viz/chapters/sampling/parts/sampling_math.js";

const ARTICLE = [0.4, 0.25, 0.2, 0.15];
const WORDS = {
  says: "{token} {marbles} {others} at {temperature}",
  says_zero: "always {token}",
  says_same: "same",
  says_lines: "{different} of {count}",
  says_odd: "odd {odd}",
  says_cut: "cut {gone}",
  right: "right {drawn}",
  wrong: "{guess} not {drawn}",
  why: "{share} {expected}",
};

/**
 * @param {number[]} owners
 * @param {number} piles
 */
function sizes(owners, piles) {
  return Array.from({ length: piles }, (_, pile) => owners.filter((owner) => owner === pile).length);
}

test("each pile gets as many marbles as it has hundredths", () => {
  assert.deepEqual(sizes(ownersOf(ARTICLE.slice(0, 3)), 4), [40, 25, 20, 15]);
  assert.deepEqual(sizes(ownersOf([0.004, 0.006]), 3), [0, 1, 99]);
  assert.deepEqual(sizes(ownersOf([1, 0, 0]), 4), [100, 0, 0, 0]);
});

test("marbles that stay keep their order, newcomers land on top", () => {
  const before = piled([[], []], ownersOf([0.5]));
  const after = piled(before, ownersOf([0.52]));
  assert.deepEqual(after[0].slice(0, 50), before[0]);
  assert.deepEqual(after[0].slice(50), [50, 51]);
  assert.deepEqual(piled(after, ownersOf([0.5]))[1].slice(-2), [50, 51]);
});

test("a pile of all marbles fits, and marbles do not overlap", () => {
  for (const [width, height] of [
    [40, 200],
    [90, 260],
    [160, 180],
  ]) {
    const packing = packed(width, height);
    const places = Array.from({ length: 100 }, (_, place) => middleOf(place, packing));
    assert.ok(Math.max(...places.map(({ x }) => x)) + packing.pitch / 2 <= width + 1e-9);
    assert.ok(Math.max(...places.map(({ y }) => y)) + packing.pitch / 2 <= height + 1e-9);
  }
});

test("a power of the probabilities is the softmax of logits over the temperature", () => {
  const levels = {
    logits: Float64Array.from(ARTICLE.map(Math.log)),
    counts: new Float64Array(4).fill(1),
    listed: 4,
    binWidth: 1,
  };
  for (const temperature of [0, 0.25, 0.5, 1, 1.3, 2]) {
    const { final } = sample(levels, { temperature, top_k: 0, top_p: 1, min_p: 0 });
    sharpened(ARTICLE, temperature).chances.forEach((chance, word) => {
      assert.ok(Math.abs(chance - final[word]) < 1e-12);
    });
  }
  const { powers, sum, chances } = sharpened(ARTICLE, 0.5);
  assert.deepEqual(
    [powers[0], sum, chances[0]].map((value) => value.toFixed(3)),
    ["0.160", "0.285", "0.561"],
  );
});

test("the sentence says what the numbers say", () => {
  const line = (/** @type {number} */ first, /** @type {boolean} */ odd) => ({
    first,
    pieces: /** @type {[string, number, boolean][]} */ ([[`${first}`, 1, odd]]),
    ended: false,
  });
  const seen = {
    temperature: 1,
    token: "girl",
    first: 7,
    chance: 0.5,
    marbles: [50, 30, 20],
    gone: 0,
    items: null,
    guess: null,
  };
  const say = (/** @type {object} */ changes) => saysOf({ ...seen, ...changes }, WORDS, String).join("");
  assert.equal(say({}), "girl 50 20 at 1.00");
  assert.equal(say({ gone: 0.25 }), "girl 50 20 at 1.00 cut 25\u00a0%");
  assert.equal(say({ items: [line(7, false), line(8, true)] }), "girl 50 20 at 1.00 2 of 2 odd 1");
  assert.equal(say({ items: [line(7, false), line(7, false)], temperature: 0 }), "always girl same");
  assert.equal(say({ items: [line(7, false), line(8, true)], guess: 1 }), "right 1 50\u00a0% 1.0");
  assert.equal(say({ items: [line(7, false), line(8, true)], guess: 2 }), "2 not 1 50\u00a0% 1.0");
});

test("lines belong to filters and random numbers, not to how many texts another act draws", () => {
  const draw = { temperature: 1, top_k: 0, top_p: 1, min_p: 0, seed: 3 };
  assert.ok(sameDraw(draw, { ...draw }));
  for (const name of /** @type {const} */ (["temperature", "top_k", "top_p", "min_p", "seed"])) {
    assert.ok(!sameDraw(draw, { ...draw, [name]: draw[name] + 0.1 }));
  }
});

test("the piles in words: what each holds, without the empty ones", () => {
  assert.equal(heldIn(["ears", "heart", "mind", "others"], [80, 4, 0, 16], "en"), "ears 80, heart 4, others 16");
  assert.equal(heldIn(["出力", "その他"], [69, 31], "ja"), "出力 69、その他 31");
});
