// Published results: one click changes the metric or an axis, and the same points glide to their new places.
// Before this text stand core.js, graph_scale.js, graph_draw.js and graph_controls.js.

const SIZE = 11; // pixels
const FACES = ["hard", "smooth"];

export default function ({ data, parentElement }) {
  const { settings, ...content } = data;
  const state = stateOf(parentElement, () => ({ settings, version: null })); // later the buttons are the truth
  const version = JSON.stringify(content);
  if (state.version === version) return;
  Object.assign(state, { version, line: content.highlight });
  if (!content.faces[state.settings.metric]) state.settings = { ...state.settings, metric: "hard" };
  build(parentElement.querySelector(".root"), content, state);
}

function build(root, content, state) {
  const { faces, lines, strings } = content;
  const choose = (name) => (value) => {
    state.settings = { ...state.settings, [name]: value };
    remember(state.settings);
    show();
    place(true);
  };
  const groups = {
    metric: choiceOf(strings.metric, FACES.filter((face) => faces[face]).map((face) => [face, faces[face].label]), choose("metric")),
    y: choiceOf(strings.vertical, [["linear", strings.linear], ["log", strings.log]], choose("y")),
    x: choiceOf(strings.horizontal, [["log", strings.log], ["linear", strings.linear]], choose("x")),
  };
  const line = choiceOf(strings.line, lines.map(({ name }) => [name, name]), (name) => {
    state.line = name;
    emphasise();
  });
  const frame = el("div", {});
  const readout = el("p", { class: "readout", "aria-live": "polite" }, strings.hint);
  const marks = lines.flatMap((one) => one.points.map((point) => ({ line: one, point, error: el("line", { class: "error" }), node: el("rect", {}) })));
  const paths = lines.map((one) => ({ line: one, node: el("path", { class: "line" }) }));
  const layer = el("g", {}, ...paths.map(({ node }) => node), ...marks.flatMap(({ error, node }) => [error, node]));

  const show = () => {
    for (const [name, group] of Object.entries(groups)) group.show(state.settings[name]);
    Object.assign(root.dataset, state.settings);
  };
  const emphasise = () => {
    line.show(state.line);
    for (const { line: one, node } of paths) node.classList.toggle("chosen-line", one.name === state.line);
    for (const { line: one, node } of marks) node.classList.toggle("of-chosen-line", one.name === state.line);
  };
  /** Move everything to where the settings want it; `gliding`: from where it is now. */
  const place = (gliding) => {
    const { metric } = state.settings;
    const picture = drawGraph(graphOf(content, state.settings), state.width);
    zeroLabels(picture, content, state.settings);
    picture.node.append(layer);
    frame.replaceChildren(picture.node);
    const moves = marks.map((mark) => {
      const to = { ...placeOf(mark.point, content, state.settings, picture), round: metric === "smooth" ? SIZE / 2 : 1.5 };
      return { mark, from: gliding && mark.at ? mark.at : to, to };
    });
    const draw = (share) => {
      for (const { mark, from, to } of moves) drawMark(mark, from, to, share);
      for (const { line: one, node } of paths) node.setAttribute("d", pathThrough(marks.filter((mark) => mark.line === one)));
    };
    if (gliding) glide(state, draw);
    else draw(1);
    picture.node.onpointermove = (event) => look(event, picture.node);
  };
  const look = (event, svg) => {
    const rect = svg.getBoundingClientRect();
    const away = ({ at }) => Math.hypot(at.x - event.clientX + rect.left, at.y - event.clientY + rect.top);
    const near = marks.reduce((best, mark) => (away(mark) < away(best) ? mark : best));
    const close = away(near) < 40;
    for (const mark of marks) mark.node.classList.toggle("looked-at", close && mark === near);
    readout.replaceChildren(...(close ? described(near.point, content) : [strings.hint]));
  };
  root.replaceChildren(el("div", { class: "choices" }, ...Object.values(groups).map(({ node }) => node)), frame, readout,
    ...(lines.length > 1 ? [line.node] : []), numbers(content));
  show();
  emphasise();
  followWidth(root, state, () => place(false));
}

/** What differs from the defaults goes into the address. */
function remember({ metric, x, y }) {
  rememberInUrl({ metric: metric === "hard" ? null : metric, y: y === "linear" ? null : y, x: x === "log" ? null : x });
}

/** The empty picture: axes, and the level of chance where there is one. */
function graphOf({ faces, across, strings, height }, { metric, x, y }) {
  const face = faces[metric];
  return {
    x: { ...across.axes[x], log: x === "log", percent: false, title: across.title },
    y: { ...face.axes[y], log: y === "log", percent: face.percent, title: face.title },
    alt: strings.alt, height, series: [],
    levels: face.chance === null ? [] : [{ name: strings.chance, value: face.chance, colour: "quiet", dash: "dashed" }],
  };
}

/** On a logarithmic axis, where there is no 0, what is 0 stands at the very edge, which is marked so. */
function zeroLabels({ node, box }, { faces, across }, { metric, x, y }) {
  if (y === "log" && faces[metric].zero) node.append(label(box.left - 8, box.bottom + 5, "0", "end"));
  if (x === "log" && across.zero) node.append(label(box.left, box.bottom + 22, "0", "middle"));
}

function placeOf(point, { faces, across }, { metric, x, y }, picture) {
  const within = (axis, place, value, log) => place(log ? Math.max(value, axis.low) : value);
  const up = (value) => within(faces[metric].axes[y], picture.y, value, y === "log");
  const { value, low, high } = point[metric];
  return { x: within(across.axes[x], picture.x, point.x, x === "log"), y: up(value), low: up(low ?? value), high: up(high ?? value) };
}

function drawMark(mark, from, to, share) {
  const at = Object.fromEntries(Object.keys(to).map((name) => [name, from[name] + (to[name] - from[name]) * share]));
  mark.at = at;
  const set = (node, attributes) => Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value.toFixed(1)));
  set(mark.node, { x: at.x - SIZE / 2, y: at.y - SIZE / 2, width: SIZE, height: SIZE, rx: at.round });
  set(mark.error, { x1: at.x, x2: at.x, y1: at.low, y2: at.high });
}

function pathThrough(marks) {
  return marks.map(({ at }, index) => `${index ? "L" : "M"}${at.x.toFixed(1)} ${at.y.toFixed(1)}`).join("");
}

function written(value, face) {
  return face.percent ? shareText(value) : String(Number(value.toPrecision(3)));
}

/** A point in words: its place, then each metric with its interval where that is known. */
function described(point, { faces, strings }) {
  const results = FACES.filter((face) => faces[face]).flatMap((face) => {
    const { value, low, high } = point[face];
    const between = low === null ? strings.no_interval : `${strings.interval} ${written(low, faces[face])} – ${written(high, faces[face])}`;
    return [` · ${faces[face].label}: `, el("strong", {}, written(value, faces[face])), ` (${between})`];
  });
  return [el("strong", {}, point.label), ...results];
}

/** The same numbers as a table, for those who cannot point at a picture. */
function numbers({ faces, lines, strings }) {
  const shown = FACES.filter((face) => faces[face]);
  const head = el("tr", {}, el("th", { scope: "col" }, strings.model), ...shown.map((face) => el("th", { scope: "col", class: "number" }, faces[face].label)));
  const rows = lines.flatMap(({ points }) => points).map((point) => el("tr", {}, el("th", { scope: "row" }, point.label),
    ...shown.map((face) => el("td", { class: "number" }, written(point[face].value, faces[face])))));
  return el("details", {}, el("summary", {}, strings.numbers),
    el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": strings.numbers }, el("table", {}, el("thead", {}, head), el("tbody", {}, ...rows))));
}
