/** Cut links and silence heads, and see before and after: attention, meaning, next tokens. The model runs on the server. */

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".root");
  const state = stateOf(parentElement, () => ({ source: null, width: 0, byToken: false, looking: [], texts: [] }));
  state.send = (cuts) => {
    root.classList.add("busy");
    setTriggerValue("cuts", asText(cuts, data));
  };
  if (state.source !== data) {
    state.source = data;
    keepLookers(state);
    root.classList.remove("busy");
    const { links, heads, layers } = asText(data.cuts, data);
    rememberInUrl({ cut: links || null, silence: heads || null, cut_layers: layers || null });
    build(root, state);
  }
  const observer = new ResizeObserver(() => { if (Math.abs(root.clientWidth - state.width) > 4) drawCurves(root, state); });
  observer.observe(root);
  return () => observer.disconnect();
}

/** Who was chosen to look stays as long as the context stays the same. */
function keepLookers(state) {
  const texts = state.source.contexts.map(({ text, tokens }) => `${text} ${tokens.pieces.length}`);
  state.looking = texts.map((text, side) => (text === state.texts[side] ? state.looking[side] : undefined));
  state.texts = texts;
}

/** The cuts as they stand in the address: "a4-2.bx-3", "7-3.8-1", "5-20" (nothing for all layers). */
function asText({ links, heads, first, last }, { layers }) {
  return { links: links.join("."), heads: heads.join("."), layers: first === 1 && last === layers ? "" : `${first}-${last}` };
}

function build(root, state) {
  const { contexts, cuts, strings } = state.source;
  const none = !cuts.links.length && !cuts.heads.length;
  state.curves = contexts.map(() => el("div", { class: "curve" }));
  state.sections = contexts.map((context, side) => contextOf(context, side, state));
  root.replaceChildren(
    el("div", { class: "tools" }, rangeTool(state), headTool(state), tokenTool(state, root),
      el("button", { type: "button", class: "restore", disabled: none, onclick: () => state.send({ links: [], heads: [], first: 1, last: state.source.layers }) }, `↺ ${strings.restore}`)),
    el("div", { class: "contexts" }, ...state.sections),
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

/** Words, or every token of a word by itself; only where the two differ. */
function tokenTool(state, root) {
  const { contexts, strings } = state.source;
  if (contexts.every(({ words, tokens }) => words.pieces.length === tokens.pieces.length)) return null;
  const onchange = ({ target }) => {
    Object.assign(state, { byToken: target.checked, looking: [] });
    build(root, state);
  };
  return el("label", { class: "tool" }, el("input", { type: "checkbox", checked: state.byToken, onchange }), strings.by_token);
}

function headText(name, strings) {
  const [layer, head] = name.split("-");
  return `${strings.layer} ${layer} · ${strings.head} ${head}`;
}

function contextOf(context, side, state) {
  const { strings } = state.source;
  const { before, after } = context.means;
  const towards = (score) => leaning(score, state.source);
  const node = el("section", { class: `side-${"ab"[side]}`, "aria-label": context.text });
  const draw = () => node.replaceChildren(
    el("h4", {}, el("span", { class: "badge" }, SIDES[side].letter), el("span", {}, context.text)),
    lookers(context, side, state, draw),
    linkRows(context, side, state),
    el("p", { class: "verdict", "aria-live": "polite" },
      el("span", {}, `${strings.meaning} `), el("strong", {}, signed(before)),
      ...(after === null ? [` (${towards(before)})`] : [" → ", el("strong", { class: "after" }, signed(after)), ` (${towards(after)}; ${strings.shift} ${signed(after - before)})`])),
    state.curves[side],
    el("div", { class: "follows" }, el("div", { class: "quiet" }, context.next ? strings.follows : strings.no_next), ...(context.next ?? []).map(nextRow)));
  draw();
  return node;
}

const piecesOf = (context, { byToken }) => context[byToken ? "tokens" : "words"];

/** Who looks: the studied word, unless the visitor chose another token or everybody. */
function lookerOf({ word }, side, state) {
  return state.looking[side] === undefined ? word : state.looking[side];
}

/** Step 1: choose who looks. */
function lookers(context, side, state, draw) {
  const { causal, strings } = state.source;
  const chosen = lookerOf(context, side, state);
  const same = (span) => (span === null || chosen === null ? span === chosen : inside(chosen, span[0]));
  const button = (span, text, kind) => el("button", {
    type: "button", class: kind, "aria-pressed": String(same(span)),
    onclick: () => { state.looking[side] = span; draw(); state.sections[side].querySelector(".who [aria-pressed=true]")?.focus(); },
  }, text);
  const studied = ({ first, last }) => first <= context.word[1] && context.word[0] <= last;
  return el("div", { class: "who", role: "group", "aria-label": strings.who },
    el("span", { class: "step" }, el("span", { class: "axis q", "aria-hidden": "true" }, "q "), strings.who),
    ...piecesOf(context, state).pieces.map((piece) => button([piece.first, piece.last], piece.text, studied(piece) ? "studied" : "other")),
    button(null, causal ? strings.everyone_later : strings.everyone_else, "everyone"));
}

/** Step 2: click what it may no longer see. */
function linkRows(context, side, state) {
  const { causal, strings, cuts } = state.source;
  const { pieces, before, after } = piecesOf(context, state);
  const looking = lookerOf(context, side, state);
  const links = cuts.links.map(parseLink).filter((link) => link.side === side);
  const seen = pieces.map((piece, index) => ({ ...piece, index, pairs: pairsBetween(looking, [piece.first, piece.last], pieces.at(-1).last, causal) }))
    .filter(({ pairs }) => pairs.length > 0);
  const from = looking === null ? null : pieces.findIndex(({ last }) => last === looking[1]); // a word looks with its last token
  const share = (matrix, key) => (from !== null ? matrix[from][key] : Math.max(...matrix.map((row, query) => (query === key ? 0 : row[key]))));
  const rows = seen.map(({ text, first, last, index, pairs }) => {
    const takers = takersOf(pairs, links);
    return linkRow(state, {
      text, note: first === 1 ? strings.first_token : null, takers: takers.map(({ name }) => name),
      link: `${"ab"[side]}${looking === null ? EVERYONE : spanText(looking)}-${spanText([first, last])}`,
      before: share(before, index), after: after === null ? undefined : share(after, index),
    });
  });
  const studied = looking !== null && spanText(looking) === spanText(context.word);
  return el("div", { class: "rows" },
    el("div", { class: "heads-row" },
      el("span", { class: "step" }, el("span", { class: "axis k", "aria-hidden": "true" }, "k "), strings.click), el("span", { class: "quiet" }, strings.attention)),
    ...(rows.length ? rows : [el("p", { class: "quiet" }, strings.no_words)]),
    studied && context.all_others.length ? cutAll(context, side, state) : null,
    cutList(links, context, state));
}

/** A token that can be seen: click it to cut the look at it, or to mend it. */
function linkRow({ source: { cuts, strings }, send }, { text, note, link, takers, before, after }) {
  const isCut = takers.length > 0;
  const links = isCut ? cuts.links.filter((one) => !takers.includes(one)) : [...cuts.links, link];
  return el("div", { class: `row${isCut ? " cut" : ""}` },
    el("button", { type: "button", class: "word", "aria-pressed": String(isCut), title: isCut ? strings.mend : strings.cut, onclick: () => send({ ...cuts, links }) },
      el("span", { class: "scissors", "aria-hidden": "true" }, "✂"), el("span", { class: "text" }, text, note ? el("small", { class: "quiet" }, note) : null)),
    bars(before, after));
}

/** Every other word at once. */
function cutAll({ all_others: others }, side, { source: { cuts, strings }, send }) {
  const names = others.map((link) => `${"ab"[side]}${link}`);
  const all = names.every((name) => cuts.links.includes(name));
  const kept = cuts.links.filter((name) => !names.includes(name));
  return el("button", { type: "button", class: "all", "aria-pressed": String(all), onclick: () => send({ ...cuts, links: all ? kept : [...kept, ...names] }) }, `✂ ${strings.cut_all}`);
}

/** All cuts of a context, also those of other lookers: press one to mend it. */
function cutList(links, context, { source: { causal, cuts, strings }, send }) {
  if (!links.length) return null;
  const { pieces } = context.words;
  const tokens = context.tokens.pieces;
  const label = (span) => (span === null ? (causal ? strings.everyone_later : strings.everyone_else) : spanLabel(span, whole(span) ? pieces : tokens));
  const whole = ([from, to]) => pieces.some(({ first }) => first === from) && pieces.some(({ last }) => last === to);
  return el("div", { class: "cuts", role: "group", "aria-label": strings.now_cut }, el("span", { class: "quiet" }, strings.now_cut),
    ...links.map(({ name, looking, seen }) => el("button", {
      type: "button", class: "cut-link", title: strings.mend, onclick: () => send({ ...cuts, links: cuts.links.filter((one) => one !== name) }),
    }, `✂ ${label(looking)} → ${label(seen)} `, el("span", { "aria-hidden": "true" }, "×"))));
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
