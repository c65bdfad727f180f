// Which abilities a level of computation has reached.

import assert from "node:assert/strict";
import { test } from "node:test";

import { reachedBy } from "../../../llm_viz/chapters/emergence/parts/thresholds.js";

const abilities = [8.9e19, 1.3e22, 1.3e22, 2.5e24].map((flop) => ({ name: "", flop, model: "" }));

test("a level reaches what lies below it, and what it stands at", () => {
  const at = (/** @type {number} */ level) => {
    const payload = { abilities, settings: { level }, low: 19, high: 25, standard: 23, strings: {} };
    return reachedBy(payload).length;
  };
  assert.equal(at(19.6), 0);
  assert.equal(at(Math.log10(1.3e22)), 3);
  assert.equal(at(24.8), 4);
});
