// The rows of the rounds: in each the same words stand in the same places, one more than in the row above; beside what was
// taken stands what was not. Threads show that the new token may depend on all words before it.

import { el } from "../../../kit/browser/dom.js";
import { walkWithArrows } from "../../../kit/browser/keyboard.js";
import { percent } from "../../../kit/browser/numbers.js";
import { boxWithin } from "../../../kit/browser/screen.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { fitting } from "./rounds_math.js";

/** @import { Branch, Round, RoundsPayload } from "./rounds.js" */

const ROOM = 34; // letters of half width for the given text
const THREAD = 26; // pixels, how deep a thread hangs at most

export class RoundRows {
  /**
   * @param {RoundsPayload} payload
   * @param {(at: number, token: number) => void} take
   */
  constructor({ given, rounds, question, words }, take) {
    this.words = words;
    const shown = given.slice(-fitting(given, ROOM));
    const hidden = given.length - shown.length;
    const strip = (/** @type {number} */ round) => [
      hidden > 0 ? el("span", { class: "earlier" }, filledText(words.earlier, { count: String(hidden) })) : null,
      ...shown.map((word) => el("span", { class: "word" }, word)),
      ...rounds.slice(0, round).map(({ word }) => el("span", { class: "word own" }, word)),
    ];
    this.mark = el("span", { class: "dashed-mark" }, "?");
    this.rows = rounds.map((round, at) => this.row(round, at, given.length + at, strip(at), take));
    const first = el("div", { class: "row" }, el("div", { class: "strip" }, ...strip(0)), this.mark);
    this.node = el("div", { class: "rows" }, ...(question.open ? [first] : this.rows.map(({ node }) => node)));
    this.threads = el("svg", { class: "threads", "aria-hidden": "true" });
    walkWithArrows(
      this.node,
      this.rows.flatMap(({ others }) => others.map(({ button }) => button)),
    );
  }

  /**
   * @param {Round} round
   * @param {number} at
   * @param {number} count Tokens that are read.
   * @param {(Node | null)[]} strip
   * @param {(at: number, token: number) => void} take
   */
  row(round, at, count, strip, take) {
    const pill = el("span", { class: "taken" }, round.word);
    const share = el("span", { class: "taken-share" }, percent(round.share));
    const others = round.others.map(({ id, word, share: chance }) => {
      const text = el("span", { class: "other-text" }, word);
      const spoken = el("span", { class: "visually-hidden" }, filledText(this.words.take, { round: String(at + 1) }));
      const attributes = { type: "button", class: "other", onclick: () => take(at, id) };
      const button = el("button", attributes, spoken, el("span", { class: "share" }, percent(chance)), text);
      return { id, text, word, button };
    });
    const reads = el("span", { class: "reads" }, filledText(this.words.reads, { count: String(count) }));
    const node = el(
      "div",
      { class: "row", style: { "--row": at } },
      reads,
      el("div", { class: "strip" }, ...strip),
      el("span", { class: "place" }, pill, share),
      el("div", { class: "others" }, ...others.map(({ button }) => button)),
    );
    return { node, pill, others, word: round.word };
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
    this.thread();
  }

  /** Draw the threads and arrows between what stands on the page. */
  thread() {
    const placeOf = (/** @type {Element} */ node) => {
      const { x, y, width, height } = boxWithin(this.threads, node);
      return { middle: x + width / 2, top: y, bottom: y + height, left: x };
    };
    const candidates = [...(this.node.parentElement?.querySelectorAll(".ask .candidate") ?? [])];
    if (candidates.length > 0) {
      const from = placeOf(this.mark);
      const [x, y] = [from.left + 2 * (from.middle - from.left), (from.top + from.bottom) / 2];
      const ways = candidates.map((candidate) => {
        const { left, top, bottom } = placeOf(candidate);
        const [end, height] = [left - 4, (top + bottom) / 2];
        return el("path", {
          class: "way",
          d: `M${x},${y}C${(x + end) / 2},${y} ${(x + end) / 2},${height} ${end},${height}`,
        });
      });
      return this.threads.replaceChildren(...ways);
    }
    const lines = this.rows.flatMap(({ node, pill }, at) => {
      if (node.classList.contains("ahead")) return [];
      const to = placeOf(pill);
      const looks = [...node.querySelectorAll(".strip .word")].map((word) => {
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
