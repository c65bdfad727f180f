// Sampling, filter by filter. Everything follows the sliders while they move; the server is asked only to draw texts.
// Before this text stand core.js, sampling_math.js, sampler_table.js and sampler_formula.js.

const OFF = { temperature: 1, top_k: 0, top_p: 1, min_p: 0 };
const RECIPES = {
  plain: OFF,
  greedy: { ...OFF, temperature: 0 },
  focused: { temperature: 0.7, top_k: 40, top_p: 0.9, min_p: 0 },
  wild: { ...OFF, temperature: 1.6 },
  tamed: { ...OFF, temperature: 1.6, min_p: 0.1 },
};

export default function ({ data, parentElement, setTriggerValue }) {
  const { drawn, settings, ...content } = data;
  const state = stateOf(parentElement, () => ({ settings, many: false, version: null })); // later the sliders are the truth
  state.drawn = drawn;
  state.defaults = content.defaults;
  state.draw = () => setTriggerValue("draw", state.settings);
  const version = JSON.stringify(content);
  if (state.version !== version) {
    state.version = version;
    build(parentElement.querySelector(".root"), content, state);
  }
  remember(state);
}

/** Settings that differ from the defaults, and whether the texts on the page were drawn with exactly these. */
function remember({ settings, drawn, defaults }) {
  const address = { drawn: drawn && Object.keys(settings).every((name) => settings[name] === drawn[name]) ? 1 : null };
  for (const [name, value] of Object.entries(settings)) address[name] = value === defaults[name] ? null : value;
  rememberInUrl(address);
}

/** Makes the whole component, and keeps it up to date with `state.settings`. */
function build(root, content, state) {
  const { strings } = content;
  const levels = levelsOf(content);
  const raw = weightsAt(levels, 1);
  const rawTotal = massOf(levels.counts, raw);
  const model = { levels, raw: raw.map((weight) => weight / rawTotal) };
  const live = el("p", { class: "live" });
  const counters = el("div", { class: "counters" });
  const precision = el("p", { class: "quiet precision" });
  const table = tableOf(strings);
  const formula = formulaOf(strings);
  const refresh = () => {
    const result = sample(levels, state.settings);
    sliders.show();
    table.show(model, result, content);
    formula.show(levels, result, state.settings, content);
    live.replaceChildren(...liveSentence(result, content));
    counters.replaceChildren(...countersOf(result, content));
    precision.replaceChildren(...fill(strings[precisionOf(levels, result)], { error: errorText(result.tailError), listed: number(levels.listed) }));
    Object.assign(root.dataset, {
      tailHeat: massOf(levels.counts, result.heat, levels.listed),
      tailFinal: massOf(result.alive[3], result.final, levels.listed),
      tailError: result.tailError,
      approximate: result.approximate,
      kept: countOf(result.alive[3]),
      keptMass: result.keptMass,
      entropy: result.entropyBits,
    });
  };
  const sliders = slidersOf(content, state, () => refresh());
  const setRows = () => {
    table.setRows(state.many ? content.tokens : content.tokens.slice(0, content.few), content);
    more.textContent = state.many ? strings.fewer : strings.more;
    refresh();
  };
  const more = el("button", { type: "button", class: "more", onclick: () => { state.many = !state.many; setRows(); } });
  root.replaceChildren(sliders.node, live, counters, table.node, el("div", { class: "below" }, more, precision), formula.node, drawBar(content, state));
  setRows();
}

/** What can be said of how exact the final shares are: the key of a sentence. */
function precisionOf(levels, { alive, approximate }) {
  if (approximate) return "approximate";
  return countOf(alive[3], levels.listed) > 0 ? "bounded" : "exact";
}

/** A bound in percentage points, rounded up so that it stays one. */
function errorText(error) {
  const points = 100 * error;
  return points === 0 ? "0" : points < 0.001 ? "0.001" : (Math.ceil(points * 1000) / 1000).toString();
}

/** "X comes out in 33 % of draws, something else in 67 %." */
function liveSentence({ final }, { tokens, strings }) {
  const token = chip(tokens[0], { chosen: final[0] === 1 });
  return fill(final[0] === 1 ? strings.always : strings.live, {
    token, share: el("strong", {}, percent(final[0])), others: el("strong", {}, percent(1 - final[0])),
  });
}

function countersOf({ alive, keptMass, entropyBits, approximate }, { strings, vocabulary, entropy }) {
  const about = approximate ? "≈ " : "";
  const kept = about + number(countOf(alive[3]));
  const counter = (name, value) => el("div", { class: "counter", dataset: { counter: name } },
    el("strong", {}, value), el("span", { class: "quiet" }, ...fill(strings[name], { total: number(vocabulary) })));
  return [
    counter("kept", kept),
    counter("mass", about + percent(keptMass)),
    counter("entropy", `${entropy.toFixed(2)} → ${about}${entropyBits.toFixed(2)}`),
  ];
}

// ── Controls ──

/** The sliders in the order in which the filters work, and recipes that set them all. `moved` is called on every step. */
function slidersOf({ strings, stops }, state, moved) {
  const all = [...new Set([...stops, state.settings.top_k])].filter((k) => k > 0).sort((a, b) => a - b).concat(0);
  const specs = [
    { name: "temperature", min: 0, max: 2, step: 0.01, read: Number, place: (value) => value, text: (value) => value.toFixed(2) },
    { name: "top_k", min: 0, max: all.length - 1, step: 1, read: (place) => all[place], place: (k) => all.indexOf(k), text: (k) => (k === 0 ? strings.off : String(k)) },
    { name: "top_p", min: 0, max: 1, step: 0.01, read: Number, place: (value) => value, text: (value) => (value === 1 ? strings.off : value.toFixed(2)) },
    { name: "min_p", min: 0, max: 0.5, step: 0.005, read: Number, place: (value) => value, text: (value) => (value === 0 ? strings.off : value.toFixed(3)) },
  ];
  const controls = specs.map((spec) => {
    const output = el("output", { for: spec.name });
    const input = el("input", { type: "range", id: spec.name, min: spec.min, max: spec.max, step: spec.step });
    input.oninput = () => {
      state.settings = { ...state.settings, [spec.name]: spec.read(input.value) };
      moved();
    };
    input.onchange = () => remember(state);
    const show = () => {
      input.value = spec.place(state.settings[spec.name]);
      output.textContent = spec.text(state.settings[spec.name]);
      input.setAttribute("aria-valuetext", output.textContent);
    };
    const label = el("label", { for: spec.name }, strings[spec.name]);
    return { show, node: el("div", { class: `knob knob-${spec.name}` }, el("div", { class: "knob-head" }, label, output), input, el("span", { class: "quiet" }, strings[`${spec.name}_help`])) };
  });
  const recipes = Object.entries(RECIPES).map(([name, values]) => {
    const press = () => {
      state.settings = { ...state.settings, ...values };
      moved();
      remember(state);
    };
    return el("button", { type: "button", dataset: { recipe: name }, onclick: press }, strings[`recipe_${name}`]);
  });
  const node = el("div", {}, el("div", { class: "recipes" }, el("span", { class: "quiet" }, strings.recipes), ...recipes),
    el("div", { class: "knobs" }, ...controls.map((control) => control.node)));
  const show = () => {
    controls.forEach((control) => control.show());
    node.classList.toggle("greedy", state.settings.temperature === 0);
  };
  return { node, show };
}

/** "Draw 8 texts of 20 tokens with seed 0": asks the server, and only when pressed. */
function drawBar({ strings, counts, lengths, max_seed: maxSeed }, state) {
  const set = (name, value) => {
    state.settings = { ...state.settings, [name]: value };
    remember(state);
  };
  const choice = (name, options) => {
    const select = el("select", { id: name, "aria-label": strings[name], onchange: () => set(name, Number(select.value)) },
      ...options.map((option) => el("option", { value: option, selected: option === state.settings[name] }, String(option))));
    return select;
  };
  const seed = el("input", { type: "number", id: "seed", min: 0, max: maxSeed, step: 1, value: state.settings.seed, "aria-label": strings.seed });
  seed.onchange = () => {
    seed.value = Math.min(maxSeed, Math.max(0, Math.trunc(Number(seed.value)) || 0));
    set("seed", Number(seed.value));
  };
  const parts = fill(strings.order, { count: choice("count", counts), length: choice("length", lengths), seed });
  return el("div", { class: "draw" }, el("span", {}, ...parts), el("button", { type: "button", class: "primary", id: "draw", onclick: () => state.draw() }, strings.draw));
}

/** The nodes of a sentence whose `{name}` marks are replaced by these texts or nodes. */
function fill(sentence, values) {
  return sentence.split(/\{(\w+)\}/).map((part, index) => (index % 2 ? values[part] : part)).filter((part) => part !== "");
}

/** A count with its thousands set apart. */
function number(count) {
  return count.toLocaleString("en");
}
