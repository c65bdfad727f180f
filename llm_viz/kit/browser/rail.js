// The links to all chapters at the left edge.

import { el } from "./dom.js";

/**
 * @typedef {{ path: string, title: string, icon: string }} RailLink `RailLink` in `rail.py`.
 * @typedef {{ links: RailLink[], shown: string }} RailPayload `RailPayload` in `rail.py`.
 */

/**
 * @param {HTMLElement} root
 * @param {RailPayload} payload
 */
export function mount(root, { links, shown }) {
  root.replaceChildren(el("div", { class: "links" }, ...links.map((link) => linkNode(link, link.path === shown))));
}

/**
 * @param {RailLink} link
 * @param {boolean} isShown
 */
function linkNode({ path, title, icon }, isShown) {
  return el(
    "a",
    {
      href: addressOf(path),
      "aria-current": isShown ? "page" : null,
      onclick: (/** @type {MouseEvent} */ event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return; // another tab or window
        event.preventDefault();
        if (!isShown) goTo(path);
      },
    },
    el("span", { class: "icon", "aria-hidden": "true" }, icon),
    el("span", { class: "name" }, title),
  );
}

/** @param {string} path */
function addressOf(path) {
  return new URL(path || ".", document.baseURI).href;
}

/**
 * Streamlit follows the address when the visitor goes back or forward; so it does here, and nothing is loaded anew.
 *
 * @param {string} path
 */
function goTo(path) {
  window.history.pushState(null, "", addressOf(path));
  window.dispatchEvent(new PopStateEvent("popstate"));
}
