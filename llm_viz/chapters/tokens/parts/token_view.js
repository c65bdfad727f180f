/** A text and its tokens: above the text as it was typed, below every token with its characters, id and bytes. */
export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".root");
  const state = stateOf(parentElement, () => ({ served: null, current: 0 }));
  const served = JSON.stringify(data);
  if (state.served !== served) {
    Object.assign(state, { served, current: 0 });
    draw(root, data, state);
  }
  return onHover(root, (position) => showToken(root, data, position));
}

function draw(root, { groups, labels, omitted }, state) {
  let typed = 0;
  const tinted = groups.map((group) => ({ ...group, tint: isSpecial(group) ? "special" : `tint-${typed++ % 2}` }));
  const detail = el("p", { class: "detail", role: "status" }, labels.hint);
  const cells = el("div", { class: "groups", role: "toolbar", "aria-label": labels.tokens }, legend(labels), ...tinted.map(columnOf));
  root.replaceChildren(
    el("h3", {}, labels.text),
    el("p", { class: "source", dir: "auto" }, ...tinted.filter((group) => !isSpecial(group)).map(segmentOf)),
    el("h3", {}, labels.tokens),
    cells,
    el("p", { class: "quiet" }, omitted),
    detail,
  );
  walkWithArrows(cells, state);
}

function isSpecial(group) {
  return group.tokens[0].kind === "special";
}

/** What the three lines of every column are. */
function legend(labels) {
  return el("div", { class: "legend quiet", "aria-hidden": "true" },
    ...[labels.characters, labels.id, labels.bytes].map((label) => el("span", {}, label)));
}

/** The characters of a group in the running text; invisible signs that could turn or hide text are spelled out. */
function segmentOf(group) {
  const positions = group.tokens.map((token) => token.position);
  const segment = el("span", { class: `segment ${group.tint}`, dataset: { positions: ` ${positions.join(" ")} ` } },
    group.label.includes("⟨") ? group.label : group.text);
  segment.onpointerenter = () => broadcastHover(positions[0]);
  segment.onpointerleave = () => broadcastHover(null);
  return segment;
}

/** A group of tokens: its characters once, and under them one cell for each token that holds some of them. */
function columnOf(group) {
  const several = group.tokens.length > 1;
  const label = isSpecial(group) ? group.tokens[0].label : group.label;
  return el("div", { class: `group ${group.tint}${several ? " joined" : ""}` },
    el("span", { class: "characters" }, label),
    el("div", { class: "cells" }, ...group.tokens.map((token) => cellOf(token, several))));
}

function cellOf(token, several) {
  const own = several && token.kind === "text" ? el("span", { class: "own" }, token.label) : null;
  const cell = el("button", {
    type: "button",
    class: `cell ${token.kind}`,
    tabindex: -1,
    "aria-label": `${token.label} ${token.id} ${token.bytes}`,
    dataset: { position: token.position },
  },
  own,
  el("span", { class: "id" }, String(token.id)),
  el("span", { class: "bytes" }, token.unknown ? "?" : token.bytes || "–"));
  cell.onpointerenter = cell.onfocus = cell.onclick = () => broadcastHover(token.position);
  cell.onpointerleave = cell.onblur = () => broadcastHover(null);
  return cell;
}

/** One stop of the Tab key for all tokens; the arrow keys go from one to the next. */
function walkWithArrows(container, state) {
  const cells = [...container.querySelectorAll(".cell")];
  if (cells.length === 0) return;
  cells[0].tabIndex = 0;
  container.onkeydown = (event) => {
    const last = cells.length - 1;
    const target = { ArrowRight: state.current + 1, ArrowLeft: state.current - 1, Home: 0, End: last }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    cells[state.current].tabIndex = -1;
    state.current = Math.min(Math.max(target, 0), last);
    cells[state.current].tabIndex = 0;
    cells[state.current].focus();
  };
  container.addEventListener("focusin", (event) => {
    const index = cells.indexOf(event.target);
    if (index < 0 || index === state.current) return;
    cells[state.current].tabIndex = -1;
    state.current = index;
    cells[index].tabIndex = 0;
  });
}

/** Light up the characters of a token and say what is known of it; null: of none. */
function showToken(root, { groups, labels }, position) {
  for (const segment of root.querySelectorAll(".segment")) {
    segment.classList.toggle("hovered", position !== null && segment.dataset.positions.includes(` ${position} `));
  }
  const group = groups.find(({ tokens }) => tokens.some((token) => token.position === position));
  const detail = root.querySelector(".detail");
  if (position === null || !group || !detail) return;
  const token = group.tokens.find((one) => one.position === position);
  const facts = [
    [labels.characters, token.label],
    [labels.id, String(token.id)],
    token.bytes ? [labels.bytes, token.bytes] : null,
    token.kind === "special" ? null : [labels.place, placeOf(token)],
  ].filter(Boolean);
  detail.replaceChildren(
    ...facts.flatMap(([label, value]) => [el("span", { class: "quiet" }, `${label} `), el("span", { class: "fact" }, value)]),
    el("span", {}, explanationOf(token, labels, groups)));
}

function placeOf({ start, end }) {
  return end > start + 1 ? `${start + 1}–${end}` : String(start + 1);
}

function explanationOf(token, labels, groups) {
  if (token.unknown) return labels.unknown;
  if (token.kind === "part") return labels.part;
  if (token.kind !== "special") return "";
  const typed = groups.find((group) => !isSpecial(group));
  return typed && token.position > typed.tokens[0].position ? labels["special-after"] : labels["special-before"];
}
