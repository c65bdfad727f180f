/**
 * Attention of a whole text: every head of every layer as a small picture (heatmap_overview.js), one of them large
 * (heatmap_matrix.js), and the row of one query as a sentence (heatmap_row.js). `heatmap.py` says what is sent,
 * heatmap_weights.js and heatmap_colours.js what becomes of it.
 */
export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".root");
  const state = stateOf(parentElement, () => build(root));
  if (state.source !== data) adopt(state, data);
  state.palette = paletteOf(root);
  const stopHearing = onHover(root, (position) => lightToken(state, position));
  state.observer.observe(root);
  showAll(state);
  return () => {
    stopHearing();
    state.observer.disconnect();
    cancelAnimationFrame(state.frame);
  };
}

/** Takes the server's message; the visitor's own view stays as long as text and model do. */
function adopt(state, bytes) {
  const headerLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + headerLength)));
  const n = header.tokens.length;
  if (state.header?.name !== header.name) {
    state.view = { ...header.view, query: Math.max(0, header.tokens.findLastIndex((token) => token.kind !== "special")) };
    if (new URL(window.location.href).searchParams.has("layer")) rememberInUrl({ layer: state.view.layer, head: state.view.head });
  }
  state.view.query = Math.min(state.view.query, n - 1); // what the model wrote can be taken away again
  Object.assign(state, {
    source: bytes, header, n, pointed: null,
    size: header.causal ? (n * (n + 1)) / 2 : n * n,
    weights: new Uint16Array(bytes.slice(4 + headerLength).buffer),
    summaries: new Map(),
  });
  const { strings } = header;
  for (const axis of ["layer", "head"]) {
    state[axis].replaceChildren(...choicesOf(state, axis).map((choice) => el("option", { value: choice },
      choice === ROLLOUT ? strings.rollout : isSummary(choice) ? `${strings[axis]}: ${strings[choice]}` : `${strings[axis]} ${choice}`)));
  }
  state.layer.setAttribute("aria-label", strings.layer);
  state.head.setAttribute("aria-label", strings.head);
  state.overviewText.textContent = strings.overview;
  state.strip.setAttribute("aria-label", strings.overview);
  state.hideText.textContent = strings.hide;
  state.sinkText.textContent = strings.sink;
  state.queryAxis.title = strings.query;
  state.keyAxis.title = strings.key;
  state.axesText.replaceChildren(
    el("span", {}, el("span", { class: "axis q" }, "q ↓ "), strings.query),
    el("span", {}, el("span", { class: "axis k" }, "k → "), strings.key),
    ...(header.written === null ? [] : [el("span", { class: "written" }, strings.written)]),
  );
  labelMatrix(state);
}

function showAll(state) {
  if (!state.n || !state.root.clientWidth) return;
  state.shownWidth = state.root.clientWidth;
  layMatrix(state);
  drawOverview(state);
  drawLegend(state);
  showHead(state);
}

function showHead(state) {
  const { view, header: { strings } } = state;
  state.layer.value = view.layer;
  state.head.value = view.head;
  state.hide.checked = view.hideSink;
  frameOverview(state, state.selected, view);
  const summaries = new Set([view.head, view.layer].filter(isSummary));
  state.about.textContent = [...summaries].map((summary) => strings[`about_${summary}`]).join(" ");
  state.scaleText.textContent = addsUp(view) ? strings.scale : strings.scale_max;
  drawMatrix(state);
  showRow(state);
}

/** A choice of the visitor: redrawn here, remembered in the address, never sent to the server. */
function choose(state, change) {
  Object.assign(state.view, change);
  if (!isPossible(state.view)) Object.assign(state.view, change.layer ? { head: change.layer } : { layer: String(state.header.layers) });
  showHead(state);
  if (change.hideSink !== undefined) paintOverview(state);
  // The browser needs some milliseconds to change an address: the picture comes first, and of many choices the last counts.
  clearTimeout(state.remembering);
  state.remembering = setTimeout(() => rememberInUrl({ layer: state.view.layer, head: state.view.head, sink: state.view.hideSink ? "hide" : null }), 150);
}

/** An empty canvas of this many CSS pixels, sharp on the visitor's screen; its context, measured in CSS pixels. */
function sized(canvas, width, height) {
  const ratio = window.devicePixelRatio || 1;
  const context = canvas.getContext("2d");
  const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== across || canvas.height !== down) {
    Object.assign(canvas, { width: across, height: down });
    Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

function build(root) {
  const state = { root, header: null, frame: 0, scratch: el("canvas") };
  const part = (name, tag, attributes = {}, ...children) => (state[name] = el(tag, attributes, ...children));
  const strip = part("strip", "div", { class: "strip", tabindex: 0, role: "group" }, el("div", { class: "cells" },
    part("overviewCanvas", "canvas", { "aria-hidden": "true" }),
    part("selected", "div", { class: "frame" }),
    part("pointer", "div", { class: "frame faint", hidden: true })));
  const matrix = el("div", { class: "scroll", tabindex: 0 }, part("matrix", "div", { class: "matrix" },
    el("div", { class: "corner" }, part("queryAxis", "span", { class: "axis q" }, "q↓"),
      part("keyAxis", "span", { class: "axis k" }, "k→")),
    part("keys", "div", { class: "keys" }), part("queries", "div", { class: "queries" }),
    el("div", { class: "cells" }, part("matrixCanvas", "canvas", { "aria-hidden": "true" }), part("grid", "div", { class: "grid" }),
      part("row", "div", { class: "band row", hidden: true }), part("column", "div", { class: "band column", hidden: true }))));
  const side = el("div", { class: "side" },
    el("div", { class: "controls" }, part("layer", "select"), part("head", "select")),
    part("about", "div", { class: "about", role: "status" }),
    part("sentence", "div", { class: "sentence" }),
    part("readout", "div", { class: "readout" }),
    el("div", { class: "sink" }, part("sinkText", "div"), el("label", {}, part("hide", "input", { type: "checkbox" }), part("hideText", "span"))),
    el("div", { class: "legend" }, part("scaleText", "span"),
      part("legend", "canvas", { "aria-hidden": "true" }),
      el("div", { class: "ticks" }, ...["0 %", "6 %", "25 %", "56 %", "100 %"].map((tick) => el("span", {}, tick)))));
  root.replaceChildren(
    el("div", { class: "caption" }, part("overviewText", "span"), part("pointerText", "span", { class: "pointer" })), strip,
    part("axesText", "div", { class: "caption" }), el("div", { class: "large" }, matrix, side));

  state.layer.onchange = () => choose(state, { layer: state.layer.value });
  state.head.onchange = () => choose(state, { head: state.head.value });
  state.hide.onchange = () => choose(state, { hideSink: state.hide.checked });
  const point = (place) => {
    frameOverview(state, state.pointer, place);
    state.pointerText.textContent = place ? nameOf(state, place) : "";
  };
  state.overviewCanvas.onpointermove = (event) => point(overviewAt(state, event));
  state.overviewCanvas.onpointerleave = () => point(null);
  state.overviewCanvas.onclick = (event) => {
    const place = overviewAt(state, event);
    if (place) choose(state, place);
  };
  strip.onkeydown = (event) => {
    const away = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!away) return;
    event.preventDefault();
    choose(state, overviewBeside(state, ...away));
  };
  state.matrixCanvas.onpointermove = ({ offsetX, offsetY }) => {
    const at = (offset) => Math.max(0, Math.min(state.n - 1, (offset / state.cell) | 0));
    const pointed = { query: at(offsetY), key: at(offsetX) };
    if (pointed.query === state.pointed?.query && pointed.key === state.pointed?.key) return;
    state.pointed = pointed;
    broadcastHover(pointed.key);
    showRow(state);
  };
  state.matrixCanvas.onpointerleave = () => {
    state.pointed = null;
    broadcastHover(null);
    showRow(state);
  };
  state.matrixCanvas.onclick = () => choose(state, { query: state.pointed.query });
  state.observer = new ResizeObserver(() => root.clientWidth !== state.shownWidth && state.palette && showAll(state));
  return state;
}
