/** One attention weight from its query and key (query_key_math.js): strips, then the formula with live numbers, then the row. */
const AGREES = 1e-4;

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".root");
  const state = stateOf(parentElement, () => build(root));
  if (state.source !== data) adopt(state, data);
  state.observer.observe(root);
  show(state);
  const stopHearing = onHover(root);
  return () => { stopHearing(); state.observer.disconnect(); };
}

function adopt(state, data) {
  const layer = takeApart(data);
  const { strings } = layer;
  if (state.layer?.name !== layer.name) state.look = { ...layer.look };
  Object.assign(state, { source: data, layer, dimension: null });
  state.head.replaceChildren(...layer.heads.map((label, head) => el("option", { value: head }, label)));
  state.head.setAttribute("aria-label", strings.head);
  state.queryText.textContent = strings.query;
  state.stripsText.textContent = strings.strips;
  state.strips.setAttribute("aria-label", strings.strips);
  state.rowText.textContent = strings.row;
  state.scroll.setAttribute("aria-label", strings.row);
  state.queries.replaceChildren(...layer.tokens.map((token) => el("button", {
    type: "button", dataset: { position: token.position },
    onclick: () => choose(state, { query: token.position }),
    onpointerenter: () => broadcastHover(token.position),
    onpointerleave: () => broadcastHover(null),
  }, token.label)));
  state.columns.replaceChildren(...["key", "score", "weight"].map((name) => el("th", { scope: "col" }, ...(name === "key" ? [el("span", { class: "k" }, "k ")] : []), strings[name])));
  state.rows = layer.tokens.map((token) => {
    const [button, score, bar, share] = [
      el("button", { type: "button", dataset: { position: token.position }, onclick: () => choose(state, { key: token.position }) }, token.label),
      el("td", { class: "number" }), el("div", { class: "bar" }), el("span", { class: "number" })];
    return { node: el("tr", {}, el("th", { scope: "row" }, button), score, el("td", {}, el("div", { class: "share" }, el("div", { class: "track" }, bar), share))), button, score, bar, share };
  });
  state.body.replaceChildren(...state.rows.map(({ node }) => node));
}

/** A choice of the visitor: computed here, remembered in the address, never sent to the server. */
function choose(state, change) {
  Object.assign(state.look, change);
  state.dimension = null;
  show(state);
  const { head, query, key } = state.look;
  setTimeout(() => rememberInUrl({ link_head: head + 1, link_query: query + 1, link_key: key + 1 }));
}

function show(state) {
  const { layer, look } = state;
  state.row = rowOf(layer, look.head, look.query);
  const [q, k] = [queryOf(layer, look.head, look.query), keyOf(layer, look.head, look.key)];
  state.vectors = { q, k, product: productsOf(q, k) };
  state.head.value = look.head;
  [...state.queries.children].forEach((button, position) => button.setAttribute("aria-pressed", String(position === look.query)));
  state.rows.forEach(({ button, score, bar, share }, key) => {
    const weight = state.row.weights[key];
    const seen = state.row.scores[key] > -Infinity;
    button.setAttribute("aria-pressed", String(key === look.key));
    score.textContent = number(state.row.scores[key]);
    bar.style.width = `${100 * weight}%`;
    share.textContent = seen ? percent(weight) : "–";
  });
  showSteps(state);
  drawStrips(state);
}

/** The formula, a line for each step. */
function showSteps({ layer, look, row, steps }) {
  const { strings, tokens, scaling, cap, size } = layer;
  const { products, scores, weights, unscaled } = row;
  const seen = scores[look.key] > -Infinity;
  const captured = capturedWeight(layer, look);
  const difference = Math.abs(captured - weights[look.key]);
  const root = Math.abs(scaling - 1 / Math.sqrt(size)) < 1e-6 ? ` (1/√${size})` : "";
  const scaled = products[look.key] * scaling;
  const numbered = [
    [strings.sum, `q·k = ${number(products[look.key])}`],
    [strings.scale, `${number(products[look.key])} × ${scaling.toPrecision(3)} = ${number(scaled)}${root}`],
    ...(cap === null ? [] : [[strings.cap, `${cap} · tanh(${number(scaled)} / ${cap}) = ${number(capped(scaled, cap))}`]]),
    [strings.mask, seen ? strings.allowed : strings.out_of_sight],
    [strings.softmax, `e^${number(scores[look.key])} / Σ e^… = ${percent(weights[look.key])}`],
  ];
  const lines = [
    ...numbered.map(([name, value], index) => [`${index + 1}. ${name}`, value]),
    [strings.captured, `${percent(captured)} – ${difference < AGREES ? strings.agrees : strings.differs}`],
    [strings.unscaled, percent(unscaled[look.key])],
  ];
  const link = el("p", { class: "link" }, el("span", { class: "q" }, "q "), tokens[look.query].label, " → ",
    el("span", { class: "k" }, "k "), tokens[look.key].label, ": ", el("strong", {}, percent(weights[look.key])));
  steps.replaceChildren(link, el("dl", {}, ...lines.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)])));
}

const number = (value) => (value === -Infinity ? "−∞" : value.toFixed(2).replace("-", "−"));

/** Query, key and their products: a bar for each dimension, up for positive, down for negative. */
function drawStrips(state) {
  const width = state.strips.clientWidth;
  if (!width) return;
  const { q, k, product } = state.vectors;
  const style = getComputedStyle(state.root);
  const colour = (name) => style.getPropertyValue(name).trim();
  const strip = (canvas, values, fill) => {
    const scale = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9);
    const [height, ratio] = [canvas.clientHeight, window.devicePixelRatio || 1];
    Object.assign(canvas, { width: width * ratio, height: height * ratio });
    const context = canvas.getContext("2d");
    context.scale(ratio, ratio);
    const step = width / values.length;
    context.fillStyle = colour("--st-border-color") || fill;
    context.fillRect(0, height / 2, width, 1);
    context.fillStyle = fill;
    values.forEach((value, i) => {
      const long = Math.max(0.5, (Math.abs(value) / scale) * (height / 2 - 1));
      context.fillRect(i * step, value > 0 ? height / 2 - long : height / 2, Math.max(0.8, step - 1), long);
    });
  };
  strip(state.q, q, colour("--st-blue-color"));
  strip(state.k, k, colour("--st-red-color"));
  strip(state.product, product, colour("--st-text-color"));
  showDimension(state);
}

/** One dimension in numbers: the one pointed at, or else the one that counts most. */
function showDimension(state) {
  const { layer: { strings, size }, vectors: { q, k, product } } = state;
  const most = product.reduce((best, value, i) => (Math.abs(value) > Math.abs(product[best]) ? i : best), 0);
  const at = state.dimension ?? most;
  state.marker.style.left = `${(100 * (at + 0.5)) / size}%`;
  state.readout.replaceChildren(`${strings.dimension} ${at + 1} / ${size}: `,
    el("span", { class: "q" }, "q "), number(q[at]), " × ", el("span", { class: "k" }, "k "), number(k[at]), ` = ${number(product[at])}`);
  state.at = at;
}

function build(root) {
  const state = { root, layer: null, dimension: null };
  const part = (name, tag, attributes = {}, ...children) => (state[name] = el(tag, attributes, ...children));
  const canvas = (name) => part(name, "canvas", { "aria-hidden": "true" });
  root.replaceChildren(
    el("div", { class: "controls" }, part("head", "select")),
    el("div", {}, el("span", { class: "q" }, "q "), part("queryText", "span", { class: "quiet" })),
    part("queries", "div", { class: "queries" }),
    el("div", { class: "quiet" }, part("stripsText", "span")),
    el("div", { class: "figure" },
      el("div", { class: "letters" }, el("span", { class: "q" }, "q"), el("span", { class: "k" }, "k"), el("span", {}, "q×k")),
      part("strips", "div", { class: "strips", tabindex: 0, role: "group" },
        canvas("q"), canvas("k"), canvas("product"), part("marker", "div", { class: "marker" }))),
    part("readout", "div", { class: "readout", role: "status" }),
    el("div", { class: "results" }, part("steps", "div", { class: "steps" }),
      el("div", { class: "row" }, part("rowText", "div", { class: "quiet" }),
        part("scroll", "div", { class: "scroll", tabindex: 0, role: "group" }, el("table", {},
          el("thead", {}, part("columns", "tr")), part("body", "tbody"))))));
  state.head.onchange = () => choose(state, { head: Number(state.head.value) });
  const pointAt = (dimension) => {
    state.dimension = dimension === null ? null : Math.max(0, Math.min(state.layer.size - 1, dimension));
    showDimension(state);
  };
  state.strips.onpointermove = ({ clientX }) => {
    const { left, width } = state.strips.getBoundingClientRect();
    pointAt(Math.floor(((clientX - left) / width) * state.layer.size));
  };
  state.strips.onpointerleave = () => pointAt(null);
  state.strips.onkeydown = (event) => {
    const away = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!away) return;
    event.preventDefault();
    pointAt(state.at + away);
  };
  state.observer = new ResizeObserver(() => state.vectors && drawStrips(state));
  return state;
}
