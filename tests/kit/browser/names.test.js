import assert from "node:assert/strict";
import { test } from "node:test";
import { placesOfNames } from "../../../llm_viz/kit/browser/graph/names.js";

const BOX = { left: 0, right: 400, top: 0, bottom: 300 };

test("a name stands right of its point where nothing is there", () => {
  const [place] = placesOfNames([{ x: 100, y: 100, width: 80 }], [{ x: 100, y: 100 }], BOX);
  assert.deepEqual(place, { x: 111, y: 105, anchor: "start" });
});

test("a name makes way for a point, for the edge and for a name before it", () => {
  const neighbour = { x: 150, y: 102 };
  const points = [{ x: 100, y: 100 }, neighbour, { x: 380, y: 200 }, { x: 380, y: 212 }];
  const [first, edge, second] = placesOfNames(
    [
      { x: 100, y: 100, width: 80 },
      { x: 380, y: 200, width: 60 },
      { x: 380, y: 212, width: 60 },
    ],
    points,
    BOX,
  );
  assert.equal(first?.anchor, "end");
  assert.equal(edge?.anchor, "end");
  assert.ok(second && edge && Math.abs(second.y - edge.y) > 12);
});

test("where there is no room in its middle, most of a name still stands over its own point", () => {
  const walls = [-14, 0, 14].flatMap((down) => [
    { x: 100 + 34, y: 100 + down },
    { x: 100 - 70, y: 100 + down },
  ]);
  const floor = [70, 84, 98, 112, 126].map((x) => ({ x, y: 118 }));
  const [place] = placesOfNames([{ x: 100, y: 100, width: 80 }], [{ x: 100, y: 100 }, ...walls, ...floor], BOX);
  assert.deepEqual(place, { x: 80, y: 88, anchor: "middle" });
});

test("the name of a point in a ring begins beyond it", () => {
  const [place] = placesOfNames([{ x: 100, y: 100, width: 80, beyond: 13 }], [{ x: 100, y: 100 }], BOX);
  assert.deepEqual(place, { x: 124, y: 105, anchor: "start" });
});

test("a name that would hide something wherever it stood is left out", () => {
  const crowd = Array.from({ length: 400 }, (_, index) => ({ x: (index % 20) * 20, y: Math.floor(index / 20) * 15 }));
  assert.deepEqual(placesOfNames([{ x: 200, y: 150, width: 80 }], crowd, BOX), [null]);
});

for (const [width, count] of [
  [1100, 40],
  [350, 25],
  [270, 25],
]) {
  test(`no name lies on a point, on another name or beyond the edge, ${count} points on ${width} pixels`, () => {
    let seed = width;
    const random = () => {
      seed = (seed * 16807) % 2147483647;
      return seed / 2147483647;
    };
    const box = { left: 50, right: 50 + width, top: -40, bottom: 400 };
    const points = Array.from({ length: count }, () => ({ x: 50 + width * random(), y: 400 * random() }));
    const named = points.slice(0, 12).map((point) => ({ ...point, width: 50 + 80 * random() }));
    const rooms = placesOfNames(named, points, box).flatMap((place, at) => {
      if (!place) return [];
      const left = place.x - named[at].width * { start: 0, middle: 0.5, end: 1 }[place.anchor];
      return [{ left, right: left + named[at].width, top: place.y - 11, bottom: place.y + 3 }];
    });
    assert.ok(rooms.length >= 6, `${rooms.length} names`);
    for (const [at, room] of rooms.entries()) {
      assert.ok(room.left >= box.left && room.right <= box.right && room.top >= box.top && room.bottom <= box.bottom);
      /** @param {{ x: number, y: number }} point */
      const away = ({ x, y }) =>
        Math.hypot(Math.max(room.left - x, 0, x - room.right), Math.max(room.top - y, 0, y - room.bottom));
      assert.ok(
        points.every((point) => away(point) >= 6),
        "six pixels from the middle of every point",
      );
      for (const other of rooms.slice(at + 1))
        assert.ok(
          room.right <= other.left || other.right <= room.left || room.bottom <= other.top || other.bottom <= room.top,
        );
    }
  });
}
