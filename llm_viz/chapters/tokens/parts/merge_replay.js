/** Byte-pair encoding, one merge at a time: step, play, scrub, or choose a merge from the list. */
const BEAT = 900; // milliseconds between merges while playing

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".root");
  const state = stateOf(parentElement, () => ({ served: null, step: 0, timer: null }));
  const served = JSON.stringify(data);
  if (state.served !== served) {
    pause(state);
    Object.assign(state, { served, step: 0, sequences: sequencesOf(data), view: build(root, data) });
  }
  connect(root, state, data);
  show(state, data);
  return () => pause(state);
}

/** The pieces after 0, 1, 2, … merges. */
function sequencesOf({ start, merges }) {
  const sequences = [start];
  for (const { index, piece } of merges) sequences.push(sequences.at(-1).toSpliced(index, 2, piece));
  return sequences;
}

function build(root, { merges, labels }) {
  const button = (name) => el("button", { type: "button", "aria-label": labels[name], title: labels[name] }, icon(name));
  const view = {
    first: button("first"),
    back: button("back"),
    play: el("button", { type: "button", class: "play" }),
    forward: button("forward"),
    last: button("last"),
    scrub: el("input", { type: "range", min: 0, max: merges.length, step: 1, "aria-label": labels.scrub }),
    count: el("span", { class: "count number" }),
    now: el("p", { class: "now", role: "status" }),
    pieces: el("div", { class: "pieces", role: "group", "aria-label": labels.pieces }),
    verdict: el("p", { class: "verdict" }),
    list: el("ol", { class: "merges", tabindex: 0, "aria-label": labels.list }),
  };
  const controls = el("div", { class: "controls" }, view.first, view.back, view.play, view.forward, view.last, view.scrub, view.count);
  const stage = el("div", { class: "stage" }, view.now, view.pieces, view.verdict);
  root.replaceChildren(controls, el("div", { class: "columns" }, stage,
    merges.length ? el("div", { class: "side" }, el("h3", {}, labels.list), view.list) : null));
  return view;
}

const ICONS = {
  first: "M3 3v10M13 3 6 8l7 5z",
  back: "M11 3 4 8l7 5z",
  play: "M4 2.5 13 8l-9 5.5z",
  pause: "M5 3v10M11 3v10",
  forward: "M5 3l7 5-7 5z",
  last: "M13 3v10M3 3l7 5-7 5z",
};

/** Drawn here, because few fonts have these signs. */
function icon(name) {
  return el("svg", { class: "icon", viewBox: "0 0 16 16", "aria-hidden": "true" }, el("path", { d: ICONS[name] }));
}

function connect(root, state, data) {
  const { view } = state;
  const last = data.merges.length;
  const goTo = (step) => {
    pause(state);
    state.step = Math.min(Math.max(step, 0), last);
    show(state, data);
  };
  const play = () => {
    if (state.timer) return goTo(state.step);
    if (state.step === last) state.step = 0;
    state.timer = setInterval(() => {
      state.step += 1;
      if (state.step === last) pause(state);
      show(state, data);
    }, BEAT);
    show(state, data);
  };
  view.first.onclick = () => goTo(0);
  view.back.onclick = () => goTo(state.step - 1);
  view.forward.onclick = () => goTo(state.step + 1);
  view.last.onclick = () => goTo(last);
  view.play.onclick = play;
  view.scrub.oninput = () => goTo(Number(view.scrub.value));
  view.list.replaceChildren(...data.merges.map((merge, index) => mergeItem(state, merge, index, () => goTo(index + 1))));
  root.onkeydown = (event) => {
    if (event.target === view.scrub) return; // the slider has the arrow keys already
    const step = { ArrowLeft: state.step - 1, ArrowRight: state.step + 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    goTo(step);
  };
}

function pause(state) {
  clearInterval(state.timer);
  state.timer = null;
}

/** One line of the list: which two pieces became one. */
function mergeItem(state, { index, rank, piece }, number, choose) {
  const [left, right] = state.sequences[number].slice(index, index + 2);
  const button = el("button", { type: "button", onclick: choose, tabindex: -1 },
    el("span", { class: "pair" }, el("bdi", {}, left), " + ", el("bdi", {}, right), " → ", el("bdi", {}, piece)),
    el("span", { class: "rank mono" }, rank.toLocaleString("en")));
  return el("li", {}, button);
}

function show(state, { merges, agrees, labels }) {
  const { view, step, sequences } = state;
  const pieces = sequences[step];
  const made = merges[step - 1];
  const next = merges[step];
  view.first.disabled = view.back.disabled = step === 0;
  view.forward.disabled = view.last.disabled = step === merges.length;
  view.play.disabled = merges.length === 0;
  const action = state.timer ? "pause" : "play";
  view.play.replaceChildren(icon(action), ` ${labels[action]}`);
  view.scrub.value = step;
  view.scrub.disabled = merges.length === 0;
  view.count.textContent = `${step} / ${merges.length}`;
  view.now.replaceChildren(...sentenceOf(state, made, labels, merges.length));
  view.pieces.replaceChildren(...pieces.map((piece, index) => el("span", { class: classOf(index, made, next) }, piece)));
  view.verdict.textContent = step < merges.length ? "" : agrees ? labels.agrees : labels.disagrees;
  view.verdict.classList.toggle("good", agrees);
  markInList(view.list, step - 1);
}

function sentenceOf({ step, sequences }, made, labels, total) {
  if (!made) return [total ? labels.start : labels.none];
  const [left, right] = sequences[step - 1].slice(made.index, made.index + 2);
  return [
    el("bdi", { class: "piece" }, left), " + ", el("bdi", { class: "piece" }, right), " → ",
    el("bdi", { class: "piece made" }, made.piece),
    el("span", { class: "quiet" }, ` ${labels.rank} `), el("span", { class: "mono" }, made.rank.toLocaleString("en")),
  ];
}

function classOf(index, made, next) {
  const isMade = made && index === made.index;
  const isNext = next && (index === next.index || index === next.index + 1);
  return ["piece", isMade ? "made" : "", isNext ? "next" : "", next && index === next.index ? "left" : ""].filter(Boolean).join(" ");
}

function markInList(list, current) {
  for (const [index, item] of [...list.children].entries()) {
    item.classList.toggle("done", index <= current);
    item.classList.toggle("current", index === current);
  }
  const item = list.children[current];
  if (item) list.scrollTop = item.offsetTop - list.offsetTop - list.clientHeight / 2; // moves the list only, never the page
  else list.scrollTop = 0;
}
