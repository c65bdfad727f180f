// One step of the writing: the text so far, the branches that grow out of its end, and the one that was taken. Shows what
// the player tells.

import { el } from "../../../kit/browser/dom.js";
import { reducedMotion, TWEEN } from "../../../kit/browser/motion.js";
import { count, percent } from "../../../kit/browser/numbers.js";
import { boxWithin } from "../../../kit/browser/screen.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { Candidates } from "./candidates.js";
import { StepFan } from "./step_fan.js";
import { mountView } from "./writing.js";
import { WrittenText } from "./written_text.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { PlayerPayload } from "./player.js"
 * @import { Texts, Words, Writing } from "./writing.js"
 * @import { ChosenToken, TextNode } from "./writing_tree.js"
 */

const SURE = 0.9999; // the chance from which on it goes without saying
const SAME = 5e-4; // difference of probabilities that are written alike

export const mount = mountView((root) => new StepView(root));

class StepView {
  text = new WrittenText();
  candidates = new Candidates();
  fan = new StepFan();
  ending = el("p", { class: "ending" });
  facts = el("p", { class: "facts" });
  spoken = el("p", { class: "visually-hidden", role: "status" });
  /** @type {TextNode | null} Where the choice last shown led. */
  reached = null;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    const heading = el("h3", { class: "visually-hidden" });
    this.heading = heading;
    const foot = el("div", { class: "foot" }, this.ending, this.facts);
    root.replaceChildren(this.fan.node, heading, this.text.node, this.candidates.node, foot, this.spoken);
    const fit = () => {
      this.candidates.measure();
      this.drawFan();
    };
    new ResizeObserver(fit).observe(this.candidates.node);
    this.text.node.onscroll = () => this.drawFan();
  }

  /**
   * The prediction of the step stands at the node before; `reached` is where its choice led.
   *
   * @param {Writing} writing
   * @param {Texts} texts
   */
  draw(writing, texts) {
    const { data, line, cursor, chosen, waiting } = writing;
    const { words, language } = texts;
    const here = line[Math.max(0, cursor - 1)];
    const reached = cursor > 0 && chosen ? line[cursor] : null;
    const choice = reached?.choice ?? null;
    this.heading.textContent = filledText(words.prediction, { vocabulary: count(data.vocabulary, language) });
    this.candidates.draw(here, choice, data.vocabulary, texts);
    this.ending.textContent = endingText(reached ?? here, data, words);
    this.facts.textContent = waiting ? words.thinking : factsOf(choice, cursor === 0, words, language);
    this.say(reached, words);
    this.text.node.setAttribute("aria-label", words.output);
    // These two ask where things lie. All else is written before, so that the browser lays it out once.
    this.text.draw(writing, (reached ?? here).depth, reached !== null, words);
    this.drawFan();
    if (isNewer(reached, this.reached)) this.fly();
    this.reached = reached ?? (cursor === 0 ? null : this.reached);
  }

  drawFan() {
    this.fan.draw(this.candidates.shown, this.text.place);
  }

  /** The token that was taken goes from its card to its place in the text, which it inks when it is there. */
  fly() {
    const card = this.candidates.shown.find(({ isChosen }) => isChosen)?.card;
    const word = this.text.place;
    if (!card || !word || reducedMotion()) return;
    const [from, to] = [card, word].map((node) => boxWithin(this.root, node));
    const flyer = el(
      "span",
      { class: "flyer", "aria-hidden": "true" },
      word.querySelector(".token")?.textContent ?? "",
    );
    flyer.style.fontSize = getComputedStyle(word).fontSize; // it flies over the edge of the text's place, which clips
    this.root.append(flyer);
    const start = `translate(${from.x}px, ${from.y}px) scale(0.6)`;
    const timing = { duration: TWEEN, easing: "cubic-bezier(0.2, 0.7, 0.2, 1)" };
    flyer.animate({ transform: [start, `translate(${to.x}px, ${to.y}px)`] }, timing).onfinish = () => flyer.remove();
    word.animate({ opacity: [0, 0, 1] }, timing);
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
 * Whether a choice was made since the last one shown, and not only looked back at.
 *
 * @param {TextNode | null} reached
 * @param {TextNode | null} before
 */
function isNewer(reached, before) {
  return reached !== null && reached.number !== before?.number && reached.depth >= (before?.depth ?? 0);
}

/**
 * What is known of a choice, or what one may do before the first.
 *
 * @param {ChosenToken | null} choice
 * @param {boolean} isFirst
 * @param {Words} words
 * @param {Language} language
 */
function factsOf(choice, isFirst, words, language) {
  if (choice === null) return isFirst ? words.undecided : "";
  const { token, rank, chance } = choice;
  const isTelling = chance !== null && chance < SURE && Math.abs(chance - token.probability) > SAME;
  const facts = [
    percent(token.probability),
    rank === 1 ? words["most-probable"] : filledText(words.rank, { rank: count(rank, language) }),
    chance === null ? words["your-choice"] : null,
    isTelling ? filledText(words.chance, { chance: percent(chance) }) : null,
  ];
  return facts.filter((fact) => fact !== null).join(" · ");
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
