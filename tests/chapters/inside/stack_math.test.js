// Where things stand in the picture of the climb.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  layerAt,
  levelOf,
  numbered,
  placeOf,
  roomOf,
  tens,
} from "../../../llm_viz/chapters/inside/parts/stack_math.js";

test("the first rank stands right, the last one left, and equal factors are equally far", () => {
  const room = roomOf(1160, 400, 30);
  const at = (/** @type {number} */ rank) => placeOf(room, rank, 10_000);
  assert.equal(at(1), room.right);
  assert.ok(Math.abs(at(10_000) - room.left) < 1e-9);
  assert.ok(Math.abs(at(1) - at(10) - (at(100) - at(1000))) < 1e-9);
});

test("a layer is found at its height, and heights beyond the stack belong to its ends", () => {
  for (const [width, layers] of [
    [1160, 30],
    [350, 18],
    [350, 1],
  ]) {
    const room = roomOf(width, 420, layers);
    for (let layer = 0; layer <= layers; layer++) assert.equal(layerAt(room, levelOf(room, layer), layers), layer);
    assert.equal(layerAt(room, -50, layers), layers);
    assert.equal(layerAt(room, 900, layers), 0);
    assert.ok(levelOf(room, layers) >= room.top - 1e-9);
  }
});

test("powers of ten within the vocabulary have a line", () => {
  assert.deepEqual(tens(49_152), [1, 10, 100, 1000, 10_000]);
});

test("some layers have a number, the first and the last always", () => {
  assert.deepEqual(numbered(30), [1, 10, 20, 30]);
  assert.deepEqual(numbered(18), [1, 6, 12, 18]);
  assert.deepEqual(numbered(3), [1, 3]);
  assert.deepEqual(numbered(1), [1]);
});
