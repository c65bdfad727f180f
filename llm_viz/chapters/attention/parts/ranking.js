/** The earlier words in two orders, by attention and by what cutting them does; lines join the same word. */

export default function ({ data, parentElement }) {
  const { contexts, strings } = data;
  const limit = Math.max(0.05, ...contexts.flatMap(({ rows, baseline }) => [...rows.map(({ shift }) => Math.abs(shift)), baseline ? Math.abs(baseline.mean) + 2 * baseline.deviation : 0]));
  parentElement.querySelector(".root").replaceChildren(...contexts.map((context, side) => contextOf(context, side, limit, strings)));
}

function contextOf({ text, rows, baseline }, side, limit, strings) {
  const looked = [...rows].sort((one, other) => other.weight - one.weight);
  const moved = [...rows].sort((one, other) => Math.abs(other.shift) - Math.abs(one.shift));
  const most = Math.max(...rows.map(({ weight }) => weight), Number.MIN_VALUE);
  const count = rows.length;
  const lines = looked.map((row, from) => {
    const to = moved.indexOf(row);
    return el("line", { x1: 0, y1: (from + 0.5) / count, x2: 1, y2: (to + 0.5) / count, class: from === to ? "same" : "crossed", "vector-effect": "non-scaling-stroke" });
  });
  return el("section", { class: `side-${"ab"[side]}` },
    el("h4", {}, el("span", { class: "badge" }, "AB"[side]), el("span", {}, text)),
    el("div", { class: "orders" },
      el("div", { class: "order" }, el("div", { class: "title" }, strings.by_attention), ...looked.map((row) => el("div", { class: "row" },
        el("span", { class: "word" }, row.text),
        el("div", { class: "track" }, el("div", { class: "bar", style: { width: `${(100 * row.weight) / most}%` } })),
        el("span", { class: "number" }, percent(row.weight))))),
      el("svg", { viewBox: "0 0 1 1", preserveAspectRatio: "none", "aria-hidden": "true" }, ...lines),
      el("div", { class: "order" }, el("div", { class: "title" }, strings.by_meaning), ...moved.map((row) => el("div", { class: "row" },
        el("span", { class: "word" }, row.text),
        shiftBar(row.shift, baseline, limit),
        el("span", { class: "number" }, signed(row.shift)))))),
    baseline ? el("p", { class: "quiet" }, fillIn(strings.baseline, { mean: signed(baseline.mean), deviation: baseline.deviation.toFixed(2), draws: baseline.draws }).join("")) : null);
}

/** A bar from the middle: to the right towards sense A, to the left towards B; hatched where random cuts end. */
function shiftBar(shift, baseline, limit) {
  const place = (value) => 50 + (50 * Math.max(-limit, Math.min(limit, value))) / limit;
  const span = (from, to, kind) => el("div", { class: kind, style: { left: `${Math.min(place(from), place(to))}%`, width: `${Math.abs(place(to) - place(from))}%` } });
  return el("div", { class: "diverging" },
    baseline ? span(baseline.mean - 2 * baseline.deviation, baseline.mean + 2 * baseline.deviation, "random") : null,
    span(0, shift, shift > 0 ? "shift to-a" : "shift to-b"),
    el("div", { class: "zero" }));
}
