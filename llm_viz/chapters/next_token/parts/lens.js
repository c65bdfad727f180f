/**
 * One row a layer: the best tokens there, darker where more probable, and the place and share of the token that wins in the end.
 * The same token is framed in all rows while the pointer is on it; the winner's cells are framed always.
 */
export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".root");
  const table = el("table", {},
    el("caption", { class: "visually-hidden" }, data.caption),
    el("thead", {}, el("tr", {},
      el("th", { scope: "col", class: "number" }, data.layer),
      ...data.place.map((place, index) => el("th", { scope: "col", class: `place-${index + 1}` }, place)),
      el("th", { scope: "col", class: "number" }, data.rank),
      el("th", { scope: "col", class: "share" }, data.probability),
    )),
    el("tbody", {}, ...data.layers.map((reading, layer) => row(reading, layer, data))),
  );
  table.onpointerover = (event) => light(table, event.target.closest("td[data-token]")?.dataset.token);
  table.onpointerleave = () => light(table, undefined);
  root.replaceChildren(table);
}

function row(reading, layer, { winner, settled, embedding }) {
  const name = layer === 0 ? embedding : String(layer);
  return el("tr", { class: layer >= settled ? "settled" : null },
    el("th", { scope: "row", class: "number" }, name),
    ...reading.candidates.map((candidate, index) => el("td", {
      class: `token place-${index + 1}${candidate.id === winner ? " winner" : ""}`,
      style: { "--share": `${(100 * candidate.probability).toFixed(1)}%` },
      title: `${candidate.label}  #${candidate.id}  ${percent(candidate.probability)}`,
      dataset: { token: candidate.id },
    }, el("span", {}, candidate.label))),
    el("td", { class: "number" }, reading.winner_rank),
    el("td", { class: "share" },
      el("div", { class: "line" },
        el("div", { class: "track" }, el("div", { class: "bar", style: { width: `${100 * reading.winner_probability}%` } })),
        el("span", { class: "number" }, percent(reading.winner_probability)),
      ),
    ),
  );
}

/** Frame this token's cells; undefined: none. */
function light(table, token) {
  for (const cell of table.querySelectorAll("td[data-token]")) cell.classList.toggle("hovered", cell.dataset.token === token);
}
