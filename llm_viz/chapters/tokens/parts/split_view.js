/** One text, cut in several ways: point at a piece, and its characters light up in every row. */
export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".root");
  root.replaceChildren(...data.rows.map((row) => rowOf(row, data)));
  const pieces = [...root.querySelectorAll(".piece")];
  const lightUp = (chosen) => {
    for (const piece of pieces) {
      piece.classList.toggle("hovered", chosen !== null && overlap(piece.dataset, chosen.dataset));
    }
  };
  for (const piece of pieces) {
    piece.onpointerenter = () => lightUp(piece);
    piece.onpointerleave = () => lightUp(null);
  }
}

function overlap(one, other) {
  return Number(one.start) < Number(other.end) && Number(other.start) < Number(one.end);
}

function rowOf(row, { characters, unknown }) {
  const drawn = groupsOf(row.pieces).map((group, index) => groupOf(group, `tint-${index % 2}`, characters, unknown));

  return el("section", { class: row.read ? "row" : "row unread" },
    el("header", {},
      el("h3", {}, row.name),
      el("span", { class: "amount" }, row.count, row.special ? el("span", { class: "quiet" }, ` ${row.special}`) : null),
      el("span", { class: "quiet remark" }, row.remark)),
    el("p", { class: "pieces" }, ...drawn,
      row.omitted ? el("span", { class: "quiet" }, ` ${row.omitted}`) : null));
}

/** Neighbouring pieces that share a character, together. */
function groupsOf(pieces) {
  const groups = [];
  let reached = 0;
  for (const piece of pieces) {
    if (piece.start < reached && piece.start < piece.end) groups.at(-1).push(piece);
    else groups.push([piece]);
    reached = Math.max(reached, piece.end);
  }
  return groups;
}

/** Several pieces stand under the characters that they share. */
function groupOf(group, tint, characters, unknown) {
  if (group.length === 1) return pieceOf(group[0], tint, unknown);
  const shared = characters.slice(group[0].start, group.at(-1).end).join("");
  return el("span", { class: `group ${tint}` },
    el("bdi", { class: "shared" }, shared),
    el("span", { class: "parts" }, ...group.map((piece) => pieceOf(piece, tint, unknown))));
}

function pieceOf({ label, start, end, kind, id, read_as: readAs }, tint, unknown) {
  const details = [id === null ? null : `#${id}`, readAs ? `→ ${readAs}` : null, kind === "unknown" ? unknown : null];
  const title = details.filter(Boolean).join(" · ") || null;
  return el("span", { class: `piece ${kind} ${tint}`, title, dataset: { start, end } }, label,
    readAs ? el("span", { class: "read-as quiet" }, ` → ${readAs}`) : null);
}
