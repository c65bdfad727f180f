// The 245 runs and a surface through them, whose five numbers the visitor moves. The server is never asked.
// Before this text stand core.js, figures.js, graph_scale.js, graph_draw.js, graph_controls.js and scaling_law.js.

const CURVE_POINTS = 60;

export default function ({ data, parentElement }) {
  const { settings, ...content } = data;
  const state = stateOf(parentElement, () => ({ settings, version: null })); // later the sliders are the truth
  const version = JSON.stringify(content);
  if (state.version === version) return;
  state.version = version;
  build(parentElement.querySelector(".root"), content, state);
}

function build(root, content, state) {
  const { strings, fits, limits } = content;
  const change = (settings) => {
    state.settings = { ...state.settings, ...settings };
    show();
  };
  const settled = () => remember(state.settings, fits);
  const knobs = Object.entries(limits).map(([name, { low, high, log }]) => {
    const place = log ? Math.log10 : (value) => value;
    return [name, sliderOf({
      name, label: strings[name], min: place(low), max: place(high), step: (place(high) - place(low)) / 500,
      read: log ? (value) => 10 ** value : Number, place, text: (value) => (log ? value.toPrecision(4) : value.toFixed(4)),
    }, (value) => change({ [name]: value }), settled)];
  });
  const choice = choiceOf(strings.fits, Object.keys(fits).map((name) => [name, strings[`fit_${name}`]]), (name) => {
    change(fits[name]);
    settled();
  });
  const frame = el("div", {});
  const live = el("p", { class: "live" });
  const draw = () => {
    const graph = graphOf(state.settings, content);
    frame.replaceChildren(drawGraph(graph, state.width).node, ...[graphLegend(graph, state.width)].filter(Boolean));
  };
  const show = () => {
    knobs.forEach(([name, knob]) => knob.show(state.settings[name]));
    choice.show(fitOf(state.settings, fits));
    const error = errorOf(state.settings, content.groups);
    const ratio = ratioOf(state.settings, content.budget);
    Object.assign(root.dataset, { error, ratio });
    live.replaceChildren(...sentence(strings.live, { error: `${(100 * error).toFixed(2)} %`, floor: state.settings.E.toFixed(3), ratio: ratioText(ratio) }));
    if (state.width) draw();
  };
  const legend = el("p", { class: "quiet legend" }, `○ ${strings.left_out}`);
  root.replaceChildren(choice.node, frame, legend, live, el("div", { class: "knobs" }, ...knobs.map(([, { node }]) => node)));
  followWidth(root, state, draw);
  show();
}

/** The published fit that the sliders stand at, if any. */
function fitOf(settings, fits) {
  return Object.keys(fits).find((name) => Object.entries(fits[name]).every(([key, value]) => settings[key] === value)) ?? "";
}

function remember(settings, fits) {
  const [standard] = Object.values(fits);
  rememberInUrl(Object.fromEntries(Object.entries(settings).map(([name, value]) => [
    name, value === standard[name] ? null : Number(value.toPrecision(8))])));
}

/** The mean of |ln predicted − ln measured|: 0.01 = off by one per cent. */
function errorOf(surface, groups) {
  const errors = groups.flatMap(({ runs }) => runs.map(({ parameters, flop, loss }) =>
    Math.abs(Math.log(surfaceLoss(surface, parameters, flop / (FLOP_PER_PARAMETER_AND_TOKEN * parameters)) / loss))));
  return errors.reduce((sum, error) => sum + error, 0) / errors.length;
}

function ratioOf(surface, flop) {
  const { parameters, tokens } = computeOptimal(surface, flop);
  return tokens / parameters;
}

function pointsOf(runs) {
  return { dash: "solid", line: false, points: runs.map(({ flop, loss }) => [flop, loss]), hover: runs.map(({ hover }) => hover) };
}

/** Points, open ones for runs that the fits leave out, and, in the same colour, the surface's curve for a model of each group's middle size. */
function graphOf(surface, { groups, axes, strings, height }) {
  return {
    ...axes, height, alt: strings.alt, levels: [],
    series: groups.flatMap(({ name, colour, size, low, high, runs }) => [
      { ...pointsOf(runs.filter(({ kept }) => kept)), name: "", colour, marks: "small" },
      { ...pointsOf(runs.filter(({ kept }) => !kept)), name: "", colour, marks: "open" },
      { name, colour, dash: "solid", line: true, marks: null, hover: null,
        points: equalRatios(low, high, CURVE_POINTS)
          .map((flop) => [flop, surfaceLoss(surface, size, flop / (FLOP_PER_PARAMETER_AND_TOKEN * size))])
          .filter(([, loss]) => axes.y.low <= loss && loss <= axes.y.high) },
    ]),
  };
}
