// One attention weight from its query and key: strips, then the formula with live numbers, then the row.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { broadcastHover, onHover } from "../../../kit/browser/chips.js";
import { el } from "../../../kit/browser/dom.js";
import { hasChanged, stateOf } from "../../../kit/browser/state.js";
import { followWidth } from "../../../kit/browser/width.js";
import { keyOf, productsOf, queryOf, rowOf } from "./query_key_math.js";
import { rowTable } from "./query_key_row.js";
import { stepsOf } from "./query_key_steps.js";
import { stripsOf } from "./query_key_strips.js";

/**
 * @import { Token } from "../../../kit/browser/chips.js"
 * @import { Layer, Link } from "./query_key_math.js"
 *
 * @typedef {object} QueryKeyPayload `QueryKeyPayload` in `query_key.py`.
 * @property {string} name Of text and model: as long as it is the same, the visitor's own choice stays.
 * @property {Token[]} tokens
 * @property {number} layer From 1.
 * @property {string[]} heads Their labels.
 * @property {number} key_heads
 * @property {number} size
 * @property {number} scaling
 * @property {number | null} cap
 * @property {Link} look
 * @property {Record<string, string>} strings
 * @property {Float32Array} queries
 * @property {Float32Array} keys
 * @property {Float32Array} weights
 * @property {Uint8Array} allowed
 *
 * @typedef {{ draw: () => void, show: () => void }} Drawing
 *
 * @typedef {object} QueryKeyState
 * @property {string | null} name
 * @property {Link} link The visitor's choice.
 * @property {Layer} layer
 * @property {Drawing | null} drawing
 */

/**
 * @param {HTMLElement} root
 * @param {QueryKeyPayload} payload
 */
export function mount(root, payload) {
  const { name, tokens, heads, strings, look } = payload;
  const layer = layerOf(payload);
  const state = stateOf(
    root,
    () => /** @type {QueryKeyState} */ ({ name: null, link: { ...look }, layer, drawing: null }),
  );
  state.layer = layer;
  if (state.name !== name) Object.assign(state, { name, link: { ...look } });
  const isNew = hasChanged(root, [tokens, heads, strings]);
  const drawing = isNew || state.drawing === null ? build(root, payload, state) : state.drawing;
  state.drawing = drawing;
  drawing.show();
  const stopHearing = onHover(root);
  const follower = followWidth(root, drawing.draw);
  return () => {
    stopHearing();
    follower.stop();
  };
}

/**
 * @param {QueryKeyPayload} payload
 * @returns {Layer}
 */
function layerOf({ queries, keys, weights, allowed, key_heads, size, scaling, cap, heads, tokens }) {
  const counts = { head_count: heads.length, key_heads, length: tokens.length, size };
  return { queries, keys, weights, allowed, scaling, cap, ...counts };
}

/**
 * @param {HTMLElement} root
 * @param {QueryKeyPayload} payload
 * @param {QueryKeyState} state
 * @returns {Drawing}
 */
function build(root, payload, state) {
  const { tokens, heads, strings } = payload;
  // A choice of the visitor: computed here, remembered in the address, never sent to the server.
  const choose = (/** @type {Partial<Link>} */ change) => {
    Object.assign(state.link, change);
    show();
    const { head, query, key } = state.link;
    setTimeout(() => rememberInUrl({ link_head: head + 1, link_query: query + 1, link_key: key + 1 }));
  };
  const options = heads.map((label, head) => el("option", { value: head }, label));
  const select = el("select", { "aria-label": strings.head }, ...options);
  select.onchange = () => choose({ head: Number(select.value) });
  const queries = tokens.map(({ label }, position) => {
    const button = el("button", { type: "button", dataset: { position } }, label);
    button.onclick = () => choose({ query: position });
    button.onpointerenter = () => broadcastHover(position);
    button.onpointerleave = () => broadcastHover(null);
    return button;
  });
  const strips = stripsOf(strings);
  const steps = el("div", { class: "steps" });
  const table = rowTable(payload, (key) => choose({ key }));
  root.replaceChildren(
    el("div", { class: "controls" }, select),
    el("div", {}, el("span", { class: "q" }, "q "), el("span", { class: "quiet" }, strings.query)),
    el("div", { class: "queries" }, ...queries),
    el("div", { class: "quiet" }, el("span", {}, strings.strips)),
    strips.figure,
    strips.readout,
    el("div", { class: "results" }, steps, table.node),
  );
  const show = () => {
    const { layer, link } = state;
    const row = rowOf(layer, link.head, link.query);
    const [q, k] = [queryOf(layer, link.head, link.query), keyOf(layer, link.head, link.key)];
    select.value = String(link.head);
    for (const [position, button] of queries.entries()) {
      button.setAttribute("aria-pressed", String(position === link.query));
    }
    table.show(row, link.key);
    steps.replaceChildren(...stepsOf(payload, layer, link, row));
    strips.show({ q, k, product: productsOf(q, k) });
  };
  return { draw: strips.draw, show };
}
