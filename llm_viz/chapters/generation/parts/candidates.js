// What the model predicts at a node, a card each; a press on one takes that token instead.

import { el } from "../../../kit/browser/dom.js";
import { walkWithArrows } from "../../../kit/browser/keyboard.js";
import { count, percent } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { announce } from "./writing.js";
import { withBars } from "./writing_tree.js";

/**
 * @import { Token } from "../../../kit/browser/chips.js"
 * @import { FanCard } from "./step_fan.js"
 * @import { Texts, Words } from "./writing.js"
 * @import { ChosenToken, TextNode } from "./writing_tree.js"
 */

const NARROW = { width: 640, cards: 5 }; // pixels, and cards below each other besides that of all others
const CARD = 88; // pixels that a card has at least where they stand beside each other

/** The cards of a prediction. They stay from step to step. */
export class Candidates {
  node = el("div", { class: "cards" });
  /** @type {Card[]} */
  cards = [];
  /** @type {FanCard[]} What is shown now. */
  shown = [];
  width = 0; // pixels; asked for at each step, the browser would have to lay out what was just written

  /** To be called when the size of `node` is another. */
  measure() {
    this.width = this.node.clientWidth;
  }

  /**
   * The candidates of a node, the chosen token too if it isn't one of them, and all others together.
   *
   * @param {TextNode} textNode
   * @param {ChosenToken | null} choice
   * @param {number} vocabulary Number of all tokens.
   * @param {Texts} texts
   */
  draw({ candidates }, choice, vocabulary, { words, words_only, language }) {
    if (this.width === 0) this.measure();
    const taken = choice?.token.id ?? null;
    const listed = withBars(candidates ?? [], taken, words_only, mostAt(this.width)).map(
      ([id, label, kind, probability]) => ({ id, text: label, label, kind, probability }),
    );
    const extra = choice && !listed.some(({ id }) => id === taken) ? [choice.token] : [];
    const entries = [...listed, ...extra];
    const rest = Math.max(0, 1 - entries.reduce((sum, { probability }) => sum + probability, 0));
    while (this.cards.length < entries.length + 1) this.cards.push(this.newCard());
    entries.forEach((token, index) => {
      this.cards[index].draw(token, token.id === taken, words);
    });
    const others = filledText(words.rest, { count: count(vocabulary - entries.length, language) });
    this.cards[entries.length].drawRest(others, rest);
    this.cards.forEach(({ node }, index) => {
      node.hidden = listed.length === 0 || index > entries.length;
    });
    const shares = [...entries.map(({ probability }) => probability), rest];
    this.shown = (listed.length === 0 ? [] : shares).map((share, index) => ({
      card: this.cards[index].node,
      share,
      isChosen: taken !== null && entries[index]?.id === taken,
    }));
    const pressed = entries.findIndex(({ id }) => id === taken);
    const buttons = this.cards.slice(0, entries.length).map(({ node }) => node);
    walkWithArrows(this.node, buttons, { start: Math.max(0, pressed), isColumn: true }); // left and right: the player
  }

  newCard() {
    const card = new Card();
    this.node.append(card.node);
    return card;
  }
}

/** How many candidates have a card of their own. @param {number} width Pixels. */
function mostAt(width) {
  return width < NARROW.width ? NARROW.cards : Math.floor(width / CARD) - 1;
}

/** One candidate: a button that takes it. */
class Card {
  label = el("span", { class: "label" });
  share = el("span", { class: "number" });
  action = el("span", { class: "visually-hidden" });
  meter = el("span", { class: "meter" });
  node = el("button", { type: "button", class: "card" }, this.label, this.meter, this.share, this.action);

  /**
   * @param {Token & { probability: number }} token
   * @param {boolean} isChosen
   * @param {Words} words
   */
  draw({ id, label, kind, probability }, isChosen, words) {
    this.write(label, probability);
    this.node.title = `${label}  #${id}`;
    this.node.disabled = false;
    this.node.dataset.token = String(id);
    this.node.dataset.kind = kind;
    this.action.textContent = words.take;
    this.node.setAttribute("aria-pressed", String(isChosen));
    this.node.onclick = () => announce("take", { token: id });
  }

  /**
   * @param {string} text
   * @param {number} probability
   */
  drawRest(text, probability) {
    this.write(text, probability);
    this.node.title = "";
    this.node.disabled = true;
    this.action.textContent = "";
    this.node.removeAttribute("aria-pressed");
    delete this.node.dataset.token;
    delete this.node.dataset.kind;
  }

  /**
   * @param {string} label
   * @param {number} probability
   */
  write(label, probability) {
    this.label.textContent = label;
    this.share.textContent = percent(probability);
    this.node.style.setProperty("--part", String(probability));
  }
}
