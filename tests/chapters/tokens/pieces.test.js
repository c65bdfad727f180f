// Pieces, merges and tokens of a text in the browser.

import assert from "node:assert/strict";
import { test } from "node:test";
import { sequencesOf } from "../../../llm_viz/chapters/tokens/parts/merges.js";
import { groupsOf, overlap } from "../../../llm_viz/chapters/tokens/parts/pieces.js";
import { explanationOf, placeOf } from "../../../llm_viz/chapters/tokens/parts/token_facts.js";

/** @import { ShownToken } from "../../../llm_viz/chapters/tokens/parts/token_facts.js" */

const piece = (/** @type {number} */ start, /** @type {number} */ end) => {
  return { label: "x", start, end, kind: "text", id: null, read_as: null };
};

test("every merge makes one piece of two", () => {
  const merges = [
    { index: 3, rank: 0, piece: "er" },
    { index: 1, rank: 5, piece: "ow" },
  ];
  assert.deepEqual(sequencesOf([..."lower"], merges), [
    ["l", "o", "w", "e", "r"],
    ["l", "o", "w", "er"],
    ["l", "ow", "er"],
  ]);
  assert.deepEqual(sequencesOf(["a"], []), [["a"]]);
});

test("pieces that share a character stand together", () => {
  const [first, second, third, special] = [piece(0, 1), piece(0, 1), piece(1, 3), piece(3, 3)];
  assert.deepEqual(groupsOf([first, second, third, special]), [[first, second], [third], [special]]);
});

test("pieces overlap where they have a character in common", () => {
  assert.equal(overlap(piece(0, 2), piece(1, 3)), true);
  assert.equal(overlap(piece(0, 1), piece(1, 3)), false);
  assert.equal(overlap(piece(1, 1), piece(1, 1)), false);
});

test("places are counted from 1", () => {
  assert.equal(placeOf({ start: 2, end: 3 }), "3");
  assert.equal(placeOf({ start: 2, end: 5 }), "3–5");
});

test("a token that is no simple piece of the text is explained", () => {
  const labels = { unknown: "unknown", part: "part", "special-before": "before", "special-after": "after" };
  /** @type {(position: number, kind: ShownToken["kind"], unknown?: boolean) => ShownToken} */
  const token = (position, kind, unknown = false) => {
    return {
      position,
      kind,
      unknown,
      id: position,
      text: "a",
      label: "a",
      bytes: "61",
      start: position,
      end: position + 1,
    };
  };
  const tokens = [token(0, "special"), token(1, "text"), token(2, "special")];
  const groups = tokens.map((each) => ({ text: "a", label: "a", tokens: [each] }));
  assert.deepEqual(
    tokens.map((each) => explanationOf(each, labels, groups)),
    ["before", "", "after"],
  );
  assert.equal(explanationOf(token(3, "part"), labels, groups), "part");
  assert.equal(explanationOf(token(3, "text", true), labels, groups), "unknown");
});
