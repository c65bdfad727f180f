// The pointer is followed from the press to its end, by whatever means it ends, and only the one that pressed.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { followDrag } from "../../../llm_viz/kit/browser/drag.js";

/** @type {EventTarget} */
let page;
beforeEach(() => {
  page = new EventTarget();
  Object.assign(globalThis, { window: page });
});

/** @param {string} type @param {object} [given] */
function pointer(type, given) {
  const event = new Event(type, { cancelable: true });
  return Object.assign(event, { isPrimary: true, button: 0, pointerId: 1, clientX: 0, ...given });
}

/** @param {Partial<import("../../../llm_viz/kit/browser/drag.js").Drag>} [drag] */
function handle(drag) {
  /** @type {unknown[]} */
  const seen = [];
  const node = /** @type {HTMLElement} */ (/** @type {unknown} */ ({ onpointerdown: null }));
  followDrag(node, { move: ({ clientX }) => seen.push(clientX), ...drag });
  const press = (/** @type {object} */ given) => {
    const event = pointer("pointerdown", given);
    node.onpointerdown?.(/** @type {any} */ (event));
    return event;
  };
  const move = (/** @type {number} */ clientX, pointerId = 1) =>
    page.dispatchEvent(pointer("pointermove", { clientX, pointerId }));
  return { press, move, seen };
}

test("it moves from the press to the release, and no text is selected", () => {
  const { press, move, seen } = handle();
  move(1);
  assert.ok(press({ clientX: 2 }).defaultPrevented);
  move(3);
  page.dispatchEvent(pointer("pointerup"));
  move(4);
  assert.deepEqual(seen, [2, 3]);
});

test("scrolling takes the pointer away; a second finger moves and ends nothing", () => {
  const { press, move, seen } = handle();
  press({ clientX: 1 });
  move(9, 2);
  page.dispatchEvent(pointer("pointerup", { pointerId: 2 }));
  move(2);
  page.dispatchEvent(pointer("pointercancel"));
  move(3);
  assert.deepEqual(seen, [1, 2]);
});

test("another button, another finger and a press that means something else start nothing", () => {
  const { press, move, seen } = handle({ begin: ({ clientX }) => clientX > 5 });
  for (const given of [{ clientX: 9, button: 2 }, { clientX: 9, isPrimary: false }, { clientX: 1 }]) {
    assert.ok(!press(given).defaultPrevented);
    move(7);
  }
  assert.deepEqual(seen, []);
  press({ clientX: 6 });
  assert.deepEqual(seen, [6]);
});

test("what is named gets the focus, after the first movement", () => {
  /** @type {unknown[]} */
  const order = [];
  const focused = /** @type {any} */ ({ focus: () => order.push("focus") });
  handle({ begin: () => void order.push("begin"), move: () => order.push("move"), focused }).press({});
  assert.deepEqual(order, ["begin", "move", "focus"]);
});
