import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { adapt } from "../../../llm_viz/kit/browser/streamlit.js";

/** @typedef {import("../../../llm_viz/kit/browser/streamlit.js").Surroundings} Surroundings */
/** @typedef {{ payload: any } & Surroundings} Mounted What a part was mounted with. */

/** @type {Mounted[]} */
let calls = [];
let ended = 0;
let parts = 0;

beforeEach(() => {
  calls = [];
  ended = 0;
  Object.assign(globalThis, { getComputedStyle: () => ({ getPropertyValue: () => "" }) });
});

/** @param {{ everyRun?: boolean, key?: string, notes?: { lang: string, hidden: boolean }[] }} how */
function place({ everyRun = false, key = `part-${++parts}`, notes = [] } = {}) {
  const failures = notes.map((note) => Object.assign(note, { getAttribute: () => note.lang }));
  const parentElement = /** @type {any} */ ({ querySelector: () => root, querySelectorAll: () => failures });
  const root = { dataset: {}, getRootNode: () => ({ activeElement: null }), replaceChildren: () => {} };
  const run = adapt({
    mount: (_root, payload, { language, theme, send }) => {
      calls.push({ payload, language, theme, send });
      if (payload.broken) throw new Error("broken");
      return () => {
        ended += 1;
      };
    },
    everyRun,
  });
  return (/** @type {object} */ given, setTriggerValue = () => {}) => {
    const data = given instanceof Uint8Array ? given : { ...given, widget_key: key };
    return run({ data, parentElement, setTriggerValue });
  };
}

test("a part is mounted once for the same payload, and again for another or another language", () => {
  const run = place();
  run({ tokens: [1], language: "ja" });
  run({ tokens: [1], language: "ja" });
  assert.deepEqual(
    calls.map(({ payload, language }) => [payload, language]),
    [[{ tokens: [1] }, "ja"]],
  );
  run({ tokens: [2], language: "ja" });
  run({ tokens: [2], language: "en" });
  assert.deepEqual(
    calls.map(({ language }) => language),
    ["ja", "ja", "en"],
  );
  assert.equal(ended, 2);
});

test("the visitor's settings are kept, and another start does not mount again", () => {
  const run = place();
  run({ settings: { layer: 1 }, options: [{ settings: 1 }], language: "en" });
  calls[0].payload.settings.layer = 7;
  run({ settings: { layer: 2 }, options: [{ settings: 1 }], language: "en" });
  assert.equal(calls.length, 1);
  run({ settings: { layer: 2 }, options: [{ settings: 2 }], language: "en" });
  assert.equal(calls.length, 2);
  assert.equal(calls[1].payload.settings, calls[0].payload.settings);
  assert.equal(calls[1].payload.settings.layer, 7);
});

test("who leaves the page and comes back finds the settings as they were", () => {
  place({ key: "chart" })({ settings: { layer: 1 }, language: "en" });
  calls[0].payload.settings.layer = 7;
  place({ key: "chart" })({ settings: { layer: 2 }, language: "en" });
  place({ key: "another chart" })({ settings: { layer: 2 }, language: "en" });
  assert.deepEqual(
    calls.map(({ payload }) => payload.settings.layer),
    [7, 7, 2],
  );
});

test("a part that asks for it is called after every run", () => {
  const run = place({ everyRun: true });
  run({ language: "en" });
  run({ language: "en" });
  assert.equal(calls.length, 2);
});

test("messages go to the server by the latest way", () => {
  const run = place();
  /** @type {unknown[]} */
  const sent = [];
  run({ language: "en" });
  run({ language: "en" }, (/** @type {unknown[]} */ ...message) => sent.push(message));
  calls[0].send("chosen", 3);
  assert.deepEqual(sent, [["chosen", 3]]);
});

test("an overtaken run that ends late does not end the part", () => {
  const run = place();
  const endFirst = run({ tokens: [1], language: "en" });
  const endSecond = run({ tokens: [1], language: "en" });
  endFirst();
  assert.equal(ended, 0);
  endSecond();
  assert.equal(ended, 1);
});

test("where a part fails, a sentence stands in the visitor's language until it is drawn again, and the error is told", () => {
  /** @type {unknown[]} */
  const told = [];
  Object.assign(globalThis, { reportError: (/** @type {Error} */ error) => told.push(error.message) });
  const notes = ["en", "ja"].map((lang) => ({ lang, hidden: true }));
  const run = place({ notes });
  run({ language: "ja", broken: true });
  assert.deepEqual(told, ["broken"]);
  assert.deepEqual([notes[0].hidden, notes[1].hidden], [true, false]);
  run({ language: "ja", tokens: [1] });
  assert.deepEqual([notes[0].hidden, notes[1].hidden, told.length], [true, true, 1]);
});

test("bytes are decoded and compared", () => {
  const run = place();
  const header = new TextEncoder().encode(
    '{"payload": {"language": "ja", "widget_key": "heads", "layers": 2}, "arrays": [["heads", "uint8", 2]]}',
  );
  const start = Math.ceil((4 + header.length) / 8) * 8;
  const message = new Uint8Array(start + 8);
  new DataView(message.buffer).setUint32(0, header.length, true);
  message.set(header, 4);
  message.set([5, 6], start);
  run(message.slice());
  run(message.slice());
  assert.equal(calls.length, 1);
  assert.deepEqual(calls[0].payload, { layers: 2, heads: Uint8Array.from([5, 6]) });
  message[start] = 9;
  run(message.slice());
  assert.equal(calls.length, 2);
});

test("a visit that the server has forgotten is loaded again, before any part is mounted", () => {
  let loaded = 0;
  const document = { documentElement: { dataset: {} } };
  Object.assign(globalThis, { document, window: { location: { reload: () => (loaded += 1) } } });
  const run = place();
  run({ tokens: [1], language: "en", visit: "one" });
  run({ tokens: [2], language: "en", visit: "one" });
  assert.deepEqual([calls.length, loaded], [2, 0]);
  assert.equal(calls[0].payload.visit, undefined);
  run({ tokens: [2], language: "en", visit: "two" });
  place()({ tokens: [3], language: "en", visit: "two" });
  assert.deepEqual([calls.length, loaded], [2, 2]);
});
