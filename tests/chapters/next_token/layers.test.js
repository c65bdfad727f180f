import assert from "node:assert/strict";
import { test } from "node:test";
import {
  bandsOf,
  heightOf,
  lineThrough,
  stretchOf,
  ticksOf,
} from "../../../llm_viz/chapters/next_token/parts/layers_math.js";

const reading = (/** @type {number} */ id, probability = 0.1) => ({ id, label: `w${id}`, probability });

test("a token is one band as long as it stays among the best, and another one when it comes back", () => {
  const bands = bandsOf([[reading(1), reading(2)], [reading(2), reading(1)], [reading(2), reading(3)], [reading(1)]]);
  const told = bands.map(({ id, stops }) => [id, stops.map(({ layer, place }) => [layer, place])]);
  assert.deepEqual(told, [
    [
      1,
      [
        [0, 0],
        [1, 1],
      ],
    ],
    [
      2,
      [
        [0, 1],
        [1, 0],
        [2, 0],
      ],
    ],
    [3, [[2, 1]]],
    [1, [[3, 0]]],
  ]);
  assert.deepEqual(bandsOf([]), []);
});

test("ranks go down the picture: the best places in rows, the others to its lower edge", () => {
  const room = { top: 30, row: 40, places: 5, bottom: 380, most: 262_144 };
  const heights = [1, 2, 5, 6, 10, 100, 8000, 262_144].map((rank) => heightOf(rank, room));
  assert.deepEqual(heights.slice(0, 3), [50, 90, 210]);
  for (const [at, height] of heights.slice(1).entries()) assert.ok(height > heights[at]);
  assert.equal(heights.at(-1), 380);
  assert.ok(heights[3] > 230, "below the rows");
  assert.deepEqual(ticksOf(room), [10, 100, 1000, 10_000, 100_000]);
  assert.deepEqual(ticksOf({ ...room, most: 3 }), []);
  assert.equal(heightOf(6, { ...room, most: 6 }), 380, "no scale of one rank");
});

test("a line is level at every point", () => {
  assert.equal(lineThrough([[10, 5]], 2), "M8.0,5.0L12.0,5.0");
  assert.match(
    lineThrough(
      [
        [10, 5],
        [20, 9],
      ],
      2,
    ),
    /^M8\.0,5\.0L12\.0,5\.0C15\.0,5\.0 15\.0,9\.0 18\.0,9\.0L22\.0,9\.0$/,
  );
});

test("a word is written where its band is longest and thick enough", () => {
  const stop = (/** @type {number} */ layer, /** @type {number} */ place, /** @type {number} */ probability) => ({
    layer,
    place,
    probability,
  });
  const stops = [stop(3, 0, 0.9), stop(4, 1, 0.6), stop(5, 1, 0.7), stop(6, 1, 0.1), stop(7, 1, 0.8)];
  assert.deepEqual(stretchOf(stops, 0.5), { first: 4, last: 5, place: 1 });
  assert.equal(stretchOf(stops, 0.95), null);
});
