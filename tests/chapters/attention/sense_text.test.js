// Scores in words, by the same cases as the Python side: `signed.json`.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { baselineText, leaning, signed } from "../../../llm_viz/chapters/attention/parts/sense_text.js";

/** @type {[number, string][]} */
const CASES = JSON.parse(readFileSync(new URL("signed.json", import.meta.url), "utf8"));

for (const [score, text] of CASES) test(`${score} is ${text}`, () => assert.equal(signed(score), text));

test("a score leans to a sense unless it is near the middle", () => {
  const texts = {
    poles: /** @type {[string, string]} */ (["fruit", "company"]),
    strings: { towards: "towards {sense}", undecided: "undecided" },
  };
  assert.equal(leaning(0.2, texts), "towards fruit");
  assert.equal(leaning(-0.2, texts), "towards company");
  assert.equal(leaning(0.1, texts), "undecided");
});

test("what random cuts do", () => {
  const baseline = { mean: -0.02, deviation: 0.0512, draws: 20 };
  assert.equal(baselineText("{draws}: {mean} ± {deviation}", baseline, 3), "20: −0.02 ± 0.051");
});
