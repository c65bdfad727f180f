// Who presses a button by key and thereby has it drawn anew stays where they were.

import assert from "node:assert/strict";
import { test } from "node:test";
import { keepingFocus, keepingHold } from "../../../llm_viz/kit/browser/focus.js";

/** What stands for a part: buttons by name, drawn anew by `draw`, and what has the focus. */
class Root {
  /** @type {Button[]} */
  buttons = [];
  /** @type {Button | null} */
  activeElement = null;

  /** @param {string[]} names One that begins with "-" is disabled. */
  draw(...names) {
    this.activeElement = null;
    this.buttons = names.map((name) => new Button(this, name));
  }

  getRootNode() {
    return this;
  }

  /** @param {Button} button */
  contains(button) {
    return this.buttons.includes(button);
  }

  querySelectorAll() {
    return this.buttons;
  }
}

class Button {
  tagName = "BUTTON";

  /**
   * @param {Root} root
   * @param {string} name
   */
  constructor(root, name) {
    this.root = root;
    this.textContent = name;
  }

  getAttribute() {
    return null;
  }

  matches() {
    return this.textContent.startsWith("-");
  }

  focus() {
    this.root.activeElement = this;
  }

  getRootNode() {
    return this.root;
  }
}

/**
 * The place of the focus, and its name, after what had it was drawn anew.
 *
 * @param {string[]} before
 * @param {number | null} place
 * @param {string[]} after
 */
function afterwards(before, place, after) {
  const root = new Root();
  root.draw(...before);
  if (place !== null) root.buttons[place].focus();
  const part = /** @type {HTMLElement} */ (/** @type {unknown} */ (root));
  assert.equal(
    keepingFocus(part, () => {
      root.draw(...after);
      return "drawn";
    }),
    "drawn",
  );
  const { activeElement: focused } = root;
  return focused && [root.buttons.indexOf(focused), focused.textContent];
}

test("the focus goes to what has the same name, the second to the second", () => {
  assert.deepEqual(afterwards(["all", "Apple", "is"], 1, ["all", "new", "Apple", "is"]), [2, "Apple"]);
  assert.deepEqual(afterwards(["is", "Apple", "is"], 2, ["new", "is", "Apple", "is"]), [3, "is"]);
});

test("where nothing has that name or it can no longer be pressed, the focus stays at its place", () => {
  assert.deepEqual(afterwards(["a", "× 3-4", "b"], 1, ["a", "b"]), [1, "b"]);
  assert.deepEqual(afterwards(["a", "restore"], 1, ["a", "-restore"]), [0, "a"]);
  assert.equal(afterwards(["a"], 0, []), null);
});

test("who had no focus gets none", () => {
  assert.equal(afterwards(["a", "b"], null, ["a", "b"]), null);
});

test("a handle that is taken out and put in again keeps the focus, and gets none that it did not have", () => {
  const root = new Root();
  const [handle, other] = [new Button(root, "handle"), new Button(root, "other")];
  const held = /** @type {HTMLElement} */ (/** @type {unknown} */ (handle));
  const draw = () => {
    root.activeElement = null;
    return "drawn";
  };
  handle.focus();
  assert.equal(keepingHold(held, draw), "drawn");
  assert.equal(root.activeElement, handle);
  other.focus();
  keepingHold(held, draw);
  assert.equal(root.activeElement, null);
});
