// A calculator: sliders and choices, and what follows from them, beside published values. Everything follows a slider while
// it moves. Before this text stand core.js and calculator_math.js.

export default function ({ data, parentElement }) {
  const { settings, ...content } = data;
  const state = stateOf(parentElement, () => ({ values: settings, version: null })); // later the sliders are the truth
  const version = JSON.stringify(content);
  if (state.version === version) return;
  if (state.version !== null && state.defaults) {
    // Other defaults (another model was loaded, the machine was measured): what the visitor has not touched follows them.
    for (const [name, value] of Object.entries(content.defaults)) if (state.values[name] === state.defaults[name]) state.values[name] = value;
  }
  state.version = version;
  state.defaults = content.defaults;
  build(parentElement.querySelector(".root"), content, state);
}

function build(root, content, state) {
  const controls = [...content.choices.map((choice) => choiceOf(choice, content, state, moved)), ...content.knobs.filter((knob) => knob.slider).map((knob) => knobOf(knob, content, state, moved))];
  const results = content.results.map((result) => resultOf(result, content));
  function moved(finished) {
    const known = compute(content.steps, state.values);
    for (const control of controls) control.show();
    for (const result of results) result.show(known);
    root.dataset.values = JSON.stringify(state.values);
    root.dataset.results = JSON.stringify(known);
    if (finished) remember(content, state.values);
  }
  root.replaceChildren(
    el("div", { class: "controls" }, ...controls.map((control) => control.node)),
    el("div", { class: "results" }, ...results.map((result) => result.node)));
  moved(false);
}

/** Settings that differ from the defaults, for the address. */
function remember({ name, knobs, defaults }, values) {
  rememberInUrl(Object.fromEntries(knobs.map((knob) => [`${name}_${knob.name}`, values[knob.name] === defaults[knob.name] ? null : values[knob.name]])));
}

/** A select that sets several knobs; when they stand otherwise, it says so. */
function choiceOf({ name, label, options }, { strings }, state, moved) {
  const select = el("select", { id: name }, ...options.map((option, index) => el("option", { value: index }, option.label)), el("option", { value: -1, disabled: true }, strings.own));
  select.onchange = () => {
    Object.assign(state.values, options[Number(select.value)].settings);
    moved(true);
  };
  const show = () => {
    select.value = options.findIndex(({ settings }) => Object.entries(settings).every(([knob, value]) => state.values[knob] === value));
  };
  return { show, node: el("div", { class: "choice" }, el("label", { for: name }, label), select) };
}

function knobOf(knob, { strings }, state, moved) {
  const output = el("output", { for: `knob-${knob.name}` });
  const range = knob.logarithmic ? { min: 0, max: 1000, step: 1 } : { min: knob.low, max: knob.high, step: (knob.high - knob.low) / 100 };
  const input = el("input", { type: "range", id: `knob-${knob.name}`, ...range, dataset: { knob: knob.name } });
  input.oninput = () => {
    state.values[knob.name] = valueAt(knob, input.value);
    moved(false);
  };
  input.onchange = () => moved(true);
  const show = () => {
    if (valueAt(knob, input.value) !== state.values[knob.name]) input.value = placeOf(knob, state.values[knob.name]);
    output.textContent = written(state.values[knob.name], knob.unit, strings);
    input.setAttribute("aria-valuetext", output.textContent);
  };
  return {
    show,
    node: el("div", { class: "knob" },
      el("div", { class: "knob-head" }, el("label", { for: `knob-${knob.name}` }, knob.label), output), input,
      knob.source ? el("span", { class: "quiet source" }, knob.source) : null),
  };
}

/** A value, large; below it published ones and itself, sorted, as bars on one logarithmic scale. */
function resultOf({ name, label, unit, references, parts }, { strings, part_labels: partLabels }) {
  const value = el("strong", { class: "value", dataset: { result: name } });
  const shares = parts.length ? sharesOf(parts, unit, strings, partLabels) : null;
  const rows = references.length ? rowsOf(references, unit, strings) : null;
  const show = (results) => {
    value.textContent = written(results[name], unit, strings);
    shares?.show(results);
    rows?.show(results[name], value.textContent);
  };
  return { show, node: el("section", {}, el("div", { class: "result-head" }, el("span", {}, label), value), shares?.node, rows?.node) };
}

/** One bar in parts, each with its name and value below. */
function sharesOf(parts, unit, strings, labels) {
  const pieces = parts.map((_, index) => el("div", { class: `share share-${index}` }));
  const values = parts.map(() => el("span", { class: "number" }));
  const show = (results) => {
    const total = parts.reduce((sum, part) => sum + results[part], 0);
    parts.forEach((part, index) => {
      pieces[index].style.width = `${(100 * results[part]) / total}%`;
      values[index].textContent = written(results[part], unit, strings);
    });
  };
  const keys = parts.map((part, index) => el("span", {}, el("span", { class: `swatch share-${index}` }), `${labels[part]} `, values[index]));
  return { show, node: el("div", { class: "shares" }, el("div", { class: "stack" }, ...pieces), el("div", { class: "keys" }, ...keys)) };
}

/** The published rows are made once; the own one is moved to its place among them. */
function rowsOf(references, unit, strings) {
  const known = references.map(({ label, value, source }) => ({ value, ...rowOf(label, written(value, unit, strings), source) })).sort((one, other) => other.value - one.value);
  const own = rowOf(strings.yours, "", null);
  own.node.classList.add("own");
  const node = el("div", { class: "rows" }, ...known.map((row) => row.node), own.node);
  const show = (value, text) => {
    own.number.textContent = text;
    const positive = [value, ...known.map((row) => row.value)].filter((one) => one > 0).map(Math.log10);
    const low = Math.min(...positive) - 1;
    const span = Math.max(...positive) - low;
    const width = (one) => (one > 0 ? `${(100 * (Math.log10(one) - low)) / span}%` : "0%");
    for (const row of known) row.bar.style.width = width(row.value);
    own.bar.style.width = width(value);
    const below = known.find((row) => row.value <= value)?.node ?? null;
    if (own.node.nextSibling !== below) node.insertBefore(own.node, below);
  };
  return { show, node };
}

function rowOf(label, text, source) {
  const bar = el("div", { class: "bar" });
  const number = el("span", { class: "number" }, text);
  return { bar, number, node: el("div", { class: "row", title: source }, el("span", { class: "name" }, label), el("div", { class: "track" }, bar), number) };
}
