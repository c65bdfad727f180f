// What the acts say below their pictures: only what the numbers support.

import assert from "node:assert/strict";
import { test } from "node:test";
import { sentenceOf } from "../../../llm_viz/chapters/attention/parts/cloth_says.js";
import { sentenceAt } from "../../../llm_viz/chapters/attention/parts/two_words_says.js";

/** @typedef {import("../../../llm_viz/chapters/attention/parts/two_words.js").TwoWordsPayload} TwoWords */
/** @typedef {import("../../../llm_viz/chapters/attention/parts/cloth.js").ClothPayload} Cloth */

/** Just enough of a page for an element with a text. */
const page = {
  createElement: () => ({
    textContent: "",
    /** @param {string[]} parts */
    append(...parts) {
      this.textContent = parts.join("");
    },
  }),
};
Object.assign(globalThis, { document: page });

/** @param {(Node | string)[]} parts */
const read = (parts) => parts.map((part) => (typeof part === "string" ? part : part.textContent)).join("");

/** A text for every name: what is asked for and the values it is given. */
const texts = (/** @type {Record<string, string>} */ marks) =>
  Object.fromEntries(Object.entries(marks).map(([name, values]) => [name, values === "" ? name : `${name} ${values}`]));

/** @type {TwoWords} */
const WORDS = {
  key: "apple",
  word: "Apple",
  before: ["fresh", "by"],
  goes_on: false,
  same_start: true,
  senses: ["fruit", "company"],
  layers: 4,
  first: 3,
  tests: 12,
  right: [0, 7, 9, 12, 12],
  places: [
    [0, 1, 0.5, 0.9, 1],
    [0, -1, -0.5, -0.8, -1.1],
  ],
  control: {
    word: "Lamp",
    places: [
      [0, 1, 0, 0.1, 0.3],
      [0, -1, 0, -0.1, -0.3],
    ],
  },
  held_out: null,
  offered: [],
  question: { key: "", open: false, guess: null, text: "", options: [], own: "", longest: 60, waive: "" },
  settings: { layer: 4 },
  texts: texts({
    before: "{layers} {a} {sense}",
    before_differs: "{layers} {a} {sense}",
    start: "",
    start_differs: "",
    early_says: "{layer} {right}/{tests}",
    layer_says: "{layer} {a} {b} {apart}",
    after: "{a} {b} {apart}",
    off: "{off}",
    no_scale: "{right}/{tests}",
    control_still: "{control}",
    control_moved: "{control}",
  }),
};

test("before the guess only the first word's place is said", () => {
  const open = { ...WORDS, places: /** @type {TwoWords["places"]} */ ([WORDS.places[0], null]), control: null };
  assert.equal(read(sentenceAt(open, 4)), "before 4 +1.00 fruit");
  assert.equal(read(sentenceAt({ ...open, same_start: false }, 4)), "before_differs 4 +1.00 fruit");
});

test("layers in which the scale fails have no value", () => {
  assert.equal(read(sentenceAt(WORDS, 0)), "start");
  assert.equal(read(sentenceAt(WORDS, 2)), "early_says 2 9/12");
  assert.equal(read(sentenceAt(WORDS, 3)), "layer_says 3 +0.90 −0.80 1.70 control_still 0.20");
  assert.equal(read(sentenceAt({ ...WORDS, first: null }, 4)), "no_scale 12/12");
});

test("the last layer compares the word with the control, and the guess with the truth", () => {
  assert.equal(read(sentenceAt(WORDS, 4)), "after +1.00 −1.10 2.10 control_still 0.60");
  const guessed = { ...WORDS, question: { ...WORDS.question, guess: "-0.40" } };
  assert.equal(read(sentenceAt(guessed, 4)), "after +1.00 −1.10 2.10 control_still 0.60 off 0.70");
  const moved = [
    [0, 0, 0, 0, 0.6],
    [0, 0, 0, 0, -0.6],
  ];
  const control = { word: "Lamp", places: /** @type {[number[], number[]]} */ (moved) };
  assert.equal(read(sentenceAt({ ...WORDS, control }, 4)), "after +1.00 −1.10 2.10 control_moved 1.20");
});

/** @type {Cloth} */
const CLOTH = {
  key: "bank",
  subject: "",
  words: [
    { text: "It", kind: "pinned" },
    { text: "was", kind: "free" },
    { text: "muddy", kind: "free" },
    { text: "bank", kind: "word" },
  ],
  senses: ["money", "river"],
  rests: [],
  sentences: [],
  chosen: "",
  note: "",
  texts: texts({
    nothing: "{base} {sense}",
    moves: "{who} {base} {rest}",
    turns: "{from} {to}",
    one: "{text}",
    many: "{count}",
    all: "{count}",
    way: "{share}",
    way_none: "",
    way_back: "{share}",
    waiting: "",
    no_words: "",
  }),
};
const RESTS = new Map([
  [0, -0.7],
  [1, -0.75],
  [2, 1.08],
  [3, 1.1],
]);

test("what is covered, where the needle goes, and how much of the way that is", () => {
  assert.equal(read(sentenceOf(CLOTH, RESTS, 0)), "nothing −0.70 river");
  assert.equal(read(sentenceOf(CLOTH, RESTS, 2)), "moves one muddy −0.70 +1.08 turns river money way 99\u00a0%");
  assert.equal(read(sentenceOf(CLOTH, RESTS, 1)), "moves one was −0.70 −0.75 way_back 2.8\u00a0%");
  assert.equal(read(sentenceOf(CLOTH, RESTS, 3)), "moves all 2 −0.70 +1.10 turns river money");
});

test("a set that was not read yet has no value, and a short way no shares", () => {
  assert.equal(read(sentenceOf(CLOTH, new Map([[0, -0.7]]), 2)), "waiting");
  const short = new Map([...RESTS, [3, -0.6], [2, -0.65]]);
  assert.equal(read(sentenceOf(CLOTH, short, 2)), "moves one muddy −0.70 −0.65");
  assert.equal(read(sentenceOf({ ...CLOTH, words: [CLOTH.words[0], CLOTH.words[3]] }, RESTS, 0)), "no_words");
});
