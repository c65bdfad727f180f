// The river outside: widths are probabilities, shapes fit together, nothing leaves the picture.

import assert from "node:assert/strict";
import { test } from "node:test";
import { blend, STEPS } from "../../../llm_viz/chapters/home/parts/bands.js";
import {
  arcs,
  bankOf,
  bedOf,
  chancesOf,
  falls,
  fan,
  roomOf,
  rows,
  segments,
  slices,
} from "../../../llm_viz/chapters/home/parts/flow_math.js";

/** @import { Shape } from "../../../llm_viz/chapters/home/parts/bands.js" */

const CHANCES = [0.5, 0.2, 0.1, 0.2];
const ROOMS = [roomOf(885, 340), roomOf(1180, 600), roomOf(356, 390), roomOf(300, 320)];

/** Width of a shape across, where it begins. @param {Shape} shape */
const start = (shape) => Math.abs(shape[0][1] - shape[shape.length - 1][1]);

test("a branch without a name is among the others, whatever was cut", () => {
  for (const branches of [
    [0.5, 0.2, 0.1, 0.05, 0.02, 0.01],
    [0.1, 0.1, 0.1, 0.1, 0.3, 0.05],
  ]) {
    const chances = chancesOf(branches, 4);
    assert.deepEqual(chances.slice(0, 4), branches.slice(0, 4));
    assert.equal(chances.length, 5);
    assert.ok(Math.abs(chances.reduce((sum, each) => sum + each, 0) - 1) < 1e-9);
  }
});

for (const room of ROOMS) {
  const size = `${room.length} × ${room.breadth}`;

  test(`at an open fork all branches together are as wide as the bed (${size})`, () => {
    const { shapes, ends } = fan(room, CHANCES, 100, room.crest, 1);
    const widths = shapes.map(start);
    for (const [index, width] of widths.entries()) assert.ok(Math.abs(width - CHANCES[index] * room.bed) < 1e-6);
    assert.ok(Math.abs(widths.reduce((sum, width) => sum + width, 0) - room.bed) < 1e-6);
    for (const [index, end] of ends.entries()) {
      assert.ok(end > 0 && end < room.breadth);
      assert.ok(index === 0 || end > ends[index - 1]);
    }
  });

  test(`a taken word and the dry beds beside it share the bed (${size})`, () => {
    const [, taken] = segments([80], [{ length: 60, probability: 0.5 }], room);
    const body = bedOf(taken, 0.5, room);
    const dry = falls(taken, 0.5, CHANCES.slice(1), room);
    const widths = [body, ...dry].map(start);
    assert.ok(Math.abs(widths.reduce((sum, width) => sum + width, 0) - room.bed) < 1e-6);
    const [last, opposite] = [body[STEPS], body[STEPS + 1]];
    assert.ok(Math.abs(opposite[1] - last[1] - room.bed) < 1e-6, "it swells to the whole bed");
  });
}

test("every shape can turn into every other", () => {
  const [room] = ROOMS;
  const [, taken] = segments([80], [{ length: 60, probability: 0.5 }], room);
  const { shapes } = fan(room, CHANCES, 80, room.crest, 1);
  const halfway = blend(shapes[0], bedOf(taken, 0.5, room), 0.5);
  assert.equal(halfway.length, 2 * (STEPS + 1));
  assert.ok(halfway.flat().every(Number.isFinite));
});

test("an order that is turned round keeps the widths", () => {
  const [room] = ROOMS;
  const { shapes, ends } = fan(room, CHANCES, 0, room.crest, 1, 1);
  assert.ok(Math.abs(shapes.map(start).reduce((sum, width) => sum + width, 0) - room.bed) < 1e-6);
  assert.ok(ends[0] > ends[3]);
});

test("slices begin where the one before ends", () => {
  assert.deepEqual(slices([0.5, 0.25, 0.25]), [0, 0.5, 0.75]);
});

test("rows keep their distance and are squeezed where there is no room", () => {
  const wide = rows([10, 10, 10], 300, 36, 80);
  assert.ok(wide[1] - wide[0] >= 36);
  const tight = rows([10, 10, 10, 200], 120, 36, 80);
  assert.ok(tight.every((row) => row > 0 && row < 120));
});

test("the likeliest branch flows straight on, as far as the others leave room", () => {
  assert.equal(rows([10, 10, 10], 300, 36, 80)[0], 80);
  const [first, ...others] = rows([100, 10, 10], 200, 36, 120);
  assert.equal(first, 200 - 72 - 54);
  assert.ok(others.every((end) => end > first + 54 && end < 200));
});

test("a less likely word needs more room for what falls dry", () => {
  const [room] = ROOMS;
  const length = (/** @type {number} */ probability) => {
    const [segment] = segments([], [{ length: 50, probability }], room);
    return segment.end - segment.start;
  };
  assert.ok(length(0.1) > length(0.9));
});

test("arcs are as thick as their share, nested, and stay in the picture", () => {
  const [room] = ROOMS;
  const { shapes } = fan(room, CHANCES, 500, room.crest, 1);
  const sources = [
    { middle: 100, share: 1 },
    { middle: 300, share: 4 },
    { middle: 480, share: 2 },
  ];
  const found = arcs(sources, 500, 6, bankOf(shapes[0]), room);
  assert.deepEqual(
    found.map(({ width }) => width),
    [6, 24, 12],
  );
  const landings = found.map(({ curve }) => curve[3][0]);
  assert.ok(landings[2] < landings[1] && landings[1] < landings[0]);
  for (const { curve, width } of found) {
    const apex = (curve[0][1] + curve[3][1]) / 8 + 0.75 * curve[1][1];
    assert.ok(apex - width / 2 >= 0);
  }
});

test("the bank of a branch is found between its corners", () => {
  const bank = bankOf(fan(ROOMS[0], [1], 0, 50, 1).shapes[0]);
  assert.ok(Math.abs(bank(0) - 50) < 1e-6);
  assert.ok(Number.isFinite(bank(1e6)));
});
