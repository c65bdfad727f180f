// The sense score layer by layer as a line chart; shared by the components that show one. Needs sense_text.js.

/** The mark of a side at a place: a circle for A, a square for B. */
function sideMark(side, x, y, radius, attributes = {}) {
  return SIDES[side].shape === "circle"
    ? el("circle", { cx: x, cy: y, r: radius, ...attributes })
    : el("rect", { x: x - radius * 0.9, y: y - radius * 0.9, width: radius * 1.8, height: radius * 1.8, rx: 1.5, ...attributes });
}

/** The letter of a side on its mark, as large as a line of text. */
function sideBadge(side, x, y) {
  return el("g", { class: "badge" },
    sideMark(side, x, y, 11, { style: { fill: SIDES[side].colour } }),
    el("text", { x, y: y + 5, "text-anchor": "middle", style: { fill: "var(--st-background-color)", "font-weight": 700, "font-size": "14px" } }, SIDES[side].letter));
}

/**
 * A chart of `width` × `height` pixels. `lines`: { side, values, kind } with kind "main", "before" (thin) or "control"
 * (dashed); `bands`: { side, low, high }; `poles`: what +1 and −1 mean; `from`: where the last third begins.
 * Returns the node and `x`, `y`, which place a layer and a score.
 */
function senseChart({ width, height, layers, lines, bands = [], poles, from, strings }) {
  const box = { left: 46, right: Math.max(width, 120) - 34, top: 30, bottom: height - 48 };
  const x = (layer) => box.left + ((box.right - box.left) * layer) / layers;
  const y = (score) => box.top + ((box.bottom - box.top) * (1 - score)) / 2;
  const path = (values) => values.map((value, layer) => `${layer ? "L" : "M"}${x(layer).toFixed(1)} ${y(value).toFixed(1)}`).join("");
  const node = el("svg", { width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true", class: "sense-chart" },
    el("rect", { x: x(from - 0.5), y: box.top, width: box.right - x(from - 0.5), height: box.bottom - box.top, style: { fill: "var(--track)" } }),
    ...[1, 0.5, 0, -0.5, -1].flatMap((score) => [
      el("line", { x1: box.left, x2: box.right, y1: y(score), y2: y(score), style: { stroke: score ? "var(--line)" : "var(--quiet)" } }),
      note(box.left - 8, y(score) + 5, score ? signed(score).replace(".00", "").replace("0.50", "½") : "0", "end"),
    ]),
    ...layerTicks(layers, width).map((layer) => note(x(layer), box.bottom + 20, String(layer), "middle")),
    note(box.right, height - 6, strings.layer_axis, "end"),
    ...bands.map(({ side, low, high }) => el("path", {
      d: `${path(high)}${[...low.keys()].reverse().map((layer) => `L${x(layer).toFixed(1)} ${y(low[layer]).toFixed(1)}`).join("")}Z`,
      style: { fill: SIDES[side].colour, opacity: 0.16 },
    })),
    pole(box.left - 30, box.top - 10, 0, `+1 = ${poles[0]}`),
    pole(box.left - 30, height - 6, 1, `−1 = ${poles[1]}`),
    ...lines.flatMap((line) => lineOf(line, x, y, path)),
    ...endBadges(lines.filter(({ kind }) => kind === "main"), x(layers) + 16, y),
  );
  return { node, x, y, box };
}

function lineOf({ side, values, kind }, x, y, path) {
  const { colour } = SIDES[side];
  const looks = {
    main: { stroke: colour, "stroke-width": "3px" },
    before: { stroke: colour, "stroke-width": "1.5px", opacity: 0.75, "stroke-dasharray": "2 3" },
    control: { stroke: "var(--quiet)", "stroke-width": "1.75px", "stroke-dasharray": side ? "2 4" : "8 4" },
  }[kind];
  const line = el("path", { d: path(values), class: `line ${kind}`, style: { fill: "none", "stroke-linejoin": "round", ...looks } });
  if (kind !== "main") return [line];
  return [line, ...values.map((value, layer) => sideMark(side, x(layer), y(value), 3.2, { style: { fill: colour } }))];
}

/** The letters at the ends of the lines, moved apart where they would lie on each other. */
function endBadges(lines, x, y) {
  const ends = lines.map(({ side, values }) => ({ side, at: y(values.at(-1)) })).sort((one, other) => one.at - other.at);
  const overlap = ends.length === 2 ? Math.max(0, 24 - (ends[1].at - ends[0].at)) / 2 : 0;
  return ends.map(({ side, at }, index) => sideBadge(side, x, at + (index ? overlap : -overlap)));
}

function layerTicks(layers, width) {
  const step = [1, 2, 3, 5, 6, 10].find((one) => (layers / one) * 34 <= width - 80) ?? 20;
  const ticks = [];
  for (let layer = 0; layer <= layers; layer += step) ticks.push(layer);
  return ticks;
}

function note(x, y, text, anchor) {
  return el("text", { x, y, "text-anchor": anchor, style: { fill: "var(--quiet)", "font-size": "13px" } }, text);
}

function pole(x, y, side, text) {
  return el("text", { x, y, style: { fill: SIDES[side].colour, "font-size": "14.5px", "font-weight": 700 } }, text);
}
