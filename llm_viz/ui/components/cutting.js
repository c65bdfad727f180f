/** Cut links and silence heads, and see before and after: attention, meaning, next tokens. The model runs on the server. */

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".root");
  const state = stateOf(parentElement, () => ({ source: null, width: 0 }));
  state.send = (cuts) => {
    root.classList.add("busy");
    setTriggerValue("cuts", asText(cuts, data));
  };
  if (state.source !== data) {
    state.source = data;
    root.classList.remove("busy");
    const { links, heads, layers } = asText(data.cuts, data);
    rememberInUrl({ cut: links || null, silence: heads || null, cut_layers: layers || null });
    build(root, state);
  }
  const observer = new ResizeObserver(() => { if (Math.abs(root.clientWidth - state.width) > 4) drawCurves(root, state); });
  observer.observe(root);
  return () => observer.disconnect();
}

/** The cuts as they stand in the address: "a2.b1", "7-3.8-1", "5-20" (nothing for all layers). */
function asText({ links, heads, first, last }, { layers }) {
  return { links: links.join("."), heads: heads.join("."), layers: first === 1 && last === layers ? "" : `${first}-${last}` };
}

function build(root, state) {
  const { contexts, cuts, strings } = state.source;
  const none = !cuts.links.length && !cuts.heads.length;
  state.curves = contexts.map(() => el("div", { class: "curve" }));
  root.replaceChildren(
    el("div", { class: "tools" }, rangeTool(state), headTool(state),
      el("button", { type: "button", class: "restore", disabled: none, onclick: () => state.send({ links: [], heads: [], first: 1, last: state.source.layers }) }, `↺ ${strings.restore}`)),
    el("div", { class: "contexts" }, ...contexts.map((context, side) => contextOf(context, side, state))),
  );
  drawCurves(root, state);
}

/** In which layers the links are cut. */
function rangeTool({ source: { cuts, layers, strings }, send }) {
  const choice = (label, chosen, from, to, name) => {
    const options = Array.from({ length: to - from + 1 }, (_, index) => from + index);
    return el("select", { "aria-label": label, onchange: ({ target }) => send({ ...cuts, [name]: Number(target.value) }) },
      ...options.map((layer) => el("option", { value: layer, selected: layer === chosen }, String(layer))));
  };
  return el("div", { class: "tool" }, el("span", {}, strings.in_layers),
    choice(strings.first_layer, cuts.first, 1, cuts.last, "first"), el("span", {}, "–"),
    choice(strings.last_layer, cuts.last, cuts.first, layers, "last"));
}

/** Which heads are silent: those that are, those worth trying, and any other. */
function headTool({ source: { cuts, layers, heads, suggestions, strings }, send }) {
  const silent = (name) => cuts.heads.includes(name);
  const toggle = (name) => send({ ...cuts, heads: silent(name) ? cuts.heads.filter((one) => one !== name) : [...cuts.heads, name] });
  const offered = [...new Set([...cuts.heads, ...suggestions])];
  const numbers = (count, label) => el("select", { "aria-label": label }, ...Array.from({ length: count }, (_, index) => el("option", { value: index + 1 }, String(index + 1))));
  const [layer, head] = [numbers(layers, strings.layer), numbers(heads, strings.head)];
  const add = () => { const name = `${layer.value}-${head.value}`; if (!silent(name)) toggle(name); };
  return el("div", { class: "tool" }, el("span", {}, strings.silence),
    ...offered.map((name) => el("button", { type: "button", class: "head", "aria-pressed": String(silent(name)), title: headText(name, strings), onclick: () => toggle(name) },
      `${silent(name) ? "🔇 " : ""}${name.replace("-", ".")}`)),
    el("span", { class: "other" }, layer, ".", head, el("button", { type: "button", onclick: add }, strings.add)));
}

function headText(name, strings) {
  const [layer, head] = name.split("-");
  return `${strings.layer} ${layer} · ${strings.head} ${head}`;
}

function contextOf(context, side, state) {
  const { strings } = state.source;
  const { before, after } = context.means;
  const towards = (score) => leaning(score, state.source);
  return el("section", { class: `side-${"ab"[side]}`, "aria-label": context.text },
    el("h4", {}, el("span", { class: "badge" }, SIDES[side].letter), el("span", {}, context.text)),
    el("div", { class: "rows" },
      el("div", { class: "heads-row quiet" }, el("span", {}, strings.click), el("span", {}, strings.attention)),
      ...context.rows.map((row) => rowOf(row, state))),
    context.rows.length ? cutAll(context, state) : el("p", { class: "quiet" }, strings.no_words),
    el("p", { class: "verdict", "aria-live": "polite" },
      el("span", {}, `${strings.meaning} `), el("strong", {}, signed(before)),
      ...(after === null ? [` (${towards(before)})`] : [" → ", el("strong", { class: "after" }, signed(after)), ` (${towards(after)}; ${strings.shift} ${signed(after - before)})`])),
    state.curves[side],
    el("div", { class: "follows" }, el("div", { class: "quiet" }, context.next ? strings.follows : strings.no_next), ...(context.next ?? []).map(nextRow)));
}

/** Every earlier word at once. */
function cutAll({ rows }, { source: { cuts, strings }, send }) {
  const names = rows.map(({ name }) => name);
  const all = names.every((name) => cuts.links.includes(name));
  const others = cuts.links.filter((name) => !names.includes(name));
  return el("button", { type: "button", class: "all", "aria-pressed": String(all), onclick: () => send({ ...cuts, links: all ? others : [...others, ...names] }) }, `✂ ${strings.cut_all}`);
}

/** An earlier word: click it to cut what the studied word sees of it. */
function rowOf({ name, text, before, after }, { source: { cuts, strings }, send }) {
  const isCut = cuts.links.includes(name);
  const links = isCut ? cuts.links.filter((one) => one !== name) : [...cuts.links, name];
  return el("div", { class: `row${isCut ? " cut" : ""}` },
    el("button", { type: "button", class: "word", "aria-pressed": String(isCut), title: isCut ? strings.mend : strings.cut, onclick: () => send({ ...cuts, links }) },
      el("span", { class: "scissors", "aria-hidden": "true" }, "✂"), el("span", { class: "text" }, text)),
    bars(before, after));
}

function nextRow({ label, before, after, below }) {
  return el("div", { class: "row" }, el("span", { class: "chip" }, label), bars(before, after, below));
}

/** One bar, or two: before (pale) and after. `below` stands for a share too small to be listed. */
function bars(before, after, below = null) {
  const said = (share) => (share === null ? `< ${percent(below)}` : percent(share));
  const bar = (share, kind) => el("div", { class: "track" }, el("div", { class: `bar ${kind}`, style: { width: `${100 * (share ?? 0)}%` } }));
  if (after === undefined) return el("div", { class: "bars" }, bar(before, "only"), el("span", { class: "number" }, said(before)));
  return el("div", { class: "bars both" }, bar(before, "before"), el("span", { class: "number quiet" }, said(before)), bar(after, "after"), el("span", { class: "number" }, said(after)));
}

/** The curves, in the width there is. */
function drawCurves(root, state) {
  state.width = root.clientWidth;
  const { contexts, layers, poles, from, strings } = state.source;
  contexts.forEach(({ scores, scores_after: after }, side) => {
    const place = state.curves[side];
    if (!place.clientWidth) return;
    const lines = after === null ? [{ side, values: scores, kind: "main" }] : [{ side, values: scores, kind: "before" }, { side, values: after, kind: "main" }];
    place.replaceChildren(senseChart({ width: place.clientWidth, height: 230, layers, lines, poles, from, strings }).node);
  });
}
