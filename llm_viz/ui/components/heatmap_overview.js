// Every head as a small picture: layers from left to right, heads from top to bottom, averages last.

const OVERVIEW = { left: 26, top: 20, gap: 2, before_mean: 8, slice_ms: 8 };

function drawOverview(state) {
  const { layers, heads } = state.header;
  const across = (state.root.clientWidth - OVERVIEW.left - OVERVIEW.before_mean) / (layers + 1);
  const side = Math.max(16, Math.min(44, across - OVERVIEW.gap, 440 / (heads + 1)) | 0);
  const place = (index, count) => index * (side + OVERVIEW.gap) + (index === count ? OVERVIEW.before_mean : 0);
  const left = (layer) => OVERVIEW.left + place(layer, layers);
  const top = (head) => OVERVIEW.top + place(head, heads);
  state.overview = { side, left, top };
  const context = sized(state.overviewCanvas, left(layers) + side + 1, top(heads) + side + 1);
  context.font = `12px ${getComputedStyle(state.root).fontFamily}`;
  context.fillStyle = state.palette.quiet;
  context.textAlign = "center";
  context.textBaseline = "middle";
  const step = side < 20 ? 5 : 1;
  const number = (index, count) => (index < count ? index + 1 : "x̄");
  for (let layer = 0; layer <= layers; layer++) {
    if (layer > 0 && layer < layers && (layer + 1) % step > 0) continue;
    context.fillText(number(layer, layers), left(layer) + side / 2, OVERVIEW.top / 2);
  }
  for (let head = 0; head <= heads; head++) context.fillText(number(head, heads), OVERVIEW.left / 2, top(head) + side / 2);
  frameOverview(state, state.selected, state.view);

  // Hundreds of pictures take longer than one frame may: a few are drawn in each.
  const jobs = Array.from({ length: (layers + 1) * (heads + 1) }, (_, i) => [i % (layers + 1), (i / (layers + 1)) | 0]);
  const drawSome = () => {
    const start = performance.now();
    context.imageSmoothingEnabled = false;
    while (jobs.length && performance.now() - start < OVERVIEW.slice_ms) {
      const [layer, head] = jobs.shift();
      const weights = weightsOf(state, choiceAt(layer, layers), choiceAt(head, heads));
      context.clearRect(left(layer), top(head), side, side);
      context.drawImage(picture(state, weights, side), left(layer), top(head), side, side);
    }
    if (jobs.length) state.frame = requestAnimationFrame(drawSome);
  };
  cancelAnimationFrame(state.frame);
  state.frame = requestAnimationFrame(drawSome);
}

/** Puts a frame around one of the small pictures. */
function frameOverview(state, frame, place) {
  frame.hidden = !place || !state.overview;
  if (frame.hidden) return;
  const { side, left, top } = state.overview;
  const { layers, heads } = state.header;
  frame.style.transform = `translate(${left(indexOf(place.layer, layers)) - 2}px, ${top(indexOf(place.head, heads)) - 2}px)`;
  frame.style.width = frame.style.height = `${side + 4}px`;
}

/** Which small picture is under the pointer, if any. */
function overviewAt(state, event) {
  const { side, left, top } = state.overview;
  const { layers, heads } = state.header;
  const hit = (count, start, at) => [...Array(count + 1).keys()].find((i) => start(i) <= at && at < start(i) + side);
  const layer = hit(layers, left, event.offsetX);
  const head = hit(heads, top, event.offsetY);
  if (layer === undefined || head === undefined) return null;
  return { layer: choiceAt(layer, layers), head: choiceAt(head, heads) };
}

/** The small picture so many layers and heads away from the chosen one. */
function overviewBeside(state, layersAway, headsAway) {
  const { layers, heads } = state.header;
  const moved = (choice, count, away) => choiceAt(Math.max(0, Math.min(count, indexOf(choice, count) + away)), count);
  return { layer: moved(state.view.layer, layers, layersAway), head: moved(state.view.head, heads, headsAway) };
}

/** Averages stand behind the last layer or head. */
function indexOf(choice, count) {
  return choice === MEAN ? count : choice - 1;
}

function choiceAt(index, count) {
  return index === count ? MEAN : String(index + 1);
}

function nameOf(state, { layer, head }) {
  const { strings } = state.header;
  const part = (label, choice) => `${label} ${choice === MEAN ? strings.mean : choice}`;
  return `${part(strings.layer, layer)} · ${part(strings.head, head)}`;
}
