// Keys: what is pressed, where arrows lead, and that no handler keeps a key from the browser.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { isPress, pressable, slideStep, walkWithArrows } from "../../../llm_viz/kit/browser/keyboard.js";

/** @param {string} key */
const pressed = (key) => {
  const event = Object.assign(new Event("keydown", { cancelable: true }), { key });
  return /** @type {KeyboardEvent} */ (/** @type {unknown} */ (event));
};

test("Enter and Space press, every other key is left to the browser", () => {
  let presses = 0;
  const { onkeydown, onclick, role } = pressable(() => {
    presses += 1;
  });
  for (const key of ["Tab", "Escape", "a", "F5", "ArrowLeft"]) {
    const event = pressed(key);
    assert.equal(onkeydown(event), undefined);
    assert.ok(!event.defaultPrevented, key);
  }
  for (const key of ["Enter", " "]) {
    const event = pressed(key);
    assert.equal(onkeydown(event), undefined);
    assert.ok(event.defaultPrevented, key);
  }
  onclick();
  assert.deepEqual([presses, role, isPress(pressed("Tab"))], [3, "button", false]);
});

test("keys move a slider by one, by a page or to its ends, and Tab leaves it", () => {
  const keys = ["ArrowUp", "ArrowRight", "ArrowDown", "ArrowLeft", "PageUp", "PageDown", "Home", "End"];
  const steps = keys.map((key) => slideStep(pressed(key), 5));
  assert.deepEqual(steps, [1, 1, -1, -1, 5, -5, -Infinity, Infinity]);
  const [home, tab] = [pressed("Home"), pressed("Tab")];
  slideStep(home);
  assert.deepEqual([slideStep(tab), tab.defaultPrevented, home.defaultPrevented], [null, false, true]);
});

/** What stands for an element here: it has a tabIndex, its only attribute, and tells of its focus. */
class Item extends EventTarget {
  tabIndex = 5;
  focused = 0;
  getAttribute() {
    return String(this.tabIndex);
  }
  focus() {
    this.focused += 1;
  }
}

/**
 * @param {number} count
 * @param {{ start?: number, isColumn?: boolean }} [options]
 */
const walkOf = (count, options) => {
  const container = new EventTarget();
  const items = Array.from({ length: count }, () => new Item());
  const walk = () => walkWithArrows(/** @type {any} */ (container), /** @type {any} */ (items), options);
  walk();
  const stops = () => items.flatMap(({ tabIndex }, place) => (tabIndex === 0 ? [place] : []));
  return { container, items, walk, stops };
};

test("a group of items is one stop of the Tab key, and arrows lead from one to the next", () => {
  const { container, items, walk, stops } = walkOf(4, { start: 2 });
  assert.deepEqual(stops(), [2]);
  const places = ["ArrowRight", "ArrowRight", "ArrowLeft", "ArrowUp", "End", "Home", "ArrowDown"].map((key) => {
    container.dispatchEvent(pressed(key));
    return stops()[0];
  });
  assert.deepEqual(places, [3, 3, 2, 1, 3, 0, 1]);
  walk(); // again: not two steps at once
  const event = pressed("ArrowLeft");
  container.dispatchEvent(event);
  assert.deepEqual([stops(), event.defaultPrevented, items[1].focused], [[1], true, 3]);
  const tab = pressed("Tab");
  container.dispatchEvent(tab);
  assert.ok(!tab.defaultPrevented);
});

test("in a column, left and right are left to others", () => {
  const { container, stops } = walkOf(3, { isColumn: true });
  for (const key of ["ArrowRight", "End"]) {
    const event = pressed(key);
    container.dispatchEvent(event);
    assert.ok(!event.defaultPrevented);
  }
  container.dispatchEvent(pressed("ArrowDown"));
  assert.deepEqual(stops(), [1]);
});

const MODULES = readdirSync("llm_viz", { recursive: true })
  .map(String)
  .filter((file) => /^(kit\/browser|chapters\/.*parts)\/.*\.js$/.test(file))
  .map((file) => /** @type {const} */ ([file, readFileSync(`llm_viz/${file}`, "utf8")]));

/**
 * The body of the function that begins at `from`: to the brace that closes it, or to the end of the line.
 *
 * @param {string} text
 * @param {number} from
 */
const bodyAt = (text, from) => {
  const arrow = text.indexOf("=>", from) + 2;
  if (!/^\s*\{/.test(text.slice(arrow))) return { block: false, body: text.slice(arrow, text.indexOf("\n", arrow)) };
  let depth = 0;
  let end = arrow;
  do {
    depth += { "{": 1, "}": -1 }[text[end]] ?? 0;
    end += 1;
  } while (depth > 0 || text[end - 1] !== "}");
  return { block: true, body: text.slice(arrow, end) };
};

test("no handler of keys returns a value: false would take the key away from the browser, Tab too", () => {
  const found = MODULES.flatMap(([file, text]) =>
    [...text.matchAll(/\bonkey\w+\s*[=:]\s*\(|\bconst onKey\w*\s*=\s*\(/g)].map(({ index }) => ({
      file,
      ...bodyAt(text, index),
    })),
  );
  assert.ok(found.length >= 8);
  for (const { file, block, body } of found) {
    assert.ok(block, `${file}: a handler of keys without braces returns a value: ${body}`);
    const inner = body.replaceAll(/=>\s*\{[^{}]*\}/g, "");
    assert.doesNotMatch(inner, /\breturn\s+[^;\s]/, file);
  }
  const handled = MODULES.filter(([, text]) => /addEventListener\("key\w+", \(/.test(text)).map(([file]) => file);
  assert.deepEqual(handled, [], "name the handler onKey, so that this test sees it");
});

test("what is not a button by itself but is pressed like one is pressed by keys too", () => {
  const byHand = MODULES.filter(([, text]) => /role: "button"/.test(text)).map(([file]) => file);
  assert.deepEqual(byHand, ["kit/browser/keyboard.js"]);
});
