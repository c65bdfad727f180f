// The question on a picture: each way to answer sends one guess.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { askBox } from "../../../llm_viz/kit/browser/ask.js";
import { FakeElement, openPage } from "../../support/page.js";

/** @typedef {import("../../../llm_viz/kit/browser/ask.js").Question} Question */

openPage();

/** @type {unknown[]} */
let sent = [];
const send = (/** @type {string} */ name, /** @type {unknown} */ value) => sent.push([name, value]);
beforeEach(() => {
  sent = [];
});

/**
 * @param {Partial<Question>} question
 * @param {Parameters<typeof askBox>[2]} [options]
 */
function ask(question, options) {
  const whole = {
    key: "k",
    open: true,
    guess: null,
    text: "How much?",
    options: [],
    own: "",
    longest: 60,
    waive: "Show",
  };
  return /** @type {FakeElement} */ (/** @type {unknown} */ (askBox({ ...whole, ...question }, send, options)));
}

/** @param {FakeElement} box */
const parts = (box) => box.children.map((child) => child instanceof FakeElement && child.attributes.class);

test("a guess made on the picture is read when its button is pressed, and sent once", () => {
  let level = 3;
  /** @type {(string | null)[]} */
  const chosen = [];
  const onPicture = { label: "Done", guess: () => String(level), hint: "Drag it." };
  const box = ask({ own: "a number" }, { onPicture, chosen: (choice) => chosen.push(choice) });
  assert.deepEqual(parts(box), ["ask-question", "ask-hint", "candidate commit", "waive"]);
  level = 7;
  const [button] = box.withClass("commit");
  button.click();
  button.click();
  assert.deepEqual(sent, [["guess", { choice: "7" }]]);
  assert.deepEqual(chosen, ["7"]);
});

test("without a hint there is none, and who would rather see may", () => {
  const box = ask({}, { onPicture: { label: "Done", guess: () => "1" } });
  assert.deepEqual(parts(box), ["ask-question", "candidate commit", "waive"]);
  box.withClass("waive")[0].click();
  assert.deepEqual(sent, [["guess", { choice: null }]]);
});

test("candidates are told before they are sent; a field for one's own stands where the question has one", () => {
  /** @type {unknown[]} */
  const order = [];
  const box = ask({ options: ["cat", "dog"], own: "a word" }, { chosen: (choice) => order.push(choice, sent.length) });
  assert.deepEqual(parts(box), ["ask-question", "ask-choices", "own", "waive"]);
  box.withClass("candidate")[1].click();
  assert.deepEqual(order, ["dog", 0]);
  assert.deepEqual(sent, [["guess", { choice: "dog" }]]);
  assert.deepEqual(
    box.withClass("candidate").map((button) => button.getAttribute("aria-pressed")),
    ["false", "true"],
  );
});
