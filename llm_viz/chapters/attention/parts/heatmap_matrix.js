// One head, large: queries down, keys across.

const NUMBERED = 30; // pixels that a cell needs to hold its number

function labelMatrix(state) {
  const { tokens, written } = state.header;
  const labels = (ask) => tokens.map((token) => el("div", {
    class: written !== null && token.position >= written ? "written" : null,
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

/** How large a cell is on this screen. */
function layMatrix(state) {
  const width = state.shownWidth * (state.shownWidth > 800 ? 0.58 : 1) - 130;
  state.cell = Math.max(13, Math.min(56, width / state.n)) | 0;
  state.matrix.style.setProperty("--cell", `${state.cell}px`);
  state.grid.hidden = state.cell >= NUMBERED;
}

function drawMatrix(state) {
  const { n, cell } = state;
  const image = picture(state, state.view);
  const canvas = state.matrixCanvas;
  Object.assign(canvas.style, { width: `${n * cell}px`, height: `${n * cell}px` });
  if (cell >= NUMBERED) return drawNumbered(state, image);
  // A pixel for each weight, enlarged by the browser: a large canvas would take longer than a frame.
  if (canvas.width !== n || canvas.height !== n) Object.assign(canvas, { width: n, height: n });
  canvas.getContext("2d").putImageData(image, 0, 0);
}

function drawNumbered(state, image) {
  const { n, cell, palette } = state;
  state.scratch.width = state.scratch.height = n;
  state.scratch.getContext("2d").putImageData(image, 0, 0);
  const context = sized(state.matrixCanvas, n * cell, n * cell);
  context.imageSmoothingEnabled = false;
  context.drawImage(state.scratch, 0, 0, n * cell, n * cell);
  context.fillStyle = palette.ground;
  for (let i = 1; i < n; i++) {
    context.fillRect(i * cell, 0, 1, n * cell);
    context.fillRect(0, i * cell, n * cell, 1);
  }
  context.font = `${cell < 38 ? 12 : 14}px ${palette.font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (let query = 0; query < n; query++) {
    rowShares(state, query).forEach((weight, key) => {
      if (weight === null || weight < 0.005) return;
      context.fillStyle = palette.letters(weight);
      context.fillText(String(Math.round(100 * weight)), (key + 0.5) * cell, (query + 0.5) * cell);
    });
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
