import assert from "node:assert/strict";
import { test } from "node:test";
import { clearPlace, sameFlop, sameRatio } from "../../../llm_viz/chapters/large/parts/plane_math.js";

const EDGES = { left: 1e9, right: 1e14, bottom: 1e7, top: 1e13 };

test("models on a diagonal of the plane cost the same, and it ends at the edges", () => {
  for (const flop of [1e18, 1e20, 1e24, 1e27]) {
    const ends = sameFlop(flop, EDGES) ?? [];
    assert.equal(ends.length, 2);
    for (const [tokens, size] of ends) {
      assert.ok(Math.abs((6 * tokens * size) / flop - 1) < 1e-12);
      assert.ok(
        tokens >= EDGES.left && tokens <= EDGES.right && size >= EDGES.bottom * 0.999 && size <= EDGES.top * 1.001,
      );
    }
  }
  assert.equal(sameFlop(1e10, EDGES), null);
});

test("on the line of the rule every parameter has read as much", () => {
  for (const [tokens, size] of sameRatio(20, EDGES) ?? []) assert.ok(Math.abs(tokens / size / 20 - 1) < 1e-12);
  assert.equal(sameRatio(1e12, EDGES), null);
});

test("the number of a diagonal stands where it hides no model, or nowhere", () => {
  const [from, to] = [
    { x: 0, y: 0 },
    { x: 300, y: 300 },
  ];
  assert.deepEqual(clearPlace(from, to, [], 60), { x: 5, y: 16 });
  const moved = clearPlace(from, to, [{ left: 30, top: 20 }], 60);
  assert.ok(moved && moved.y - 16 >= 20);
  assert.equal(clearPlace(from, to, [], 400), null);
});
