// The text that is being written, large: what was given, every token written with its probability, the place of the next
// one, and, paler, what had been written beyond the step looked at. A press on a written word goes to its step.

import { el } from "../../../kit/browser/dom.js";
import { hueColour, huesInRow } from "../../../kit/browser/hues.js";
import { percent } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { bytesOf, characterWise, partsTogether } from "./token_chips.js";
import { announce } from "./writing.js";

/**
 * @import { PlayerPayload } from "./player.js"
 * @import { Words, Writing } from "./writing.js"
 * @import { ChosenToken, TextNode } from "./writing_tree.js"
 */

const SPACE = "␣";
const SIZES = [14, 36]; // words of a text, above which it is set one size smaller

export class WrittenText {
  given = el("span", { class: "run" });
  own = el("span", { class: "run" });
  slot = el("span", { class: "slot", "aria-hidden": "true" }, "?");
  later = el("span", { class: "run" });
  // A long text is moved within its place: a stop of the Tab key, so that the keyboard can do it, too.
  node = el(
    "div",
    { class: "output", role: "group", tabindex: 0 },
    el("div", { class: "text" }, this.given, this.own, this.slot, this.later),
  );
  /** @type {{ tree: number, words: Words } | null} What the drawn prompt belongs to. */
  drawn = null;
  /** @type {Set<number>} The nodes that have been on screen: what follows them has been read already. */
  seen = new Set();

  /** Where the next token is, or was, put: what the branches grow out of. */
  get place() {
    return this.slot.hidden ? this.own.lastElementChild : this.slot;
  }

  /**
   * @param {Writing} writing
   * @param {number} depth How many tokens are written.
   * @param {boolean} isChosen Whether the last of them is the choice of this step.
   * @param {Words} words
   */
  draw({ data, line, tree }, depth, isChosen, words) {
    if (this.drawn?.tree !== tree.number) this.seen.clear();
    this.drawGiven(data, words);
    const written = line.slice(1, depth + 1);
    for (const { number } of written) this.seen.add(number);
    const rest = line.slice(depth + 1);
    const unread = rest.findIndex(({ number }) => !this.seen.has(number));
    const later = unread < 0 ? rest : rest.slice(0, unread);
    const own = inCharacters(written);
    const groups = [...own, ...inCharacters(later)];
    const hues = huesInRow(groups.map(labelOf)).map(hueColour);
    const nodes = groups.map((group, index) => wordNode(group, hues[index], words));
    const ahead = nodes.slice(own.length);
    this.own.replaceChildren(...nodes.slice(0, own.length));
    this.later.replaceChildren(...ahead);
    for (const node of ahead) node.classList.replace("written", "later");
    const last = nodes[own.length - 1];
    if (isChosen && last) {
      last.classList.add("chosen");
      last.setAttribute("aria-current", "step");
    }
    this.slot.hidden = isChosen || line[depth].ending !== null;
    const length = this.given.childElementCount + groups.length;
    this.node.dataset.size = String(SIZES.filter((most) => length > most).length);
    this.show(later.length > 0 ? this.place : null);
  }

  /**
   * @param {PlayerPayload} data
   * @param {Words} words
   */
  drawGiven(data, words) {
    if (this.drawn?.tree === data.tree && this.drawn.words === words) return;
    this.drawn = { tree: data.tree, words };
    const nodes = partsTogether(data.prompt).map((tokens) => {
      const isSeveral = tokens.length > 1;
      const parts = isSeveral ? [el("span", { class: "share" }, `×${tokens.length}`)] : [];
      const title = isSeveral ? filledText(words.parts, { count: String(tokens.length) }) : tokens[0].label;
      return el(
        "span",
        { class: "word given", title, dataset: { kind: tokens[0].kind } },
        ...token(tokens[0].label),
        ...parts,
      );
    });
    const remark = el("span", { class: "remark" }, filledText(words.earlier, { count: String(data.earlier) }));
    this.given.replaceChildren(...(data.earlier > 0 ? [remark] : []), ...nodes);
  }

  /**
   * Move the text in its place until a word of it is seen, or its end.
   *
   * @param {Element | null} word
   */
  show(word) {
    const { node } = this;
    if (!(word instanceof HTMLElement)) {
      node.scrollTop = node.scrollHeight;
      return;
    }
    const [top, bottom] = [word.offsetTop, word.offsetTop + word.offsetHeight];
    if (top < node.scrollTop) node.scrollTop = top;
    else if (bottom > node.scrollTop + node.clientHeight) node.scrollTop = bottom - node.clientHeight;
  }
}

/** @typedef {{ parts: ChosenToken[], number: number }} Group The tokens of a word on screen, and the node they lead to. */

/**
 * @param {TextNode[]} nodes
 * @returns {Group[]}
 */
function inCharacters(nodes) {
  let reached = 0;
  return characterWise(nodes.flatMap(({ choice }) => choice ?? [])).map((parts) => {
    reached += parts.length;
    return { parts, number: nodes[reached - 1].number };
  });
}

/** @param {Group} group */
function labelOf({ parts }) {
  const last = parts[parts.length - 1];
  return parts.length === 1 ? last.token.label : parts.map(({ shown }) => shown).join("") + bytesOf(last.pending);
}

/**
 * @param {Group} group
 * @param {string} hue
 * @param {Words} words
 */
function wordNode(group, hue, words) {
  const { parts, number } = group;
  const [{ token: first }] = parts;
  const isSeveral = parts.length > 1;
  const share = isSeveral ? `×${parts.length}` : percent(first.probability);
  const title = isSeveral ? filledText(words.parts, { count: String(parts.length) }) : `${first.label}  #${first.id}`;
  const attributes = { type: "button", tabIndex: -1, title, onclick: () => announce("goTo", { number }) }; // the arrow keys go there, too
  const node = el(
    "button",
    { ...attributes, class: "word written", dataset: { kind: first.kind } },
    ...token(labelOf(group)),
    el("span", { class: "share" }, share),
  );
  node.style.setProperty("--hue", hue);
  node.style.setProperty("--part", String(isSeveral ? 1 : first.probability));
  return node;
}

/**
 * A token as a word of a text: a space before it is one.
 *
 * @param {string} label
 */
function token(label) {
  const isSpaced = label.startsWith(SPACE) && label.length > SPACE.length;
  const text = el("span", { class: "token" }, isSpaced ? label.slice(SPACE.length) : label);
  return isSpaced ? [el("span", { class: "space" }, " "), text] : [text];
}
