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
  const src = new URL("sandbox", document.baseURI).href;
  // `sandbox` must stand before the page is loaded, so the frame is made anew for every page.
  const frame = /** @type {HTMLIFrameElement} */ (el("iframe", { sandbox: "allow-scripts", title, height, src }));
  frame.onload = () => {
    frame.onload = null; // the page that it writes into itself loads too
    frame.contentWindow?.postMessage(page, "*"); // its origin is none that could be named
  };
  root.replaceChildren(frame);
}
