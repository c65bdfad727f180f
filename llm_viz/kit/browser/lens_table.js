// The logit lens, one row a layer: the best tokens there, darker where more probable, and the place and share of the
// token that wins in the end. The same token is framed in all rows while the pointer is on it; the winner's cells
// always.

import { el } from "./dom.js";
import { percent } from "./numbers.js";

/**
 * @import { Token } from "./chips.js"
 *
 * @typedef {object} Reading `ReadingPayload` in `lens_table.py`: what the model would have said at a layer.
 * @property {(Token & { probability: number })[]} candidates Best first.
 * @property {number} winner_probability
 * @property {string} winner_rank
 *
 * @typedef {object} LensPayload `LensPayload` in `lens_table.py`.
 * @property {Reading[]} layers The embeddings first.
 * @property {number} winner Id of the token that wins in the end.
 * @property {number} settled The layer from which on it stays the best.
 * @property {string} caption
 * @property {string} layer
 * @property {string} embedding
 * @property {string[]} place Heads of the columns of the candidates.
 * @property {string} rank
 * @property {string} probability
 *
 * @typedef {{ token: number, node: HTMLElement }} Cell
 */

/**
 * @param {HTMLElement} root
 * @param {LensPayload} payload
 */
export function mount(root, payload) {
  /** @type {Cell[]} */
  const cells = [];
  const rows = payload.layers.map((reading, layer) => rowOf(reading, layer, payload, cells));
  const light = (/** @type {number | null} */ token) => {
    for (const cell of cells) cell.node.classList.toggle("hovered", cell.token === token);
  };
  for (const { token, node } of cells) {
    node.onpointerenter = () => light(token);
    node.onpointerleave = () => light(null);
  }
  const caption = el("caption", { class: "visually-hidden" }, payload.caption);
  root.replaceChildren(el("table", {}, caption, el("thead", {}, headOf(payload)), el("tbody", {}, ...rows)));
}

/** @param {LensPayload} payload */
function headOf({ layer, place, rank, probability }) {
  const places = place.map((title, index) => el("th", { scope: "col", class: `place-${index + 1}` }, title));
  return el(
    "tr",
    {},
    el("th", { scope: "col", class: "number" }, layer),
    ...places,
    el("th", { scope: "col", class: "number" }, rank),
    el("th", { scope: "col", class: "share" }, probability),
  );
}

/**
 * @param {Reading} reading
 * @param {number} layer
 * @param {LensPayload} payload
 * @param {Cell[]} cells Gets the row's cells of tokens.
 */
function rowOf(reading, layer, { winner, settled, embedding }, cells) {
  const tokens = reading.candidates.map((candidate, index) => {
    const { id, label, probability } = candidate;
    const attributes = {
      class: `token place-${index + 1}${id === winner ? " winner" : ""}`,
      style: { "--share": `${(100 * probability).toFixed(1)}%` },
      title: `${label}  #${id}  ${percent(probability)}`,
    };
    const node = el("td", attributes, el("span", {}, label));
    cells.push({ token: id, node });
    return node;
  });
  const bar = el("div", { class: "bar", style: { width: `${100 * reading.winner_probability}%` } });
  const share = el("span", { class: "number" }, percent(reading.winner_probability));
  return el(
    "tr",
    { class: layer >= settled ? "settled" : null },
    el("th", { scope: "row", class: "number" }, layer === 0 ? embedding : String(layer)),
    ...tokens,
    el("td", { class: "number" }, reading.winner_rank),
    el("td", { class: "share" }, el("div", { class: "line" }, el("div", { class: "track" }, bar), share)),
  );
}
