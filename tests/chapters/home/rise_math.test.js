// The river inside: the trunk's width is the score, whatever goes up and down on the way.

import assert from "node:assert/strict";
import { test } from "node:test";
import { roomOf } from "../../../llm_viz/chapters/home/parts/flow_math.js";
import {
  growth,
  lanes,
  levelOf,
  mixedShares,
  ribbon,
  scaleOf,
  shaftOf,
  trunk,
  withRoom,
} from "../../../llm_viz/chapters/home/parts/rise_math.js";

/** @import { Shares } from "../../../llm_viz/chapters/home/parts/river.js" */

/** @type {Shares} */
const SHARES = {
  target: 1,
  score: 7,
  start: 1,
  rest: 0.5,
  attention: [1, -0.5, 3],
  mlp: [0.5, 2, -0.5],
  links: [],
  small: { count: 0, sum: 0 },
  sources: [],
};
const SHAFTS = [shaftOf(roomOf(885, 340)), shaftOf(roomOf(356, 390))];

test("what has grown after the last layer is the score", () => {
  const { near, far } = growth(SHARES);
  assert.equal(near.length, 4);
  assert.ok(Math.abs((near.at(-1) ?? 0) + (far.at(-1) ?? 0) - SHARES.score) < 1e-9);
});

for (const [index, shaft] of SHAFTS.entries()) {
  test(`the trunk is as thick as the score, in the scale of the ribbons (${index})`, () => {
    const scale = scaleOf(SHARES, shaft.thickest);
    const { near, far } = trunk(SHARES, shaft, scale);
    const width = (/** @type {number} */ place) => (far.at(place)?.[0] ?? 0) - (near.at(place)?.[0] ?? 0);
    assert.ok(Math.abs(width(-1) - SHARES.score * scale) < 1e-6);
    assert.ok(Math.abs(width(0) - SHARES.start * scale) < 1e-6);
    assert.ok(Math.max(...near.map((_, place) => width(place))) <= shaft.thickest + 1e-6);
  });

  test(`lanes lie between the first and the last place (${index})`, () => {
    for (const count of [1, 2, 9, 24]) {
      const places = lanes(shaft, count);
      assert.equal(places.length, count);
      assert.ok(places[0] >= shaft.first - 1e-9);
      assert.equal(places.at(-1), shaft.last);
    }
  });

  test(`a ribbon goes from its lane into the trunk's edge at its layer (${index})`, () => {
    const scale = scaleOf(SHARES, shaft.thickest);
    const { from, turned, to } = ribbon(shaft.first, 3, 12, SHARES, shaft, scale);
    assert.equal(from[0], shaft.first);
    assert.equal(to[1], levelOf(shaft, 2.5, 3));
    assert.ok(turned[0] <= to[0]);
    assert.ok(Math.min(shaft.foot, shaft.crown) <= from[1] && from[1] <= Math.max(shaft.foot, shaft.crown));
  });
}

test("a score below zero has a thin line, no width", () => {
  const [shaft] = SHAFTS;
  const below = { ...SHARES, start: -9 };
  const { near, far } = trunk(below, shaft, scaleOf(below, shaft.thickest));
  assert.ok(Math.abs(far[0][0] - near[0][0] - 1.5) < 1e-9);
});

test("words that weigh most have room first, and none lies over another", () => {
  assert.deepEqual([...withRoom([1, 5, 2], [0, 20, 40], [30, 30, 30])], [1]);
  assert.deepEqual([...withRoom([5, 1, 2], [0, 20, 40], [30, 30, 30])], [0, 2]);
});

test("shares on the way to what a cut has left add up at every moment, and what was cut has none at the end", () => {
  /** @type {import("../../../llm_viz/chapters/home/parts/river.js").Link} */
  const link = { layer: 3, source: 0, share: 2.5, heads: [] };
  const before = { ...SHARES, links: [link], small: { count: 4, sum: 1 }, sources: [3.5] };
  const after = { ...before, score: 3, attention: [1, -0.5, -1], links: [], sources: [-0.5] };
  for (const part of [0, 0.5, 1]) {
    const now = mixedShares(before, after, part);
    const { near, far } = growth(now);
    assert.ok(Math.abs((near.at(-1) ?? 0) + (far.at(-1) ?? 0) - now.score) < 1e-9);
    const attention = now.attention.reduce((sum, share) => sum + share, 0);
    assert.ok(Math.abs(now.links[0].share + now.small.sum - attention) < 1e-9);
  }
  assert.equal(mixedShares(before, after, 1).links[0].share, 0);
  assert.deepEqual(mixedShares(before, after, 0).attention, before.attention);
});
