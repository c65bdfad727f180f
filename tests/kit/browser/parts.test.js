import assert from "node:assert/strict";
import { test } from "node:test";
import { placeOnAxis, placesOf } from "../../../llm_viz/kit/browser/calculator_math.js";
import { cutToRoom, linesOf, spread } from "../../../llm_viz/kit/browser/graph/labels.js";
import { scaleOf, ticksOf, tickText } from "../../../llm_viz/kit/browser/graph/scales.js";
import { filled, filledText } from "../../../llm_viz/kit/browser/sentences.js";
import { logarithmic } from "../../../llm_viz/kit/browser/sliders.js";

test("a sentence keeps its order and its repeated marks", () => {
  assert.deepEqual(filled("{a} of {b}, {a}", { a: "1", b: "2" }), ["1", " of ", "2", ", ", "1"]);
  assert.equal(
    filledText("{x}回", (name) => name),
    "x回",
  );
});

test("equal steps of a logarithmic slider are equal ratios, and its ends are exact", () => {
  const places = logarithmic(1e6, 1e13, 3);
  assert.deepEqual([0, 500, 1000].map(places.read), [1e6, 3.16e9, 1e13]);
  assert.equal(places.place(1e13), 1000);
});

test("what is counted is whole", () => {
  const knob = { name: "n", label: "", low: 1, high: 1000, digits: 3, step: 0, slider: true, source: null };
  const { read } = placesOf({ ...knob, logarithmic: true, unit: "number" });
  assert.ok(Array.from({ length: 1001 }, (_, place) => read?.(place)).every(Number.isInteger));
});

test("values beyond an axis stand at its end", () => {
  assert.deepEqual(
    [1, 10, 100, 0.1, 1e6].map((value) => placeOnAxis(value, 1, 100)),
    [0, 50, 100, 0, 100],
  );
});

test("labels are moved apart, within their room and in order", () => {
  assert.deepEqual(spread([10, 12, 80], { low: 0, high: 100, gap: 19 }), [10, 29, 80]);
  assert.deepEqual(spread([95, 99, 20], { low: 0, high: 100, gap: 19 }), [81, 100, 20]);
  const places = spread([50, 50, 50, 50], { low: 0, high: 100, gap: 19 });
  for (let index = 1; index < places.length; index += 1) assert.ok(places[index] - places[index - 1] >= 19);
});

test("a text is broken between words, and what is left over ends its last line", () => {
  const lines = (/** @type {string} */ text, /** @type {number} */ most) =>
    linesOf(text, 10, (one) => one.length, most).map((line) => cutToRoom(line, 10, (one) => one.length));
  assert.deepEqual(lines("one two", 2), ["one two"]);
  assert.deepEqual(lines("one two three four", 3), ["one two", "three four"]);
  assert.deepEqual(lines("one two three four", 1), ["one two t…"]);
  assert.deepEqual(lines("one two three four five", 2), ["one two", "three fou…"]);
  assert.deepEqual(lines("incomprehensible word", 2), ["incompreh…", "word"]);
  assert.deepEqual(
    lines("『硝子の果樹園の番人』の作者は？", 2),
    ["『硝子の果樹園の番", "人』の作者は？"],
    "no line begins with 』",
  );
});

test("a text is cut only where it has no room, between whole characters, and never to nothing", () => {
  const widthOf = (/** @type {string} */ text) => 10 * [...text].length;
  const cut = (/** @type {string} */ text, /** @type {number} */ room) => cutToRoom(text, room, widthOf);
  assert.deepEqual(
    [cut("Paris", 50), cut("Paris", 49), cut("👩👩👩", 20), cut("Paris", 5)],
    ["Paris", "Par…", "👩…", "P…"],
  );
});

/** @param {Partial<import("../../../llm_viz/kit/browser/graph/scales.js").Axis>} ends */
const axis = (ends) => ({ title: "", log: false, percent: false, low: 0, high: 1, ...ends });

test("ticks are round, within the axis and not too many", () => {
  assert.deepEqual(ticksOf(axis({ low: 1.8, high: 2.31 }), 5), [1.8, 1.9, 2, 2.1, 2.2, 2.3]);
  assert.deepEqual(ticksOf(axis({ log: true, low: 1, high: 1e6 }), 7), [1, 10, 100, 1e3, 1e4, 1e5, 1e6]);
  assert.deepEqual(ticksOf(axis({ log: true, low: 1, high: 60 }), 6), [1, 2, 5, 10, 20, 50]);
  assert.deepEqual(ticksOf(axis({ log: true, low: 2, high: 5.2 }), 5), [2, 2.5, 3, 3.5, 4, 4.5, 5]);
  assert.ok(ticksOf(axis({ log: true, low: 1e-3, high: 1e21 }), 5).length <= 8);
});

test("an axis is mapped in equal steps or equal ratios", () => {
  assert.equal(scaleOf(axis({ low: 0, high: 10 }), 0, 100)(2.5), 25);
  assert.equal(scaleOf(axis({ log: true, low: 1, high: 100 }), 100, 0)(10), 50);
});

test("numbers of an axis are short", () => {
  const shown = [0, 0.01, 50, 3000, 1e7, 2e-5].map((value) => tickText(value, false, "ja"));
  assert.deepEqual(shown, ["0", "0.01", "50", "3,000", "10⁷", "2·10⁻⁵"]);
  assert.equal(tickText(0.25, true, "en"), "25\u00a0%");
});
