import assert from "node:assert/strict";
import { test } from "node:test";
import { HUES, hueColour, hueOf, huesInRow, huesOf } from "../../../llm_viz/kit/browser/hues.js";

test("a text keeps its hue in every picture, whatever stands beside it there", () => {
  const first = huesOf(["school", "cinema", "library", "home"]);
  assert.deepEqual(huesOf(["home", "library", "sea", "cinema", "school"]).toSpliced(2, 1), first.toReversed());
  assert.deepEqual(
    [" School", "␣school"].map((text) => hueOf(text)),
    [first[0], first[0]],
  );
});

test("texts of one picture are told from each other, as long as there are hues", () => {
  const texts = Array.from({ length: HUES }, (_, number) => `picture of its own ${number}`);
  assert.equal(new Set(huesOf(texts)).size, HUES);
  const many = Array.from({ length: 2 * HUES }, (_, number) => `of many ${number}`);
  const counts = huesOf(many).reduce((count, hue) => count.with(hue, count[hue] + 1), new Array(HUES).fill(0));
  assert.deepEqual(counts, new Array(HUES).fill(2));
});

test("a text alone has the hue of its letters, in every visit", () => {
  assert.equal(hueOf("学校"), 5);
  assert.equal(hueColour(1), "var(--hue-1)");
});

test("what stands twice in a picture has one hue", () => {
  const [one, , again] = huesOf(["the cat", "sat on", "the cat"]);
  assert.equal(one, again);
});

test("a new piece of a row is told from the two before it", () => {
  const hues = huesInRow(Array.from({ length: 40 }, (_, number) => `piece ${number} of a row`));
  for (const [place, hue] of hues.entries()) assert.ok(!hues.slice(Math.max(0, place - 2), place).includes(hue));
});

test("old texts are forgotten before they become too many", () => {
  for (let number = 0; number < 5000; number += 1) hueOf(`text ${number}`);
  assert.ok(hueOf("text 1") < HUES);
});
