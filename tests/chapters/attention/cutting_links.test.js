// Links as they stand in the address, by the same cases as the Python side: `links.json`.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  isSameSpan,
  linkName,
  pairsBetween,
  parseLink,
  spanLabel,
  takersOf,
} from "../../../llm_viz/chapters/attention/parts/cutting_links.js";

/** @typedef {{ link: string, length: number, pairs: [number, number][] }} Case */

/** @type {Case[]} */
const CASES = JSON.parse(readFileSync(new URL("links.json", import.meta.url), "utf8"));
const PIECES = ["new", "i", "Phone", "was"].map((text, index) => ({ text, first: index + 1, last: index + 1 }));

for (const { link: text, length, pairs } of CASES) {
  test(`who may no longer look at whom: ${text}`, () => {
    const link = parseLink(`b${text}`);
    assert.equal(link.side, 1);
    assert.equal(linkName(1, link.looking, link.seen), `b${text}`);
    assert.deepEqual(pairsBetween(link.looking, link.seen, length, false), pairs);
    const isTaken = pairs.length > 0 ? [link] : [];
    assert.deepEqual(takersOf(pairs, [link]), isTaken);
  });
}

test("a causal model's tokens see no later ones", () => {
  assert.deepEqual(pairsBetween(null, [2, 3], 4, true), [
    [4, 2],
    [4, 3],
  ]);
  assert.deepEqual(pairsBetween([1, 1], [2, 2], 4, true), []);
});

test("a look is cut only if all of it is", () => {
  const links = ["a4-2", "a4-3", "ax-1"].map(parseLink);
  assert.deepEqual(takersOf(pairsBetween([4, 4], [2, 3], 4, true), links), links.slice(0, 2));
  assert.equal(takersOf(pairsBetween([4, 4], [1, 3], 4, true), links).length, 3);
  assert.deepEqual(takersOf(pairsBetween([3, 4], [2, 2], 4, true), links), []);
});

test("a span is named by its words", () => {
  assert.equal(spanLabel([4, 4], PIECES), "was");
  assert.equal(spanLabel([1, 4], PIECES), "new … was");
  assert.equal(spanLabel([7, 8], PIECES), "7_8");
});

test("everybody is no token", () => {
  assert.ok(isSameSpan(null, null));
  assert.ok(isSameSpan([2, 3], [2, 3]));
  assert.ok(!isSameSpan([2, 3], null));
});
