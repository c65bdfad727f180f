// A tiny model's training under a hard and a smooth metric, growing while it trains. The length of the answer moves live.
// Before this text stand core.js, graph_scale.js, graph_draw.js and graph_controls.js.

export default function ({ data, parentElement }) {
  const { settings, ...content } = data;
  const root = parentElement.querySelector(".root");
  const state = stateOf(parentElement, () => ({ settings, content: null }));
  const first = state.content === null;
  state.content = content;
  if (first) build(root, state);
  else state.show();
}

function build(root, state) {
  const { strings, length } = state.content;
  const change = (settings) => {
    state.settings = { ...state.settings, ...settings };
    state.show();
  };
  const settled = () => rememberInUrl({ signs: state.settings.signs === length ? null : state.settings.signs, copying: state.settings.scale === "linear" ? null : state.settings.scale });
  const signs = sliderOf({ name: "signs", label: strings.signs, min: 1, max: length, step: 1, text: String }, (value) => change({ signs: value }), settled);
  const vertical = choiceOf(strings.vertical, [["linear", strings.linear], ["log", strings.log]], (scale) => {
    change({ scale });
    settled();
  });
  const frame = el("div", {});
  const live = el("p", { class: "live" });
  const draw = () => {
    const graph = graphOf(state);
    frame.replaceChildren(drawGraph(graph, state.width).node, ...[graphLegend(graph, state.width)].filter(Boolean));
  };
  state.show = () => {
    signs.show(state.settings.signs);
    vertical.show(state.settings.scale);
    live.replaceChildren(...told(state));
    if (state.width) draw();
  };
  root.replaceChildren(el("div", { class: "choices" }, vertical.node, signs.node), live, frame);
  followWidth(root, state, draw);
  state.show();
}

function graphOf({ settings, content }) {
  const { reports, strings, axes, chance, height } = content;
  const log = settings.scale === "log";
  const { low } = axes.y;
  const line = (name, colour, dash, value) => ({
    name, colour, dash, line: true, marks: null, hover: null,
    points: reports.map((report) => [report.step, value(report)]).filter(([, share]) => !log || share >= low),
  });
  return {
    x: { ...axes.x, log: false, percent: false }, y: log ? { ...axes.y, log } : { ...axes.y, low: 0, high: 1, log },
    alt: strings.alt, height,
    levels: [{ name: strings.line_chance, value: chance, colour: "quiet", dash: "dotted" }],
    series: [
      line(strings.line_hard.replace("{signs}", settings.signs), TONES.hard, "solid", ({ exact }) => exact[settings.signs - 1]),
      line(strings.line_smooth, TONES.smooth, "solid", ({ probability }) => probability),
      line(strings.line_control, "quiet", "dashed", ({ control }) => control[0]),
    ],
  };
}

function told({ settings, content }) {
  const { reports, strings } = content;
  const { step, exact, probability, control } = reports.at(-1);
  return sentence(strings.live, {
    step: String(step), signs: String(settings.signs), exact: shareText(exact[settings.signs - 1]),
    probability: shareText(probability), control: shareText(control[0]),
  });
}
