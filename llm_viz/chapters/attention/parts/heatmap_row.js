// What one query looks at, as a sentence and as a short list.

function showRow(state) {
  const { tokens, strings } = state.header;
  const query = state.pointed?.query ?? state.view.query;
  const key = state.pointed?.key ?? null;
  const row = rowShares(state, query);
  if (state.sentence.childElementCount !== tokens.length || state.sentenceOf !== state.source) fillSentence(state);
  state.words.forEach((word, position) => paintWord(state, word, position, query, row[position]));
  const best = row.map((weight, position) => ({ weight, position })).filter(({ weight }) => weight !== null)
    .sort((a, b) => b.weight - a.weight).slice(0, 4);
  const shown = key ?? best[0]?.position;
  const said = shown === undefined ? strings.nothing_left : row[shown] === null ? strings.hidden : percent(row[shown]);
  const token = (position) => (position === undefined ? "–" : tokens[position].label);
  state.readout.replaceChildren(
    el("div", { class: "quiet" }, nameOf(state, state.view)),
    el("div", { class: "pair" },
      el("span", { class: "axis q" }, "q "), token(query), " → ",
      el("span", { class: "axis k" }, "k "), token(shown), `: ${said}`),
    el("ol", {}, ...best.map(({ weight, position }) => el("li", {},
      el("span", {}, token(position)),
      el("div", { class: "track" }, el("div", { class: "bar", style: { width: `${100 * weight}%` } })),
      el("span", { class: "number" }, percent(weight))))),
  );
}

/** A token of the sentence. Most stay as they are when another head is chosen: only what is different is written. */
function paintWord({ palette, view }, word, position, query, weight) {
  const look = {
    asking: position === query,
    unseen: weight === null,
    chosen: position === view.query,
    background: weight === null ? "transparent" : palette.cell(weight),
    color: weight === null ? palette.ink : palette.letters(weight),
  };
  const { button, shown } = word;
  for (const name of ["asking", "unseen"]) if (shown[name] !== look[name]) button.classList.toggle(name, look[name]);
  if (shown.chosen !== look.chosen) {
    button.tabIndex = look.chosen ? 0 : -1;
    button.setAttribute("aria-pressed", String(look.chosen));
  }
  if (shown.background !== look.background) button.style.background = look.background;
  if (shown.color !== look.color) button.style.color = look.color;
  word.shown = look;
}

function fillSentence(state) {
  state.sentenceOf = state.source;
  const last = state.n - 1;
  state.sentence.replaceChildren(...state.header.tokens.map(({ position, label }) => el("button", {
    type: "button", dataset: { position },
    onclick: () => choose(state, { query: position }),
    onpointerenter: () => broadcastHover(position),
    onpointerleave: () => broadcastHover(null),
    onkeydown: (event) => {
      const next = { ArrowLeft: position - 1, ArrowRight: position + 1, Home: 0, End: last }[event.key];
      if (next === undefined) return;
      event.preventDefault();
      choose(state, { query: Math.max(0, Math.min(last, next)) });
      state.sentence.children[state.view.query].focus();
    },
  }, label)));
  state.words = [...state.sentence.children].map((button) => ({ button, shown: {} }));
}
