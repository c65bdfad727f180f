import assert from "node:assert/strict";
import { test } from "node:test";
import { inverse, translated } from "../../../llm_viz/kit/browser/chrome_words.js";

/** @type {import("../../../llm_viz/kit/browser/chrome_words.js").Words} */
const WORDS = [
  ["Help", "説明"],
  ["Help for {name}", "「{name}」の説明"],
  ["{name} per file", "1 ファイル {name} まで"],
];

test("words are translated whole, with any name in its place, and other texts are left alone", () => {
  const texts = ["Help", "Help for $& top-k", "1MB per file", "Helper", "Help for ", " per file"];
  const expected = ["説明", "「$& top-k」の説明", "1 ファイル 1MB まで", "Helper", "Help for ", " per file"];
  assert.deepEqual(
    texts.map((text) => translated(text, WORDS)),
    expected,
  );
});

test("a change of language leads back to the words from which it began", () => {
  for (const text of ["Help", "Help for top-k", "1MB per file", "人"]) {
    assert.equal(translated(translated(text, WORDS), inverse(WORDS)), text);
  }
});
