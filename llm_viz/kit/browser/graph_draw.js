// Curves, points and levels over two axes, as SVG; shared by the components that show such a picture. Needs graph_scale.js.

// As in charts/style.py; violet is left to the chosen token.
const GRAPH_COLOURS = { first: "#64748b", second: "#c2740c", third: "#0d8577", fourth: "#b83280", quiet: "var(--quiet)", ink: "var(--ink)" };
const GRAPH_DASHES = { solid: null, dashed: "7 5", dotted: "2 4" };
const LETTER = 8.2; // pixels, about, of a letter at 15 pixels
const ROW = 19; // pixels between two labels

/**
 * The picture of `graph` (see graph.py: `graph_payload`), `width` pixels wide. Returns the SVG node, the box of the
 * axes, and `x` and `y`, which place a number; `graph.height` is that of the whole.
 */
function drawGraph(graph, width) {
  const names = labelled(graph);
  const narrow = isNarrow(width);
  const room = narrow ? 0 : Math.min(width * 0.34, 18 + Math.max(0, ...names.map(({ name }) => textWidth(name))));
  const yTicks = ticks(graph.y, Math.max(3, Math.round((graph.height - 90) / 58)));
  const numbers = Math.max(...yTicks.map((value) => textWidth(tickText(value, graph.y.percent))));
  const box = { left: numbers + 14, right: width - Math.max(room, 12), top: 34, bottom: graph.height - 54 };
  const x = scale(graph.x, box.left, box.right);
  const y = scale(graph.y, box.bottom, box.top);
  const places = { box, x, y };
  const node = el("svg", { width, height: graph.height, viewBox: `0 0 ${width} ${graph.height}`, role: "img", "aria-label": graph.alt, class: "graph" },
    ...yTicks.flatMap((value) => [
      el("line", { x1: box.left, x2: box.right, y1: y(value), y2: y(value), class: "grid" }),
      label(box.left - 8, y(value) + 5, tickText(value, graph.y.percent), "end"),
    ]),
    ...ticks(graph.x, Math.max(2, Math.floor((box.right - box.left) / 90))).flatMap((value) => [
      el("line", { x1: x(value), x2: x(value), y1: box.bottom, y2: box.bottom + 5, class: "grid" }),
      label(x(value), box.bottom + 22, tickText(value, graph.x.percent), "middle"),
    ]),
    el("line", { x1: box.left, x2: box.right, y1: box.bottom, y2: box.bottom, class: "axis" }),
    label(0, 16, graph.y.title, "start", "title"),
    label(box.right, graph.height - 6, graph.x.title, "end", "title"),
    ...graph.levels.map((level) => levelLine(level, places)),
    ...(narrow ? graph.levels.map(({ name, value }) => label(box.left + 6, y(value) - 6, name, "start")) : []),
    ...graph.series.map((one) => seriesMarks(one, places)),
    ...(narrow ? [] : endLabels(names, places)));
  return { node, ...places };
}

/** Whether there is no room for names at the right edge: levels then bear theirs, and series stand in a legend. */
function isNarrow(width) {
  return width < 600;
}

function labelled(graph) {
  return [...graph.levels, ...graph.series].filter(({ name }) => name);
}

/** The legend for a narrow picture; null where the names stand at the right edge. */
function graphLegend(graph, width) {
  if (!isNarrow(width)) return null;
  return el("div", { class: "graph-legend" }, ...graph.series.filter(({ name }) => name).map((one) => el("span", { class: "entry" },
    el("span", { class: `swatch ${one.marks ? "dot" : "stroke"}`, style: { "--colour": GRAPH_COLOURS[one.colour], "--style": one.dash === "solid" ? "solid" : "dashed" } }), one.name)));
}

function levelLine({ value, colour, dash }, { box, y }) {
  return el("line", { x1: box.left, x2: box.right, y1: y(value), y2: y(value), class: "level",
    style: { stroke: GRAPH_COLOURS[colour], "stroke-dasharray": GRAPH_DASHES[dash] ?? "none" } });
}

function seriesMarks({ points, colour, dash, line, marks, hover }, { box, x, y }) {
  const inside = (value) => Math.min(box.bottom, Math.max(box.top - 12, y(value)));
  const style = { "--colour": GRAPH_COLOURS[colour], "stroke-dasharray": GRAPH_DASHES[dash] ?? "none" };
  const group = el("g", { class: "series", style });
  for (const [, low, high, at] of points.filter((point) => point.length > 2).map(([px, , low, high]) => [px, low, high, x(px)])) {
    group.append(el("line", { x1: at, x2: at, y1: inside(low), y2: inside(high), class: "error" }));
  }
  if (line) group.append(el("path", { d: points.map(([px, py], index) => `${index ? "L" : "M"}${x(px).toFixed(1)} ${inside(py).toFixed(1)}`).join(""), class: "line" }));
  if (marks) points.forEach(([px, py], index) => group.append(mark(marks, x(px), inside(py), hover?.[index])));
  return group;
}

/** A point: a full or an open circle, a square or a diamond; what it stands for appears under the pointer. */
function mark(kind, cx, cy, hover) {
  const title = hover ? el("title", {}, hover) : null;
  if (kind === "square") return el("rect", { x: cx - 5, y: cy - 5, width: 10, height: 10, class: "mark" }, title);
  if (kind === "diamond") return el("path", { d: `M${cx} ${cy - 7}L${cx + 7} ${cy}L${cx} ${cy + 7}L${cx - 7} ${cy}Z`, class: "mark" }, title);
  return el("circle", { cx, cy, r: kind === "small" ? 3 : 5, class: kind === "open" ? "mark open" : "mark" }, title);
}

/** Names at the right ends of what they name, moved apart where they would lie on each other. */
function endLabels(names, { box, y }) {
  const wanted = names.filter((one) => "value" in one || one.points.length)
    .map((one) => ({ one, at: Math.min(box.bottom, Math.max(box.top, y("value" in one ? one.value : one.points.at(-1)[1]))) }))
    .sort((first, second) => first.at - second.at);
  for (let index = 1; index < wanted.length; index += 1) wanted[index].at = Math.max(wanted[index].at, wanted[index - 1].at + ROW);
  const over = Math.max(0, (wanted.at(-1)?.at ?? 0) - box.bottom);
  for (let index = wanted.length - 1, limit = box.bottom; over && index >= 0; index -= 1, limit -= ROW) wanted[index].at = Math.min(wanted[index].at, limit);
  return wanted.map(({ one, at }) => {
    const text = label(box.right + 10, at + 5, one.name, "start", "name");
    text.style.setProperty("--colour", GRAPH_COLOURS[one.colour]);
    return text;
  });
}

function label(x, y, text, anchor, kind = "number") {
  return el("text", { x, y, "text-anchor": anchor, class: `label ${kind}` }, text);
}

/** About how wide a text is, in pixels: Japanese letters are twice as wide as Latin ones. */
function textWidth(text) {
  return [...text].reduce((sum, letter) => sum + (letter.codePointAt(0) > 0x2e80 ? 15.5 : LETTER), 0);
}
