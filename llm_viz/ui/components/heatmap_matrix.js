// One head, large: queries down, keys across.

function labelMatrix(state) {
  const labels = (ask) => state.header.tokens.map((token) => el("div", {
    dataset: { position: token.position },
    title: `${token.label}  #${token.id}`,
    onpointerenter: () => ask(token.position),
    onpointerleave: () => ask(null),
  }, token.label));
  state.keys.replaceChildren(...labels((position) => broadcastHover(position)));
  state.queries.replaceChildren(...labels((position) => {
    broadcastHover(position);
    state.pointed = position === null ? null : { query: position, key: null };
    showRow(state);
  }));
  [...state.queries.children].forEach((label, query) => (label.onclick = () => choose(state, { query })));
}

function drawMatrix(state) {
  const { n, palette, header } = state;
  const wide = state.root.clientWidth > 800;
  const cell = Math.max(13, Math.min(56, (state.root.clientWidth * (wide ? 0.58 : 1) - 130) / n)) | 0;
  state.cell = cell;
  for (const label of state.keys.children) Object.assign(label.style, { width: `${cell}px`, lineHeight: `${cell}px` });
  for (const label of state.queries.children) Object.assign(label.style, { height: `${cell}px`, lineHeight: `${cell}px` });
  const weights = weightsOf(state, state.view.layer, state.view.head);
  const context = sized(state.matrixCanvas, n * cell, n * cell);
  context.imageSmoothingEnabled = false;
  context.drawImage(picture(state, weights), 0, 0, n * cell, n * cell);
  context.fillStyle = palette.ground;
  for (let i = 1; i < n; i++) {
    context.fillRect(i * cell, 0, 1, n * cell);
    context.fillRect(0, i * cell, n * cell, 1);
  }
  if (cell < 30) return;
  context.font = `${cell < 38 ? 12 : 14}px ${getComputedStyle(state.root).fontFamily}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (let query = 0; query < n; query++) {
    for (let key = 0; key < (header.causal ? query + 1 : n); key++) {
      const weight = weightAt(state, weights, query, key);
      if (weight === null || weight < 0.005) continue;
      context.fillStyle = palette.letters(weight);
      context.fillText(String(Math.round(100 * weight)), (key + 0.5) * cell, (query + 0.5) * cell);
    }
  }
}

/** The token looked at anywhere on the page: its row and column. */
function lightToken(state, position) {
  const there = position !== null && position < state.n;
  placeBands(state, there ? state.pointed?.query ?? position : null, there ? position : null);
}

function placeBands(state, query, key) {
  state.row.hidden = query === null;
  state.column.hidden = key === null;
  Object.assign(state.row.style, { top: `${query * state.cell}px`, height: `${state.cell}px` });
  Object.assign(state.column.style, { left: `${key * state.cell}px`, width: `${state.cell}px` });
}
