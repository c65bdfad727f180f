/** Curves with a cursor. The server is never asked. Before this text stand core.js, figures.js and the parts of graph. */

export default function ({ data, parentElement }) {
  const { at, ...content } = data;
  const root = parentElement.querySelector(".root");
  const state = stateOf(parentElement, () => ({ at, width: 0, version: null })); // later the slider is the truth
  const draw = () => {
    state.width = root.clientWidth;
    if (state.width > 0) build(root, content, state);
  };
  const version = JSON.stringify(content);
  if (state.version !== version) {
    state.version = version;
    draw();
  }
  const observer = new ResizeObserver(() => { if (Math.abs(root.clientWidth - state.width) > 4) draw(); });
  observer.observe(root);
  return () => observer.disconnect();
}

function build(root, content, state) {
  const { graph, name, language, form, digits, keys, standard } = content;
  const { node, box, x, y } = drawGraph(graph, state.width);
  const points = graph.series.map((one) => one.points);
  const colours = graph.series.map((one) => GRAPH_COLOURS[one.colour]);
  const cursor = el("line", { class: "cursor", y1: box.top, y2: box.bottom });
  const dots = colours.map((colour) => el("circle", { r: 6, style: { fill: colour } }));
  node.append(cursor, ...dots);
  const reading = el("p", { class: "reading", "aria-live": "polite" });
  const input = el("input", { type: "range", id: `${name}-at`, "aria-label": graph.x.title, min: 0, max: points[0].length - 1, step: 1 });
  const refresh = () => {
    const value = points[0][state.at][0];
    const place = x(value);
    cursor.setAttribute("x1", place);
    cursor.setAttribute("x2", place);
    dots.forEach((dot, index) => {
      dot.setAttribute("cx", place);
      dot.setAttribute("cy", y(points[index][state.at][1]));
    });
    const found = Object.fromEntries(keys.map((key, index) => [key, points[index][state.at][1]]));
    reading.replaceChildren(...filled(content.reading, (key) => el("strong", {}, key === "x"
      ? written(value, form, language)
      : found[key].toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }))));
    input.value = state.at;
    input.setAttribute("aria-valuetext", written(value, form, language));
    Object.assign(root.dataset, found, { x: value });
    rememberInUrl({ [`${name}_at`]: state.at === standard ? null : state.at });
  };
  input.oninput = () => { state.at = Number(input.value); refresh(); };
  const thumb = 8; // pixels, half of its width: its middle stands under the cursor
  input.style.setProperty("margin-left", `${box.left - thumb}px`);
  input.style.setProperty("width", `${box.right - box.left + 2 * thumb}px`);
  root.replaceChildren(node, input, ...[graphLegend(graph, state.width)].filter(Boolean), reading);
  refresh();
}
