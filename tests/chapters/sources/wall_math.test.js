import assert from "node:assert/strict";
import { test } from "node:test";
import {
  bySource,
  holding,
  inColumns,
  inGroups,
  nearest,
  neighbour,
  wordsOf,
} from "../../../llm_viz/chapters/sources/parts/wall_math.js";
import { valueText } from "../../../llm_viz/chapters/sources/parts/wall_side.js";

const all = (/** @type {number} */ count) => new Uint8Array(count).fill(1);

for (const [count, width, height] of [
  [10010, 815, 455],
  [10010, 350, 380],
  [9803, 1500, 800],
  [7, 300, 200],
  [1, 300, 200],
]) {
  test(`${count} dots stay within ${width} × ${height}, and none lies on another`, () => {
    const wall = inColumns(count, width, height);
    assert.ok(Math.min(...wall.x) > 0 && Math.max(...wall.x) < width);
    assert.ok(Math.min(...wall.y) > 0 && Math.max(...wall.y) < height);
    const seen = new Set(Array.from(wall.x, (x, index) => `${x.toFixed(2)} ${wall.y[index].toFixed(2)}`));
    assert.equal(seen.size, count);
  });
}

test("a share of the dots has that share of the width", () => {
  const wall = inColumns(10010, 815, 455);
  for (const share of [0.1, 0.42, 0.72]) {
    const left = wall.x.filter((x) => x <= share * 815).length;
    assert.ok(Math.abs(left / 10010 - share) < 0.01, `${left}`);
  }
});

for (const height of [455, 380, 280]) {
  test(`groups stand below their headings, all within ${height} pixels`, () => {
    const groups = [...Array(236).fill(0), ...Array(7678).fill(3), ...Array(417).fill(4), ...Array(6).fill(5)];
    const wall = inGroups(groups, 350, height, 22);
    assert.deepEqual(
      wall.headings.map(({ group, count }) => [group, count]),
      [
        [0, 236],
        [3, 7678],
        [4, 417],
        [5, 6],
      ],
    );
    assert.ok(Math.max(...wall.y) < height);
    assert.ok(Math.max(...wall.x) < 350);
    for (const { group, y } of wall.headings) {
      assert.ok(wall.y[groups.indexOf(group)] > y + 22);
    }
  });
}

test("the pointer finds the nearest dot that fits, and none far away", () => {
  const wall = inColumns(100, 100, 100);
  assert.equal(nearest(wall, all(100), 5, 15, 12), 1);
  const fits = all(100);
  fits[1] = 0;
  assert.notEqual(nearest(wall, fits, 5, 15, 12), 1);
  assert.equal(nearest(wall, all(100), 300, 300, 12), -1);
});

test("arrow keys go to the dot beside, above and below, skip what does not fit, and stop at the edge", () => {
  const wall = inColumns(100, 100, 100); // ten columns of ten
  assert.equal(neighbour(wall, all(100), 44, [0, 1]), 45);
  assert.equal(neighbour(wall, all(100), 44, [0, -1]), 43);
  assert.equal(neighbour(wall, all(100), 44, [1, 0]), 54);
  assert.equal(neighbour(wall, all(100), 44, [-1, 0]), 34);
  assert.equal(neighbour(wall, all(100), 99, [1, 0]), 99);
  const fits = all(100);
  fits[54] = 0;
  assert.equal(neighbour(wall, fits, 44, [1, 0]), 64);
});

test("a search has to find every word, in any case", () => {
  assert.deepEqual(wordsOf("  GPT-4  Energy "), ["gpt-4", "energy"]);
  assert.deepEqual(holding(["mwh of energy", "loss"], ["energy", "mwh"]), [
    [true, false],
    [true, false],
  ]);
});

test("the largest sources come first, all others are one group", () => {
  const { groups, largest } = bySource(Uint16Array.of(9, 4, 4, 4, 7, 9, 2), 2);
  assert.deepEqual(largest, [4, 9]);
  assert.deepEqual(groups, [1, 0, 0, 0, 2, 1, 2]);
});

test("figures of any size are written so that they can be read", () => {
  /** @type {[number, "en" | "ja", string][]} */
  const cases = [
    [2.1e25, "en", "2.1 × 10²⁵"],
    [175e9, "en", "175.0\u00a0B"],
    [175e9, "ja", "1,750\u00a0億"],
    [2022, "en", "2022"],
    [50257, "en", "50,257"],
    [0.53125, "ja", "0.53125"],
    [0, "en", "0"],
    [4e-5, "en", "4.0 × 10⁻⁵"],
  ];
  for (const [value, language, text] of cases) assert.equal(valueText(value, language), text);
});
