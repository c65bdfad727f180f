// What is cut where: the range of layers, silent heads, and whether words or single tokens are shown.

import { el } from "../../../kit/browser/dom.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { SIDES } from "./sense_text.js";

/** @import { Cuts, CuttingPayload } from "./cutting.js" */

/**
 * What to cut first: cuts that were measured to move the meaning most, the most effective one at the front.
 *
 * @param {CuttingPayload} payload
 * @param {(cuts: Cuts) => void} send
 */
export function firstTool({ cuts, first, strings }, send) {
  const buttons = first.map(({ side, word, links }) => {
    const names = links.map((link) => `${SIDES[side].name}${link}`);
    const title = filledText(word === null ? strings.try_all : strings.try_word, { word: word ?? "" });
    return cutButton(cuts, names, `${SIDES[side].letter}: ${title}`, send);
  });
  const label = el("span", {}, buttons.length > 0 ? strings.try : strings.try_none);
  return el("div", { class: "first" }, label, ...buttons);
}

/**
 * Cuts these links together, or mends them.
 *
 * @param {Cuts} cuts
 * @param {string[]} names Of the links, as in the address.
 * @param {string} text
 * @param {(cuts: Cuts) => void} send
 */
export function cutButton(cuts, names, text, send) {
  const isCut = names.every((name) => cuts.links.includes(name));
  const kept = cuts.links.filter((name) => !names.includes(name));
  const onclick = () => send({ ...cuts, links: isCut ? kept : [...kept, ...names] });
  return el("button", { type: "button", class: "all", "aria-pressed": String(isCut), onclick }, `✂ ${text}`);
}

/**
 * In which layers the links are cut.
 *
 * @param {CuttingPayload} payload
 * @param {(cuts: Cuts) => void} send
 */
export function rangeTool({ cuts, layers, strings }, send) {
  const { first, last } = cuts;
  const starts = select(strings.first_layer, 1, last, first);
  const ends = select(strings.last_layer, first, layers, last);
  starts.onchange = () => send({ ...cuts, first: Number(starts.value) });
  ends.onchange = () => send({ ...cuts, last: Number(ends.value) });
  return el("div", { class: "tool" }, el("span", {}, strings.in_layers), starts, el("span", {}, "–"), ends);
}

/**
 * Which heads are silent: those that are, those worth trying, and any other.
 *
 * @param {CuttingPayload} payload
 * @param {(cuts: Cuts) => void} send
 */
export function headTool({ cuts, layers, heads, suggestions, strings }, send) {
  const isSilent = (/** @type {string} */ name) => cuts.heads.includes(name);
  const toggle = (/** @type {string} */ name) => {
    const others = cuts.heads.filter((head) => head !== name);
    send({ ...cuts, heads: isSilent(name) ? others : [...cuts.heads, name] });
  };
  const buttons = [...new Set([...cuts.heads, ...suggestions])].map((name) => {
    const [layer, head] = name.split("-");
    const title = `${strings.layer} ${layer} · ${strings.head} ${head}`;
    const pressed = { "aria-pressed": String(isSilent(name)), title, onclick: () => toggle(name) };
    return el(
      "button",
      { type: "button", class: "head", ...pressed },
      `${isSilent(name) ? "🔇 " : ""}${layer}.${head}`,
    );
  });
  const [layer, head] = [select(strings.layer, 1, layers), select(strings.head, 1, heads)];
  const add = () => {
    const name = `${layer.value}-${head.value}`;
    if (!isSilent(name)) toggle(name);
  };
  const button = el("button", { type: "button", onclick: add }, strings.add);
  const other = el("span", { class: "other" }, layer, ".", head, button);
  return el("div", { class: "tool" }, el("span", {}, strings.silence), ...buttons, other);
}

/**
 * A choice of the numbers from `from` to `to`.
 *
 * @param {string} label
 * @param {number} from
 * @param {number} to
 */
function select(label, from, to, chosen = from) {
  const numbers = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const options = numbers.map((value) => el("option", { value, selected: value === chosen }, String(value)));
  return el("select", { "aria-label": label }, ...options);
}

/**
 * Words, or every token of a word by itself; only where the two differ.
 *
 * @param {CuttingPayload} payload
 * @param {boolean} byToken
 * @param {(byToken: boolean) => void} toggle
 */
export function tokenTool({ contexts, strings }, byToken, toggle) {
  if (contexts.every(({ words, tokens }) => words.pieces.length === tokens.pieces.length)) return null;
  const box = el("input", { type: "checkbox", checked: byToken });
  box.onchange = () => toggle(box.checked);
  return el("label", { class: "tool" }, box, strings.by_token);
}
