// Copies the address, which always holds language, model, sentence and settings.

import { el } from "./dom.js";

/** @typedef {{ share: string, copied: string, copy_yourself: string }} SharePayload Words. */

/**
 * @param {HTMLElement} root
 * @param {SharePayload} words
 */
export function mount(root, words) {
  const button = el("button", { type: "button" }, words.share);
  const field = el("input", { type: "text", readonly: true, hidden: true, "aria-label": words.share });
  const status = el("span", { class: "quiet", role: "status" });
  button.onclick = async () => {
    field.value = window.location.href;
    field.hidden = false;
    field.select();
    status.textContent = (await copied(field.value)) ? words.copied : words.copy_yourself;
  };
  field.onfocus = () => field.select();
  root.replaceChildren(button, field, status);
}

/**
 * Whether the browser let us use the clipboard; it does so on secure addresses only.
 *
 * @param {string} text
 */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
