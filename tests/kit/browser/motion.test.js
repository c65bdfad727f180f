// What was asked about rises to its answer once, and not for those who asked for less motion.

import assert from "node:assert/strict";
import { test } from "node:test";
import { glide, riseOnce, steady } from "../../../llm_viz/kit/browser/motion.js";

/** @param {boolean} isDue @param {boolean} less Whether the visitor asked for less motion. */
function rise(isDue, less) {
  /** @type {((now: number) => void)[]} */
  const frames = [];
  Object.assign(globalThis, {
    window: { matchMedia: () => ({ matches: less }) },
    requestAnimationFrame: (/** @type {(now: number) => void} */ draw) => frames.push(draw),
    cancelAnimationFrame: () => frames.splice(0),
  });
  const memory = { rise: 0.5 };
  /** @type {number[]} */
  const drawn = [];
  const stop = riseOnce(memory, isDue, () => drawn.push(memory.rise));
  return { memory, drawn, frames, stop };
}

test("it stands at the bottom when it is due, and ends at the top", () => {
  const { memory, drawn, frames } = rise(true, false);
  assert.equal(memory.rise, 0);
  frames.shift()?.(performance.now() + 100);
  frames.shift()?.(performance.now() + 10_000);
  assert.equal(drawn.length, 2);
  assert.ok(drawn[0] > 0 && drawn[0] < 1);
  assert.equal(memory.rise, 1);
  assert.deepEqual(frames, []);
});

test("it stands at the top when it is not due or less motion is wanted, and nothing is drawn for it", () => {
  for (const [isDue, less] of [
    [false, false],
    [true, true],
  ]) {
    const { memory, drawn, frames } = rise(isDue, less);
    assert.equal(memory.rise, 1);
    assert.deepEqual([...drawn, ...frames], []);
  }
});

test("who leaves ends it", () => {
  const { frames, stop } = rise(true, false);
  assert.equal(frames.length, 1);
  stop();
  assert.deepEqual(frames, []);
});

test("a glide is fast at first, unless it is to be steady", () => {
  for (const [ease, half] of /** @type {const} */ ([
    [undefined, 0.875],
    [steady, 0.5],
  ])) {
    const { frames } = rise(false, false);
    /** @type {number[]} */
    const shares = [];
    glide({}, (share) => shares.push(share), 1000, ease);
    const [start, before] = [performance.now(), frames.length];
    assert.equal(before, 1);
    frames.shift()?.(start + 500);
    frames.shift()?.(start + 5000);
    assert.ok(Math.abs(shares[0] - half) < 0.05);
    assert.equal(shares[1], 1);
  }
});
