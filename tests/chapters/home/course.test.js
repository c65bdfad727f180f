// Movements follow each other, draw nothing while they wait, and can be ended at once.

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Course } from "../../../llm_viz/chapters/home/parts/course.js";

let frames = 0;
let lessMotion = false;

beforeEach(() => {
  frames = 0;
  lessMotion = false;
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  Object.assign(globalThis, {
    window: { matchMedia: () => ({ matches: lessMotion }), setTimeout },
    requestAnimationFrame: (/** @type {(now: number) => void} */ draw) =>
      setTimeout(() => draw(performance.now() + 1e6), 16),
    cancelAnimationFrame: (/** @type {number} */ frame) => clearTimeout(frame),
  });
});

test("a movement runs from 0 to 1, then the next begins", () => {
  /** @type {string[]} */
  const seen = [];
  const course = new Course(() => {
    frames += 1;
  });
  const note = (/** @type {string} */ name) => (/** @type {number} */ share) => seen.push(`${name}${share}`);
  course.run([
    { time: 100, change: note("a") },
    { time: 500, change: null },
    { time: 100, change: note("b") },
  ]);
  mock.timers.tick(16);
  assert.deepEqual(seen, ["a0", "a1"]);
  const drawn = frames;
  mock.timers.tick(400);
  assert.equal(frames, drawn, "nothing is drawn while it waits");
  mock.timers.tick(150);
  mock.timers.tick(16);
  assert.deepEqual(seen.slice(2), ["b0", "b1"]);
});

test("with less motion the end is there at once", () => {
  lessMotion = true;
  let share = 0;
  const course = new Course(() => {
    frames += 1;
  });
  course.run([
    {
      time: 100,
      change: (now) => {
        share = now;
      },
    },
    { time: 9e9, change: null },
  ]);
  assert.equal(share, 1);
  assert.equal(frames, 1);
});

test("what is stopped does not go on", () => {
  let share = 0;
  const course = new Course(() => {});
  course.run([
    {
      time: 100,
      change: (now) => {
        share = now;
      },
    },
  ]);
  course.stop();
  mock.timers.tick(1000);
  assert.equal(share, 0);
});
