// What the river does: it plays by itself until it is touched, then does what the visitor says.

import { isComposing } from "../../../kit/browser/keyboard.js";
import { reducedMotion } from "../../../kit/browser/motion.js";
import { Course } from "./course.js";
import { atRest, flooding, folding, opening, script, turning } from "./moves.js";
import { said, spoken } from "./river_texts.js";
import { Scene } from "./scene.js";
import { buildShell } from "./shell.js";

/**
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { Line, Link, RiverPayload } from "./river.js"
 */

const SETTLED = [150, 600, 1500]; // milliseconds

export class River {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.shell = buildShell(root);
    this.picture = atRest();
    this.course = new Course(() => this.draw());
    this.playing = !reducedMotion();
    /** @type {Line | null} */
    this.line = null;
    this.example = -1; // −1: the visitor's own sentence
    this.inside = false;
    /** @type {Link | null} */
    this.pointed = null;
    /** @type {Link | null} */
    this.severed = null;
    this.question = 0;
    this.waiting = false;
    /** @type {Scene | null} */
    this.scene = null;
    this.size = { width: 0, height: 0 };
  }

  /**
   * @param {RiverPayload} payload
   * @param {Surroundings} surroundings
   */
  receive(payload, { language, send }) {
    const before = this.payload;
    this.payload = payload;
    this.language = language;
    this.send = send;
    this.question = Math.max(this.question, payload.answered);
    if (this.scene?.language !== language)
      this.scene = new Scene(this.shell.svg, payload.words, language, {
        take: (fork, branch) => this.take(fork, branch),
        word: (index) => this.word(index),
        cut: (link) => this.cut(link),
        point: (link) => this.point(link),
      });
    this.shell.label(payload.words);
    this.wire();
    const follow = this.follow();
    if (!before || before.live.text !== payload.live.text || before.live.model !== payload.live.model) this.begin();
    else this.answer(before);
    return follow;
  }

  /** Follow the size of the place: the picture fills what is left of the first screen. */
  follow() {
    const measure = () => {
      const { width, height } = this.shell.room();
      if (width === 0 || (Math.abs(width - this.size.width) < 4 && Math.abs(height - this.size.height) < 8)) return;
      this.size = { width, height };
      this.draw();
    };
    const observer = new ResizeObserver(measure);
    observer.observe(this.root);
    window.addEventListener("resize", measure);
    measure();
    // What stands above the picture finds its height later, and nobody tells.
    const later = SETTLED.map((time) => window.setTimeout(measure, time));
    return () => {
      for (const timer of later) clearTimeout(timer);
      observer.disconnect();
      window.removeEventListener("resize", measure);
      this.course.stop();
    };
  }

  wire() {
    const { play, outside, inside, next, svg } = this.shell;
    play.onclick = () => (this.playing ? this.pause() : this.play());
    outside.onclick = () => this.turn(false);
    inside.onclick = () => this.turn(true);
    next.onclick = () => this.next();
    svg.onpointerdown = () => this.pause();
    svg.onkeydown = (event) => {
      this.pause();
      if (event.key === "Escape") this.mend();
    };
  }

  get kept() {
    return (this.payload?.kept ?? []).filter(({ text }) => text !== this.payload?.live.text);
  }

  /** The visitor's sentence: from its beginning, or, where it answers a question, at the place that was asked about. */
  begin() {
    const answers = this.waiting;
    this.waiting = false;
    this.show(-1, answers);
    const { cut, live } = this.payload ?? {};
    if (!answers || !cut || !live) return;
    const [shares] = live.forks[cut.at].shares;
    this.severed = shares?.links.find(({ layer, source }) => layer === cut.layer && source === cut.source) ?? null;
    this.moveBranches(cut.probabilities);
  }

  /**
   * @param {number} example
   * @param {boolean} [open] Whether its last fork is shown at once.
   */
  show(example, open = false) {
    this.example = example;
    const found = example < 0 ? this.payload?.live : this.kept[example];
    if (!found) return;
    const line = this.readable(found);
    this.line = line;
    this.severed = null;
    this.picture = {
      ...atRest(),
      at: open ? Math.min(line.path.length, line.forks.length - 1) : 0,
      lift: this.inside ? 1 : 0,
      rise: this.inside ? 1 : 0,
    };
    this.picture.aim = Math.max(0, line.forks[this.picture.at].taken);
    if (this.playing) this.play();
    else this.course.run(opening(this.picture, line, this.picture.at));
  }

  /** A line whose special tokens have names that one understands. @param {Line} line */
  readable(line) {
    const begin = this.payload?.words.begin ?? "";
    return {
      ...line,
      tokens: line.tokens.map((token) => (token.kind === "special" ? { ...token, label: begin } : token)),
    };
  }

  play() {
    const { line } = this;
    if (!line) return;
    if (reducedMotion()) {
      this.step();
      return;
    }
    this.playing = true;
    this.mend();
    this.shell.setPlaying(true);
    const onward = { time: 0, change: null, start: () => this.next() };
    const moves = script(this.picture, line, (inside) => this.turned(inside));
    this.course.run([...(this.inside ? this.turned(false) : []), ...moves, onward]);
  }

  /** One word more at a time, for those who asked for less motion; after the last one, the next sentence. */
  step() {
    const { line, picture } = this;
    const taken = line?.forks[picture.at].taken ?? -1;
    if (taken >= 0) this.take(picture.at, taken);
    else this.next();
  }

  /** The next sentence; after the last one the visitor's own again, which then rests. */
  next() {
    const example = ((this.example + 2) % (this.kept.length + 1)) - 1;
    if (example < 0) this.pause();
    this.show(example);
  }

  pause() {
    if (!this.playing) return;
    this.playing = false;
    this.shell.setPlaying(false);
    this.course.stop();
    Object.assign(this.picture, { open: 1, arc: 1, flood: 0, fold: 0 });
    this.picture.lift = this.inside ? 1 : 0;
    this.picture.rise = this.picture.lift;
    this.draw();
  }

  /**
   * From outside to inside, or back.
   *
   * @param {boolean} inside
   */
  turned(inside) {
    return turning(this.picture, inside, () => {
      this.inside = inside;
      this.shell.setInside(inside);
    });
  }

  /** @param {boolean} inside */
  turn(inside) {
    this.pause();
    if (inside === this.inside) return;
    this.mend();
    this.course.run(this.turned(inside));
  }

  /**
   * @param {number} fork
   * @param {number} branch
   */
  take(fork, branch) {
    this.pause();
    const { line, picture } = this;
    if (!line || this.waiting) return;
    this.severed = null;
    const moves = fork === picture.at ? [] : opening(picture, line, fork);
    const isNext = line.forks[fork].taken === branch && fork + 1 < line.forks.length;
    const aim = () => Object.assign(picture, { aim: branch, probabilities: null });
    if (this.inside && line.forks[fork].shares.some(({ target }) => target === line.forks[fork].branches[branch].id)) {
      if (picture.aim !== branch) {
        aim();
        this.draw();
        return;
      }
      moves.push(...this.turned(false));
    }
    moves.push({ time: 1, change: aim }, flooding(picture));
    if (isNext) {
      this.course.run([...moves, folding(picture), ...opening(picture, line, fork + 1)]);
      return;
    }
    this.course.run(moves);
    const path = [...this.idsTo(fork), line.forks[fork].branches[branch].id];
    this.ask({ kind: "take", text: line.text, path });
  }

  /** @param {number} fork */
  idsTo(fork) {
    return (this.line?.forks ?? []).slice(0, fork).map(({ branches, taken }) => branches[taken].id);
  }

  /** @param {number} index */
  word(index) {
    this.pause();
    const { line } = this;
    if (!line) return;
    if (index < line.tokens.length) {
      this.write(line.text);
      return;
    }
    this.severed = null;
    this.course.run(opening(this.picture, line, index - line.tokens.length));
  }

  /** Let the visitor write another sentence, in the bed itself. @param {string} text */
  write(text) {
    const field = this.shell.openField(text);
    field.onkeydown = (event) => {
      if (event.key === "Escape") this.shell.closeField();
      if (event.key !== "Enter" || isComposing(event)) return;
      event.preventDefault();
      const wanted = field.value;
      this.shell.closeField();
      if (wanted === "" || wanted === text) return;
      this.ask({ kind: "read", text: wanted, path: [] });
    };
    field.onblur = () => this.shell.closeField();
  }

  /** @param {Link | null} link */
  point(link) {
    this.pointed = link;
    this.say();
  }

  /** @param {Link} link */
  cut(link) {
    this.pause();
    const { line, picture } = this;
    if (!line || this.waiting) return;
    if (this.severed && this.severed.layer === link.layer && this.severed.source === link.source) {
      this.mend();
      return;
    }
    this.mend();
    this.severed = link;
    this.scene?.sever(link);
    const target = line.forks[picture.at].branches[picture.aim].id;
    const { layer, source } = link;
    this.ask({ kind: "cut", text: line.text, path: this.idsTo(picture.at), target, layer, source });
  }

  /** Join again what was cut. */
  mend() {
    if (!this.severed) return;
    this.severed = null;
    this.scene?.sever(null);
    this.picture.probabilities = null;
    this.draw();
  }

  /** @param {Record<string, unknown>} wish */
  ask(wish) {
    this.question += 1;
    this.waiting = true;
    this.say();
    this.send?.("ask", { number: this.question, ...wish });
  }

  /** @param {RiverPayload} before */
  answer(before) {
    const { payload, picture } = this;
    if (!payload) return;
    const isAnswer = payload.answered !== before.answered;
    if (isAnswer) this.waiting = false;
    if (isAnswer && payload.problem !== "") {
      this.mend();
      Object.assign(picture, { flood: 0, fold: 0 });
    } else if (isAnswer && payload.live.key !== before.live.key && this.example < 0) {
      const at = payload.live.path.length - 1;
      this.line = this.readable(payload.live);
      Object.assign(picture, { at, aim: payload.live.forks[at].taken, open: 1, arc: 1, flood: 1, fold: 0 });
      this.course.run([folding(picture), ...opening(picture, this.line, at + 1)]);
      return;
    } else if (isAnswer && payload.cut && this.severed) {
      this.moveBranches(payload.cut.probabilities);
      return;
    }
    if (this.line && !this.playing) this.draw();
    else if (this.playing) this.play();
  }

  /** Let the branches become as wide as they are without what was cut. @param {number[]} now */
  moveBranches(now) {
    const { picture, line } = this;
    const was = line?.forks[picture.at].branches.map(({ p }) => p) ?? [];
    const change = (/** @type {number} */ share) => {
      picture.probabilities = was.map((p, index) => p + ((now[index] ?? p) - p) * share);
    };
    this.draw();
    this.course.run([{ time: 900, change }]);
  }

  draw() {
    if (!this.line || !this.scene || this.size.width === 0) return;
    this.scene.draw(this.line, this.picture, this.size);
    this.say();
  }

  say() {
    const { line, payload, language, picture } = this;
    if (!line || !payload || !language) return;
    const cut = this.severed && payload.cut && payload.cut.at === picture.at ? payload.cut : null;
    const state = {
      line,
      picture,
      inside: this.inside,
      pointed: this.pointed,
      severed: this.severed,
      cut,
      waiting: this.waiting,
    };
    this.shell.say(payload.problem || said(payload.words, state, language), this.playing);
    this.shell.tell(spoken(payload.words, state, language), line.kept ? payload.words.kept : "", line.model);
  }
}
