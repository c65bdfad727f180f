import assert from "node:assert/strict";
import { test } from "node:test";

import {
  FULL,
  headAt,
  lookOf,
  pilesOf,
  rowsFor,
  sortedPlaces,
  steppedHead,
  unsortedPlaces,
} from "../../../llm_viz/chapters/attention/parts/sorted_heads_math.js";

const LANES = 2;
/** Three heads, two lanes: what each head sees from lane 0, then from lane 1. */
const LOOKS = Uint16Array.from([1, 0, 0.8, 0.2, 1, 0, 0.1, 0.9, 1, 0, 0.6, 0.4].map((share) => share * FULL));

test("a look is the row of its head and of the lane that looks", () => {
  assert.deepEqual(
    lookOf(LOOKS, 1, 1, LANES).map((share) => share.toFixed(2)),
    ["0.10", "0.90"],
  );
});

test("every head is in the pile of the lane that it looks at most, the hardest look first", () => {
  const { piles, shares } = pilesOf(LOOKS, 1, LANES);
  assert.deepEqual(piles, [
    { lane: 0, heads: [0, 2] },
    { lane: 1, heads: [1] },
  ]);
  assert.deepEqual(
    shares.map((share) => share.toFixed(1)),
    ["0.8", "0.9", "0.6"],
  );
  assert.deepEqual(pilesOf(LOOKS, 0, LANES).piles[0].heads, [0, 1, 2], "another lane looks: sorted anew");
});

test("rows hold their piles, however many heads there are, and stay within the picture", () => {
  const box = { left: 80, top: 4, width: 220, height: 460 };
  for (const counts of [[184, 0, 35, 15], [0, 0, 1], [900, 3], new Array(12).fill(30)]) {
    const { size, across, rows } = rowsFor(counts, box, 28);
    assert.ok(size >= 4);
    assert.ok(across * size <= box.width);
    const end = rows[rows.length - 1];
    assert.ok(end.middle + end.height / 2 <= box.top + box.height + 0.01, String(counts));
    const piles = counts.map((count, lane) => ({
      lane,
      heads: Array.from({ length: count }, (_, at) => 1000 * lane + at),
    }));
    const places = sortedPlaces(piles, { size, across, rows }, box.left);
    for (const { lane, heads } of piles)
      for (const head of heads) {
        const { middle, height } = rows[lane];
        assert.ok(places[head].y >= middle - height / 2 - 0.01, "not above its row");
        assert.ok(places[head].y + size <= middle + height / 2 + 0.01, "not below its row");
      }
  }
});

test("before they are sorted, a column is a layer", () => {
  const places = unsortedPlaces(3, 2, { left: 10, top: 0, width: 60, height: 60 });
  assert.deepEqual(
    [places[0], places[1]].map(({ x }) => x),
    [10, 10],
  );
  assert.deepEqual(places[2], { x: 30, y: 10, size: 20 });
  assert.equal(headAt(places, { left: 31, top: 11 }), 2);
  assert.equal(headAt(places, { left: 5, top: 11 }), -1);
});

test("before they are sorted, a row is a layer where the place is high", () => {
  const places = unsortedPlaces(3, 2, { left: 10, top: 0, width: 20, height: 90 });
  assert.deepEqual(places[0], { x: 10, y: 30, size: 10 });
  assert.deepEqual(places[2], { x: 10, y: 40, size: 10 });
});

test("arrow keys go through a pile and on to the next, and from pile to pile", () => {
  const piles = [
    { lane: 0, heads: [4, 2] },
    { lane: 1, heads: [] },
    { lane: 2, heads: [1] },
  ];
  assert.equal(steppedHead(piles, 4, [1, 0]), 2);
  assert.equal(steppedHead(piles, 2, [1, 0]), 1);
  assert.equal(steppedHead(piles, 2, [0, 1]), 1);
  assert.equal(steppedHead(piles, 1, [1, 0]), 1, "the last one");
  assert.equal(steppedHead(piles, 4, [0, -1]), 4, "the first one");
});
