// What the river says: signs, the verdict on a cut, and the sentence for those who do not see the picture.

import assert from "node:assert/strict";
import { test } from "node:test";
import { atRest } from "../../../llm_viz/chapters/home/parts/moves.js";
import { headsOf, said, signed, spoken, verdictOf } from "../../../llm_viz/chapters/home/parts/river_texts.js";

/** @import { Line, Link } from "../../../llm_viz/chapters/home/parts/river.js" */

const WORDS = {
  waiting: "…",
  cut_it: "Tap.",
  comma: ", ",
  stored: "from layers",
  no_inside: "no parts",
  only_chance: "{word} {p}",
  outside_says: "{word} {p} {source} {share} {score}",
  inside_says: "{word} {score} {count} {small}",
  link: "{layer} {share} {word} {target} {head} {most}",
  spoken: "{text}: {list}.",
  cut_says: "{source} {layer}: {word} {before} to {after}, {lost}, {share}:",
  cut_head_says: "{head} {source} {layer}: {word} {before} to {after}, {lost}, {share}:",
  opened: "{layer} {word}",
  all_heads: "all",
  head: "h{head}",
  cut_agrees: "agree",
  cut_less: "less",
  cut_more: "more",
  cut_opposite: "opposite",
};
/** @type {Link} */
const LINK = {
  layer: 24,
  source: 1,
  share: 3.17,
  heads: [
    [5, 2.9],
    [2, 0.27],
  ],
};
/** @type {Line} */
const LINE = {
  key: "k",
  text: "of France",
  path: [],
  vocabulary: 100,
  layers: 30,
  model: "m",
  kept: false,
  words_only: false,
  tokens: [
    { label: "of", kind: "text" },
    { label: "France", kind: "text" },
  ],
  forks: [
    {
      branches: [
        { id: 7, label: "Paris", p: 0.77, kind: "text" },
        { id: 8, label: "the", p: 0.06, kind: "text" },
      ],
      rest: 0.17,
      taken: -1,
      shares: [
        {
          target: 7,
          score: 19.23,
          start: 0,
          rest: 0,
          attention: [4],
          mlp: [15.23],
          links: [LINK],
          small: { count: 2, sum: -0.04 },
          sources: [0.5, 3.5],
        },
      ],
    },
  ],
};
const [SHARES] = LINE.forks[0].shares;
const STATE = {
  line: LINE,
  picture: atRest(),
  inside: false,
  pointed: null,
  severed: null,
  cut: null,
  waiting: false,
};

test("shares have a sign and one decimal, and no minus before zero", () => {
  assert.deepEqual(
    [3.17, -0.44, -0.04, 0].map((share) => signed(share, "en")),
    ["+3.2", "−0.4", "+0.0", "+0.0"],
  );
});

test("a cut is told to agree only where it took about what the ribbon had", () => {
  assert.equal(verdictOf(3.2, 3.4), "cut_agrees");
  assert.equal(verdictOf(3.2, 1.1), "cut_less");
  assert.equal(verdictOf(3.2, 6), "cut_more");
  assert.equal(verdictOf(3.2, -1), "cut_opposite");
  assert.equal(verdictOf(-1, -1.1), "cut_agrees");
});

test("outside, the sentence names the chance and the word that brings most", () => {
  assert.equal(said(WORDS, STATE, "en"), "Paris 77\u00a0% France +3.5 +19.2");
  const other = { ...STATE, picture: { ...atRest(), aim: 1 } };
  assert.equal(said(WORDS, other, "en"), "the 6\u00a0%");
  const [fork] = LINE.forks; // no layer brings most from "of", but all together do
  const line = { ...LINE, forks: [{ ...fork, shares: [{ ...fork.shares[0], sources: [4.2, 3.5] }] }] };
  assert.equal(said(WORDS, { ...STATE, line }, "en"), "Paris 77\u00a0% of +4.2 +19.2");
});

test("inside, it names the sum, and the ribbon that is pointed at", () => {
  const inside = { ...STATE, inside: true };
  assert.equal(said(WORDS, inside, "en"), "Paris +19.2 2 +0.0");
  assert.equal(said(WORDS, { ...inside, pointed: LINK }, "en"), "24 +3.2 France Paris 5 +2.9 Tap.");
  const undivided = { ...LINE, forks: [{ ...LINE.forks[0], shares: [] }] };
  assert.equal(said(WORDS, { ...inside, line: undivided }, "en"), "no parts");
});

test("after a cut, share and proof stand beside each other", () => {
  const cut = {
    at: 0,
    target: 7,
    layer: 24,
    source: 1,
    head: 0,
    probabilities: [0.074, 0.16],
    shares: { ...SHARES, score: 15.02 },
  };
  const state = { ...STATE, inside: true, severed: LINK, cut };
  assert.equal(said(WORDS, state, "en"), "France 24: Paris 77\u00a0% to 7.4\u00a0%, −4.2, +3.2: more");
  const oneHead = { ...state, cut: { ...cut, head: 5, shares: { ...SHARES, score: 16.4 } } };
  assert.equal(said(WORDS, oneHead, "en"), "5 France 24: Paris 77\u00a0% to 7.4\u00a0%, −2.8, +2.9: agree");
});

test("an opened ribbon offers all heads, and those that it is made of", () => {
  const { name, pills } = headsOf(WORDS, LINK, "France", 2, "en");
  assert.equal(name, "24 France");
  assert.deepEqual(
    pills.map(({ head, text, pressed }) => [head, text, pressed]),
    [
      [0, "all +3.2", false],
      [5, "h5 +2.9", false],
      [2, "h2 +0.3", true],
    ],
  );
  assert.equal(headsOf(WORDS, { ...LINK, heads: [[5, 3.17]] }, "France", 0, "en").pills.length, 1);
});

test("the picture can be heard: every branch, and inside the largest ribbons", () => {
  assert.equal(spoken(WORDS, STATE, "en"), "of France: Paris 77\u00a0%, the 6\u00a0%.");
  assert.match(spoken(WORDS, { ...STATE, inside: true }, "en"), /24 \+3\.2 France Paris.*from layers: \+15\.2$/);
});
