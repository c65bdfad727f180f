import assert from "node:assert/strict";
import test from "node:test";
import { arrowsOf, fitted, tellingCell } from "../../../llm_viz/chapters/inside/parts/block_math.js";
import {
  bandOf,
  blockRoom,
  lengthBetween,
  thicknesses,
  wordSpot,
} from "../../../llm_viz/chapters/inside/parts/block_room.js";
import {
  dialSpots,
  handOf,
  pairsShown,
  placeSpot,
  placesForATurn,
  placesRoom,
} from "../../../llm_viz/chapters/inside/parts/positions_math.js";
import { arcOf, skyOf } from "../../../llm_viz/chapters/inside/parts/sky_math.js";
import { deepest, depth } from "../../../llm_viz/chapters/inside/parts/tile.js";
import { vectorRoom } from "../../../llm_viz/chapters/inside/parts/vector_room.js";

const near = (/** @type {number} */ value, /** @type {number} */ wanted) =>
  assert.ok(Math.abs(value - wanted) < 1e-9, `${value} ≠ ${wanted}`);

const BOX = { left: 100, right: 700, top: 50, bottom: 350 };

test("the distance from the word is 1 − cosine, at one scale, and all tokens are inside", () => {
  const stars = [0.9, 0.6, 0.3].map((cosine, place) => ({ text: "x", cosine, turn: 2 * place }));
  const sky = skyOf(stars, [0.1, -0.1], BOX);
  const { x, y } = sky.origin;
  const far = [...sky.places, ...sky.crowd].map((place) => Math.hypot(place.x - x, place.y - y));
  near(far[1] / far[0], 4);
  near(far[2] / far[0], 7);
  near(far[3] / far[0], 9);
  near(arcOf(sky, 0.1).far, far[3]);
  for (const place of [...sky.places, ...sky.crowd, arcOf(sky, 0.6).end]) {
    assert.ok(place.y >= BOX.top && place.y <= BOX.bottom && place.x >= BOX.left && place.x <= BOX.right);
  }
});

test("names do not stand on each other", () => {
  const stars = [0.9, 0.7, 0.5].map((cosine) => ({ text: "x", cosine, turn: 1.5 }));
  const labels = skyOf(stars, [], BOX)
    .places.map(({ label }) => label)
    .sort((one, other) => one - other);
  assert.ok(labels[1] - labels[0] >= 22 && labels[2] - labels[1] >= 22);
});

test("on a phone, five tokens stand in a line, and their numbers are not written on the picture", () => {
  const wide = vectorRoom(980, 380, { count: 10, question: null });
  assert.ok(wide.numbers && wide.numbers.y + 8 * wide.numbers.height <= 380 - 40);
  assert.ok(wide.sky.left > wide.numbers.x + 8 * wide.numbers.width);
  const narrow = vectorRoom(340, 480, { count: 10, question: { width: 320, height: 240 } });
  assert.equal(narrow.numbers, null);
  assert.equal(narrow.columns, 5);
  assert.ok(narrow.sky.top > 2 * narrow.line && narrow.sky.bottom <= 240 && narrow.sky.bottom > narrow.sky.top);
});

test("a cell is as deep as its number, whatever its sign; an outlier leaves the others their colour", () => {
  near(depth(-0.25, 1), 0.5);
  near(depth(3, 1), 1);
  near(depth(1, 0), 0);
  assert.equal(deepest([...Array.from({ length: 99 }, () => -1), 1000]), 1);
  assert.equal(deepest([]), 0);
});

test("a hand turns by its frequency from place to place", () => {
  near(handOf(0, 1).x, 1);
  near(handOf(3, 0.5).angle, 1.5);
  near(handOf(1, Math.PI / 2).y, -1);
  near(placesForATurn(Math.PI), 2);
  near(handOf(placesForATurn(0.3), 0.3).x, 1);
});

test("pairs that go round within some places are drawn, the fastest first", () => {
  const frequencies = Array.from({ length: 32 }, (_, pair) => 100000 ** (-pair / 32));
  const shown = pairsShown(frequencies, 4, 200);
  assert.equal(shown.length, 4);
  assert.equal(shown[0], 0);
  assert.ok(placesForATurn(frequencies[shown[3]]) <= 200 && placesForATurn(frequencies[shown[3] + 1]) > 200);
  assert.deepEqual(pairsShown([1, 0.5], 4, 200), [0, 1]);
  assert.deepEqual(pairsShown([0.0001], 4, 200), [0]);
});

test("the arrows have the lengths and angles of the vectors", () => {
  const [start, before, middle, end] = arrowsOf([3, 4, 12, 13], [0, 0]);
  const far = (/** @type {[number, number]} */ one, /** @type {[number, number]} */ other) =>
    Math.hypot(one[0] - other[0], one[1] - other[1]);
  near(far(start, before), 3);
  near(far(before, middle), 4);
  near(far(start, middle), 5);
  near(far(middle, end), 12);
  near(far(start, end), 13);
  const placed = fitted([start, before, middle, end], { x: 10, y: 20, width: 100, height: 50 });
  for (const [x, y] of placed) assert.ok(x >= 10 - 1e-9 && x <= 110 + 1e-9 && y >= 20 - 1e-9 && y <= 70 + 1e-9);
  near(far(placed[2], placed[3]) / far(placed[0], placed[1]), 4);
});

test("on every screen the squares, the words and the passing list keep out of each other's way", () => {
  for (const [width, height, words] of [
    [1160, 393, 10],
    [1160, 352, 1],
    [340, 450, 10],
    [300, 470, 7],
  ]) {
    const room = blockRoom(width, height, words);
    const { attends, feeds, before, after } = room.tiles;
    assert.ok(attends.y - room.tile / 2 > room.words, "attention stands below the words");
    assert.ok(attends.y + room.tile / 2 < room.level - room.thickest / 2 + room.tile / 2);
    assert.ok(feeds.y + room.tile / 2 <= height && feeds.y - room.tile / 2 > room.level);
    assert.ok(
      before.x + room.tile / 2 < attends.x - room.tile / 2 && feeds.x + room.tile / 2 < after.x - room.tile / 2,
    );
    assert.ok(after.x + room.tile / 2 <= width && before.x - room.tile / 2 >= 0 && room.arrows.height > 20);
    for (let word = 0; word < words; word++) assert.ok(wordSpot(room, word).y < room.words);
  }
});

test("lists are as thick as they are long, the longest as thick as can be", () => {
  const room = blockRoom(1160, 393, 10);
  const [one, half, none] = thicknesses(room, [10, 5, 0]);
  near(one, room.thickest);
  near(half, room.thickest / 2);
  near(none, 0);
  near(lengthBetween([3, 4], [0]), 5);
  near(lengthBetween([3, 4], [-1]), 1);
  assert.match(bandOf(room, [10, 20, 30]), /^M[\d. C]+L[\d. C]+Z$/);
});

test("places, their clocks and the bars keep out of each other's way", () => {
  for (const [width, height, places] of [
    [1010, 360, 10],
    [1010, 340, 2],
    [340, 360, 10],
    [290, 360, 3],
  ]) {
    const room = placesRoom(width, height, { places, chances: 4 });
    for (let place = 0; place < places; place++) {
      const word = placeSpot(room, place);
      const spots = dialSpots(room, place, 3);
      for (const { x, y } of spots) {
        assert.ok(y - room.dial > word.y + 34, "below the number");
        assert.ok(y + room.dial < room.chances.y - 24, "above the bars");
        assert.ok(x - room.dial >= 0 && x + room.dial <= width);
      }
      assert.ok(Math.hypot(spots[0].x - spots[1].x, spots[0].y - spots[1].y) > 2 * room.dial);
    }
    assert.ok(room.chances.y + 4 * room.chances.row <= room.height);
  }
});

test("the number that is framed at first is one that both parts change", () => {
  assert.equal(tellingCell([9, 2, -3], [0, 1, 4]), 2);
});
