// What the river does: it plays by itself until it is touched, then does what the visitor says.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { reducedMotion } from "../../../kit/browser/motion.js";
import { Course } from "./course.js";
import { atRest, flooding, folding, opening, script, turning } from "./moves.js";
import { mixedShares } from "./rise_math.js";
import { headsOf, readable, said, spoken, wordAt } from "./river_texts.js";
import { savePicture } from "./save.js";
import { Scene } from "./scene.js";
import { buildShell } from "./shell.js";

/**
 * @import { Format } from "./menu.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { Cut, Line, Link, RiverPayload } from "./river.js"
 */

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
    this.head = 0; // of what is severed: from 1; 0: all
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
    this.shell.fail(payload.failure);
    this.wire();
    const unfollow = this.shell.follow((size) => {
      if (Math.abs(size.width - this.size.width) < 4 && Math.abs(size.height - this.size.height) < 8) return;
      this.size = size;
      this.draw();
    });
    const isOther = payload.text !== before?.text || payload.words_only !== before.words_only;
    if (!before || isOther || payload.live?.model !== before.live?.model) this.begin();
    else this.answer(before);
    return () => {
      unfollow();
      this.course.hold();
    };
  }

  wire() {
    const { play, outside, inside, next, svg, heads, menu } = this.shell;
    play.onclick = () => (this.playing ? this.pause() : this.play());
    outside.onclick = () => this.turn(false);
    inside.onclick = () => this.turn(true);
    next.onclick = () => this.next();
    menu.wire(
      this.payload?.words_only ?? false,
      (wordsOnly) => this.leaveOutSigns(wordsOnly),
      (format) => this.save(format),
    );
    svg.onpointerdown = () => this.pause();
    for (const place of [svg, heads]) {
      place.onkeydown = (/** @type {KeyboardEvent} */ event) => {
        this.pause();
        if (event.key === "Escape") this.mend();
      };
    }
  }

  get kept() {
    return (this.payload?.kept ?? []).filter(({ text }) => text !== this.payload?.text);
  }

  /** The visitor's sentence: from its beginning, or, where it answers a question, at the place that was asked about. */
  begin() {
    const answers = this.waiting;
    this.waiting = false;
    if (!this.becomesLive()) this.show(-1, answers);
    const { cut, live } = this.payload ?? {};
    if (!answers || !cut || !live) return;
    const shares = live.forks[cut.at].shares.find(({ target }) => target === cut.target);
    const link = shares?.links.find(({ layer, source }) => layer === cut.layer && source === cut.source);
    if (link) this.sever(link, cut.head);
    this.moveBranches(cut);
  }

  /** The model has said what was shown already as kept: what it says takes the kept one's place, and what moves moves on. */
  becomesLive() {
    const live = this.payload?.live;
    if (!live || !this.line?.kept || this.line.key !== live.key) return false;
    this.line = readable(live, this.payload?.words.begin ?? "");
    if (this.course.moves.length) this.course.next();
    else this.draw();
    return true;
  }

  /** The visitor's own sentence, as the model reads it, or, until it has, as it was computed beforehand. */
  get own() {
    const { live, kept, text } = /** @type {RiverPayload} */ (this.payload);
    return live ?? kept.find((line) => line.text === text) ?? null;
  }

  /**
   * @param {number} example
   * @param {boolean} [open] Whether its last fork is shown at once.
   */
  show(example, open = false) {
    this.example = example;
    const { payload } = this;
    const found = example < 0 ? (this.own ?? this.kept[0]) : this.kept[example];
    if (!found || !payload) return;
    const line = readable(found, payload.words.begin);
    this.line = line;
    this.sever(null);
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
    this.sever(null);
    const moves = fork === picture.at ? [] : opening(picture, line, fork);
    const isNext = line.forks[fork].taken === branch && fork + 1 < line.forks.length;
    const aim = () => Object.assign(picture, { aim: branch, probabilities: null, shares: null });
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
      this.shell.edit(line.text, (text) => this.ask({ kind: "read", text, path: [] }));
      return;
    }
    this.sever(null);
    this.course.run(opening(this.picture, line, index - line.tokens.length));
  }

  /** @param {boolean} wordsOnly */
  leaveOutSigns(wordsOnly) {
    this.pause();
    rememberInUrl({ words: wordsOnly ? 1 : null });
    this.ask({ kind: wordsOnly ? "words" : "all", text: this.payload?.text, path: [] });
  }

  /** @param {Format} format */
  async save(format) {
    const { line, payload, language, size, picture, root } = this;
    if (!line || !payload || !language) return;
    this.pause();
    this.course.finish();
    const { words } = payload;
    if (format === "film") this.shell.say(words.filming, false);
    const described = spoken(words, this.state(line), language);
    const about = { line, words, language, described, at: picture.at, size };
    await savePicture(format, root, this.shell.svg, about);
    this.say();
  }

  /** @param {Link | null} link */
  point(link) {
    this.pointed = link;
    this.say();
  }

  /** @param {Link} link @param {number} [head] From 1; 0: all heads. */
  cut(link, head = 0) {
    this.pause();
    const { line, picture } = this;
    if (!line || this.waiting) return;
    const isCut = this.severed?.layer === link.layer && this.severed.source === link.source && this.head === head;
    if (isCut) {
      this.mend();
      return;
    }
    Object.assign(picture, { probabilities: null, shares: null });
    this.sever(link, head);
    this.draw();
    const target = line.forks[picture.at].branches[picture.aim].id;
    const { layer, source } = link;
    this.ask({ kind: "cut", text: line.text, path: this.idsTo(picture.at), target, layer, source, head });
  }

  /**
   * Mark a ribbon as cut, and offer its heads; null: none.
   *
   * @param {Link | null} link
   * @param {number} [head]
   */
  sever(link, head = 0) {
    const { line, language, payload } = this;
    const before = this.severed;
    Object.assign(this, { severed: link, head });
    this.scene?.sever(link, head);
    if (!line || !language || !payload) return;
    const heads = link ? headsOf(payload.words, link, wordAt(line, link.source), head, language) : null;
    const lost = this.shell.offerHeads(heads, (chosen) => link && this.cut(link, chosen));
    if (lost && before) this.scene?.focusOn(before);
  }

  /** Join again what was cut. */
  mend() {
    if (!this.severed) return;
    this.sever(null);
    Object.assign(this.picture, { probabilities: null, shares: null });
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
    this.course.stop();
    const isAnswer = payload.answered !== before.answered;
    if (isAnswer) this.waiting = false;
    if (isAnswer && (payload.problem !== "" || payload.failure !== "")) {
      this.mend();
      Object.assign(picture, { flood: 0, fold: 0 });
    } else if (isAnswer && payload.live?.path.length && payload.live.key !== before.live?.key && this.example < 0) {
      const at = payload.live.path.length - 1;
      this.line = readable(payload.live, payload.words.begin);
      Object.assign(picture, { at, aim: payload.live.forks[at].taken, open: 1, arc: 1, flood: 1, fold: 0 });
      this.course.run([folding(picture), ...opening(picture, this.line, at + 1)]);
      return;
    } else if (isAnswer && payload.cut && this.severed) {
      this.moveBranches(payload.cut);
      return;
    }
    if (this.line && !this.playing) this.draw();
    else if (this.playing) this.play();
  }

  /** Let trunk and branches become as wide as they are without what was cut. @param {Cut} cut */
  moveBranches({ probabilities: now, shares: after, target }) {
    const { picture, line } = this;
    const fork = line?.forks[picture.at];
    const was = fork?.branches.map(({ p }) => p) ?? [];
    const before = fork?.shares.find((shares) => shares.target === target);
    const change = (/** @type {number} */ share) => {
      picture.probabilities = was.map((p, index) => p + ((now[index] ?? p) - p) * share);
      picture.shares = before ? mixedShares(before, after, share) : null;
    };
    this.draw();
    this.course.run([{ time: 900, change }]);
  }

  draw() {
    if (!this.line || !this.scene || this.size.width === 0) return;
    this.scene.draw(this.line, this.picture, this.size);
    this.say();
  }

  /** @param {Line} line */
  state(line) {
    const { picture, inside, pointed, severed, waiting, payload } = this;
    const cut = severed && payload?.cut && payload.cut.at === picture.at ? payload.cut : null;
    return { line, picture, inside, pointed, severed, cut, waiting };
  }

  say() {
    const { line, payload, language } = this;
    if (!line || !payload || !language) return;
    const state = this.state(line);
    this.shell.say(payload.problem || said(payload.words, state, language), this.playing);
    this.shell.tell(spoken(payload.words, state, language), line.kept ? payload.words.kept : "", line.model);
  }
}
