// Where the animation is, whether it plays, and whether it waits for a round that the model is still computing.

import { reducedMotion } from "../../../kit/browser/motion.js";

/**
 * @import { JourneyPayload } from "./journey.js"
 *
 * @typedef {typeof STAGES[number]} Stage
 */

export const STAGES = /** @type {const} */ (["text", "tokens", "layers", "probabilities", "chosen"]);
const DWELL_MS = { text: 700, tokens: 900, layers: 1900, probabilities: 1200, chosen: 1400 };
const LATER_ROUNDS_FASTER = 0.6;

/**
 * A position is a round and one of its stages: this is the round, counted from 0.
 *
 * @param {number} position
 */
export function roundOf(position) {
  return Math.floor(position / STAGES.length);
}

/** The way through the stages of all rounds. */
export class Walk {
  position = 0;
  playing = false;
  awaiting = false;
  /** @type {number | null} The position where playing stops. */
  until = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  timer = undefined;
  /** @type {(count: number) => void} Ask the server for that many rounds. */
  ask = () => {};

  /**
   * @param {HTMLElement} root Once it is out of the page, nothing moves any more.
   * @param {JourneyPayload} data
   * @param {{ stage: () => void, controls: () => void }} show Draws what has changed.
   */
  constructor(root, data, show) {
    this.root = root;
    this.data = data;
    this.show = show;
    this.isNew = true;
  }

  get last() {
    return this.data.rounds.length * STAGES.length - 1;
  }

  get atEnd() {
    return this.data.complete && this.position === this.last;
  }

  /**
   * New data: another text starts from the beginning and plays one round; one more round is gone on with.
   *
   * @param {JourneyPayload} data
   * @param {(count: number) => void} ask
   */
  receive(data, ask) {
    const isOther = this.isNew || this.data.model !== data.model || this.data.text !== data.text;
    this.isNew = false;
    this.data = data;
    this.ask = ask;
    if (isOther) {
      this.playing = !reducedMotion();
      this.until = STAGES.length - 1;
      this.moveTo(this.playing ? 0 : this.until);
    } else if (this.awaiting && this.position < this.last) {
      this.moveTo(this.position + 1);
    } else {
      this.position = Math.min(this.position, this.last);
      this.show.stage();
      this.show.controls();
    }
  }

  play() {
    this.playing = true;
    this.until = null;
    if (this.atEnd) this.moveTo(0);
    else this.forward();
  }

  pause() {
    clearTimeout(this.timer);
    this.playing = this.awaiting = false;
  }

  step() {
    this.pause();
    this.forward();
  }

  /** @param {number} position */
  stopAt(position) {
    this.pause();
    this.moveTo(Math.max(0, position));
  }

  forward() {
    const next = this.position + 1;
    // While it plays on, the round after the next is prepared.
    const ahead = this.playing && this.until === null ? 2 : 1;
    const wanted = roundOf(next) + ahead;
    if (wanted > this.data.rounds.length && !this.data.complete) this.ask(wanted);
    if (next <= this.last) this.moveTo(next);
    else this.awaiting = !this.data.complete;
    this.show.controls();
  }

  /** @param {number} position */
  moveTo(position) {
    this.position = position;
    this.awaiting = false;
    this.show.stage();
    this.show.controls();
    clearTimeout(this.timer);
    if (!this.playing) return;
    const pace = roundOf(position) === 0 ? 1 : LATER_ROUNDS_FASTER;
    this.timer = setTimeout(() => this.goOn(), DWELL_MS[STAGES[position % STAGES.length]] * pace);
  }

  goOn() {
    if (this.position === this.until || this.atEnd || !this.root.isConnected) {
      this.pause();
      this.show.controls();
    } else {
      this.forward();
    }
  }
}
