// One text, cut in several ways: point at a piece, and its characters light up in every row.

import { el } from "../../../kit/browser/dom.js";
import { huesInRow } from "../../../kit/browser/hues.js";
import { groupsOf, overlap } from "./pieces.js";

/**
 * @import { Piece } from "./pieces.js"
 *
 * @typedef {object} Row `RowPayload` in `split_view.py`: a cut.
 * @property {string} name
 * @property {string} remark
 * @property {boolean} read Whether a language model reads such pieces.
 * @property {string} count How many pieces there are, in words.
 * @property {string} special How many special tokens come on top, in words; or empty.
 * @property {Piece[]} pieces
 * @property {string} omitted How many more pieces there are, in words; or empty.
 *
 * @typedef {object} SplitViewPayload `SplitViewPayload` in `split_view.py`.
 * @property {string[]} characters Of the text, each of them visible.
 * @property {Row[]} rows
 * @property {string} unknown What an unknown token is, in words.
 * @property {string} says
 *
 * @typedef {{ piece: Piece, node: HTMLElement }} DrawnPiece
 */

/**
 * @param {HTMLElement} root
 * @param {SplitViewPayload} payload
 */
export function mount(root, payload) {
  /** @type {DrawnPiece[]} */
  const drawn = [];
  root.replaceChildren(
    el("div", { class: "stage" }, ...payload.rows.map((row) => rowOf(row, payload, drawn))),
    el("p", { class: "stage-says" }, payload.says),
  );
  const lightUp = (/** @type {Piece | null} */ chosen) => {
    for (const { piece, node } of drawn) node.classList.toggle("hovered", chosen !== null && overlap(piece, chosen));
  };
  for (const { piece, node } of drawn) {
    node.onpointerenter = () => lightUp(piece);
    node.onpointerleave = () => lightUp(null);
  }
}

/**
 * @param {Row} row
 * @param {SplitViewPayload} payload
 * @param {DrawnPiece[]} drawn Gets the row's pieces.
 */
function rowOf(row, { characters, unknown }, drawn) {
  const draw = (/** @type {Piece} */ piece, /** @type {string} */ tint) => {
    const node = pieceOf(piece, tint, unknown);
    drawn.push({ piece, node });
    return node;
  };
  const together = groupsOf(row.pieces);
  const hues = huesInRow(together.map((pieces) => sharedBy(pieces, characters)));
  const groups = together.map((pieces, index) => groupOf(pieces, `hue-${hues[index]}`, characters, draw));
  const special = row.special ? el("span", { class: "quiet" }, ` ${row.special}`) : null;
  const omitted = row.omitted ? el("span", { class: "quiet" }, ` ${row.omitted}`) : null;
  const header = el(
    "header",
    {},
    el("h3", {}, row.name),
    el("span", { class: "amount" }, row.count, special),
    el("span", { class: "quiet remark" }, row.remark),
  );
  return el(
    "section",
    { class: row.read ? "row" : "row unread" },
    header,
    el("p", { class: "pieces" }, ...groups, omitted),
  );
}

/**
 * Several pieces stand under the characters that they share.
 *
 * @param {Piece[]} pieces
 * @param {string} tint
 * @param {string[]} characters
 * @param {(piece: Piece, tint: string) => HTMLElement} draw
 */
function groupOf(pieces, tint, characters, draw) {
  if (pieces.length === 1) return draw(pieces[0], tint);
  return el(
    "span",
    { class: `group ${tint}` },
    el("bdi", { class: "shared" }, sharedBy(pieces, characters)),
    el("span", { class: "parts" }, ...pieces.map((piece) => draw(piece, tint))),
  );
}

/**
 * The characters that pieces share.
 *
 * @param {Piece[]} pieces
 * @param {string[]} characters
 */
function sharedBy(pieces, characters) {
  return characters.slice(pieces[0].start, pieces[pieces.length - 1].end).join("");
}

/**
 * @param {Piece} piece
 * @param {string} tint
 * @param {string} unknown
 */
function pieceOf({ label, kind, id, read_as: readAs }, tint, unknown) {
  const details = [id === null ? null : `#${id}`, readAs ? `→ ${readAs}` : null, kind === "unknown" ? unknown : null];
  const title = details.filter((detail) => detail !== null).join(" · ") || null;
  const arrow = readAs ? el("span", { class: "read-as quiet" }, ` → ${readAs}`) : null;
  return el("span", { class: `piece ${kind} ${tint}`, title }, label, arrow);
}
