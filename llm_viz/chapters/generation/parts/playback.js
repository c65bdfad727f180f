// Where the player of a text stands, how it moves, and what it asks of the server.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { reducedMotion } from "../../../kit/browser/motion.js";
import { announce } from "./writing.js";
import { choicesOf, WritingTree } from "./writing_tree.js";

/**
 * @import { PlayerPayload, Question } from "./player.js"
 * @import { TextNode } from "./writing_tree.js"
 */

const STEP_MS = 1800;
const CHOICE_AFTER = 0.45; // of a step's time
const AHEAD = 3; // steps that are recorded before they are shown
const REST_MS = 700;
const REMEMBERED_MS = 400; // at least, between two changes of the address: browsers refuse more than 100 in 30 seconds

export class Playback {
  cursor = 0;
  chosen = true;
  playing = false;
  /** Whether the next step is shown as soon as it is recorded. */
  wanted = false;
  /** @type {Question | null} The question that has no answer yet. */
  asked = null;
  /** @type {{ node: number, token: number } | null} What the visitor took that is not recorded yet. */
  taken = null;
  /** How many questions were asked. */
  count = 0;
  /** @type {TextNode[]} */
  line = [];
  /** The text that the server has last been told of. */
  told = "";
  /** When the text was last put into the address, in milliseconds. */
  remembered = Number.NEGATIVE_INFINITY;
  /** @type {(question: Question) => void} */
  ask = () => {};
  /** @type {Record<"timer" | "phase" | "resting", ReturnType<typeof setTimeout> | undefined>} */
  timers = { timer: undefined, phase: undefined, resting: undefined };

  /** Shows the state of the controls. */
  draw = () => {};

  /**
   * @param {HTMLElement} root Once it is out of the page, nothing moves any more.
   * @param {PlayerPayload} payload
   */
  constructor(root, payload) {
    this.root = root;
    this.data = payload;
    this.tree = new WritingTree(payload.tree, payload.nodes);
    this.begin();
  }

  /**
   * Take over what the server recorded; a new tree starts from where the server says.
   *
   * @param {PlayerPayload} payload
   * @param {(question: Question) => void} ask
   */
  receive(payload, ask) {
    const isNew = payload.serial !== this.data.serial; // else it is the first time, or only the theme has changed
    this.data = payload;
    this.ask = ask;
    if (payload.tree !== this.tree.number) {
      this.tree = new WritingTree(payload.tree, payload.nodes);
      this.begin();
    } else if (isNew) {
      this.tree.update(payload.nodes);
      this.goOn();
    }
    this.show();
  }

  begin() {
    this.halt();
    this.asked = this.taken = null;
    this.count = this.data.answered;
    this.line = this.tree.lineThrough(this.data.node);
    this.cursor = Math.min(this.data.seen, this.line.length - 1);
    this.told = this.path();
  }

  /** The tree has grown: by the answer to the question, or by that of an earlier one. */
  goOn() {
    const answered = this.asked?.number === this.data.answered ? this.asked : null;
    const taken = answered && this.taken && this.tree.childWith(this.taken.node, this.taken.token);
    if (answered) this.asked = this.taken = null;
    const still = this.line.filter((textNode) => this.tree.nodes.has(textNode.number));
    this.line = this.tree.lineThrough((taken || still[still.length - 1]).number);
    this.cursor = taken ? taken.depth : Math.min(this.cursor, this.line.length - 1);
    if (!this.wanted || this.asked) return;
    if (this.cursor < this.line.length - 1) {
      this.wanted = false;
      this.go(this.cursor + 1);
    } else if (answered?.more)
      this.stop(); // the server could not go on, and says why above
    else this.lookAhead();
  }

  /** The tokens shown, as they stand in the address. */
  path() {
    return choicesOf(this.line, this.cursor)
      .map(({ token }) => token.id)
      .join(".");
  }

  get end() {
    return this.line[this.line.length - 1];
  }

  get waiting() {
    return this.wanted || this.taken !== null;
  }

  /**
   * Show step `cursor`; whatever was moving is complete at once.
   *
   * @param {number} cursor
   */
  go(cursor) {
    clearTimeout(this.timers.phase);
    this.chosen = true;
    this.cursor = Math.max(0, Math.min(cursor, this.line.length - 1));
    this.show();
    this.lookAhead();
  }

  /** @param {number} number Of a node. */
  goTo(number) {
    const textNode = this.tree.nodes.get(number);
    if (!textNode) return;
    this.stop();
    this.line = this.tree.lineThrough(number);
    this.go(textNode.depth);
  }

  forward() {
    if (this.cursor < this.line.length - 1) {
      this.go(this.cursor + 1);
    } else if (this.end.ending) {
      this.stop();
    } else {
      this.wanted = true;
      this.lookAhead();
      this.show();
    }
  }

  /** @param {number} by */
  step(by) {
    this.stop();
    if (by > 0) this.forward();
    else this.go(this.cursor + by);
  }

  /**
   * Another token than the one that was chosen: its text is there already, or the server writes it.
   *
   * @param {number} token
   */
  take(token) {
    this.stop();
    const node = this.line[Math.max(0, this.cursor - 1)].number;
    const there = this.tree.childWith(node, token);
    if (there) {
      this.goTo(there.number);
      return;
    }
    this.taken = { node, token };
    this.wanted = false;
    this.request(node, token, true);
    this.show();
  }

  toggle() {
    if (this.playing) {
      this.stop();
      return;
    }
    if (this.end.ending && this.cursor === this.line.length - 1) this.go(0);
    this.playing = true;
    this.tick();
  }

  /** One step of the playing: first what is predicted, then, after a moment, the choice. */
  tick() {
    if (!this.playing || !this.root.isConnected) return;
    const pause = STEP_MS / this.data.settings.speed;
    this.timers.timer = setTimeout(() => this.tick(), pause);
    const before = this.cursor;
    this.forward();
    if (this.cursor === before || before === 0 || reducedMotion() || !this.playing) return;
    this.chosen = false;
    this.show();
    this.timers.phase = setTimeout(() => this.choose(), pause * CHOICE_AFTER);
  }

  choose() {
    if (!this.root.isConnected) return;
    this.chosen = true;
    this.show();
  }

  /** Nothing moves, and nothing is waited for. */
  halt() {
    this.playing = this.wanted = false;
    clearTimeout(this.timers.timer);
    clearTimeout(this.timers.phase);
    this.chosen = true;
  }

  stop() {
    this.halt();
    this.show();
  }

  /** Have the server write on before the recorded text runs out. */
  lookAhead() {
    const left = this.line.length - 1 - this.cursor;
    const isNear = left < AHEAD && (this.cursor > 0 || this.wanted);
    if (isNear && !this.end.ending && !this.asked) this.request(this.end.number, null, true);
  }

  /**
   * @param {number} node
   * @param {number | null} token
   * @param {boolean} more
   */
  request(node, token, more) {
    clearTimeout(this.timers.resting);
    this.count += 1;
    this.asked = { number: this.count, tree: this.tree.number, node, token, more, seen: this.cursor };
    this.ask(this.asked);
  }

  /**
   * Draw and keep the address up to date, so that a link copied at any moment opens here; once nothing moves any more,
   * ask for the notes on the text.
   */
  show() {
    const started = performance.now();
    this.draw();
    this.tell();
    performance.measure("llmviz:step", { start: started }); // what the tests hold below a frame
    clearTimeout(this.timers.resting);
    if (!this.playing) this.timers.resting = setTimeout(() => this.rest(), REST_MS);
    else if (started - this.remembered >= REMEMBERED_MS) this.remember();
  }

  remember() {
    this.remembered = performance.now();
    const { speed } = this.data.settings;
    rememberInUrl({ path: this.path() || null, speed: speed === 1 ? null : speed });
  }

  /** Tell the other parts of the page what to show. */
  tell() {
    const { data, tree, line, cursor, chosen, waiting } = this;
    announce("writing", { data, tree, line, cursor, chosen, waiting });
  }

  rest() {
    if (!this.root.isConnected) return;
    const path = this.path();
    this.remember();
    if (this.asked || path === this.told) return;
    this.told = path;
    this.request(this.end.number, null, false);
  }
}
