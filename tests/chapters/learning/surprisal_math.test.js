// The tokens fit on the screen in either order, and a surprise is told in numbers that people know.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  barHeight,
  inRows,
  inTurn,
  oddsOf,
  sameWords,
} from "../../../llm_viz/chapters/learning/parts/surprisal_math.js";

test("tokens break into rows as a text does; two stand in the middle of the room, more at its edge", () => {
  const widths = [120, 40, 90, 200, 34, 34, 150, 60];
  for (const [count, room] of [
    [8, 300],
    [6, 300],
    [8, 200],
  ]) {
    const spots = inRows(widths.slice(0, count), room, 5);
    const last = spots[spots.length - 1].row;
    for (let row = 0; row <= last; row += 1) {
      const own = spots.filter((spot) => spot.row === row);
      for (const [at, { x, wide }] of own.slice(0, -1).entries()) assert.equal(own[at + 1].x, x + wide + 5);
      const [left, right] = [own[0].x, room - own[own.length - 1].x - own[own.length - 1].wide];
      assert.ok(right >= 0);
      assert.ok(last > 1 ? left === 0 : Math.abs(left - right) < 1e-9);
    }
  }
});

test("a single row is spread over the room, but its tokens stay tokens", () => {
  const few = inRows([40, 60], 1000, 5);
  assert.ok(few.every(({ wide }) => wide <= 130));
  const many = inRows([40, 60, 200, 40, 60, 40, 40, 60], 1000, 5);
  const { x, wide } = many[many.length - 1];
  assert.ok(x + wide <= 1000 + 1e-9);
  assert.ok(many.every((spot, at) => spot.wide >= [40, 60, 200, 40, 60, 40, 40, 60][at]));
});

test("few rows have high bars, many rows still have bars that can be compared", () => {
  const heights = [1, 2, 3, 4, 9].map((rows) => barHeight(rows, 400, 70));
  assert.deepEqual(
    heights,
    heights.toSorted((a, b) => b - a),
  );
  assert.ok(heights.every((height) => height >= 60));
});

test("a shuffled word is found again wherever it stood, each one once", () => {
  const written = ["You", "␣see", "␣with", "␣your", ",", "␣you", "␣with"];
  assert.deepEqual(sameWords(written, ["with", "␣You", "␣with", "␣see", "␣tree"]), [2, 0, 6, 1, -1]);
  assert.deepEqual(sameWords(["␣"], ["␣"]), [0]);
});

test("bars rise one after the other, and all stand at the end", () => {
  assert.deepEqual(
    [0, 4, 9].map((at) => inTurn(1, at, 10)),
    [1, 1, 1],
  );
  assert.ok(inTurn(0.4, 0, 10) > inTurn(0.4, 5, 10));
  assert.equal(inTurn(0.2, 9, 10), 0);
  assert.equal(inTurn(1, 0, 1), 1);
});

test("a rare token is one chance in so many, to two digits; an expected one is not", () => {
  assert.equal(oddsOf(10), 1000);
  assert.equal(oddsOf(18.2), 300_000);
  assert.equal(oddsOf(2), 4);
  assert.equal(oddsOf(0.4), null);
});
