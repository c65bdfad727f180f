// One dial, a hundred marbles, eight lines. The marbles follow the dial while it moves; the lines are asked of the server
// when it rests, and not before the visitor has guessed.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { askBox } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";
import { boxWithin } from "../../../kit/browser/screen.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { hasChanged, stateOf } from "../../../kit/browser/state.js";
import { saysOf } from "./dial_says.js";
import { Discs } from "./discs.js";
import { addressOf, sameDraw } from "./draw_settings.js";
import { heatDial } from "./heat_dial.js";
import { Lines } from "./lines_view.js";
import { levelsOf, massOf, sample } from "./sampling_math.js";
import { wordOf } from "./token_word.js";
import { Urn } from "./urn_view.js";

/**
 * @import { Question } from "../../../kit/browser/ask.js"
 * @import { Token } from "../../../kit/browser/chips.js"
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { Draw, DrawSettings } from "./draw_settings.js"
 * @import { Line } from "./lines_view.js"
 * @import { Filters, Rest } from "./sampling_math.js"
 *
 * @typedef {{ settings: Draw, items: Line[], judged: boolean }} Written `LinesPayload` in `dial.py`: the lines, what they
 *   were drawn with, and whether it was these that the visitor guessed at.
 *
 * @typedef {object} DialPayload `DialPayload` in `dial.py`.
 * @property {Token[]} tokens Those that may have a pile of their own, most probable first.
 * @property {number[]} logits Of all listed tokens, best first; longer than `tokens`.
 * @property {Rest} rest
 * @property {number} count Of lines.
 * @property {number} max_seed
 * @property {number} max_temperature
 * @property {DrawSettings} defaults
 * @property {DrawSettings} settings
 * @property {Written | null} lines
 * @property {string} problem Why the lines that were asked for are not there, in words.
 * @property {Question} question
 * @property {Record<string, string>} words
 */

const REST = 300; // milliseconds without a key before the dial is taken to rest
const NARROW = 560; // pixels
const LEAST_PILE = 62; // pixels that a pile and its name take where it is narrow
const FEWEST = 3; // piles with a name
const OFF = { top_k: 0, top_p: 1, min_p: 0 };

/** The address is put back after every run. */
export const everyRun = true;

/**
 * @param {HTMLElement} root
 * @param {DialPayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language, theme, send }) {
  const state = stateOf(root, () => ({ picture: /** @type {Picture | null} */ (null) }));
  const { tokens, logits, words } = payload;
  const isNew = hasChanged(root, [tokens, logits, words, language, theme]) || state.picture === null;
  if (isNew) state.picture = new Picture(root, payload, language);
  return /** @type {Picture} */ (state.picture).receive(payload, send);
}

class Picture {
  /**
   * @param {HTMLElement} root
   * @param {DialPayload} payload
   * @param {Language} language
   */
  constructor(root, payload, language) {
    const { words, settings, count, max_temperature: max } = payload;
    const tokens = payload.tokens.slice(0, namedPiles(root.clientWidth));
    this.payload = payload;
    this.tokens = tokens;
    this.language = language;
    this.levels = levelsOf(payload);
    this.root = root;
    this.words = words;
    this.usual = sample(this.levels, { temperature: 1, ...OFF });
    /** @type {Draw | null} What was asked for last. */
    this.asked = null;
    this.timer = 0;
    this.due = 0;
    this.urn = new Urn([...tokens.map((token) => ({ label: wordOf(token) })), { label: words.others }], {
      told: words.told,
      language,
      others: true,
    });
    this.discs = new Discs(this.urn, count);
    this.lines = new Lines(count, {
      title: words.lines,
      ended: words.ended,
      bits: (bits) => filledText(words.odds, { odds: oddsText(bits, language) }),
      hueOf: (token) => this.urn.grounds[this.pileOf(token)].hue,
    });
    this.dial = heatDial({
      label: words.temperature,
      cold: words.cold,
      hot: words.hot,
      max,
      moved: (temperature) => {
        settings.temperature = temperature;
        this.soon();
        this.rest(REST);
      },
      settled: () => this.rest(0),
    });
    const roll = () => {
      settings.seed = (settings.seed + count) % (payload.max_seed + 1);
      this.rest(0);
    };
    const unfilter = () => {
      Object.assign(settings, OFF);
      this.draw();
      this.rest(0);
    };
    this.roll = el("button", { type: "button", class: "pill roll", onclick: roll }, words.roll);
    this.unfilter = el("button", { type: "button", class: "pill", onclick: unfilter }, words.unfiltered);
    this.place = el("div", { class: "urn-place" });
    this.ask = el("div", { class: "ask-place" });
    this.says = el("p", { class: "stage-says", "aria-live": "polite" });
    const key = el("p", { class: "key" }, words.each, el("br"), words.usual);
    const tools = el("div", { class: "stage-tools" }, this.unfilter, this.roll);
    const left = el("div", { class: "left" }, this.dial.node, this.place, key);
    const right = el("div", { class: "right" }, this.lines.node, tools);
    const heading = el("h2", { class: "visually-hidden" }, words.picture);
    this.stage = el("div", { class: "stage dial-stage" }, heading, this.urn.node, left, this.ask, right, this.says);
    root.replaceChildren(this.stage);
  }

  /**
   * What the server says now. Returns the clean-up function.
   *
   * @param {DialPayload} payload
   * @param {Surroundings["send"]} send
   */
  receive(payload, send) {
    this.payload = payload;
    this.send = send;
    const { question, lines, problem } = payload;
    if (hasChanged(this.ask, question)) {
      const box = question.open ? [askBox(question, send, { chosen: () => this.lines.cover("writing") })] : [];
      this.ask.replaceChildren(...box);
      this.stage.classList.toggle("asking", question.open);
      this.stage.classList.toggle("narrow", this.root.clientWidth < NARROW);
    }
    const hasFailed = problem !== "" && this.asked !== null;
    if (question.open) this.lines.cover("covered");
    else if (lines) this.lines.write(lines.items);
    else if (!hasFailed) this.lines.cover("writing");
    const observer = new ResizeObserver(() => this.fit());
    observer.observe(this.place);
    this.remember();
    if (!hasFailed) this.request();
    return () => {
      observer.disconnect();
      clearTimeout(this.timer);
      cancelAnimationFrame(this.due);
    };
  }

  get settings() {
    return this.payload.settings;
  }

  /** The lines, where they belong to the settings of the moment. */
  get current() {
    const { lines } = this.payload;
    return lines && sameDraw(lines.settings, this.settings) ? lines : null;
  }

  /** @param {number} token Its id. */
  pileOf(token) {
    const { tokens } = this;
    const pile = tokens.findIndex(({ id }) => id === token);
    return pile < 0 ? tokens.length : pile;
  }

  /** At most one drawing a frame. */
  soon() {
    cancelAnimationFrame(this.due);
    this.due = requestAnimationFrame(() => this.draw());
  }

  /** @param {number} milliseconds After which the dial is taken to rest. */
  rest(milliseconds) {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      this.remember();
      this.request();
      this.draw();
    }, milliseconds);
  }

  remember() {
    rememberInUrl(addressOf(this.settings, null, this.payload.defaults));
  }

  /** Ask for the lines of the settings of the moment, if they are not there and not asked for. */
  request() {
    if (this.payload.question.open || this.current) return;
    if (this.asked && sameDraw(this.asked, this.settings)) return;
    this.asked = { ...this.settings };
    this.send?.("write", { ...this.settings });
  }

  fit() {
    if (this.place.clientWidth === 0) return; // not in the page any more
    const { tokens, root } = this;
    const { count, question } = this.payload;
    const isTight = question.open && root.clientWidth < NARROW; // no disc lies there yet, and the lines are to be seen
    this.urn.fit(boxWithin(this.stage, this.place), isTight ? 1 : count);
    this.urn.showUsual([...this.usual.heat].slice(0, tokens.length));
    this.draw();
  }

  draw() {
    const { tokens } = this;
    const { question, problem, lines } = this.payload;
    const result = sample(this.levels, this.settings);
    const named = tokens.length;
    const [heat, final] = [result.heat, result.final].map((shares) => [...shares].slice(0, named));
    const others = massOf(result.alive[3], result.final, named);
    const marbles = this.urn.show({ heat, final: [...final, others], kept: result.keptMass });
    this.dial.show(this.settings.temperature);
    this.unfilter.hidden = isOpen(this.settings);
    this.roll.style.visibility = question.open ? "hidden" : "";
    const written = this.current;
    const guess = written?.judged && question.guess !== null ? Number(question.guess) : null;
    const isWaiting = !question.open && !written && problem === "";
    this.stage.classList.toggle("waiting", isWaiting);
    if (question.open) this.discs.cover();
    else
      this.discs.show(
        (lines?.items ?? []).map(({ first }) => this.pileOf(first)),
        guess ?? 0,
      );
    this.lines.say(question.open ? this.words.covered : problem || (isWaiting ? this.words.writing : this.words.lines));
    const token = wordOf(tokens[0]);
    const strong = (/** @type {string} */ text) => el("strong", {}, text);
    const seen = { temperature: this.settings.temperature, token, marbles, gone: 1 - result.keptMass, guess };
    const first = tokens[0].id;
    const sentence = saysOf({ ...seen, first, chance: final[0], items: written?.items ?? null }, this.words, strong);
    this.says.replaceChildren(...sentence);
    Object.assign(this.root.dataset, { marbles: marbles.join(" "), lines: written ? "current" : "none" });
  }
}

/** How many piles have a name, beside that of all others. @param {number} width */
function namedPiles(width) {
  return width < NARROW ? Math.max(FEWEST, Math.floor(width / LEAST_PILE) - 1) : Infinity;
}

/** @param {Filters} filters */
function isOpen({ top_k: k, top_p: p, min_p: m }) {
  return k === 0 && p === 1 && m === 0;
}

/**
 * "1 in 1,300".
 *
 * @param {number} bits
 * @param {Language} language
 */
function oddsText(bits, language) {
  return Number((2 ** bits).toPrecision(2)).toLocaleString(language);
}
