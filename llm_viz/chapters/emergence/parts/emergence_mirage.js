// The mirage as a formula: a digit is right with p(N) = 2^(−(h/N)^a), the whole answer with pⁿ; GPT-3's results beside it.
// Before this text stand core.js, graph_scale.js, graph_draw.js and graph_controls.js.

const STEPS = 160; // pieces of a drawn curve

export default function ({ data, parentElement }) {
  const { settings, ...content } = data;
  const state = stateOf(parentElement, () => ({ settings, version: null }));
  const version = JSON.stringify(content);
  if (state.version === version) return;
  state.version = version;
  build(parentElement.querySelector(".root"), content, state);
}

function digitAt({ half, steep }, size) {
  return 2 ** -((half / size) ** steep);
}

function build(root, content, state) {
  const { strings, tasks, fits, limits } = content;
  const change = (settings) => {
    state.settings = { ...state.settings, ...settings };
    show();
  };
  const settled = () => remember(state.settings, content.defaults);
  const press = (settings) => {
    change(settings);
    settled();
  };
  const log = { read: (place) => 10 ** place, place: Math.log10 };
  const knobs = {
    length: sliderOf({ name: "length", label: strings.length, min: 1, max: limits.length, step: 1, text: String }, (length) => change({ length }), settled),
    half: sliderOf({ name: "half", label: strings.half, min: Math.log10(limits.half[0]), max: Math.log10(limits.half[1]), step: 0.01, ...log, text: sizeText }, (half) => change({ half }), settled),
    steep: sliderOf({ name: "steep", label: strings.steep, min: limits.steep[0], max: limits.steep[1], step: 0.02, text: (value) => value.toFixed(2) }, (steep) => change({ steep }), settled),
  };
  const digits = choiceOf(strings.digits, Object.keys(tasks).map((count) => [count, count]), (count) => press({ digits: Number(count), length: Number(count) }));
  const vertical = choiceOf(strings.vertical, [["linear", strings.linear], ["log", strings.log]], (scale) => press({ scale }));
  const fit = (name, text) => el("button", { type: "button", dataset: { fit: name }, onclick: () => press(name === "all" ? fits.all : { ...fits[state.settings.digits], length: state.settings.digits }) }, text);
  const frame = el("div", {});
  const live = el("p", { class: "live" });
  const draw = () => {
    const graph = graphOf(state.settings, content);
    frame.replaceChildren(drawGraph(graph, state.width).node, ...[graphLegend(graph, state.width)].filter(Boolean));
  };
  const show = () => {
    for (const [name, knob] of Object.entries(knobs)) knob.show(state.settings[name]);
    digits.show(state.settings.digits);
    vertical.show(state.settings.scale);
    live.replaceChildren(...told(state.settings, content));
    root.dataset.distance = distanceOf(state.settings, content);
    if (state.width) draw();
  };
  root.replaceChildren(el("div", { class: "choices" }, digits.node, vertical.node,
    el("div", { class: "choice" }, el("span", { class: "quiet" }, strings.fit), el("span", { class: "buttons" }, fit("these", strings.fit_these), fit("all", strings.fit_all)))),
  el("div", { class: "knobs" }, ...Object.values(knobs).map(({ node }) => node)), live, frame);
  followWidth(root, state, draw);
  show();
}

function remember(settings, defaults) {
  const changed = (name, text) => (settings[name] === defaults[name] ? null : text);
  rememberInUrl({
    digits: changed("digits", settings.digits), n: changed("length", settings.length), h: changed("half", settings.half.toPrecision(4)),
    a: changed("steep", settings.steep.toFixed(2)), scale: changed("scale", settings.scale),
  });
}

function graphOf(settings, { tasks, strings, axes, height }) {
  const { low, high } = axes.x;
  const sizes = Array.from({ length: STEPS + 1 }, (_, step) => low * (high / low) ** (step / STEPS));
  const log = settings.scale === "log";
  const floor = axes.y.low;
  const curve = (name, colour, dash, exponent) => ({
    name, colour, dash, line: true, marks: null, hover: null,
    points: sizes.map((size) => [size, digitAt(settings, size) ** exponent]).filter(([, share]) => !log || share >= floor),
  });
  const shown = tasks[settings.digits].map(({ size, value, low: from, high: to }) => (log ? [size, value, from, to].map((one) => Math.max(one, floor)) : [size, value, from, to]));
  return {
    x: { ...axes.x, log: true, percent: false }, y: log ? { ...axes.y, log } : { ...axes.y, low: 0, high: 1, log },
    alt: strings.alt, levels: [], height,
    series: [
      curve(strings.line_digit, TONES.smooth, "dashed", 1),
      curve(strings.line_answer, TONES.hard, "solid", settings.length),
      { name: strings.line_data, colour: "ink", dash: "solid", line: false, marks: "square", hover: tasks[settings.digits].map(({ label: text }) => text), points: shown },
    ],
  };
}

/** How far the curve and the points are apart: the root of the mean square. */
function distanceOf(settings, { tasks }) {
  const squares = tasks[settings.digits].map(({ size, value }) => (digitAt(settings, size) ** settings.length - value) ** 2);
  return Math.sqrt(squares.reduce((sum, one) => sum + one, 0) / squares.length);
}

function told(settings, content) {
  const { size, label: model, value } = content.tasks[settings.digits].find((one) => one.read);
  const digit = digitAt(settings, size);
  return sentence(content.strings.live, {
    model, digit: shareText(digit), length: String(settings.length), answer: shareText(digit ** settings.length),
    measured: shareText(value), distance: (100 * distanceOf(settings, content)).toFixed(1),
  });
}

function sizeText(size) {
  const [unit, name] = size >= 1e12 ? [1e12, "T"] : size >= 1e9 ? [1e9, "B"] : [1e6, "M"];
  return `${Number((size / unit).toPrecision(3))} ${name}`;
}
