// Projector mode: the page as large as the screen allows, pictures and all, and keys that show and lead on.

import { enlarge } from "./enlarge.js";
import { isComposing } from "./keyboard.js";

const PLAY = ["button.play", ".ask .candidate.primary", "button.waive"];
const ON = [".st-key-next-act button", ".st-key-way-on a"];

/**
 * Enlarge the page, or show it as it is. Returns a function that ends listening to keys and to the size of the window.
 *
 * @param {boolean} on
 */
export function projectorMode(on) {
  const end = new AbortController();
  const stop = () => end.abort();
  if (!on) {
    const { style, dataset } = document.documentElement;
    style.removeProperty("--zoom");
    delete dataset.projector;
    return stop;
  }
  enlarge();
  window.addEventListener("resize", enlarge, { signal: end.signal });
  window.addEventListener("keydown", press, { signal: end.signal });
  return stop;
}

/**
 * P presses what plays, or else what shows the answer; N what leads on.
 *
 * @param {KeyboardEvent} event
 */
function press(event) {
  const [target] = event.composedPath();
  const isTyped = target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable=true]");
  if (isTyped || isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
  const wanted = { p: PLAY, n: ON }[event.key.toLowerCase()];
  const found = wanted && firstOf(wanted);
  if (!found) return;
  event.preventDefault();
  found.click();
}

/**
 * The first of these that is on the page, in parts too, and can be pressed.
 *
 * @param {string[]} selectors
 */
function firstOf(selectors) {
  const roots = [document, ...shadowsIn(document)];
  for (const selector of selectors)
    for (const root of roots)
      for (const node of root.querySelectorAll(selector))
        if (node instanceof HTMLElement && node.checkVisibility() && !node.matches(":disabled")) return node;
  return null;
}

/** @param {Document} page */
function shadowsIn(page) {
  const hosts = [...page.querySelectorAll("[data-testid^=stBidiComponent], [data-testid^=stBidiComponent] *")];
  return hosts.flatMap(({ shadowRoot }) => (shadowRoot ? [shadowRoot] : []));
}
