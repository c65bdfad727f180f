// What the model predicts at a node, a row each; a press on one takes that token instead.

import { chip } from "../../../kit/browser/chips.js";
import { el } from "../../../kit/browser/dom.js";
import { walkWithArrows } from "../../../kit/browser/keyboard.js";
import { count, percent } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { announce } from "./writing.js";
import { withBars } from "./writing_tree.js";

/**
 * @import { Token } from "../../../kit/browser/chips.js"
 * @import { FanRow } from "./step_fan.js"
 * @import { Texts, Words } from "./writing.js"
 * @import { ChosenToken, TextNode } from "./writing_tree.js"
 */

const NARROW = { width: 480, rows: 6 }; // pixels, and rows besides that of all others

/** The rows of a prediction. They stay from step to step. */
export class Candidates {
  node = el("div", { class: "bars" });
  /** @type {Row[]} */
  rows = [];
  /** @type {FanRow[]} What is shown now, from the top. */
  shown = [];

  /**
   * The candidates of a node, the chosen token too if it isn't one of them, and all others together.
   *
   * @param {TextNode} textNode
   * @param {ChosenToken | null} choice
   * @param {number} vocabulary Number of all tokens.
   * @param {Texts} texts
   */
  draw({ candidates }, choice, vocabulary, { words, words_only, language }) {
    const most = this.node.clientWidth < NARROW.width ? NARROW.rows : Infinity;
    const listed = withBars(candidates ?? [], choice?.token.id ?? null, words_only, most).map(
      ([id, label, kind, probability]) => ({ id, text: label, label, kind, probability }),
    );
    const rest = Math.max(0, 1 - listed.reduce((sum, { probability }) => sum + probability, 0));
    const extra = choice && !listed.some(({ id }) => id === choice.token.id) ? [choice.token] : [];
    const entries = [...listed, ...extra];
    while (this.rows.length < entries.length + 1) this.rows.push(this.newRow());
    entries.forEach((token, index) => {
      this.rows[index].draw(token, token.id === choice?.token.id, words);
    });
    const others = filledText(words.rest, { count: count(vocabulary - listed.length, language) });
    this.rows[entries.length].drawRest(others, rest);
    this.rows.forEach(({ node }, index) => {
      node.hidden = listed.length === 0 || index > entries.length;
    });
    const shares = [...entries.map(({ probability }) => probability), rest];
    this.shown = (listed.length === 0 ? [] : shares).map((share, index) => {
      const isChosen = choice !== null && entries[index]?.id === choice.token.id;
      return { start: this.rows[index].share, end: this.rows[index].label, share, isChosen };
    });
    const pressed = entries.findIndex(({ id }) => id === choice?.token.id);
    const buttons = this.rows.slice(0, entries.length).map(({ node }) => node);
    walkWithArrows(this.node, buttons, { start: Math.max(0, pressed), isColumn: true }); // left and right: the player
  }

  newRow() {
    const row = new Row();
    this.node.append(row.node);
    return row;
  }
}

/** One candidate: a button that takes it. */
class Row {
  label = el("span", { class: "label" });
  share = el("span", { class: "number" });
  action = el("span", { class: "visually-hidden" });
  node = el("button", { type: "button", class: "row" }, this.share, this.label, this.action);

  /**
   * @param {Token & { probability: number }} token
   * @param {boolean} isChosen
   * @param {Words} words
   */
  draw(token, isChosen, words) {
    const { id, probability } = token;
    this.write(chip(token, { chosen: isChosen }), probability);
    this.node.disabled = false;
    this.node.dataset.token = String(id);
    this.action.textContent = words.take;
    this.node.setAttribute("aria-pressed", String(isChosen));
    this.node.onclick = () => announce("take", { token: id });
  }

  /**
   * @param {string} text
   * @param {number} probability
   */
  drawRest(text, probability) {
    this.write(el("span", { class: "quiet" }, text), probability);
    this.node.disabled = true;
    this.action.textContent = "";
    this.node.removeAttribute("aria-pressed");
    delete this.node.dataset.token;
  }

  /**
   * @param {Node} label
   * @param {number} probability
   */
  write(label, probability) {
    this.label.replaceChildren(label);
    this.share.textContent = percent(probability);
  }
}
