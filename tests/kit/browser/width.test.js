// A part on a phone is narrow from its first frame on: marked later, all that stands below it would jump.

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import { markNarrow } from "../../../llm_viz/kit/browser/width.js";

const globals = /** @type {any} */ (globalThis);

beforeEach(() => {
  globals.ResizeObserver = class {
    observe() {}
    disconnect() {}
  };
});

afterEach(() => {
  delete globals.ResizeObserver;
});

/** @param {number} clientWidth */
function partOf(clientWidth) {
  const classes = new Set();
  const toggle = (/** @type {string} */ name, /** @type {boolean} */ isOn) =>
    isOn ? classes.add(name) : classes.delete(name);
  return { root: /** @type {any} */ ({ clientWidth, classList: { toggle } }), classes };
}

test("the class is there before anything is heard of a size", () => {
  const { root, classes } = partOf(370);
  markNarrow(root, 720);
  assert.deepEqual([...classes], ["narrow"]);
});

test("a wide part has none, and one without a place waits for it", () => {
  for (const width of [1100, 0]) {
    const { root, classes } = partOf(width);
    markNarrow(root, 720);
    assert.deepEqual([...classes], []);
  }
});
