// The steps shown so far as a table: input → prediction (probability) → new input. A press on a step goes there.

import { chip } from "../../../kit/browser/chips.js";
import { el } from "../../../kit/browser/dom.js";
import { count, fixed, percent } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { endOf, promptText } from "./step_texts.js";
import { bytesOf } from "./token_chips.js";
import { announce, mountView } from "./writing.js";

/**
 * @import { Texts, Words, Writing } from "./writing.js"
 * @import { TextNode } from "./writing_tree.js"
 */

const COLUMNS = ["step", "input", "prediction", "output"];

export const mount = mountView((root) => new TableView(root));

class TableView {
  caption = el("caption", { class: "visually-hidden" });
  head = el("tr");
  body = el("tbody");
  empty = el("p", { class: "quiet" });
  table = el("table", {}, this.caption, el("thead", {}, this.head), this.body);
  /** @type {{ key: string, words: Words, node: HTMLElement }[]} */
  rows = [];
  /** @type {Words | null} The words of the table's head. */
  named = null;

  /** @param {HTMLElement} root */
  constructor(root) {
    root.replaceChildren(this.empty, el("div", { class: "scroller" }, this.table));
  }

  /**
   * @param {Writing} writing
   * @param {Texts} texts
   */
  draw({ data, line, cursor, chosen }, texts) {
    this.drawHead(texts.words);
    const shown = line.slice(1, (chosen ? cursor : cursor - 1) + 1);
    this.table.hidden = shown.length === 0;
    this.empty.hidden = shown.length > 0;
    let text = promptText(data.prompt);
    shown.forEach((textNode, index) => {
      const before = text + bytesOf(line[index].choice?.pending ?? "");
      text += textNode.choice?.added ?? "";
      this.drawRow(index, textNode, [before, text + bytesOf(textNode.choice?.pending ?? "")], texts);
    });
    for (const { node } of this.rows.splice(shown.length)) node.remove();
    this.rows.forEach(({ node }, index) => {
      node.classList.toggle("current", index === shown.length - 1);
    });
  }

  /** @param {Words} words */
  drawHead(words) {
    if (this.named === words) return;
    this.named = words;
    this.caption.textContent = words.caption;
    this.empty.textContent = words.empty;
    this.head.replaceChildren(...COLUMNS.map((column) => el("th", { scope: "col" }, words[column])));
  }

  /**
   * @param {number} index
   * @param {TextNode} textNode
   * @param {[before: string, after: string]} input The text before and after the step.
   * @param {Texts} texts
   */
  drawRow(index, textNode, [before, after], texts) {
    const key = `${textNode.number} ${before}`;
    const { words } = texts;
    const drawn = this.rows[index];
    if (drawn?.key === key && drawn.words === words) return;
    const node = rowOf(textNode, endOf(before), textNode.ending === "end_of_text" ? words.end : endOf(after), texts);
    if (drawn) drawn.node.replaceWith(node);
    else this.body.append(node);
    this.rows[index] = { key, node, words };
  }
}

/**
 * @param {TextNode} textNode
 * @param {string} before
 * @param {string} after
 * @param {Texts} texts
 */
function rowOf({ number, depth, choice }, before, after, { words, language }) {
  const onclick = () => announce("goTo", { number });
  const label = filledText(words.go, { step: String(depth) });
  const go = el("button", { type: "button", onclick, "aria-label": label }, String(depth));
  const rank = choice && choice.rank > 1 ? filledText(words.rank, { rank: count(choice.rank, language) }) : "";
  const bits = filledText(words.bits, { bits: fixed(choice?.bits ?? 0, 1, language) });
  const remarks = [choice?.chance === null ? words["your-choice"] : rank, bits].filter((text) => text !== "");
  const remark = el("span", { class: "quiet" }, remarks.join(" · "));
  const share = el("span", { class: "share" }, percent(choice?.token.probability ?? 0));
  const prediction = choice ? [chip(choice.token), share, remark] : [];
  return el(
    "tr",
    {},
    el("td", { class: "number" }, go),
    el("td", { class: "text" }, before),
    el("td", { class: "prediction" }, ...prediction),
    el("td", { class: "text" }, after),
  );
}
