// Every head as a small picture: layers from left to right, heads from top to bottom, summaries last.

const OVERVIEW = { left: 30, top: 20, gap: 2, before_summaries: 8, slice_ms: 6 };
const MARKS = { [MEAN]: "x̄", [MAX]: "max", [ROLLOUT]: "R" };

/** Layers (or heads) as the pictures are ordered: numbers, then summaries. */
function choicesOf(state, axis) {
  const count = state.header[`${axis}s`];
  return [...Array.from({ length: count }, (_, i) => String(i + 1)), ...SUMMARIES[axis]];
}

function drawOverview(state) {
  const [layers, heads] = [choicesOf(state, "layer"), choicesOf(state, "head")];
  const across = (state.shownWidth - OVERVIEW.left - OVERVIEW.before_summaries) / layers.length;
  const side = Math.max(16, Math.min(44, across - OVERVIEW.gap, 440 / heads.length) | 0);
  const place = (index, count) => index * (side + OVERVIEW.gap) + (index >= count ? OVERVIEW.before_summaries : 0);
  const left = (layer) => OVERVIEW.left + place(layers.indexOf(layer), state.header.layers);
  const top = (head) => OVERVIEW.top + place(heads.indexOf(head), state.header.heads);
  state.overview = { side, left, top, layers, heads };
  const context = sized(state.overviewCanvas, left(MAX) + side + 6, top(ROLLOUT) + side + 1);
  context.font = `${side < 20 ? 10 : 12}px ${state.palette.font}`;
  context.fillStyle = state.palette.quiet;
  context.textAlign = "center";
  context.textBaseline = "middle";
  const step = side < 20 ? 5 : 1;
  for (const layer of layers) {
    if (!isSummary(layer) && layer !== "1" && Number(layer) !== state.header.layers && layer % step > 0) continue;
    context.fillText(MARKS[layer] ?? layer, left(layer) + side / 2, OVERVIEW.top / 2);
  }
  for (const head of heads) context.fillText(MARKS[head] ?? head, OVERVIEW.left / 2, top(head) + side / 2);
  frameOverview(state, state.selected, state.view);
  paintOverview(state);
}

/** Fills in the pictures. Hundreds take longer than one frame may: a few are drawn in each. */
function paintOverview(state) {
  const { side, left, top, layers, heads } = state.overview;
  const context = state.overviewCanvas.getContext("2d");
  context.imageSmoothingEnabled = false;
  const scratch = state.scratch.getContext("2d");
  const jobs = heads.flatMap((head) => layers.map((layer) => ({ layer, head }))).filter(isPossible);
  let done = 0;
  const drawSome = () => {
    const start = performance.now();
    while (done < jobs.length && performance.now() - start < OVERVIEW.slice_ms) {
      const job = jobs[done++];
      const image = picture(state, job, side);
      if (state.scratch.width !== image.width) state.scratch.width = state.scratch.height = image.width;
      scratch.putImageData(image, 0, 0);
      context.clearRect(left(job.layer), top(job.head), side, side);
      context.drawImage(state.scratch, left(job.layer), top(job.head), side, side);
    }
    if (done < jobs.length) state.frame = requestAnimationFrame(drawSome);
  };
  cancelAnimationFrame(state.frame);
  state.frame = requestAnimationFrame(drawSome);
}

/** Puts a frame around one of the small pictures. */
function frameOverview(state, frame, place) {
  frame.hidden = !place || !state.overview;
  if (frame.hidden) return;
  const { side, left, top } = state.overview;
  frame.style.transform = `translate(${left(place.layer) - 2}px, ${top(place.head) - 2}px)`;
  frame.style.width = frame.style.height = `${side + 4}px`;
}

/** Which small picture is under the pointer, if any. */
function overviewAt(state, event) {
  const { side, left, top, layers, heads } = state.overview;
  const hit = (choices, start, at) => choices.find((choice) => start(choice) <= at && at < start(choice) + side);
  const place = { layer: hit(layers, left, event.offsetX), head: hit(heads, top, event.offsetY) };
  return place.layer && place.head && isPossible(place) ? place : null;
}

/** The small picture so many layers and heads away from the chosen one; the chosen one itself where there is none. */
function overviewBeside(state, layersAway, headsAway) {
  const { layers, heads } = state.overview;
  const moved = (choices, choice, away) => choices[Math.max(0, Math.min(choices.length - 1, choices.indexOf(choice) + away))];
  const { layer, head } = state.view;
  const place = { layer: moved(layers, layer, layersAway), head: moved(heads, head, headsAway) };
  return isPossible(place) ? place : { layer, head };
}

function nameOf(state, { layer, head }) {
  const { strings } = state.header;
  const part = (label, choice) => `${label} ${isSummary(choice) ? strings[choice] : choice}`;
  return head === ROLLOUT
    ? `${strings.rollout} · ${strings.layer} 1 – ${layer}`
    : `${part(strings.layer, layer)} · ${part(strings.head, head)}`;
}
