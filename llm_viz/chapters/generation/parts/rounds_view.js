// The rows of the rounds: in each the same words stand in the same places, one more than in the row above; beside what was
// taken stands what was not. Threads show that the new token may depend on all words before it.

import { el } from "../../../kit/browser/dom.js";
import { walkWithArrows } from "../../../kit/browser/keyboard.js";
import { percent } from "../../../kit/browser/numbers.js";
import { boxWithin } from "../../../kit/browser/screen.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { fitting } from "./rounds_math.js";

/** @import { Branch, Round, RoundsPayload } from "./rounds.js" */

const LEAST_OTHERS = 160; // pixels that the tokens beside the taken one have at least
const EARLIER = 90; // pixels that the number of words left out takes
const NARROW = "(max-width: 700px)"; // as in rounds.css: there the others stand below
const THREAD = 26; // pixels, how deep a thread hangs at most

export class RoundRows {
  /**
   * @param {RoundsPayload} payload
   * @param {(at: number, token: number) => void} take
   */
  constructor({ given, rounds, words }, take) {
    this.given = given.length;
    this.words = words;
    const read = (/** @type {number} */ round) => [
      ...given.map((word) => el("span", { class: "word" }, word)),
      ...rounds.slice(0, round).map(({ word }) => el("span", { class: "word own" }, word)),
    ];
    this.rows = rounds.map((round, at) => this.row(round, at, read(at), take));
    this.node = el("div", { class: "rows" }, ...this.rows.map(({ node }) => node));
    this.threads = el("svg", { class: "threads", "aria-hidden": "true" });
    walkWithArrows(
      this.node,
      this.rows.flatMap(({ others }) => others.map(({ button }) => button)),
    );
  }

  /**
   * @param {Round} round
   * @param {number} at
   * @param {HTMLElement[]} words What is read.
   * @param {(at: number, token: number) => void} take
   */
  row(round, at, words, take) {
    const pill = el("span", { class: "taken" }, round.word);
    const share = el("span", { class: "taken-share" }, percent(round.share));
    const others = round.others.map(({ id, word, share: chance }) => {
      const text = el("span", { class: "other-text" }, word);
      const spoken = el("span", { class: "visually-hidden" }, filledText(this.words.take, { round: String(at + 1) }));
      const attributes = { type: "button", class: "other", onclick: () => take(at, id) };
      const button = el("button", attributes, spoken, el("span", { class: "share" }, percent(chance)), text);
      return { id, text, word, button };
    });
    const reads = el("span", { class: "reads" }, filledText(this.words.reads, { count: String(words.length) }));
    const earlier = el("span", { class: "earlier" });
    const place = el("span", { class: "place" }, pill, share);
    const node = el(
      "div",
      { class: "row", style: { "--row": at } },
      reads,
      el("div", { class: "strip" }, earlier, ...words),
      place,
      el("div", { class: "others" }, ...others.map(({ button }) => button)),
    );
    return { node, words, reads, earlier, place, pill, others, word: round.word };
  }

  /**
   * @param {RoundsPayload} payload
   * @param {number} position Four a round.
   * @param {Branch | null} told The branch that was pressed last.
   */
  show({ branches, question, ending }, position, told) {
    const current = Math.min(this.rows.length - 1, Math.max(0, Math.ceil(position / 4) - 1));
    this.rows.forEach(({ node, pill, others, word }, at) => {
      const phase = position - 4 * at;
      node.classList.toggle("ahead", phase < 0);
      node.classList.toggle("unpredicted", phase < 1);
      node.classList.toggle("untaken", phase < 2);
      node.classList.toggle("current", at === current);
      pill.textContent = phase < 2 ? "?" : word;
      for (const other of others) {
        const branch = branches.find((one) => one.at === at && one.token === other.id);
        const isGuess = branch !== undefined && branch.ending === question.guess && question.guess !== ending;
        other.text.textContent = branch?.text ?? other.word;
        other.button.classList.toggle("grown", branch !== undefined);
        other.button.classList.toggle("dashed-mark", isGuess);
        other.button.classList.toggle("ghost", isGuess);
        other.button.classList.toggle("told", branch !== undefined && branch === told);
        if (isGuess) other.text.append(el("em", {}, ` ${this.words.your_guess}`));
      }
    });
    this.fit();
    this.thread();
  }

  /** Leave out as many of the given words, from the first, as the longest row has no room for, in all rows alike. */
  fit() {
    const { words, reads, place } = this.rows[this.rows.length - 1];
    for (const row of this.rows) for (const word of row.words) word.hidden = false;
    const widths = words.map((word) => word.offsetWidth);
    const own = widths.slice(this.given).reduce((sum, width) => sum + width, 0);
    const others = matchMedia(NARROW).matches ? 0 : LEAST_OTHERS;
    const room = this.node.clientWidth - reads.offsetWidth - place.offsetWidth - own - others;
    const given = widths.slice(0, this.given);
    const isWhole = fitting(given, room) === this.given;
    const before = isWhole ? 0 : this.given - fitting(given, room - EARLIER);
    for (const row of this.rows) {
      row.earlier.hidden = before === 0;
      row.earlier.textContent = filledText(this.words.earlier, { count: String(before) });
      row.words.forEach((word, at) => {
        word.hidden = at < before;
      });
    }
  }

  /** Draw the threads and arrows between what stands on the page. */
  thread() {
    const placeOf = (/** @type {Element} */ node) => {
      const { x, y, width, height } = boxWithin(this.threads, node);
      return { middle: x + width / 2, top: y, bottom: y + height, left: x };
    };
    const lines = this.rows.flatMap(({ node, pill }, at) => {
      if (node.classList.contains("ahead")) return [];
      const to = placeOf(pill);
      const looks = [...node.querySelectorAll(".strip .word:not([hidden])")].map((word) => {
        const { middle, bottom } = placeOf(word);
        const deep = bottom + 5 + Math.min(THREAD, (to.middle - middle) * 0.05);
        return el("path", {
          class: "look",
          d: `M${middle},${bottom}C${middle},${deep} ${to.left},${deep} ${to.left + 3},${to.bottom - 4}`,
        });
      });
      const next = this.rows[at + 1];
      if (!next || next.node.classList.contains("ahead") || node.classList.contains("untaken")) return looks;
      const own = [...next.node.querySelectorAll(".strip .word")].pop();
      if (!own) return looks;
      const down = placeOf(own);
      const fall = `M${to.middle},${to.bottom + 1}L${down.middle},${down.top - 6}`;
      const tip = `M${down.middle - 5},${down.top - 8}h10l-5,8z`;
      return [...looks, el("path", { class: "fall", d: fall }), el("path", { class: "tip", d: tip })];
    });
    return this.threads.replaceChildren(...lines);
  }
}
