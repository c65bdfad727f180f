// Texts of a step: parts of characters together, the end of a long text.

import assert from "node:assert/strict";
import { test } from "node:test";
import { endOf, promptText } from "../../../llm_viz/chapters/generation/parts/step_texts.js";
import { bytesOf, characterWise, partsTogether } from "../../../llm_viz/chapters/generation/parts/token_chips.js";

/** @import { Token } from "../../../llm_viz/kit/browser/chips.js" */

/**
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {Token["kind"]} kind
 * @returns {Token}
 */
function token(text, start, end, kind) {
  return { id: 1, text, label: text, kind, start, end };
}

test("parts of one character stand together, neighbours do not", () => {
  const cat = [
    token("猫", 0, 1, "part"),
    token("猫", 0, 1, "part"),
    token("犬", 1, 2, "part"),
    token("a", 2, 3, "text"),
  ];
  assert.deepEqual(
    partsTogether(cat).map((group) => group.length),
    [2, 1, 1],
  );
});

test("written tokens stand together until their character is whole", () => {
  const whole = {
    token: { ...token("a", 0, 1, "text"), probability: 1 },
    rank: 1,
    chance: 1,
    bits: 0,
    added: "a",
    shown: "a",
  };
  const choices = [
    { ...whole, pending: "E3 81" },
    { ...whole, pending: "" },
    { ...whole, pending: "F0" },
  ];
  assert.deepEqual(
    characterWise(choices).map((group) => group.length),
    [2, 1],
  );
  assert.equal(bytesOf("E3 81"), "⟨E3 81⟩");
  assert.equal(bytesOf(""), "");
});

test("the prompt's text has every character once and no special tokens", () => {
  const tokens = [
    token("<s>", 0, 0, "special"),
    token("猫", 0, 1, "part"),
    token("猫", 0, 1, "part"),
    token(" a", 1, 3, "text"),
  ];
  assert.equal(promptText(tokens), "猫 a");
});

test("a short text stands as it is, on one line", () => {
  assert.equal(endOf("a\nb"), "a⏎b");
});

test("of a long text the end stands, from a whole word on", () => {
  assert.equal(endOf("The quick brown fox jumps over the lazy dog"), "…fox jumps over the lazy dog");
  assert.equal(endOf("あ".repeat(40)), `…${"あ".repeat(32)}`);
  assert.equal(endOf("👨‍👩‍👧‍👦".repeat(33)), `…${"👨‍👩‍👧‍👦".repeat(32)}`);
});
