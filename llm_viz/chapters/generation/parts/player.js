/**
 * The controls of a text that is written step by step, and where it stands. The line is the text on screen, as places of
 * the tree that the server records; it usually reaches a few steps beyond the cursor. At cursor n the n-th choice is shown:
 * what the model read (the prompt and n - 1 tokens), what it predicted, what was chosen; at 0 a prediction without choice.
 */
export default function ({ data, parentElement, setTriggerValue }) {
  const state = stateOf(parentElement, () => new Player(parentElement.querySelector(".root")));
  state.ask = (question) => setTriggerValue("ask", question);
  state.receive(data);
  return () => state.leave();
}

const STEP_MS = 1800;
const SPEEDS = [0.5, 1, 2, 4, 8];
const AHEAD = 3;
const REST_MS = 700;

class Player {
  constructor(root) {
    this.controls = buildControls(root, this);
    this.cursor = 0;
    this.chosen = true;
    this.playing = false;
    this.speed = 1;
    this.tree = null;
    this.lastChild = new Map();
    this.onKey = (event) => this.key(event);
    document.addEventListener("keydown", this.onKey);
    this.listeners = {
      [GO_TO]: (event) => this.goTo(event.detail.number),
      [TAKE]: (event) => this.take(event.detail.token),
      [WANTED]: () => this.tell(),
    };
    for (const [name, listener] of Object.entries(this.listeners)) window.addEventListener(name, listener);
  }

  leave() {
    for (const timer of [this.timer, this.phase, this.resting]) clearTimeout(timer);
    document.removeEventListener("keydown", this.onKey);
    for (const [name, listener] of Object.entries(this.listeners)) window.removeEventListener(name, listener);
  }

  /** Take over what the server recorded; a new tree starts from where the server says. */
  receive(data) {
    const isNew = data.serial !== this.data?.serial; // the theme may have changed only
    this.data = data;
    this.places = new Map(data.places.map((place) => [place.number, place]));
    this.childrenOf = new Map(data.places.map((place) => [place.number, []]));
    for (const place of data.places) if (place.parent !== null) this.childrenOf.get(place.parent).push(place);
    if (data.tree !== this.tree) this.begin(data);
    else if (isNew) this.continue();
    this.show();
  }

  begin(data) {
    this.line = null;
    this.stop();
    this.tree = data.tree;
    this.lastChild = new Map();
    this.asked = this.taken = null;
    this.count = data.answered;
    this.line = this.lineThrough(data.node);
    this.cursor = Math.min(data.seen, this.line.length - 1);
    this.told = this.path();
  }

  /** The tree has grown: by the answer to the question, or by that of an earlier one. */
  continue() {
    const answered = this.asked?.number === this.data.answered ? this.asked : null;
    const taken = answered && this.taken && this.child(this.taken.node, this.taken.token);
    if (answered) this.asked = this.taken = null;
    const still = this.line.filter((place) => this.places.has(place.number));
    this.line = this.lineThrough((taken || still.at(-1)).number);
    this.cursor = taken ? taken.depth : Math.min(this.cursor, this.line.length - 1);
    if (!this.wanted || this.asked) return;
    if (this.cursor < this.line.length - 1) {
      this.wanted = false;
      this.go(this.cursor + 1);
    } else if (answered?.more) this.stop(); // the server could not go on, and says why above
    else this.lookAhead();
  }

  /** The text through a place: back to the prompt, and on along the branch looked at last. */
  lineThrough(number) {
    const line = [];
    for (let place = this.places.get(number); place; place = this.places.get(place.parent)) line.unshift(place);
    for (;;) {
      const last = line.at(-1);
      const next = this.places.get(this.lastChild.get(last.number)) ?? this.childrenOf.get(last.number)[0];
      if (!next) break;
      line.push(next);
    }
    for (const place of line) this.lastChild.set(place.parent, place.number);
    return line;
  }

  /** The tokens shown, as they stand in the address. */
  path() {
    return this.line.slice(1, this.cursor + 1).map((place) => place.token.id).join(".");
  }

  child(number, token) {
    return this.childrenOf.get(number).find((place) => place.token.id === token);
  }

  get end() { return this.line.at(-1); }

  /** Show step `cursor`; whatever was moving is complete at once. */
  go(cursor) {
    clearTimeout(this.phase);
    this.chosen = true;
    this.cursor = Math.max(0, Math.min(cursor, this.line.length - 1));
    this.show();
    this.lookAhead();
  }

  goTo(number) {
    if (!this.places.has(number)) return;
    this.stop();
    this.line = this.lineThrough(number);
    this.go(this.places.get(number).depth);
  }

  forward() {
    if (this.cursor < this.line.length - 1) return this.go(this.cursor + 1);
    if (this.end.ending) return this.stop();
    this.wanted = true;
    this.lookAhead();
    this.show();
  }

  step(by) {
    this.stop();
    if (by > 0) this.forward();
    else this.go(this.cursor + by);
  }

  /** Another token than the one that was chosen: its text is there already, or the server writes it. */
  take(token) {
    this.stop();
    const node = this.line[Math.max(0, this.cursor - 1)].number;
    const there = this.child(node, token);
    if (there) return this.goTo(there.number);
    this.taken = { node, token };
    this.wanted = false;
    this.request({ node, token, more: true });
    this.show();
  }

  toggle() {
    if (this.playing) return this.stop();
    if (this.end.ending && this.cursor === this.line.length - 1) this.go(0);
    this.playing = true;
    this.tick();
  }

  /** One step of the playing: first what is predicted, then, after a moment, the choice. */
  tick() {
    if (!this.playing) return;
    const pause = STEP_MS / this.speed;
    this.timer = setTimeout(() => this.tick(), pause);
    const before = this.cursor;
    this.forward();
    if (this.cursor === before || before === 0 || reducedMotion() || !this.playing) return;
    this.chosen = false;
    this.show();
    this.phase = setTimeout(() => this.choose(), pause * 0.45);
  }

  choose() {
    this.chosen = true;
    this.show();
  }

  stop() {
    this.playing = this.wanted = false;
    clearTimeout(this.timer);
    clearTimeout(this.phase);
    this.chosen = true;
    if (this.line) this.show();
  }

  /** Have the server write on before the recorded text runs out. */
  lookAhead() {
    const left = this.line.length - 1 - this.cursor;
    const near = left < AHEAD && (this.cursor > 0 || this.wanted);
    if (near && !this.end.ending && !this.asked) this.request({ node: this.end.number, token: null, more: true });
  }

  request(question) {
    clearTimeout(this.resting);
    this.count += 1;
    this.asked = { number: this.count, tree: this.tree, seen: this.cursor, ...question };
    this.ask(this.asked);
  }

  /** Draw; once nothing moves any more, put the text into the address and ask for the notes on it. */
  show() {
    const started = performance.now();
    this.controls.draw(this);
    this.tell();
    performance.measure("llmviz:step", { start: started }); // what the tests hold below a frame
    clearTimeout(this.resting);
    if (!this.playing) this.resting = setTimeout(() => this.rest(), REST_MS);
  }

  /** Tell the other components of the page what to show. */
  tell() {
    if (!this.line) return;
    const { data, places, childrenOf, line, cursor, chosen } = this;
    const waiting = Boolean(this.wanted || this.taken);
    announce(WRITING, { data, places, childrenOf, line, cursor, chosen, waiting });
  }

  rest() {
    const path = this.path();
    rememberInUrl({ ...this.data.address, path: path || null });
    if (this.asked || path === this.told) return;
    this.told = path;
    this.request({ node: this.end.number, token: null, more: false });
  }

  /** Space plays and pauses, arrows step; wherever the focus is, unless the key means something there. */
  key(event) {
    const target = event.composedPath()[0];
    const ours = target.closest("[data-writing]");
    const busy = target.matches("input, select, textarea") || (event.key === " " && target.matches("button, [role=button]"));
    const modified = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
    if (busy || modified || !(ours || (target === document.body && this.controls.near()))) return;
    if (event.key === " ") this.toggle();
    else if (event.key === "ArrowRight") this.step(1);
    else if (event.key === "ArrowLeft") this.step(-1);
    else if (event.key === "Home") this.step(-this.cursor);
    else return;
    event.preventDefault();
  }
}

function buildControls(root, player) {
  const button = (path, action, name) =>
    el("button", { type: "button", class: name, onclick: action }, icon(path), el("span", { class: "word" }));
  const rewind = button("M5 4v16 M20 4 9 12l11 8z", () => player.step(-player.cursor), "rewind");
  const back = button("M16 4 5 12l11 8z M20 4v16", () => player.step(-1), "back");
  const play = button("M6 4v16l14-8z", () => player.toggle(), "play primary");
  const forward = button("M4 4v16 M8 4l11 8-11 8z", () => player.step(1), "forward");
  const scrubber = el("input", { type: "range", min: 0, step: 1, oninput: () => { player.stop(); player.go(scrubber.valueAsNumber); } });
  const count = el("span", { class: "count quiet" });
  const speed = el("select", { onchange: () => { player.speed = Number(speed.value); } },
    ...SPEEDS.map((factor) => el("option", { value: factor, selected: factor === 1 }, `${factor} ×`)));
  const keys = el("p", { class: "keys quiet" });
  root.dataset.writing = "";
  root.replaceChildren(el("div", { class: "transport", role: "group" }, rewind, back, play, forward, scrubber, count, speed), keys);

  const draw = ({ data: { words }, playing, cursor, line, wanted, taken, end }) => {
    label(rewind, words.rewind);
    label(back, words.back);
    label(forward, words.forward);
    scrubber.setAttribute("aria-label", words.scrubber);
    speed.setAttribute("aria-label", words.speed);
    speed.title = words.speed;
    keys.textContent = words.keys;
    play.querySelector(".word").textContent = playing ? words.pause : words.play;
    play.querySelector("path").setAttribute("d", playing ? "M6 4h4v16H6z M14 4h4v16h-4z" : "M6 4v16l14-8z");
    rewind.disabled = back.disabled = cursor === 0;
    forward.disabled = cursor === line.length - 1 && Boolean(end.ending);
    scrubber.max = line.length - 1;
    scrubber.value = cursor;
    const where = fill(end.ending ? words.progress : words["progress-open"], { step: cursor, total: line.length - 1 });
    const progress = wanted || taken ? words.thinking : where;
    count.textContent = progress;
    scrubber.setAttribute("aria-valuetext", progress);
  };
  const near = () => {
    const { top, bottom } = root.getBoundingClientRect();
    return top < window.innerHeight && bottom > -window.innerHeight;
  };
  return { draw, near };
}

function icon(path) {
  return el("svg", { viewBox: "0 0 24 24", width: "1em", height: "1em", "aria-hidden": "true" }, el("path", { d: path }));
}

function label(button, text) {
  button.setAttribute("aria-label", text);
  button.title = text;
}
