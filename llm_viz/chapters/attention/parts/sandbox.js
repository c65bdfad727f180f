// A foreign page in a frame without rights: scripts run, but with an origin of their own.

import { el } from "../../../kit/browser/dom.js";
import { stateOf } from "../../../kit/browser/state.js";

/** @typedef {{ page: string, title: string, height: number }} SandboxPayload `SandboxPayload` in `sandbox.py`. */

/**
 * @param {HTMLElement} root
 * @param {SandboxPayload} payload
 */
export function mount(root, { page, title, height }) {
  const state = stateOf(root, () => ({ page: "" }));
  if (state.page === page) return;
  state.page = page;
  // `sandbox` must stand before the page is loaded, so the frame is made anew for every page.
  root.replaceChildren(el("iframe", { sandbox: "allow-scripts", title, height, srcdoc: page }));
}
