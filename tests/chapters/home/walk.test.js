// The way through the stages of all rounds: what is shown when, and what is asked of the server.

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { roundOf, STAGES, Walk } from "../../../llm_viz/chapters/home/parts/walk.js";

/** @import { JourneyPayload, Round } from "../../../llm_viz/chapters/home/parts/journey.js" */

const LAST = STAGES.length - 1;
/** @type {Round} */
const ROUND = { name: "", written: [], earlier: "", tokens: [], layers: [], candidates: [], rest: 0, ends: false };
const DOORS = { text: null, tokens: null, layers: null, probabilities: null, chosen: null };

/**
 * @param {number} rounds
 * @returns {JourneyPayload}
 */
function payload(rounds, text = "a", complete = false) {
  return { model: "m", text, rounds: Array(rounds).fill(ROUND), complete, labels: {}, doors: DOORS };
}

/** @type {number[]} Rounds asked for. */
let asked = [];
const ask = (/** @type {number} */ count) => asked.push(count);
let isConnected = true;

/** @param {{ lessMotion: boolean }} visitor */
function newWalk({ lessMotion }) {
  Object.assign(globalThis, { window: { matchMedia: () => ({ matches: lessMotion }) } });
  const root = /** @type {HTMLElement} */ (Object.defineProperty({}, "isConnected", { get: () => isConnected }));
  const walk = new Walk(root, payload(1), { stage: () => {}, controls: () => {} });
  walk.receive(payload(1), ask);
  return walk;
}

/** @param {Walk} walk */
function playOn(walk) {
  for (let beats = 0; walk.playing && beats < 100; beats += 1) mock.timers.tick(2000);
}

beforeEach(() => {
  asked = [];
  isConnected = true;
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

test("the first round plays by itself and stops", () => {
  const walk = newWalk({ lessMotion: false });
  assert.deepEqual([walk.position, walk.playing], [0, true]);
  mock.timers.tick(700);
  assert.equal(walk.position, 1);
  playOn(walk);
  assert.deepEqual([walk.position, walk.playing, asked], [LAST, false, []]);
});

test("with less motion it is there at once", () => {
  const walk = newWalk({ lessMotion: true });
  assert.deepEqual([walk.position, walk.playing], [LAST, false]);
});

test("a step beyond the last round asks for another one, and goes on once that has come", () => {
  const walk = newWalk({ lessMotion: true });
  walk.step();
  assert.deepEqual([asked, walk.awaiting, walk.position], [[2], true, LAST]);
  walk.receive(payload(2), ask);
  assert.deepEqual([walk.awaiting, walk.position, roundOf(walk.position)], [false, LAST + 1, 1]);
});

test("playing asks for the round after the next, until there is no more", () => {
  const walk = newWalk({ lessMotion: true });
  walk.play();
  assert.deepEqual(asked, [3]);
  walk.receive(payload(3, "a", true), ask);
  playOn(walk);
  assert.deepEqual([walk.position, walk.playing, walk.atEnd], [3 * STAGES.length - 1, false, true]);
});

test("another text begins anew", () => {
  const walk = newWalk({ lessMotion: false });
  mock.timers.tick(700);
  walk.receive(payload(1, "b"), ask);
  assert.deepEqual([walk.position, walk.playing], [0, true]);
});

test("nothing moves once the part has left the page", () => {
  const walk = newWalk({ lessMotion: false });
  isConnected = false;
  mock.timers.tick(10_000);
  assert.deepEqual([walk.position, walk.playing], [0, false]);
});
