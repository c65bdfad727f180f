// The cards of chapter 3: widths are probabilities, what fell keeps its place, and words are exchanged in place.

import assert from "node:assert/strict";
import { test } from "node:test";
import { between, layout, ribbon, spreadLabels } from "../../../llm_viz/chapters/next_token/parts/deck_math.js";
import { exchanged, lastOf, pieces } from "../../../llm_viz/chapters/next_token/parts/exchange.js";

const TOKENS = [
  { id: 1, p: 0.5 },
  { id: 2, p: 0.25 },
  { id: 3, p: 0.05 },
];

test("a card is as wide as its probability, and nothing is shared out anew", () => {
  const { places, rest } = layout(TOKENS, [1, 2], 800);
  assert.deepEqual(places.get(1), { x: 0, width: 400, p: 0.5, isCard: true });
  assert.deepEqual(places.get(2), { x: 400, width: 200, p: 0.25, isCard: true });
  assert.deepEqual(rest, { x: 600, width: 200, p: 0.25 });
  assert.deepEqual(places.get(3), { x: 600, width: 40, p: 0.05, isCard: false }); // in the rest, with its true width
});

test("a picture in between ends as the second one", () => {
  const [from, to] = [layout(TOKENS, [1, 2], 800), layout([...TOKENS].reverse(), [2, 3], 800)];
  assert.deepEqual(between(from, to, 1).places.get(3), to.places.get(3));
  assert.equal(between(from, to, 0).places.get(2)?.x, 400);
  assert.equal(between(from, to, 0.5).places.get(2)?.x, 200);
  assert.equal(between(from, to, 0.5).rest.x, 420);
});

test("a ribbon joins both places at their true widths", () => {
  assert.equal(
    ribbon({ x: 0, width: 10 }, { x: 20, width: 4 }, 0, 10),
    "M0.0 0C0.0 5.0 20.0 5.0 20.0 10H24.0C24.0 5.0 10.0 5.0 10.0 0Z",
  );
});

test("labels stay in order, within the picture, and apart from each other", () => {
  const labels = [
    { id: 1, at: 90, width: 40 },
    { id: 2, at: 95, width: 40 },
    { id: 3, at: 5, width: 40 },
  ];
  const placed = spreadLabels(labels, 150, 4);
  assert.deepEqual(
    placed.map(({ id }) => id),
    [3, 1, 2],
  );
  assert.ok(placed.every(({ x, row }) => row === 0 && x >= 0 && x + 40 <= 150));
  assert.ok(placed[1].x - placed[0].x >= 44 && placed[2].x - placed[1].x >= 44);
  assert.deepEqual(
    spreadLabels(labels, 100, 4).map(({ row }) => row),
    [0, 1, 0],
  );
});

test("the words of a sentence can be exchanged, in both languages", () => {
  const text = "The baby drinks warm";
  const word = pieces(text, "en").find((piece) => piece.text === "baby");
  assert.deepEqual(word, { text: "baby", start: 4, end: 8, isWord: true });
  assert.equal(exchanged(text, word, "vampire"), "The vampire drinks warm");
  const japanese = pieces("窓を開けると、冷たい", "ja");
  assert.equal(japanese.map((piece) => piece.text).join(""), "窓を開けると、冷たい");
  assert.ok(japanese.some((piece) => piece.text === "窓" && piece.isWord));
  assert.ok(japanese.some((piece) => piece.text === "、" && !piece.isWord));
});

test("of a long text its end is shown, and of a long word too", () => {
  const all = pieces("one two three four", "en");
  assert.equal(
    lastOf(all, 12)
      .map(({ text }) => text)
      .join(""),
    " three four",
  );
  assert.equal(lastOf(all, 100).length, all.length);
  assert.deepEqual(
    lastOf(pieces("a".repeat(500), "en"), 10).map(({ text, isWord }) => [text, isWord]),
    [[`…${"a".repeat(10)}`, false]],
  );
  assert.equal(
    lastOf(pieces("東京、大阪、", "ja"), 6)
      .map(({ text }) => text)
      .join(""),
    "大阪、",
  );
});
