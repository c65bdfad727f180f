// What one query looks at, as a sentence and as a short list.

function showRow(state) {
  const { tokens, strings } = state.header;
  const query = state.pointed?.query ?? state.view.query;
  const key = state.pointed?.key ?? null;
  const weights = weightsOf(state, state.view.layer, state.view.head);
  const row = tokens.map((_, position) => weightAt(state, weights, query, position));
  if (state.sentence.childElementCount !== tokens.length || state.sentenceOf !== state.source) fillSentence(state);
  [...state.sentence.children].forEach((button, position) => {
    const weight = row[position];
    button.classList.toggle("asking", position === query);
    button.classList.toggle("unseen", weight === null);
    button.tabIndex = position === state.view.query ? 0 : -1;
    button.setAttribute("aria-pressed", String(position === state.view.query));
    button.style.background = weight === null ? "transparent" : state.palette.cell(weight);
    button.style.color = weight === null ? state.palette.ink : state.palette.letters(weight);
  });
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
}
