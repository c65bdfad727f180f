// What a page's address says of the visit stays in it, whatever Streamlit writes.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { keepInUrl, mount } from "../../../llm_viz/kit/browser/address.js";

const visit = { lang: "en", model: "gemma", projector: null };
/** @type {EventTarget} */
let navigation;

/** @param {string} href What somebody else writes into the address. */
function write(href) {
  /** @type {any} */ (globalThis).window.location.href = `http://here${href}`;
  navigation.dispatchEvent(new Event("currententrychange"));
}

const shown = () => /** @type {any} */ (globalThis).window.location.href.replace("http://here", "");

beforeEach(() => {
  navigation = new EventTarget();
  const history = {
    state: null,
    replaceState: (/** @type {unknown} */ _state, /** @type {string} */ _title, /** @type {URL} */ url) =>
      write(url.href.replace("http://here", "")),
  };
  Object.assign(globalThis, { window: { location: { href: "http://here/" }, history, navigation } });
});

test("what is left out of an address is put back, and what was changed in it stays", () => {
  const end = keepInUrl(visit);
  assert.equal(shown(), "/?lang=en&model=gemma");
  write("/large?act=cost&lang=ja");
  assert.equal(shown(), "/large?act=cost&lang=ja&model=gemma");
  end();
  write("/large");
  assert.equal(shown(), "/large");
});

test("what belongs to one page is put back there, and does not follow to another", () => {
  const root = /** @type {any} */ ({ replaceChildren() {} });
  const end = mount(root, { address: { act: "cost", seed: null }, page: "large" });
  assert.equal(shown(), "/?act=cost"); // Streamlit may not have written the page's own address yet
  write("/large");
  assert.equal(shown(), "/large?act=cost");
  write("/scaling?seed=2");
  assert.equal(shown(), "/scaling?seed=2");
  end();
  write("/large");
  assert.equal(shown(), "/large");
});

test("a browser that does not tell of changes gets the address all the same", () => {
  /** @type {any} */ (globalThis).window.navigation = undefined;
  const end = keepInUrl(visit);
  assert.equal(/** @type {any} */ (globalThis).window.location.href, "http://here/?lang=en&model=gemma");
  end();
});
