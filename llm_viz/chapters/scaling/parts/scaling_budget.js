// A budget of operations and its best split between parameters and tokens, among models that were really trained.
// Before this text stand core.js, figures.js, graph_scale.js, graph_draw.js, graph_controls.js and scaling_law.js.

const LINE_POINTS = 40;
const FEW_NAMES = 2;
const ROOM_FOR_NAMES = 620; // pixels, from which on all names are written

export default function ({ data, parentElement }) {
  const { settings, ...content } = data;
  const state = stateOf(parentElement, () => ({ settings, version: null })); // later the slider is the truth
  const version = JSON.stringify(content);
  if (state.version === version) return;
  state.version = version;
  build(parentElement.querySelector(".root"), content, state);
}

function build(root, content, state) {
  const { strings, fits, powers, standard } = content;
  const settled = () => {
    const { fit, power } = state.settings;
    rememberInUrl({ split: fit === standard.fit ? null : fit, budget: power === standard.power ? null : power });
  };
  const change = (settings) => {
    state.settings = { ...state.settings, ...settings };
    show();
  };
  const press = (settings) => {
    change(settings);
    settled();
  };
  const budget = sliderOf({ name: "budget", label: strings.budget, min: powers.low, max: powers.high, step: powers.step, text: (power) => `${powerOfTen(10 ** power)} FLOP` }, (power) => change({ power }), settled);
  const choice = choiceOf(strings.fits, Object.keys(fits).map((name) => [name, strings[`fit_${name}`]]), (fit) => press({ fit }));
  const examples = content.examples.map(({ name, power }) => el("button", { type: "button", dataset: { power }, onclick: () => press({ power }) }, name));
  const frame = el("div", {});
  const live = el("p", { class: "live" });
  const warning = el("p", { class: "quiet warning" });
  const draw = () => {
    const graph = graphOf(state.settings, content);
    const { node, x, y } = drawGraph(graph, state.width);
    node.append(...nameLabels(content.models, x, y, state.width));
    frame.replaceChildren(node, ...[graphLegend(graph, state.width)].filter(Boolean));
  };
  const show = () => {
    const { fit, power } = state.settings;
    const flop = 10 ** power;
    const best = computeOptimal(fits[fit], flop);
    budget.show(power);
    choice.show(fit);
    examples.forEach((button) => button.setAttribute("aria-pressed", String(Number(button.dataset.power) === power)));
    live.replaceChildren(...sentence(strings.live, {
      flop: powerOfTen(flop), parameters: short(best.parameters), tokens: short(best.tokens),
      ratio: ratioText(best.tokens / best.parameters), loss: best.loss.toFixed(3),
    }));
    const beyond = flop / content.measured.high;
    warning.textContent = beyond > 1 ? strings.beyond.replace("{times}", beyond < 10 ? beyond.toFixed(1) : Math.round(beyond).toLocaleString("en")) : strings.within;
    Object.assign(root.dataset, { parameters: best.parameters, tokens: best.tokens });
    if (state.width) draw();
  };
  root.replaceChildren(el("div", { class: "choices" }, choice.node,
    el("div", { class: "choice" }, el("span", { class: "quiet" }, strings.examples), el("span", { class: "buttons" }, ...examples))),
  budget.node, live, frame, warning);
  followWidth(root, state, draw);
  show();
}

/** The line of best splits, whole where runs were measured and dashed beyond; all splits of the budget; the models. */
function graphOf({ fit, power }, { fits, axes, measured, powers, models, strings, height }) {
  const best = (flop) => {
    const { parameters, tokens } = computeOptimal(fits[fit], flop);
    return [parameters, tokens];
  };
  const inside = ([parameters, tokens]) => axes.x.low <= parameters && parameters <= axes.x.high && axes.y.low <= tokens && tokens <= axes.y.high;
  const line = (low, high) => equalRatios(low, high, LINE_POINTS).map(best).filter(inside);
  const flop = 10 ** power;
  const splits = equalRatios(axes.x.low, axes.x.high, 2 * LINE_POINTS).map((parameters) => [parameters, flop / (FLOP_PER_PARAMETER_AND_TOKEN * parameters)]).filter(inside);
  const shape = { hover: null, marks: null, line: true, dash: "solid" };
  return {
    ...axes, height, alt: strings.alt, levels: [],
    series: [
      { ...shape, name: strings.splits, colour: "second", dash: "dotted", points: splits },
      { ...shape, name: "", colour: "ink", points: line(measured.low, measured.high) },
      { ...shape, name: strings.best, colour: "ink", dash: "dashed", points: line(measured.high, 10 ** powers.high) },
      { ...shape, name: strings.models, colour: "first", line: false, marks: "circle", hover: models.map(({ hover }) => hover), points: models.map(({ parameters, tokens }) => [parameters, tokens]) },
      { ...shape, name: strings.optimum, colour: "second", line: false, marks: "diamond", points: [best(flop)] },
    ],
  };
}

/** Names of the models that are worth finding; only the first few where there is little room. */
function nameLabels(models, x, y, width) {
  const named = models.filter(({ rank }) => rank !== null && (width >= ROOM_FOR_NAMES || rank < FEW_NAMES));
  return named.map(({ name, parameters, tokens, left }) => {
    const text = label(x(parameters) + (left ? -9 : 9), y(tokens) + 5, name, left ? "end" : "start", "model");
    return text;
  });
}
