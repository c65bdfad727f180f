// The pipeline as a table: one row per token, one column per step; a cut token carries the letter of the filter that cut it.

const FILTERS = ["T", "k", "p", "m"];

/** The pipeline: one row per token, one column per step. */
function tableOf(strings) {
  const columns = ["raw", "heat", "k", "p", "m", "final"];
  const head = el("tr", {}, el("th", { scope: "col" }, strings.token),
    ...columns.map((name) => el("th", { scope: "col", class: `column-${name}` }, strings[`column_${name}`])));
  const left = el("tr", { class: "left" }, el("th", { scope: "row" }, strings.left), ...columns.map(() => el("td")));
  const body = el("tbody");
  const node = el("table", {}, el("caption", { class: "visually-hidden" }, strings.table), el("thead", {}, head, left), body);
  let rows = [];
  const setRows = (tokens, { vocabulary }) => {
    const others = fill(strings.others, { count: number(vocabulary - tokens.length) });
    rows = [...tokens.map((token) => rowOf(chip(token), { token: token.id })), rowOf(el("span", { class: "others" }, ...others), { others: "" })];
    body.replaceChildren(...rows.map((row) => row.node));
  };
  const show = ({ levels, raw }, result, { vocabulary, tokens }) => {
    const about = result.approximate ? "≈ " : "";
    const sums = result.alive.map((alive) => countOf(alive));
    [vocabulary, ...sums, sums[3]].forEach((count, index) => {
      left.cells[index + 1].textContent = (index > 2 ? about : "") + number(count);
    });
    rows.slice(0, -1).forEach((row, index) => {
      const filter = result.alive.findIndex((alive) => alive[index] === 0);
      row.show(raw[index], result.heat[index], result.alive.map((alive) => alive[index]), result.final[index], filter, strings);
      row.node.querySelector(".chip").classList.toggle("chip-chosen", result.final[index] === 1);
    });
    const first = rows.length - 1;
    const alive = result.alive.map((counts) => countOf(counts, first));
    const mass = (shares, counts) => massOf(counts, shares, first);
    const filter = alive.findIndex((count) => count === 0);
    rows[first].show(mass(raw, levels.counts), mass(result.heat, levels.counts), alive, mass(result.final, result.alive[3]), filter, strings, about);
    node.classList.toggle("greedy", result.alive[0][1] === 0 && tokens.length > 1);
  };
  return { node, setRows, show };
}

/** A row: raw and heated share, what each filter lets through, final share. */
function rowOf(label, dataset) {
  const bars = ["raw", "heat", "final"].map((name) => ({ name, bar: el("div", { class: "bar" }), text: el("span", { class: "number" }) }));
  const barCell = ({ name, bar, text }) => el("td", { class: `column-${name}` }, el("div", { class: "share" }, el("div", { class: "track" }, bar), text));
  const gates = [1, 2, 3].map(() => el("span", { class: "gate" }));
  const node = el("tr", { dataset }, el("th", { scope: "row" }, label), barCell(bars[0]), barCell(bars[1]),
    ...gates.map((gate, index) => el("td", { class: `column-gate column-${FILTERS[index + 1]}` }, gate)), barCell(bars[2]));
  const show = (raw, heat, alive, final, filter, strings, about = "") => {
    [raw, heat, final].forEach((share, index) => {
      bars[index].bar.style.width = `${100 * share}%`;
      bars[index].text.textContent = (index === 2 && final > 0 ? about : "") + percent(share);
    });
    gates.forEach((gate, index) => {
      const stage = index + 1;
      const [open, cut] = [filter === -1 || filter > stage, filter === stage];
      gate.className = `gate ${open ? "open" : cut ? "cut" : "gone"}`;
      const count = "others" in dataset ? (stage > 1 ? about : "") + number(alive[stage]) : "";
      gate.textContent = open ? count : cut ? FILTERS[stage] : "";
      gate.title = cut ? strings[`cut_${FILTERS[stage]}`] : "";
    });
    node.classList.toggle("out", filter !== -1);
    Object.assign(node.dataset, { raw, heat, final, cut: filter === -1 ? "" : FILTERS[filter] });
  };
  return { node, show };
}
