// From scores to probabilities, and sums whose rounded parts add up.

import assert from "node:assert/strict";
import { test } from "node:test";
import { addingUp, softmax } from "../../../llm_viz/chapters/inside/parts/scores_math.js";
import { rowLevel, scoresRoom, slices } from "../../../llm_viz/chapters/inside/parts/scores_room.js";

const close = (/** @type {number} */ one, /** @type {number} */ other) => assert.ok(Math.abs(one - other) < 1e-9);

test("shares are those of the whole vocabulary and add up to one", () => {
  const all = [3, 2, 0.5, 0.5, -1];
  const sum = all.reduce((total, score) => total + Math.exp(score), 0);
  const { shares, powers } = softmax(all.slice(0, 2), Math.log(sum), [0, 0]);
  close(shares[0], Math.exp(3) / sum);
  close(powers[2], 2 * Math.exp(0.5) + Math.exp(-1));
  close(
    shares.reduce((total, share) => total + share, 0),
    1,
  );
});

test("a moved score takes from all others alike, and their scores stay", () => {
  const before = softmax([3, 2], 3.6, [0, 0]);
  const after = softmax([3, 2], 3.6, [0, 1]);
  close(after.powers[1], Math.E * before.powers[1]);
  close(after.powers[2], before.powers[2]);
  close(after.shares[0] / after.shares[2], before.shares[0] / before.shares[2]);
});

test("rounding never makes the others negative", () => {
  assert.equal(softmax([5], 5 - 1e-12, [0]).powers[1], 0);
});

test("the columns of the last step stand side by side, also on the narrowest screen", () => {
  for (const [width, height] of [
    [1010, 380],
    [700, 352],
    [340, 452],
    [262, 452],
  ]) {
    const room = scoresRoom(width, height, 7);
    assert.ok(room.name.to + 8 < room.score.from && room.score.to - room.score.from > 30);
    assert.ok(room.score.to + 8 < room.scoreText && room.power.to < room.powerText && room.share <= width);
    assert.ok(rowLevel(room, 0) > room.top && rowLevel(room, 6) + room.row / 2 <= height);
    const parts = slices([0.5, 0.3, 0.2], room.column);
    close(parts[0].from, room.column.from);
    close(parts[2].to, room.column.to);
    close(parts[1].from, parts[0].to);
  }
});

test("rounded parts add up to the rounded total", () => {
  const parts = [0.333, 0.333, 0.333];
  const shown = addingUp(parts, 0.999, 2);
  assert.deepEqual(shown, [0.33, 0.33, 0.34]);
  assert.deepEqual(addingUp([-0.001, 1.25, -2], -0.751, 1), [0, 1.3, -2.1]);
});
