/** One word in two contexts: lines from the word to the earlier tokens, as thick as its attention, and what follows. */
const STRONGEST = "max";

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".root");
  const state = stateOf(parentElement, () => ({ chosen: null, source: null }));
  if (state.source !== data) {
    const offered = [STRONGEST, ...data.heads.map(({ name }) => name)];
    state.chosen = offered.includes(state.chosen) ? state.chosen : data.chosen;
    state.source = data;
    if (new URL(window.location.href).searchParams.has("pair")) remember(state);
    build(root, state, data);
  }
  show(state, data);
}

function build(root, state, { readings, heads, strings }) {
  const choice = (name, text) => el("button", { type: "button", dataset: { name }, onclick: () => choose(state, name) }, text);
  state.choices = [
    choice(STRONGEST, strings.strongest),
    ...heads.map(({ name, layer, head }) => choice(name, `${strings.layer} ${layer} · ${strings.head} ${head}`)),
  ];
  state.parts = readings.map((reading, index) => buildReading(reading, index, strings));
  root.replaceChildren(
    el("div", { class: "choices" }, el("span", { class: "quiet" }, strings.heads), ...state.choices),
    el("div", { class: "readings" }, ...state.parts.map(({ node }) => node)),
  );
}

function buildReading(reading, index, strings) {
  const rows = reading.earlier.map((label) => {
    const share = el("span", { class: "number" });
    const where = el("span", { class: "where quiet" });
    const node = el("div", { class: "earlier" }, where, share, el("span", { class: "chip" }, label));
    return { node, share, where };
  });
  const count = Math.max(1, rows.length);
  const lines = rows.map((_, i) => el("line", { x1: 0, y1: (i + 0.5) / count, x2: 1, y2: 0.5, "vector-effect": "non-scaling-stroke" }));
  const picture = el("svg", { viewBox: "0 0 1 1", preserveAspectRatio: "none", "aria-hidden": "true" }, ...lines);
  const word = el("div", { class: "word" },
    el("div", {}, el("span", { class: "axis" }, "q "), strings.word),
    el("div", {}, ...reading.word.map((label) => el("span", { class: "chip" }, label))));
  const node = el("section", { "aria-label": "AB"[index] },
    el("div", { class: "name" }, "AB"[index]),
    rows.length
      ? el("div", { class: "fan" }, el("div", { class: "tokens" }, ...rows.map((row) => row.node)), el("div", { class: "lines" }, picture), word)
      : el("p", {}, strings.no_context),
    el("div", { class: "follows" }, el("div", { class: "quiet" }, strings.follows), ...following(reading.next, strings)));
  return { node, rows, lines };
}

function following(candidates, strings) {
  if (candidates === null) return [el("p", {}, strings.no_next)];
  return candidates.map(({ label, probability }) => el("div", { class: "candidate" },
    el("span", { class: "chip" }, label),
    el("div", { class: "track" }, el("div", { class: "bar", style: { width: `${100 * probability}%` } })),
    el("span", { class: "number" }, percent(probability))));
}

function choose(state, name) {
  state.chosen = name;
  remember(state);
  show(state, state.source);
}

function remember({ chosen }) {
  rememberInUrl({ pair: chosen === STRONGEST ? null : chosen });
}

function show(state, { readings, strings }) {
  for (const button of state.choices) button.setAttribute("aria-pressed", String(button.dataset.name === state.chosen));
  readings.forEach(({ looks }, index) => {
    const { rows, lines } = state.parts[index];
    looks[state.chosen].forEach(({ weight, layer, head }, i) => {
      rows[i].share.textContent = percent(weight);
      rows[i].where.textContent = layer === undefined ? "" : `${strings.layer} ${layer} · ${strings.head} ${head}`;
      lines[i].style.strokeWidth = `${1 + 15 * weight}px`;
      lines[i].style.strokeOpacity = String(0.12 + 0.88 * weight);
    });
  });
}
