/** What a word means, layer by layer: the scores as lines, the states as a map, and one layer that both show. */

const PLAY_MS = 260;
const SETTLED_MS = 200;

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".root");
  const state = stateOf(parentElement, () => ({ layer: data.layer, source: null, width: 0, timer: null }));
  if (state.source !== data) {
    state.source = data;
    state.layer = Math.min(state.layer, data.layers);
    build(root, state);
  }
  const observer = new ResizeObserver(() => { if (Math.abs(root.clientWidth - state.width) > 4) draw(root, state); });
  observer.observe(root);
  return () => {
    observer.disconnect();
    stop(state);
  };
}

function build(root, state) {
  const { layers, contexts, strings } = state.source;
  state.parts = {
    chart: el("div", { class: "chart", role: "img" }),
    map: el("div", { class: "map" }),
    slider: el("input", { type: "range", min: 0, max: layers, step: 1, "aria-label": strings.layer, oninput: ({ target }) => { const layer = Number(target.value); stop(state); choose(state, layer); } }),
    number: el("output", { class: "layer" }),
    play: el("button", { type: "button", onclick: () => (state.timer === null ? play(state) : stop(state)) }),
    scores: contexts.map(() => ({ number: el("strong"), leaning: el("span") })),
    sentence: el("p", { class: "sentence" }),
    point: el("p", { class: "pointed" }),
    pictures: el("div", { class: "pictures" }),
  };
  const { pictures, chart, map, slider, number, play: button, scores, sentence, point } = state.parts;
  pictures.replaceChildren(el("figure", {}, chart, legend(state.source)), el("figure", {}, map, el("figcaption", {}, point)));
  root.replaceChildren(
    el("div", { class: "steer" }, button, number, slider),
    pictures,
    el("div", { class: "scores" }, ...contexts.map(({ label }, index) => el("div", { class: `score side-${"ab"[index]}` },
      el("span", { class: "badge" }, SIDES[index].letter), el("span", { class: "context" }, label), scores[index].number, scores[index].leaning))),
    sentence);
  draw(root, state);
}

/** Both pictures anew, in the width there is. */
function draw(root, state) {
  state.width = root.clientWidth;
  if (state.width === 0) return;
  const { parts, source } = state;
  const { layers, contexts, control, bands, poles, from, strings } = source;
  const wide = state.width >= 720;
  const side = Math.min(440, wide ? Math.round(state.width * 0.4) : state.width);
  const width = wide ? state.width - side - 32 : state.width;
  parts.pictures.style.gridTemplateColumns = wide ? `${width}px ${side}px` : "minmax(0, 1fr)";
  const lines = [
    ...(control ? control.lines.map((values, index) => ({ side: index, values, kind: "control" })) : []),
    ...contexts.map(({ scores }, index) => ({ side: index, values: scores, kind: "main" })),
  ];
  const chart = senseChart({ width, height: wide ? side : 330, layers, lines, bands, poles, from, strings });
  state.marker = el("line", { y1: chart.box.top, y2: chart.box.bottom, class: "marker" });
  state.rings = contexts.map((_, index) => sideMark(index, 0, 0, 8, { class: "ring", style: { stroke: SIDES[index].colour } }));
  chart.node.append(state.marker, ...state.rings);
  state.chart = chart;
  state.map = senseMap({ size: side, points: source.map.points, layers: source.map.layers, strings }, (point) => tell(state, point));
  parts.chart.replaceChildren(chart.node);
  parts.chart.setAttribute("aria-label", source.summary);
  parts.map.replaceChildren(state.map.node);
  chart.node.onpointerdown = (event) => { stop(state); follow(state, event); chart.node.setPointerCapture(event.pointerId); };
  chart.node.onpointermove = (event) => { if (event.buttons) follow(state, event); };
  tell(state, null);
  show(state);
}

function legend({ control, bands, strings }) {
  const key = (looks, text) => el("span", { class: "key" }, el("span", { class: "stroke", style: looks }), text);
  return el("figcaption", {},
    bands.length ? key({ background: "color-mix(in srgb, var(--side-a) 22%, transparent)", height: "0.9em" }, strings.band) : null,
    control ? key({ "border-top": "2px dashed var(--quiet)" }, fillIn(strings.control, { word: control.word }).join("")) : null);
}

function follow(state, event) {
  const { box } = state.chart;
  const left = state.chart.node.getBoundingClientRect().left;
  const share = (event.clientX - left - box.left) / (box.right - box.left);
  choose(state, Math.round(Math.max(0, Math.min(1, share)) * state.source.layers));
}

/** The address follows when the layer has stood still: browsers refuse to change it many times a second. */
function choose(state, layer) {
  state.layer = layer;
  clearTimeout(state.remember);
  state.remember = setTimeout(() => rememberInUrl({ meaning: layer }), SETTLED_MS);
  show(state);
}

function play(state) {
  if (state.layer === state.source.layers) choose(state, 0);
  state.timer = setInterval(() => {
    if (state.layer < state.source.layers) choose(state, state.layer + 1);
    if (state.layer === state.source.layers) stop(state);
  }, PLAY_MS);
  show(state);
}

function stop(state) {
  if (state.timer === null) return;
  clearInterval(state.timer);
  state.timer = null;
  show(state);
}

/** The chosen layer in both pictures, as numbers and in words. */
function show(state) {
  const { parts, source, layer, chart } = state;
  if (!chart) return;
  const { contexts, strings } = source;
  parts.slider.value = layer;
  parts.number.textContent = `${strings.layer} ${layer}`;
  parts.play.textContent = state.timer === null ? `▶ ${strings.play}` : `❚❚ ${strings.pause}`;
  state.marker.setAttribute("x1", chart.x(layer));
  state.marker.setAttribute("x2", chart.x(layer));
  state.rings.forEach((ring, index) => { ring.style.transform = `translate(${chart.x(layer)}px, ${chart.y(contexts[index].scores[layer])}px)`; });
  state.map.show(layer);
  contexts.forEach(({ scores }, index) => {
    parts.scores[index].number.textContent = signed(scores[layer]);
    parts.scores[index].leaning.textContent = leaning(scores[layer], source);
  });
  parts.sentence.textContent = layer === 0 ? strings.layer_0 : layer < source.from ? strings.layer_middle : strings.layer_last;
}

function tell({ parts, source }, point) {
  parts.point.replaceChildren(...(point === null ? [source.strings.point]
    : [el("strong", {}, `${SIDES[point.side].letter} `), point.text]));
}
