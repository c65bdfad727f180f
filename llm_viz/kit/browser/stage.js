// Another picture on the same page begins at its top, and there the keyboard goes on.

import { stateOf } from "./state.js";

/** @typedef {{ shown: string }} StagePayload `StagePayload` in `stage.py`. */

/**
 * A part that shows nothing and scrolls to the top when `shown` is another than before.
 *
 * @param {HTMLElement} root
 * @param {StagePayload} payload
 */
export function mount(root, { shown }) {
  const state = stateOf(root, () => ({ shown }));
  if (state.shown === shown) return;
  state.shown = shown;
  document.querySelector("[data-testid=stMain]")?.scrollTo({ top: 0 });
  const chosen = document.querySelector("[class*='st-key-act-'] [role=radio][aria-checked=true]");
  if (chosen instanceof HTMLElement) chosen.focus({ preventScroll: true });
}
