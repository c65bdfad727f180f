// Projector mode: how much larger a page is drawn, and where the pointer is on such a page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { zoomFor } from "../../../llm_viz/kit/browser/enlarge.js";
import {
  boxWithin,
  pointerOn,
  screenHeight,
  topOnFirstScreen,
  zoomOfPage,
} from "../../../llm_viz/kit/browser/screen.js";

/** @param {string} zoom @param {string} foot */
function drawEnlarged(zoom, foot = "") {
  const style = { getPropertyValue: () => zoom };
  const getComputedStyle = () => ({ getPropertyValue: () => foot });
  const window = { innerHeight: 1080 };
  Object.assign(globalThis, { document: { documentElement: { style } }, window, getComputedStyle });
}

/** @param {[x: number, y: number, width: number, height: number]} place */
function nodeAt([x, y, width, height]) {
  const box = { x, y, width, height, left: x, top: y };
  return /** @type {Element} */ (/** @type {unknown} */ ({ getBoundingClientRect: () => box }));
}

test("letters of 14 pixels are 24 in a hall, and nothing is drawn smaller than it is", () => {
  assert.ok(14 * zoomFor(1920, 1080) >= 24);
  assert.ok(zoomFor(1280, 720) > 1);
  assert.equal(zoomFor(390, 844), 1);
  assert.equal(zoomFor(1920, 500), 1);
});

test("the window and the pointer are told in pixels of the page", () => {
  drawEnlarged("2");
  assert.equal(zoomOfPage(), 2);
  assert.equal(screenHeight(), 540);
  assert.deepEqual(pointerOn(nodeAt([100, 50, 10, 10]), { clientX: 120, clientY: 80 }), { left: 10, top: 15 });
  assert.deepEqual(boxWithin(nodeAt([100, 50, 500, 500]), nodeAt([120, 70, 40, 20])), {
    x: 10,
    y: 10,
    width: 20,
    height: 10,
  });
});

test("where a picture begins on the first screen does not hang on how far the page is scrolled", () => {
  drawEnlarged("2");
  class ShadowRoot {
    /** @param {object} host */
    constructor(host) {
      this.host = host;
    }
  }
  Object.assign(globalThis, { ShadowRoot });
  const page = { scrollTop: 0, parentElement: null, getRootNode: () => ({}) };
  const component = { scrollTop: 0, parentElement: page, getRootNode: () => ({}) };
  const part = (/** @type {number} */ y) => ({
    .../** @type {any} */ (nodeAt([0, y, 10, 10])),
    scrollTop: 7, // its own content
    parentElement: null,
    getRootNode: () => new ShadowRoot(component),
  });
  assert.equal(topOnFirstScreen(part(240)), 120);
  page.scrollTop = 100;
  assert.equal(topOnFirstScreen(part(40)), 120);
});

test("a bar below the page takes its part of the screen", () => {
  drawEnlarged("2", "58px");
  assert.equal(screenHeight(), 482);
});

test("without projector mode they are the browser's own", () => {
  drawEnlarged("");
  assert.equal(screenHeight(), 1080);
  assert.deepEqual(pointerOn(nodeAt([100, 50, 10, 10]), { clientX: 120, clientY: 80 }), { left: 20, top: 30 });
});
