import assert from "node:assert/strict";
import { test } from "node:test";
import { placesOf } from "../../../llm_viz/chapters/generation/parts/sure_math.js";

const room = (/** @type {number} */ to) => ({ from: 40, to, size: 16, least: 50 });

test("the towers of a text fill the room and do not touch, long words in full where they fit", () => {
  for (const to of [340, 700, 1100]) {
    const places = placesOf(["a", "extraordinarily", "b", "ears"], room(to));
    assert.ok(places[0].left > 40 && places[3].left + places[3].width < to);
    places.slice(1).forEach((place, at) => {
      assert.ok(place.left >= places[at].left + places[at].width, "towers lie on each other");
      assert.ok(place.width > 30);
    });
    assert.equal(places[1].label, to > 340 ? "extraordinarily" : places[1].label);
  }
});

test("where words have no room, only the longest ones are cut", () => {
  const places = placesOf(["a", "extraordinarily", "b", "ears"], room(250));
  assert.deepEqual([places[0].label, places[2].label, places[3].label], ["a", "b", "ears"]);
  assert.match(places[1].label, /^ext.*…$/);
});

test("an empty text has no towers", () => {
  assert.deepEqual(placesOf([], room(500)), []);
});
