// One step of the writing: what the model read → what it predicts → what was chosen → the new input. Shows what the
// player tells.

import { chip } from "../../../kit/browser/chips.js";
import { el } from "../../../kit/browser/dom.js";
import { count, fixed, percent } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { Candidates } from "./candidates.js";
import { StepFan } from "./step_fan.js";
import { promptChips, writtenChips } from "./token_chips.js";
import { mountView } from "./writing.js";
import { choicesOf } from "./writing_tree.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { PlayerPayload } from "./player.js"
 * @import { Texts, Words, Writing } from "./writing.js"
 * @import { ChosenToken, TextNode } from "./writing_tree.js"
 */

const LINE = 40; // tokens of the input's line: more than fit into it
const SURE = 0.9999; // the chance from which on it goes without saying
const SAME = 5e-4; // difference of probabilities that are written alike

export const mount = mountView((root) => new StepView(root));

class StepView {
  input = el("div", { class: "text one-line" });
  hint = el("p", { class: "quiet hint" });
  choice = el("div", { class: "picked" });
  facts = el("ul", { class: "facts" });
  prompt = el("span", { class: "run" });
  written = el("span", { class: "run" });
  ending = el("p", { class: "ending" });
  spoken = el("p", { class: "visually-hidden", role: "status" });
  candidates = new Candidates();
  fan = new StepFan();
  /** @type {{ tree: number, words: Words } | null} What the drawn prompt belongs to. */
  drawn = null;

  /** @param {HTMLElement} root */
  constructor(root) {
    // A long text is moved within its place: a stop of the Tab key, so that the keyboard can do it, too.
    this.output = el("div", { class: "text", role: "group", tabindex: 0 }, this.prompt, this.written);
    this.stages = {
      input: stage("input", this.input),
      prediction: stage("prediction", this.candidates.node),
      choice: stage("choice", this.choice, this.facts),
      output: stage("output", this.output, this.ending),
    };
    const { node, title } = this.stages.prediction;
    node.prepend(el("div", { class: "head" }, title, this.hint));
    new ResizeObserver(() => this.drawFan()).observe(this.candidates.node);
    root.replaceChildren(this.fan.node, ...Object.values(this.stages).map(({ node }) => node), this.spoken);
  }

  /**
   * The prediction of the step stands at the node before; `reached` is where its choice led.
   *
   * @param {Writing} writing
   * @param {Texts} texts
   */
  draw({ data, line, cursor, chosen, waiting }, texts) {
    const { words, language } = texts;
    const here = line[Math.max(0, cursor - 1)];
    const reached = cursor > 0 && chosen ? line[cursor] : null;
    for (const [name, { title }] of Object.entries(this.stages)) {
      title.textContent = filledText(words[name], { vocabulary: count(data.vocabulary, language) });
    }
    this.drawPrompt(data, words);
    const read = choicesOf(line, here.depth);
    const end = read.slice(-LINE);
    const before = end.length < LINE ? promptChips(data, words).slice(end.length - LINE) : [];
    this.input.replaceChildren(...before, ...writtenChips(end, words));
    this.candidates.draw(here, reached?.choice ?? null, data.vocabulary, texts);
    this.hint.textContent = waiting ? words.thinking : words.hint;
    this.drawChoice(reached?.choice ?? null, words, language);
    const written = reached ? writtenChips(choicesOf(line, reached.depth), words, true) : writtenChips(read, words);
    const next = reached || here.ending ? [] : [el("span", { class: "next", "aria-hidden": "true" }, "?")];
    this.written.replaceChildren(...written, ...next);
    this.output.setAttribute("aria-label", this.stages.output.title.textContent);
    this.output.scrollTop = this.output.scrollHeight;
    this.ending.textContent = endingText(reached ?? here, data, words);
    this.say(reached, words);
    this.drawFan();
  }

  drawFan() {
    this.fan.draw(this.candidates.shown, this.candidates.node, this.choice.querySelector(".chip"));
  }

  /**
   * @param {PlayerPayload} data
   * @param {Words} words
   */
  drawPrompt(data, words) {
    if (this.drawn?.tree === data.tree && this.drawn.words === words) return;
    this.drawn = { tree: data.tree, words };
    this.prompt.replaceChildren(...promptChips(data, words));
  }

  /**
   * @param {ChosenToken | null} choice
   * @param {Words} words
   * @param {Language} language
   */
  drawChoice(choice, words, language) {
    if (choice === null) {
      this.choice.replaceChildren(el("span", { class: "next" }, "?"));
      this.facts.replaceChildren(el("li", { class: "quiet" }, words.undecided));
      return;
    }
    this.choice.replaceChildren(chip(choice.token, { chosen: true }));
    this.facts.replaceChildren(...factsOf(choice, words, language).map((fact) => el("li", {}, fact)));
  }

  /**
   * For screen readers; only what is new is said.
   *
   * @param {TextNode | null} reached
   * @param {Words} words
   */
  say(reached, words) {
    const token = reached?.choice?.token;
    const values = {
      step: String(reached?.depth),
      token: token?.label ?? "",
      probability: percent(token?.probability ?? 0),
    };
    const spoken = token ? filledText(words.spoken, values) : "";
    if (this.spoken.textContent !== spoken) this.spoken.textContent = spoken;
  }
}

/**
 * @param {string} name
 * @param {HTMLElement[]} parts
 */
function stage(name, ...parts) {
  const title = el("h3", { class: "title" });
  return { title, node: el("section", { class: `station ${name}` }, title, ...parts) };
}

/**
 * What is known of a choice: its probability first.
 *
 * @param {ChosenToken} choice
 * @param {Words} words
 * @param {Language} language
 */
function factsOf({ token, rank, chance, bits }, words, language) {
  const isTelling = chance !== null && chance < SURE && Math.abs(chance - token.probability) > SAME;
  const facts = [
    percent(token.probability),
    rank === 1 ? words["most-probable"] : filledText(words.rank, { rank: count(rank, language) }),
    chance === null ? words["your-choice"] : null,
    isTelling ? filledText(words.chance, { chance: percent(chance) }) : null,
    filledText(words.uncertainty, { bits: fixed(bits, 1, language), choices: equalChoices(bits, language) }),
  ];
  return facts.filter((fact) => fact !== null);
}

/**
 * How many equally likely tokens would be as uncertain.
 *
 * @param {number} bits
 * @param {Language} language
 */
function equalChoices(bits, language) {
  const tokens = 2 ** bits;
  return tokens < 9.95 ? fixed(tokens, 1, language) : count(Math.round(tokens), language);
}

/**
 * Why the text ends at a node, or that a character is not whole there.
 *
 * @param {TextNode} textNode
 * @param {PlayerPayload} data
 * @param {Words} words
 */
function endingText({ ending, choice }, data, words) {
  if (ending === null) return choice?.pending ? words.unfinished : "";
  return filledText(words[`ending-${ending}`], { token: choice?.token.label ?? "", limit: String(data.limit) });
}
