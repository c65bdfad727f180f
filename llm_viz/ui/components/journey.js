/** The path from text to next token, round after round. A position is a round and one of its stages. */

const STAGES = ["text", "tokens", "layers", "probabilities", "chosen"];
const DWELL_MS = { text: 700, tokens: 900, layers: 1900, probabilities: 1200, chosen: 1400 };
const LATER_ROUNDS_FASTER = 0.6;

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const root = parentElement.querySelector(".root");
  const state = stateOf(parentElement, () => ({ view: build(root), position: 0, playing: false, until: null, timer: 0, of: null }));
  const { view } = state;
  const lastPosition = () => data.rounds.length * STAGES.length - 1;
  const roundOf = (position) => Math.floor(position / STAGES.length);

  const askForMore = (count) => {
    if (count > data.rounds.length && !data.complete) setStateValue("more", { model: data.model, text: data.text, count });
  };
  const schedule = () => {
    clearTimeout(state.timer);
    if (!state.playing) return;
    const pace = roundOf(state.position) === 0 ? 1 : LATER_ROUNDS_FASTER;
    state.timer = setTimeout(advance, DWELL_MS[STAGES[state.position % STAGES.length]] * pace);
  };
  const moveTo = (position) => {
    state.position = position;
    show(view, data, position);
    showControls(state, data);
    schedule();
  };
  const advance = () => {
    if (state.position === state.until || (data.complete && state.position === lastPosition())) state.playing = false;
    if (!state.playing) return showControls(state, data);
    forward();
  };
  const forward = () => {
    state.until = state.playing ? state.until : null;
    state.awaiting = state.position === lastPosition() && !data.complete;
    if (state.playing && state.until === null) askForMore(roundOf(state.position + 1) + 2);
    askForMore(roundOf(state.position + 1) + 1);
    if (state.awaiting) showControls(state, data);
    else moveTo(Math.min(state.position + 1, lastPosition()));
  };
  const act = (action) => () => {
    finishAtOnce(root);
    action();
  };

  const stop = () => { state.playing = false; state.awaiting = false; };
  view.play.onclick = act(() => {
    if (state.playing) stop();
    else {
      Object.assign(state, { playing: true, until: null });
      if (data.complete && state.position === lastPosition()) moveTo(0);
      else forward();
    }
    showControls(state, data);
  });
  view.step.onclick = act(() => { stop(); forward(); });
  view.back.onclick = act(() => { stop(); moveTo(Math.max(0, state.position - 1)); });
  view.restart.onclick = act(() => { stop(); moveTo(0); });
  root.onkeydown = (event) => {
    if (event.key === "ArrowRight") view.step.click();
    else if (event.key === "ArrowLeft") view.back.click();
    else return;
    event.preventDefault();
  };

  label(view, data, (chapter) => setTriggerValue("door", chapter));
  const of = `${data.model}\n${data.text}`;
  if (state.of !== of) {
    const still = reducedMotion();
    Object.assign(state, { of, playing: !still, until: STAGES.length - 1, awaiting: false });
    moveTo(still ? STAGES.length - 1 : 0);
  } else if (state.awaiting && state.position < lastPosition()) {
    state.awaiting = false;
    moveTo(state.position + 1);
  } else {
    show(view, data, Math.min(state.position, lastPosition()));
    showControls(state, data);
  }
  const forget = onHover(root);
  return () => { clearTimeout(state.timer); forget(); };
}

/** Let running transitions jump to their end, so that a new action starts from a finished picture. */
function finishAtOnce(root) {
  root.classList.add("instant");
  root.getBoundingClientRect(); // makes the browser apply the class before it is taken away again
  root.classList.remove("instant");
}

function showControls(state, data) {
  const { view, position, playing, awaiting } = state;
  const atEnd = data.complete && position === data.rounds.length * STAGES.length - 1;
  view.play.textContent = playing ? `❚❚ ${data.labels.pause}` : `▶ ${data.labels.play}`;
  view.step.disabled = atEnd || (awaiting && !playing);
  view.back.disabled = view.restart.disabled = position <= 0;
  view.round.textContent = data.rounds[Math.floor(position / STAGES.length)].name;
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
  const round = data.rounds[Math.floor(position / STAGES.length)];
  STAGES.forEach((name, index) => {
    view.stages[name].classList.toggle("ahead", index > stage);
    view.stages[name].classList.toggle("now", index === stage);
  });
  if (view.drawn !== round) {
    view.drawn = round;
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
