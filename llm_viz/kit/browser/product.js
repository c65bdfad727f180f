/** Dials whose products move among known figures on a logarithmic axis. The server is never asked. */

const PLACES = 1000; // of a logarithmic slider

export default function ({ data, parentElement }) {
  const { values, ...content } = data;
  const state = stateOf(parentElement, () => ({ values, version: null })); // later the sliders are the truth
  const version = JSON.stringify(content);
  if (state.version === version) return;
  state.version = version;
  build(parentElement.querySelector(".root"), content, state);
}

function build(root, content, state) {
  const refresh = () => {
    controls.forEach((control) => control.show());
    const found = Object.fromEntries(content.products.map((one) => [one.key, productOf(one, state.values)]));
    working.replaceChildren(...workingOf(content, state.values, found));
    table.replaceChildren(...rowsOf(content, found));
    Object.assign(root.dataset, found);
    rememberInUrl(Object.fromEntries(content.dials.map(({ key, standard }) => [`${content.name}_${key}`, state.values[key] === standard ? null : state.values[key]])));
  };
  const controls = content.dials.map((dial) => dialOf(dial, content, state, refresh));
  const presets = content.presets.map(({ label, values }) => el("button", { type: "button", onclick: () => { Object.assign(state.values, values); refresh(); } }, label));
  const working = el("p", { class: "working", "aria-live": "polite" });
  const table = el("div", { class: "rows" });
  root.replaceChildren(
    presets.length ? el("div", { class: "presets" }, ...presets) : "",
    el("div", { class: "dials" }, ...controls.map(({ node }) => node)),
    working,
    el("p", { class: "quiet axis" }, content.axis.label),
    table,
  );
  refresh();
}

function productOf({ factor, powers }, values) {
  return Object.entries(powers).reduce((result, [key, power]) => result * values[key] ** power, factor);
}

/** A slider with its name and its value. */
function dialOf(dial, { name, language }, state, changed) {
  const { key, label, low, high, logarithmic, form } = dial;
  const id = `${name}-${key}`;
  const output = el("output", { for: id });
  const input = el("input", { type: "range", id, min: 0, max: logarithmic ? PLACES : high - low, step: 1 });
  input.oninput = () => {
    state.values[key] = logarithmic ? rounded(low * (high / low) ** (input.value / PLACES), low, high) : low + Number(input.value);
    changed();
  };
  const show = () => {
    const value = state.values[key];
    const text = written(value, form, language);
    input.value = logarithmic ? PLACES * Math.log(value / low) / Math.log(high / low) : value - low;
    input.setAttribute("aria-valuetext", text);
    output.value = text;
  };
  return { show, node: el("div", { class: "dial" }, el("div", { class: "head" }, el("label", { for: id }, label), output), input) };
}

/** Two digits are enough for an assumption; the ends stay what they are. */
function rounded(value, low, high) {
  return Math.max(low, Math.min(high, Number(value.toPrecision(2))));
}

/** The sentence with the numbers in it; products stand out. */
function workingOf({ dials, products, working, language }, values, found) {
  const forms = Object.fromEntries([...dials, ...products].map(({ key, form }) => [key, form]));
  const results = new Set(products.map(({ key }) => key));
  return filled(working, (key) => {
    const text = written(results.has(key) ? found[key] : values[key], forms[key], language);
    return results.has(key) ? el("strong", {}, text) : text;
  });
}

/** One row a figure: the visitor's own first, then what is known, the largest on top. */
function rowsOf({ axis, products, language }, found) {
  const own = axis.shown.map((key) => ({ label: products.find((one) => one.key === key).label, value: found[key], kind: "own" }));
  const known = axis.marks.filter(({ kind }) => kind === "row").sort((one, other) => other.value - one.value);
  const lines = axis.marks.filter(({ kind }) => kind === "line");
  const heads = lines.map(({ label, value }) => el("div", { class: "row line-name" }, el("span", {}),
    el("span", { class: "plot" }, el("span", { class: value > Math.sqrt(axis.low * axis.high) ? "before" : "after", style: { "--at": place(value, axis) } }, label)), el("span", {})));
  return [...heads, ...[...own, ...known].map(({ label, value, kind }) => el("div", { class: `row ${kind}`, dataset: { value } },
    el("span", { class: "label" }, label),
    el("span", { class: "plot" },
      ...lines.map((line) => el("span", { class: "line", style: { "--at": place(line.value, axis) } })),
      el("span", { class: "dot", style: { "--at": place(value, axis) } })),
    el("span", { class: "number" }, written(value, axis.form, language))))];
}

/** Where a value stands on the axis, in percent; beyond its ends, at the end. */
function place(value, { low, high }) {
  return `${Math.max(0, Math.min(100, (100 * Math.log(value / low)) / Math.log(high / low)))}%`;
}
