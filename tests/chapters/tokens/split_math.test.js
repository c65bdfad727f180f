// Strips are as wide as their letters, or all equally wide, and nothing jumps on the way.

import assert from "node:assert/strict";
import { test } from "node:test";
import { downwards, edgesOf, grouped, squeezed, stripsOf } from "../../../llm_viz/chapters/tokens/parts/split_math.js";

const piece = (/** @type {number} */ start, /** @type {number} */ end, kind = "text") => {
  return { label: "x", start, end, kind, id: null, read_as: null };
};

test("characters follow each other and fit, at a type that is not too large", () => {
  const few = edgesOf([1, 0.5], 1000, 30);
  assert.equal(few.size, 30);
  assert.ok(few.edges[2] < 1000);
  const { edges, size } = edgesOf(new Array(48).fill(1), 340, 30);
  assert.ok(size < 10);
  assert.ok(Math.abs(edges[48] - 340) < 1e-9);
  assert.ok(edges.every((edge, at) => at === 0 || edge > edges[at - 1]));
  const { edges: joined } = edgesOf([0], 340, 30);
  assert.ok(joined[1] > 10, "what has no width by itself can still be touched");
});

test("pieces lie on their letters at first, and count alike in the end", () => {
  const groups = grouped([piece(0, 0, "special"), piece(0, 2), piece(2, 3, "part"), piece(2, 3, "part"), piece(3, 4)]);
  assert.deepEqual(
    groups.map((pieces) => pieces.length),
    [1, 2, 1],
  );
  const edges = [0, 10, 20, 50, 60];
  assert.deepEqual(stripsOf(groups, edges, 40, 0).flat(), [
    { left: 0, width: 20 },
    { left: 20, width: 15 },
    { left: 35, width: 15 },
    { left: 50, width: 10 },
  ]);
  assert.deepEqual(
    stripsOf(groups, edges, 40, 1).flat(),
    [0, 40, 80, 120].map((left) => ({ left, width: 40 })),
  );
});

test("on the way, no piece leaves a gap behind it or lies on the next", () => {
  const groups = grouped([piece(0, 3), piece(3, 4), piece(4, 5, "part"), piece(4, 6, "part"), piece(6, 9)]);
  const { edges } = edgesOf(new Array(9).fill(1), 500, 30);
  for (const share of [0, 0.3, 0.7, 1]) {
    const strips = stripsOf(groups, edges, 33, share).flat();
    for (const [at, { left }] of strips.entries())
      if (at > 0) assert.ok(Math.abs(strips[at - 1].left + strips[at - 1].width - left) < 1e-9);
  }
});

test("a label becomes smaller, then narrower, as far as it can be read", () => {
  const limits = { smallest: 0.75, narrowest: 0.4 };
  assert.deepEqual(squeezed(30, 60, limits), { across: 1, down: 1 });
  assert.deepEqual(squeezed(50, 40, limits), { across: 0.8, down: 0.8 });
  assert.deepEqual(squeezed(100, 40, limits), { across: 0.4, down: 0.75 });
  assert.deepEqual(squeezed(100, 29, limits), { across: 0, down: 0 });
});

test("a label is written downwards where its strip is slim, if it can be read", () => {
  assert.equal(downwards(30, 14, { wide: 12, tall: 48 }, 0.9), 1);
  assert.equal(downwards(50, 14, { wide: 12, tall: 48 }, 0.9), 0.96);
  assert.equal(downwards(60, 14, { wide: 12, tall: 48 }, 0.9), 0, "too long");
  assert.equal(downwards(30, 14, { wide: 7, tall: 48 }, 0.9), 0, "too slim");
});
