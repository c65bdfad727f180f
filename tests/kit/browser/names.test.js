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

test("a name that would hide something wherever it stood is left out", () => {
  const crowd = Array.from({ length: 400 }, (_, index) => ({ x: (index % 20) * 20, y: Math.floor(index / 20) * 15 }));
  assert.deepEqual(placesOfNames([{ x: 200, y: 150, width: 80 }], crowd, BOX), [null]);
});
