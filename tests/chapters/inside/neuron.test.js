// The picture of a neuron: where things stand, and how texts are cut.

import assert from "node:assert/strict";
import { test } from "node:test";
import { neuronRoom } from "../../../llm_viz/chapters/inside/parts/neuron_room.js";
import { tailToRoom } from "../../../llm_viz/chapters/inside/parts/neuron_view.js";
import { linesOf } from "../../../llm_viz/kit/browser/graph/labels.js";

const widthOf = (/** @type {string} */ text) => 10 * [...text].length;

test("a beginning that is too long loses its start, and keeps what stands before the word", () => {
  assert.equal(tailToRoom("short ", 100, widthOf), "short ");
  assert.equal(tailToRoom("…a long way to the ", 90, widthOf), "… to the ");
  assert.equal(tailToRoom("長い文章です", 40, widthOf), "…章です");
});

test("a heading takes the lines that it needs", () => {
  assert.deepEqual(linesOf("one two three", 80, widthOf), ["one two", "three"]);
  assert.deepEqual(linesOf("一二三四五", 30, widthOf), ["一二三", "四五"]);
  assert.deepEqual(linesOf("indivisible", 30, widthOf), ["indivisible"]);
});

test("nothing stands on another or outside the picture", () => {
  for (const [width, tokens, raised] of [
    [930, 11, 6],
    [930, 0, 0],
    [340, 30, 6],
    [290, 0, 0],
  ]) {
    const room = neuronRoom(width, 380, { tokens, places: 5, raised, ask: 220 });
    const lines = Math.ceil(tokens / room.tokens.columns);
    assert.ok(room.tokens.top + lines * room.tokens.line <= room.stories.top || tokens === 0);
    assert.ok(room.tokens.left + room.tokens.column * Math.min(tokens, room.tokens.columns) <= width);
    assert.ok(room.stories.top + room.stories.pitch * room.stories.lines <= room.height);
    assert.ok(room.heart.y + room.heart.r <= room.height);
    if (room.stories.isBeside) assert.ok(room.stories.right < room.heart.x - room.heart.r);
    if (raised > 0) assert.ok(room.raised.top + room.raised.pitch * room.raised.lines <= room.height);
    assert.ok(room.raised.right <= width && room.raised.left < room.raised.bar);
  }
});
