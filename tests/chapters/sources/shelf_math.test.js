import assert from "node:assert/strict";
import { test } from "node:test";
import { kindsInRow, pitchFor, strip } from "../../../llm_viz/chapters/sources/parts/givers_math.js";
import { bandsOf, bookAt, continued, heightOf, shelve } from "../../../llm_viz/chapters/sources/parts/shelf_math.js";

const COUNTS = [1, 77, 14, 16, 38, 5];
const LEAST = [90, 80, 120, 120, 150, 100];

for (const [width, boards] of [
  [810, 4],
  [280, 4],
  [262, 5],
]) {
  test(`all books stand on ${boards} boards of ${width} pixels, none in the place of another`, () => {
    const shelves = shelve(COUNTS, LEAST, width, boards);
    assert.ok(shelves.boards <= boards);
    assert.equal(shelves.books.length, 151);
    assert.equal(new Set(shelves.books.map(({ board, x }) => `${board} ${x}`)).size, 151);
    for (const { x } of shelves.books) assert.ok(x >= 0 && x + shelves.pitch <= width);
    for (const [one, { board, x }] of shelves.labels.entries()) {
      const next = shelves.labels.find((other, place) => place > one && other.board === board);
      assert.ok(x + LEAST[one] <= (next?.x ?? width));
    }
  });
}

test("a board that begins in the middle of a chapter says which, and no other", () => {
  const shelves = shelve(COUNTS, LEAST, 810, 4);
  const groups = COUNTS.flatMap((count, group) => Array(count).fill(group));
  for (const { group, board } of continued(shelves, groups, LEAST)) {
    assert.equal(groups[shelves.books.findIndex((book) => book.board === board)], group);
    assert.ok(shelves.labels[group].board < board);
  }
  assert.ok(continued(shelves, groups, LEAST).length > 0);
});

test("the pointer finds the nearest book of its board", () => {
  const shelves = shelve(COUNTS, LEAST, 810, 4);
  const { board, x } = shelves.books[100];
  assert.equal(bookAt(shelves, x + shelves.pitch / 2, board), 100);
  assert.equal(bookAt(shelves, -50, 0), 0);
  assert.equal(bookAt(shelves, 10, 9), -1);
});

test("every power of ten is as much higher, and one figure can be seen", () => {
  const [one, ten, hundred] = [1, 10, 100].map((figures) => heightOf(figures, 3000));
  assert.ok(one > 0.1);
  assert.ok(Math.abs(hundred - ten - (ten - one)) < 1e-9);
  assert.equal(heightOf(3000, 3000), 1);
});

test("a book is divided among the kinds of its figures", () => {
  assert.deepEqual(bandsOf([3, 0, 1, 0]), [
    { kind: 0, from: 0, to: 0.75 },
    { kind: 2, from: 0.75, to: 1 },
  ]);
});

for (const [most, width, height] of [
  [3339, 630, 44],
  [3339, 338, 15],
  [268, 630, 44],
]) {
  test(`a strip of ${most} dots fits into ${width} × ${height}`, () => {
    const places = strip(most, pitchFor(most, width, height), height);
    assert.ok(Math.max(...places.x) < width);
    assert.ok(Math.min(...places.y) > 0 && Math.max(...places.y) < height);
  });
}

test("the surest dots of a strip come first", () => {
  assert.deepEqual([...kindsInRow([2, 0, 1, 1])], [0, 0, 2, 3]);
});
