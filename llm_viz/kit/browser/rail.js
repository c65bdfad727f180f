// The links to all chapters at the left edge; and, as it stands on every page, what every address says of the visit.

import { keepInUrl, withSettings } from "./address.js";
import { el } from "./dom.js";
import { hasChanged } from "./state.js";

/**
 * @typedef {{ path: string, title: string, icon: string }} RailLink `RailLink` in `rail.py`.
 * @typedef {{ links: RailLink[], shown: string, address: Record<string, string | null> }} RailPayload `RailPayload`
 *   in `rail.py`.
 */

/** Streamlit may write an older address at any run; so what it says of the visit is put back after each. */
export const everyRun = true;

/**
 * @param {HTMLElement} root
 * @param {RailPayload} payload
 * @param {import("./streamlit.js").Surroundings} surroundings
 */
export function mount(root, payload, { send }) {
  const { links, shown, address } = payload;
  if (hasChanged(root, payload)) {
    const drawn = links.map((link) => linkNode(link, link.path === shown, address, () => send("go", link.path)));
    root.replaceChildren(el("div", { class: "links" }, ...drawn));
  }
  return keepInUrl(address);
}

/**
 * A link that opens to the same language, model and sentence in another tab, too.
 *
 * @param {RailLink} link
 * @param {boolean} isShown
 * @param {RailPayload["address"]} address
 * @param {() => void} go
 */
function linkNode({ path, title, icon }, isShown, address, go) {
  const href = withSettings(new URL(path || ".", document.baseURI), address).href;
  const onclick = (/** @type {MouseEvent} */ event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return; // another tab or window
    event.preventDefault();
    go(); // also where this page is shown: another may be on its way, and the server knows
  };
  return el(
    "a",
    { href, "aria-current": isShown ? "page" : null, onclick },
    el("span", { class: "icon", "aria-hidden": "true" }, icon),
    el("span", { class: "name" }, title),
  );
}
