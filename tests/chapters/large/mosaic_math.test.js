import assert from "node:assert/strict";
import { test } from "node:test";
import {
  alikeColumns,
  between,
  cellsOf,
  columnsOf,
  countsOf,
  growth,
  scaleOf,
  steps,
} from "../../../llm_viz/chapters/large/parts/mosaic_math.js";

const MATRIX = { grows: [true, true], count: 1 };
const RECIPE = {
  name: "Tiny",
  width: 10,
  outside: [
    { part: "embedding", matrices: [{ ...MATRIX, name: "table", shape: [100, 10], grows: [false, true] }] },
    { part: "norm", matrices: [{ name: "last", shape: [10], grows: [true], count: 1 }] },
  ],
  kinds: [
    [
      { part: "attention", matrices: [{ ...MATRIX, name: "q", shape: [10, 10] }] },
      { part: "mlp", matrices: [{ ...MATRIX, name: "up", shape: [30, 10] }] },
    ],
    [{ part: "mlp", matrices: [{ ...MATRIX, name: "up", shape: [20, 10], count: 4 }] }],
  ],
  pattern: [0, 1],
  base: -1,
};
const OWN = { width: 10, layers: 2 };
const ASKED = { outside: ["embedding"], inside: ["attention", "mlp"], layers: 2 };
const sum = (/** @type {number[]} */ numbers) => numbers.reduce((all, each) => all + each, 0);

test("a model is its table, its layers by their pattern, and what comes after them", () => {
  const columns = columnsOf(RECIPE, OWN);
  assert.deepEqual(
    columns.map(({ layer, parts }) => [layer, sum(parts.map(([, weight]) => weight))]),
    [
      [null, 1000],
      [0, 400],
      [1, 800],
      [null, 10],
    ],
  );
  assert.equal(columnsOf(RECIPE, { ...OWN, layers: 5 }).length, 7);
});

test("depth counts once, width twice, and rows for tokens not at all", () => {
  const from = { recipe: RECIPE, size: OWN };
  const grown = growth(from, { recipe: RECIPE, size: { width: 30, layers: 8 } });
  assert.deepEqual([grown.deep, grown.wide, grown.table, grown.times], [4, 3, 3, 4 * 9]);
  assert.ok(grown.shares[1] < grown.shares[0]);
});

test("every part has the area that is its share", () => {
  const columns = columnsOf(RECIPE, OWN);
  const all = sum([...countsOf(columns).values()]);
  for (const [part, numbers] of countsOf(columns)) {
    const cells = cellsOf(columns).filter((cell) => cell.part === part);
    const area = sum(cells.map(({ length, depth }) => length * depth));
    assert.ok(Math.abs(area - numbers / all) < 1e-12, part);
  }
});

test("before the guess all parts are alike, and from there they swell to what they are", () => {
  const alike = alikeColumns(ASKED);
  assert.deepEqual(
    [...countsOf(alike)],
    [
      ["embedding", 1],
      ["attention", 1],
      ["mlp", 1],
    ],
  );
  const columns = columnsOf(RECIPE, OWN);
  assert.equal(between(columns, alike, 1), columns);
  const start = countsOf(between(columns, alike, 0));
  for (const part of ["embedding", "attention", "mlp"]) assert.ok(Math.abs((start.get(part) ?? 0) - 1 / 3) < 1e-12);
  const half = countsOf(between(columns, alike, 0.5));
  assert.ok(Math.abs((half.get("mlp") ?? 0) - (1 / 3 + 1100 / 2210) / 2) < 1e-12);
});

test("the steps of a slider rise, and have the real models among them", () => {
  const found = steps([32, 16384], 32, [576, 12288, 20000]);
  assert.deepEqual(
    found,
    [...found].sort((one, other) => one - other),
  );
  assert.ok(found.includes(576) && found.includes(12288) && !found.includes(20000));
  assert.equal(new Set(found).size, found.length);
});

test("matrices fit their room, words below narrow ones included", () => {
  const sizes = [
    { wide: 576, high: 576 },
    { wide: 192, high: 576 },
    { wide: 1536, high: 576 },
  ];
  const room = { width: 700, height: 300, gap: 10, least: 90 };
  const scale = scaleOf(sizes, room);
  assert.ok(sum(sizes.map(({ wide }) => Math.max(90, wide * scale))) <= 680 + 1e-9);
  assert.ok(576 * scale <= 300);
});
