// A text and its tokens: above the text as it was typed, below every token with its characters, id and bytes.

import { broadcastHover, onHover } from "../../../kit/browser/chips.js";
import { el } from "../../../kit/browser/dom.js";
import { walkWithArrows } from "../../../kit/browser/keyboard.js";
import { explanationOf, isSpecial, placeOf } from "./token_facts.js";

/**
 * @import { Group, ShownToken, TokenLabels } from "./token_facts.js"
 *
 * @typedef {object} TokenViewPayload `TokenViewPayload` in `token_view.py`.
 * @property {Group[]} groups
 * @property {TokenLabels} labels
 * @property {string} omitted How many more tokens there are, in words; or empty.
 *
 * @typedef {{ group: Group, node: HTMLElement }} Segment The characters of a group in the running text.
 */

/**
 * @param {HTMLElement} root
 * @param {TokenViewPayload} payload
 */
export function mount(root, { groups, labels, omitted }) {
  let typed = 0;
  const tinted = groups.map((group) => ({ group, tint: isSpecial(group) ? "special" : `tint-${typed++ % 2}` }));
  const segments = tinted
    .filter(({ group }) => !isSpecial(group))
    .map(({ group, tint }) => ({ group, node: segmentOf(group, tint) }));
  const columns = tinted.map(({ group, tint }) => columnOf(group, tint));
  const toolbar = { class: "groups", role: "toolbar", "aria-label": labels.tokens };
  const cells = el("div", toolbar, legend(labels), ...columns);
  const detail = el("p", { class: "detail", role: "status" }, labels.hint);
  root.replaceChildren(
    el("h3", {}, labels.text),
    el("p", { class: "source", dir: "auto" }, ...segments.map(({ node }) => node)),
    el("h3", {}, labels.tokens),
    cells,
    el("p", { class: "quiet" }, omitted),
    detail,
  );
  walkWithArrows(cells, [...cells.querySelectorAll("button")]);
  return onHover(root, (position) => {
    for (const { group, node } of segments) node.classList.toggle("hovered", holds(group, position));
    const token = tokenAt(groups, position);
    if (token) detail.replaceChildren(...descriptionOf(token, groups, labels));
  });
}

/**
 * @param {Group} group
 * @param {number | null} position Of a token.
 */
function holds({ tokens }, position) {
  return tokens.some((token) => token.position === position);
}

/**
 * @param {Group[]} groups
 * @param {number | null} position
 */
function tokenAt(groups, position) {
  return groups.flatMap(({ tokens }) => tokens).find((token) => token.position === position);
}

/**
 * What the three lines of every column are.
 *
 * @param {TokenLabels} labels
 */
function legend({ characters, id, bytes }) {
  const lines = [characters, id, bytes].map((label) => el("span", {}, label));
  return el("div", { class: "legend quiet", "aria-hidden": "true" }, ...lines);
}

/**
 * The characters of a group in the running text; invisible signs that could turn or hide text are spelled out.
 *
 * @param {Group} group
 * @param {string} tint
 */
function segmentOf({ tokens, label, text }, tint) {
  const onpointerenter = () => broadcastHover(tokens[0].position);
  const onpointerleave = () => broadcastHover(null);
  const shown = label.includes("⟨") ? label : text;
  return el("span", { class: `segment ${tint}`, onpointerenter, onpointerleave }, shown);
}

/**
 * A group of tokens: its characters once, and under them one cell for each token that holds some of them.
 *
 * @param {Group} group
 * @param {string} tint
 */
function columnOf(group, tint) {
  const { tokens } = group;
  const several = tokens.length > 1;
  return el(
    "div",
    { class: `group ${tint}${several ? " joined" : ""}` },
    el("span", { class: "characters" }, isSpecial(group) ? tokens[0].label : group.label),
    el("div", { class: "cells" }, ...tokens.map((token) => cellOf(token, several))),
  );
}

/**
 * @param {ShownToken} token
 * @param {boolean} several Whether other tokens stand under the same characters.
 */
function cellOf({ position, id, label, bytes, kind, unknown }, several) {
  const light = () => broadcastHover(position);
  const dim = () => broadcastHover(null);
  const attributes = {
    type: "button",
    class: `cell ${kind}`,
    tabindex: -1,
    dataset: { position },
    onpointerenter: light,
    onfocus: light,
    onclick: light,
    onpointerleave: dim,
    onblur: dim,
  };
  return el(
    "button",
    attributes,
    several && kind === "text" ? el("span", { class: "own" }, label) : el("span", { class: "visually-hidden" }, label),
    el("span", { class: "id" }, String(id)),
    el("span", { class: "bytes" }, unknown ? "?" : bytes || "–"),
  );
}

/**
 * What is known of a token.
 *
 * @param {ShownToken} token
 * @param {Group[]} groups
 * @param {TokenLabels} labels
 */
function descriptionOf(token, groups, labels) {
  const facts = [
    [labels.characters, token.label],
    [labels.id, String(token.id)],
    [labels.bytes, token.bytes],
    [labels.place, token.kind === "special" ? "" : placeOf(token)],
  ];
  const shown = facts.filter(([, value]) => value !== "");
  return [
    ...shown.flatMap(([label, value]) => [
      el("span", { class: "quiet" }, `${label} `),
      el("span", { class: "fact" }, value),
    ]),
    el("span", {}, explanationOf(token, labels, groups)),
  ];
}
