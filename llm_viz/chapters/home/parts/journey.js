/** The path from text to next token, round after round. A position is a round and one of its stages. */

const STAGES = ["text", "tokens", "layers", "probabilities", "chosen"];
const DWELL_MS = { text: 700, tokens: 900, layers: 1900, probabilities: 1200, chosen: 1400 };
const LATER_ROUNDS_FASTER = 0.6;

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const root = parentElement.querySelector(".root");
  const journey = stateOf(parentElement, () => new Journey(root));
  journey.ask = (count) => setStateValue("more", { model: data.model, text: data.text, count });
  label(journey.view, data, (chapter) => setTriggerValue("door", chapter));
  journey.receive(data);
  const forget = onHover(root);
  return () => { journey.pause(); forget(); };
}

/** Where the animation is, whether it plays, and whether it waits for a round that the model is still computing. */
class Journey {
  constructor(root) {
    Object.assign(this, { root, view: build(root), data: null, position: 0, playing: false, until: null, awaiting: false, timer: 0 });
    const { play, step, back, restart } = this.view;
    play.onclick = () => this.act(() => (this.playing ? this.pause() : this.play()));
    step.onclick = () => this.act(() => { this.pause(); this.forward(); });
    back.onclick = () => this.act(() => { this.pause(); this.moveTo(Math.max(0, this.position - 1)); });
    restart.onclick = () => this.act(() => { this.pause(); this.moveTo(0); });
    root.onkeydown = (event) => {
      if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
      (event.key === "ArrowRight" ? step : back).click();
      event.preventDefault();
    };
  }

  get last() { return this.data.rounds.length * STAGES.length - 1; }

  get atEnd() { return this.data.complete && this.position === this.last; }

  /** New data: another text starts from the beginning and plays one round; one more round is gone on with. */
  receive(data) {
    const before = this.data;
    this.data = data;
    if (before === null || before.model !== data.model || before.text !== data.text) {
      const still = reducedMotion();
      Object.assign(this, { playing: !still, until: STAGES.length - 1, awaiting: false });
      this.moveTo(still ? STAGES.length - 1 : 0);
    } else if (this.awaiting && this.position < this.last) this.moveTo(this.position + 1);
    else {
      this.position = Math.min(this.position, this.last);
      show(this.view, data, this.position);
      showControls(this);
    }
  }

  /** A new action starts from a finished picture. */
  act(action) {
    finishAtOnce(this.root);
    action();
    showControls(this);
  }

  play() {
    Object.assign(this, { playing: true, until: null });
    if (this.atEnd) this.moveTo(0);
    else this.forward();
  }

  pause() {
    clearTimeout(this.timer);
    Object.assign(this, { playing: false, awaiting: false });
  }

  forward() {
    const next = this.position + 1;
    const ahead = this.playing && this.until === null ? 2 : 1; // while it plays on, the round after the next is prepared
    const wanted = roundOf(next) + ahead;
    if (wanted > this.data.rounds.length && !this.data.complete) this.ask(wanted);
    if (next <= this.last) this.moveTo(next);
    else this.awaiting = !this.data.complete;
    showControls(this);
  }

  moveTo(position) {
    Object.assign(this, { position, awaiting: false });
    show(this.view, this.data, position);
    showControls(this);
    clearTimeout(this.timer);
    if (!this.playing) return;
    const pace = roundOf(position) === 0 ? 1 : LATER_ROUNDS_FASTER;
    this.timer = setTimeout(() => this.goOn(), DWELL_MS[STAGES[position % STAGES.length]] * pace);
  }

  goOn() {
    if (this.position === this.until || this.atEnd) {
      this.pause();
      showControls(this);
    } else this.forward();
  }
}

function roundOf(position) {
  return Math.floor(position / STAGES.length);
}

/** Let running transitions jump to their end, so that a new action starts from a finished picture. */
function finishAtOnce(root) {
  root.classList.add("instant");
  root.getBoundingClientRect(); // makes the browser apply the class before it is taken away again
  root.classList.remove("instant");
}

function showControls({ view, data, position, playing, awaiting, atEnd }) {
  view.play.textContent = playing ? `❚❚ ${data.labels.pause}` : `▶ ${data.labels.play}`;
  view.step.disabled = atEnd || (awaiting && !playing);
  view.back.disabled = view.restart.disabled = position <= 0;
  view.round.textContent = data.rounds[roundOf(position)].name;
  view.status.textContent = awaiting ? data.labels.waiting : atEnd ? data.labels.ended : "";
}

function label(view, data, open) {
  view.step.textContent = `${data.labels.step} →`;
  view.back.textContent = "←";
  view.back.setAttribute("aria-label", data.labels.back);
  view.restart.textContent = "↺";
  view.restart.setAttribute("aria-label", data.labels.restart);
  view.again.textContent = `↩ ${data.labels.again}`;
  for (const stage of STAGES) {
    view.titles[stage].textContent = data.labels[stage];
    const door = data.doors[stage];
    view.doors[stage].replaceChildren(...(door ? [doorLink(door, open)] : []));
  }
}

/** A real link, so that it can be opened in another tab; a plain click stays in the session. */
function doorLink({ chapter, label: text }, open) {
  const link = el("a", { href: `${chapter}${window.location.search}` }, text);
  link.onclick = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(chapter);
  };
  return link;
}

function show(view, data, position) {
  const stage = position % STAGES.length;
  const round = data.rounds[roundOf(position)];
  STAGES.forEach((name, index) => {
    view.stages[name].classList.toggle("ahead", index > stage);
    view.stages[name].classList.toggle("now", index === stage);
  });
  const drawn = [data.model, data.text, data.labels.others, roundOf(position)].join("\n");
  if (view.drawn !== drawn) { // drawing again would cut short what is moving
    view.drawn = drawn;
    drawTokens(view.bodies.tokens, round);
    drawLayers(view.bodies.layers, round, data.labels);
    drawProbabilities(view.bodies.probabilities, round, data.labels);
    view.bodies.chosen.replaceChildren(
      chip(round.candidates[0], { chosen: true }),
      el("span", { class: "number" }, percent(round.candidates[0].probability)),
    );
  }
  const pieces = round.written.map((piece) => el("mark", {}, piece));
  view.bodies.text.replaceChildren(data.text, ...pieces, stage === STAGES.length - 1 ? el("mark", { class: "next" }, round.candidates[0].label) : "");
  view.again.classList.toggle("ahead", stage < STAGES.length - 1);
}

function drawTokens(body, round) {
  const first = round.tokens[0]?.position ?? 0;
  const chips = round.tokens.map((token) => chip(token));
  body.replaceChildren(...(first > 0 ? [el("span", { class: "quiet small" }, round.earlier)] : []), ...chips);
}

function drawLayers(body, round, labels) {
  body.style.setProperty("--rows", round.layers.length);
  body.replaceChildren(...round.layers.map((reading, index) => {
    const name = reading.layer === 0 ? labels.embeddings : String(reading.layer);
    return el("li", { class: reading.first ? "first" : "", style: { "--index": index, "--glow": Math.sqrt(reading.winner).toFixed(3) } },
      el("span", { class: "number quiet" }, name),
      el("span", { class: "word" }, reading.favourite.label),
      el("span", { class: "number small" }, percent(reading.favourite.probability)));
  }));
}

function drawProbabilities(body, round, labels) {
  const most = Math.max(round.candidates[0].probability, round.rest);
  const row = (name, share, kind) => el("li", { class: kind },
    el("span", { class: "word" }, name),
    el("div", { class: "track" }, el("div", { class: kind === "first" ? "bar chosen" : "bar", style: { "--share": `${(100 * share) / most}%` } })),
    el("span", { class: "number small" }, percent(share)));
  body.replaceChildren(
    ...round.candidates.map((candidate, index) => row(candidate.label, candidate.probability, index === 0 ? "first" : "")),
    row(labels.others, round.rest, "rest"));
}

function build(root) {
  const view = { stages: {}, titles: {}, bodies: {}, doors: {}, drawn: null };
  for (const name of ["play", "step", "back", "restart"]) view[name] = el("button", { type: "button" });
  view.play.classList.add("primary");
  view.round = el("span", { class: "quiet" });
  view.status = el("span", { class: "quiet", role: "status" });
  view.again = el("p", { class: "again small" });
  const lists = new Set(["layers", "probabilities"]);
  for (const name of STAGES) {
    view.titles[name] = el("h3");
    view.bodies[name] = el(lists.has(name) ? "ol" : "div", { class: "body" });
    view.doors[name] = el("p", { class: "door small" });
    view.stages[name] = el("section", { class: `stage ${name}` }, view.titles[name], view.bodies[name], view.doors[name]);
  }
  view.stages.chosen.append(view.again);
  root.replaceChildren(
    el("div", { class: "controls" }, view.play, view.back, view.step, view.restart, view.round, view.status),
    view.stages.text,
    el("div", { class: "path" }, ...STAGES.slice(1).map((name) => view.stages[name])),
  );
  return view;
}
