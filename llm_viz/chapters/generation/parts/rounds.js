// The loop of writing as a picture. Before the guess: the text, a question mark and three endings. After it: a row for each
// round, which can be played again; what was not taken can be written on.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { el } from "../../../kit/browser/dom.js";
import { sideStep } from "../../../kit/browser/keyboard.js";
import { reducedMotion } from "../../../kit/browser/motion.js";
import { percent } from "../../../kit/browser/numbers.js";
import { filled } from "../../../kit/browser/sentences.js";
import { hasChanged, stateOf } from "../../../kit/browser/state.js";
import { followOtherSize } from "../../../kit/browser/width.js";
import { EndingsPicture } from "./endings.js";
import { LoopDial } from "./loop_dial.js";
import { readInAll } from "./rounds_math.js";
import { RoundRows } from "./rounds_view.js";

/**
 * @import { Question } from "../../../kit/browser/ask.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 *
 * @typedef {{ id: number, word: string, share: number }} Other `OtherPayload` in `rounds.py`.
 * @typedef {{ word: string, share: number, others: Other[] }} Round `RoundPayload` there.
 * @typedef {{ at: number, token: number, text: string, ending: string }} Branch `BranchPayload` there.
 * @typedef {{ text: string, cut: "line" | "sentence" | "length" | "end", on_new_line: boolean }} Ending `EndingPayload`
 *   there.
 *
 * @typedef {object} RoundsPayload `RoundsPayload` there.
 * @property {string[]} given The tokens of the text.
 * @property {Ending[]} endings What the question offers, in its order; none later.
 * @property {Round[]} rounds
 * @property {number} count How many rounds there are.
 * @property {string} ending What was written.
 * @property {Branch[]} branches
 * @property {string} problem Why the branch that was asked for is not there, in words.
 * @property {Question} question
 * @property {{ position: number }} settings How far the picture has come, four a round; -1: to its end.
 * @property {Record<string, string>} words
 */

const LAST = [600, 500, 450, 350]; // milliseconds of each

/**
 * @param {HTMLElement} root
 * @param {RoundsPayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language, theme, send }) {
  const state = stateOf(root, () => ({ picture: /** @type {Picture | null} */ (null) }));
  const { given, words, rounds, question } = payload;
  if (hasChanged(root, [given, words, rounds, question, language, theme]) || state.picture === null) {
    const start = state.picture === null ? payload.settings.position : -1;
    state.picture = new Picture(root, payload, send, start);
  }
  return state.picture.receive(payload, send);
}

class Picture {
  /**
   * @param {HTMLElement} root
   * @param {RoundsPayload} payload
   * @param {Surroundings["send"]} send
   * @param {number} start Where the picture begins once the question is answered, as in its settings.
   */
  constructor(root, payload, send, start) {
    const { question, words, rounds } = payload;
    this.root = root;
    this.payload = payload;
    this.send = send;
    /** Four a round: how far the picture has come. */
    this.position = question.open ? 0 : start < 0 ? this.end : Math.min(start, this.end);
    this.timer = 0;
    /** @type {Branch | null} The branch that the sentence is about. */
    this.told = null;
    this.rows = new RoundRows(payload, (at, token) => this.take(at, token));
    this.dial = new LoopDial(words, question.open);
    this.endings = question.open ? new EndingsPicture(payload, send, this.dial) : null;
    this.says = el("p", { class: "stage-says", "aria-live": "polite" });
    const button = (/** @type {string} */ sign, /** @type {string} */ name, /** @type {() => void} */ press) =>
      el(
        "button",
        { type: "button", class: "pill", "aria-label": words[name], title: words[name], onclick: press },
        sign,
      );
    this.play = button("▶", "play", () => this.toggle());
    const controls = [
      button("◀", "back", () => this.go(4 * Math.max(1, Math.ceil(this.position / 4) - 1))),
      this.play,
      button("▶|", "on", () => this.go(4 * Math.floor(this.position / 4) + 4)),
    ];
    const side = el(
      "div",
      { class: "side" },
      this.dial.node,
      el("div", { class: "stage-tools" }, ...controls),
      el("p", {}, words.hint),
      el("p", { class: "quiet" }, words.rule),
      rounds.some(({ word, others }) => [word, ...others.map((other) => other.word)].join("").includes("⏎"))
        ? el("p", { class: "quiet" }, words.line)
        : null,
    );
    const nodes = this.endings ? this.endings.nodes : [this.rows.threads, this.rows.node, side];
    const heading = el("h2", { class: "visually-hidden" }, words.picture);
    this.stage = el("div", { class: "stage rounds-stage" }, heading, ...nodes, this.says);
    this.stage.classList.toggle("asking", question.open);
    this.stage.onkeydown = (event) => {
      if (question.open || event.defaultPrevented) return;
      const step = sideStep(event);
      if (step !== null) this.go(4 * Math.max(1, Math.ceil(this.position / 4) + step));
    };
    root.replaceChildren(this.stage);
  }

  /**
   * @param {RoundsPayload} payload
   * @param {Surroundings["send"]} send
   */
  receive(payload, send) {
    const known = this.payload.branches.length;
    this.payload = payload;
    this.send = send;
    if (payload.branches.length > known) this.told = payload.branches[payload.branches.length - 1];
    this.draw(); // before it is first seen
    const unfollow = followOtherSize(this.stage, () => this.draw());
    return () => {
      unfollow();
      this.stop();
    };
  }

  get end() {
    return 4 * this.payload.rounds.length;
  }

  /**
   * Show the text that another choice leads to; the server writes it where it isn't known.
   *
   * @param {number} at
   * @param {number} token
   */
  take(at, token) {
    const known = this.payload.branches.find((branch) => branch.at === at && branch.token === token);
    this.told = known ?? null;
    if (known) this.draw();
    else this.send("branch", { at, token });
  }

  /** @param {number} position */
  go(position) {
    this.stop();
    this.told = null;
    this.position = Math.min(this.end, position);
    this.draw();
  }

  /** Where the picture stands, for the address. */
  remember() {
    const { question, settings } = this.payload;
    settings.position = question.open || this.position >= this.end ? -1 : this.position;
    rememberInUrl({ position: settings.position < 0 ? null : settings.position });
  }

  stop() {
    clearTimeout(this.timer);
    this.timer = 0;
  }

  toggle() {
    if (this.timer) {
      this.stop();
      return this.draw();
    }
    this.told = null;
    if (this.position >= this.end) this.position = 0;
    const tick = () => {
      this.position += reducedMotion() ? 4 : 1;
      const isOver = this.position >= this.end;
      this.timer = isOver ? 0 : window.setTimeout(tick, LAST[this.position % 4]);
      this.draw();
    };
    this.timer = window.setTimeout(tick, LAST[0]);
    return this.draw();
  }

  draw() {
    const { question, rounds, count, words } = this.payload;
    const at = Math.min(rounds.length - 1, Math.floor(this.position / 4));
    this.dial.show(this.position, count);
    const name = this.timer ? words.pause : words.play;
    this.play.textContent = this.timer ? "❚❚" : "▶";
    this.play.setAttribute("aria-label", name);
    this.play.title = name;
    this.says.replaceChildren(...(this.payload.problem ? [this.payload.problem] : this.sentence(at)));
    if (this.endings)
      this.endings.draw(); // last: threads are drawn between what has its place
    else this.rows.show(this.payload, this.position, this.told);
    if (!this.timer) this.remember();
    Object.assign(this.root.dataset, { position: this.position, open: question.open });
  }

  /**
   * What the picture shows now.
   *
   * @param {number} at The round that is looked at.
   */
  sentence(at) {
    const { question, rounds, given, count, words, ending, branches } = this.payload;
    const strong = (/** @type {string} */ text) => el("strong", {}, text);
    const total = { rounds: String(count), sum: String(readInAll(given.length, count)) };
    if (question.open) return filled(words.says_before, { count: String(given.length), ...total });
    if (this.told) {
      const { at: from, token, text } = this.told;
      const other = rounds[from].others.find(({ id }) => id === token);
      const told = {
        token: other?.word ?? "",
        share: percent(other?.share ?? 0),
        round: String(from + 1),
        text: strong(text),
      };
      return filled(words.says_branch, told);
    }
    if (this.position < this.end) {
      const { word, share } = rounds[at];
      const isKnown = this.position % 4 > 1;
      const values = { round: String(at + 1), count: String(given.length + at), share: isKnown ? percent(share) : "?" };
      return filled(at === 0 ? words.says_first : words.says_round, { ...values, token: strong(isKnown ? word : "?") });
    }
    const verdict =
      question.guess === null ? [] : [question.guess === ending ? words.says_right : words.says_wrong, " "];
    const branch = branches.find((one) => one.ending === question.guess) ?? branches[0];
    const from = branch ? branch.at : 0;
    const other = rounds[from].others.find(({ id }) => id === branch?.token) ?? rounds[from].others[0];
    const { word, share } = rounds[from];
    const values = { token: strong(word), share: percent(share), round: String(from + 1) };
    const why = other
      ? filled(words.says_other, { ...values, other: other.word, other_share: percent(other.share) })
      : [];
    return [...verdict, ...filled(words.says_end, total), " ", ...why];
  }
}
