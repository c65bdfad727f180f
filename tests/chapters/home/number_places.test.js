// Numbers of arcs: none on an arc, on another number, on the river, or outside the picture.

import assert from "node:assert/strict";
import { test } from "node:test";
import { onCurve } from "../../../llm_viz/chapters/home/parts/bands.js";
import { arcs, roomOf } from "../../../llm_viz/chapters/home/parts/flow_math.js";
import { numberPlaces } from "../../../llm_viz/chapters/home/parts/number_places.js";

const HIGH = 15;
const WIDE = 34;
const SENTENCES = [
  {
    name: "two words that stand side by side",
    sources: [
      [-62, 5.4],
      [-18, 5.3],
      [-300, 0.6],
    ],
  },
  {
    name: "a word far away and two near",
    sources: [
      [-160, 3.3],
      [-40, 2.1],
      [-67, 1.6],
    ],
  },
  {
    name: "a word that has left the picture",
    sources: [
      [-900, 6],
      [-30, 1],
      [-60, 0.9],
    ],
  },
  {
    name: "three words as near as can be",
    sources: [
      [-13, 8],
      [-40, 7],
      [-67, 6],
    ],
  },
];

for (const [width, height] of [
  [1160, 440],
  [885, 340],
  [356, 506],
  [286, 380],
])
  for (const { name, sources } of SENTENCES)
    test(`${name}, ${width} × ${height}`, () => {
      const room = roomOf(width, height);
      const end = 700;
      const given = sources.map(([from, share]) => ({ middle: end + from, share }));
      const found = arcs(given, end, (room.bed * 0.8) / 20, () => room.crest, room);
      const size = room.down ? { along: HIGH, across: WIDE } : { along: WIDE, across: HIGH };
      const sky = {
        along: /** @type {[number, number]} */ ([end - room.mouth, end + room.reach]),
        across: /** @type {[number, number]} */ ([0, room.crest]),
      };
      const places = numberPlaces(found, [size, size, size], sky);
      for (const [index, place] of places.entries()) {
        if (!place) continue;
        const [along, across] = place;
        assert.ok(along - size.along / 2 >= sky.along[0] && along + size.along / 2 <= sky.along[1]);
        assert.ok(across - size.across / 2 >= 0 && across + size.across / 2 <= room.crest);
        for (const { curve, width: thick } of found)
          for (let share = 0; share <= 1; share += 0.005) {
            const [at, aside] = onCurve(curve, share);
            const far = Math.hypot(
              Math.max(0, Math.abs(at - along) - size.along / 2),
              Math.max(0, Math.abs(aside - across) - size.across / 2),
            );
            assert.ok(far > thick / 2, `number ${index} lies on an arc`);
          }
        for (const other of places.slice(index + 1))
          assert.ok(
            !other || Math.abs(other[0] - along) >= size.along + 2 || Math.abs(other[1] - across) >= size.across + 2,
          );
      }
    });

test("where there is room, a number stands beside the foot of its arc, and the larger one chooses first", () => {
  const room = roomOf(1160, 440);
  const given = [
    { middle: 200, share: 4 },
    { middle: 600, share: 3 },
  ];
  const found = arcs(given, 700, 4, () => room.crest, room);
  const size = { along: WIDE, across: HIGH };
  const sky = {
    along: /** @type {[number, number]} */ ([0, 800]),
    across: /** @type {[number, number]} */ ([0, room.crest]),
  };
  const places = numberPlaces(found, [size, size], sky);
  for (const [index, place] of places.entries()) {
    assert.ok(place);
    assert.ok(place[0] < found[index].curve[0][0] && place[1] > room.crest - 20);
  }
  const tight = numberPlaces([found[0], found[0]], [size, size], { along: [150, 200], across: [0, room.crest] });
  assert.ok(tight[0]);
  assert.equal(tight[1], null);
});
