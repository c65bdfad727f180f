// Tokens as chips; the same token lights up in all parts of the page while the pointer is on it.

import { el } from "./dom.js";

/**
 * @typedef {object} Token What `token_payload` or `candidate_payload` (`payload.py`) made of a token. `position` is that
 *   in the text, missing for candidates; `bytes` are hexadecimal; `label` has every character visible.
 * @property {number} id
 * @property {string} text
 * @property {string} label
 * @property {"text" | "part" | "special"} kind
 * @property {number} [position]
 * @property {string} [bytes]
 * @property {number} [start]
 * @property {number} [end]
 * @property {number} [logit]
 * @property {number} [probability]
 */

const HOVER = "llmviz:hover";
/** @type {WeakMap<HTMLElement, () => void>} */
const HOVER_HANDLERS = new WeakMap();

/**
 * The standard chip of a token. `chosen`: in the colour of the chosen token. `showId`: with its id.
 *
 * @param {Token} token
 * @param {{ chosen?: boolean, showId?: boolean, onHover?: ((token: Token | null) => void) | null }} [options]
 */
export function chip(token, { chosen = false, showId = false, onHover: hovered = null } = {}) {
  const bytes = token.bytes ? ` · ${token.bytes}` : "";
  const node = el(
    "span",
    {
      class: `chip chip-${token.kind}${chosen ? " chip-chosen" : ""}`,
      title: `${token.label}  #${token.id}${bytes}`,
      dataset: token.position === undefined ? {} : { position: token.position },
    },
    el("span", { class: "chip-text" }, token.label),
  );
  if (showId) node.append(el("span", { class: "chip-id" }, String(token.id)));
  const hover = (/** @type {boolean} */ on) => {
    if (token.position !== undefined) broadcastHover(on ? token.position : null);
    hovered?.(on ? token : null);
  };
  node.onpointerenter = () => hover(true);
  node.onpointerleave = () => hover(false);
  return node;
}

/**
 * Tell all parts of the page which token is looked at; null: none.
 *
 * @param {number | null} position
 */
export function broadcastHover(position) {
  window.dispatchEvent(new CustomEvent(HOVER, { detail: { position } }));
}

/**
 * Hear which token is looked at: chips (and anything with data-position) under `root` get the class `hovered`, and
 * `callback` is called if given. Returns the clean-up function. Calling it again for the same root replaces the first
 * registration.
 *
 * @param {HTMLElement} root
 * @param {((position: number | null) => void) | null} [callback]
 */
export function onHover(root, callback = null) {
  HOVER_HANDLERS.get(root)?.();
  const handler = (/** @type {Event} */ event) => {
    const { position } = /** @type {CustomEvent<{ position: number | null }>} */ (event).detail;
    for (const node of root.querySelectorAll("[data-position]")) {
      node.classList.toggle("hovered", position !== null && node.getAttribute("data-position") === String(position));
    }
    callback?.(position);
  };
  window.addEventListener(HOVER, handler);
  const cleanUp = () => window.removeEventListener(HOVER, handler);
  HOVER_HANDLERS.set(root, cleanUp);
  return cleanUp;
}
