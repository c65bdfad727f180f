// The sentence: Enter reads it, Shift+Enter starts a new line; an input method's own Enter is left alone.

import { rememberInUrl } from "./address.js";
import { el } from "./dom.js";
import { isComposing } from "./keyboard.js";
import { stateOf } from "./state.js";

/**
 * @typedef {object} SentencePayload `sentence.py`.
 * @property {string} text What the page shows at present.
 * @property {number} limit Most characters that are read.
 * @property {number} kept Most characters that the server keeps.
 * @property {string} label
 * @property {string} submit
 * @property {string} hint
 * @property {string} empty What is said instead of reading nothing; the page goes on showing the last text.
 */

const NEARLY = 0.8; // of the limit, from which on the length is shown

/**
 * @param {HTMLElement} root
 * @param {SentencePayload} payload
 * @param {import("./streamlit.js").Surroundings} surroundings
 */
export function mount(root, payload, { send }) {
  const state = stateOf(root, () => ({ ...build(root), served: /** @type {string | null} */ (null) }));
  const { label, area, submit, count, hint } = state;
  label.textContent = payload.label;
  submit.textContent = payload.submit;
  hint.textContent = payload.hint;
  if (state.served !== payload.text) {
    state.served = payload.text;
    area.value = payload.text;
  }

  const refresh = () => {
    const length = [...area.value].length;
    count.textContent = length > payload.limit * NEARLY ? `${length} / ${payload.limit}` : "";
    count.classList.toggle("over", length > payload.limit);
    submit.disabled = area.value === payload.text;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  };
  const ask = () => {
    if (area.value === "") {
      count.textContent = payload.empty;
      return;
    }
    if (area.value === payload.text) return;
    const asked = [...area.value].slice(0, payload.kept + 1).join(""); // one more, so that the server sees it was more
    rememberInUrl({ text: asked }); // at once: what the server may have forgotten (`visit.js`) is in the address
    send("submitted", asked);
  };
  area.oninput = refresh;
  area.onkeydown = (event) => {
    if (event.key !== "Enter" || event.shiftKey || isComposing(event)) return;
    event.preventDefault();
    ask();
  };
  submit.onclick = ask;
  refresh();
  const observer = new ResizeObserver(refresh);
  observer.observe(root);
  return () => observer.disconnect();
}

/** @param {HTMLElement} root */
function build(root) {
  const label = el("label", { for: "area", class: "visually-hidden" });
  const area = el("textarea", {
    id: "area",
    rows: 1,
    spellcheck: "false",
    autocapitalize: "off",
    "aria-describedby": "hint",
  });
  const submit = el("button", { type: "button", class: "primary" });
  const count = el("span", { class: "count", role: "status" });
  const hint = el("span", { class: "hint", id: "hint" });
  root.replaceChildren(label, el("div", { class: "line" }, area, submit), hint, count);
  return { label, area, submit, count, hint };
}
