// Pictures follow the room they have, and wait while the page is still being built.

import assert from "node:assert/strict";
import { test } from "node:test";
import { followFrame, followOtherSize, followWidth, markNarrow } from "../../../llm_viz/kit/browser/width.js";

/** @type {(() => void)[]} What observers would call. */
let heard = [];
Object.assign(globalThis, {
  ResizeObserver: class {
    /** @param {() => void} call */
    constructor(call) {
      heard.push(call);
    }
    observe() {}
    disconnect() {
      heard = [];
    }
  },
  window: { addEventListener() {}, removeEventListener() {}, setTimeout: () => 0, clearTimeout() {} },
});

/** What stands for an element. */
function box(clientWidth = 0) {
  heard = [];
  return /** @type {HTMLElement} */ (/** @type {unknown} */ ({ clientWidth }));
}

/**
 * @param {HTMLElement} node
 * @param {number} width
 */
function resize(node, width) {
  Object.assign(node, { clientWidth: width });
  for (const call of [...heard]) call();
}

test("nothing is drawn in less width than every screen gives, nor again for a few pixels", () => {
  const node = box();
  /** @type {number[]} */
  const drawn = [];
  const { redraw, stop } = followWidth(node, (width) => drawn.push(width));
  redraw();
  for (const width of [16, 119, 320, 323, 316, 120.7, 90]) resize(node, width);
  assert.deepEqual(drawn, [320, 120]);
  redraw();
  assert.deepEqual(drawn, [320, 120, 120]);
  stop();
  resize(node, 800);
  assert.deepEqual(drawn.length, 3);
});

test("a picture in a frame is drawn when its width or its height is another", () => {
  const node = box(16);
  /** @type {number[][]} */
  const drawn = [];
  let free = 400.6;
  const stop = followFrame(
    node,
    node,
    (width) => Math.min(free, width),
    ({ width, height }) => drawn.push([width, height]),
  );
  assert.deepEqual(drawn, []);
  for (const width of [640, 643]) resize(node, width);
  free = 407;
  resize(node, 642);
  free = 420;
  resize(node, 642);
  resize(node, 100);
  resize(node, 300);
  assert.deepEqual(drawn, [
    [640, 400],
    [642, 420],
    [300, 300],
  ]);
  stop();
});

test("what is drawn already is drawn again when its size is another, not when the browser first tells of it", () => {
  const node = Object.assign(box(640), { clientHeight: 400 });
  let drawn = 0;
  const stop = followOtherSize(node, () => {
    drawn += 1;
  });
  resize(node, 640);
  assert.equal(drawn, 0);
  resize(node, 320);
  resize(node, 320);
  Object.assign(node, { clientHeight: 500 });
  resize(node, 320);
  assert.equal(drawn, 2);
  stop();
});

test("a part on a phone is narrow from its first frame on: marked later, all below it would jump", () => {
  for (const [width, isNarrow] of /** @type {[number, boolean][]} */ ([
    [370, true],
    [1100, false],
    [16, false],
  ])) {
    /** @type {Set<string>} */
    const classes = new Set();
    const toggle = (/** @type {string} */ name, /** @type {boolean} */ isOn) =>
      isOn ? classes.add(name) : classes.delete(name);
    markNarrow(Object.assign(box(width), { classList: /** @type {any} */ ({ toggle }) }), 720);
    assert.equal(classes.has("narrow"), isNarrow);
  }
});
