import assert from "node:assert/strict";
import { test } from "node:test";
import { cells, fit, labels, paper, place } from "../../../llm_viz/chapters/large/parts/squares_math.js";

const SIZES = [1.345e8, 1.5e9, 1.746e11, 5.4e11, 4.06e11, 6.71e11, 2.35e11, 2.78e12];
const WIDE = { width: 1180, height: 380 };
const PHONE = { width: 350, height: 380 };

test("areas are the values, and all squares have room without touching", () => {
  for (const [room, shelves] of /** @type {const} */ ([
    [WIDE, 1],
    [PHONE, 2],
  ])) {
    const fitted = fit(SIZES, room, 96, shelves);
    const { spots, end } = place(SIZES, fitted, { left: 0, ground: room.height });
    for (const [index, { side }] of spots.entries()) {
      assert.ok(Math.abs((side / spots[2].side) ** 2 / (SIZES[index] / SIZES[2]) - 1) < 1e-9);
    }
    assert.ok(spots.every(({ x, y, side }) => x + side <= room.width && y - side >= -1e-6));
    assert.ok(end.x + 96 <= room.width + 13);
    const beside = spots
      .slice(1)
      .filter((spot, index) => spot.y === spots[index].y && spot.x < spots[index].x + spots[index].side);
    assert.deepEqual(beside, []);
  }
});

test("an unknown size keeps a place of its own, whatever the zoom", () => {
  const { spots } = place([1, null, 4], { zoom: 10, cut: 3 }, { left: 0, ground: 100 });
  assert.deepEqual(
    spots.map(({ x, side, known }) => [x, side, known]),
    [
      [0, 10, true],
      [22, 0, false],
      [104, 20, true],
    ],
  );
});

test("cells nest: each is ten times as wide as the one before, and holds a hundred of it", () => {
  const found = cells([6, 7, 8, 9, 10], 1e-3);
  assert.deepEqual(
    found.map(({ power }) => power),
    [8, 10],
  );
  assert.ok(Math.abs(found[1].pixels / found[0].pixels - 10) < 1e-9);
  assert.equal(paper({ x: 0, y: 100, side: 25 }, 10, { right: 500, top: 0 }).split("M").length - 1, 4);
});

test("labels hide neither each other nor a square", () => {
  const fitted = fit(SIZES, PHONE, 96, 2);
  const { spots } = place(SIZES, fitted, { left: 12, ground: 380 });
  const named = spots.map((spot) => ({
    spot,
    lines: ["A long name"],
    width: 90,
    short: { lines: ["Long"], width: 90 },
  }));
  const found = [...labels(named, { right: 382, top: 0, under: 0, line: 18 }, []).values()];
  assert.ok(found.length >= 5);
  for (const [index, one] of found.entries()) {
    for (const other of found.slice(index + 1)) {
      const apart =
        one.x + one.width <= other.x ||
        other.x + other.width <= one.x ||
        one.y + one.height <= other.y ||
        other.y + other.height <= one.y;
      assert.ok(apart, JSON.stringify([one, other]));
    }
  }
});

test("the smallest squares of a narrow picture have their names, too", () => {
  const fitted = fit(SIZES, PHONE, 96, 2);
  const { spots } = place(SIZES, fitted, { left: 12, ground: 380 });
  const widths = [95, 62, 71, 77, 92, 84, 75, 46];
  const named = spots.map((spot, index) => {
    const [width, lines] = [widths[index], ["Gemma 3 270M", "268 M"]];
    return {
      spot,
      lines,
      width,
      short: { lines: ["Gemma 3", "270M"].slice(0, width > 70 ? 2 : 1), width: Math.min(width, 62) },
    };
  });
  const found = labels(named, { right: 382, top: 0, under: 0, line: 18 }, []);
  assert.deepEqual([...found.keys()].sort(), [...SIZES.keys()]);
  for (const { x, width } of found.values()) assert.ok(x >= 0 && x + width <= 382);
});
