// The weights of the heat map as numbers 0 … FULL, with the first token hidden if the visitor wishes so, and their colours.

const FULL = 65535;
const MEAN = "mean";
const SMALLEST_REST = FULL / 100; // where less than 1 % is left beside the first token, enlarging it would show noise

/** The weights of a head, or their average over all heads or layers (kept once computed). */
function weightsOf(state, layer, head) {
  const { layers, heads } = state.header;
  if (layer !== MEAN && head !== MEAN) return headWeights(state, layer - 1, head - 1);
  const key = `${layer} ${head}`;
  if (!state.means.has(key)) {
    const mean = new Float32Array(state.size);
    const among = (choice, count) => (choice === MEAN ? [...Array(count).keys()] : [choice - 1]);
    const parts = among(layer, layers).flatMap((l) => among(head, heads).map((h) => headWeights(state, l, h)));
    for (const part of parts) for (let i = 0; i < mean.length; i++) mean[i] += part[i] / parts.length;
    state.means.set(key, mean);
  }
  return state.means.get(key);
}

function headWeights(state, layer, head) {
  const start = (layer * state.header.heads + head) * state.size;
  return state.weights.subarray(start, start + state.size);
}

/** Where the row of a query begins, how long it is, and by what hiding the first token enlarges it (0: nothing is left). */
function rowOf(state, weights, query) {
  const start = state.header.causal ? (query * (query + 1)) / 2 : query * state.n;
  const rest = FULL - weights[start];
  const scale = !state.view.hideSink ? 1 : rest < SMALLEST_REST ? 0 : FULL / rest;
  return { start, length: state.header.causal ? query + 1 : state.n, first: state.view.hideSink ? 1 : 0, scale };
}

/** The weight from query to key as shown, 0 … 1; null: not seen, hidden, or nothing left. */
function weightAt(state, weights, query, key) {
  const row = rowOf(state, weights, query);
  if (key >= row.length || key < row.first || row.scale === 0) return null;
  return Math.min(1, (weights[row.start + key] * row.scale) / FULL);
}

/** The weights as a picture of one pixel each; of at most `limit` pixels a side, each the largest of its weights. */
function picture(state, weights, limit = state.n) {
  const side = Math.min(state.n, limit);
  const image = new ImageData(side, side);
  const pixels = new Uint32Array(image.data.buffer);
  const largest = new Float32Array(side * side).fill(-1);
  const pixelOf = Array.from({ length: state.n }, (_, position) => ((position * side) / state.n) | 0);
  for (let query = 0; query < state.n; query++) {
    const { start, length, first, scale } = rowOf(state, weights, query);
    if (scale === 0) continue;
    for (let key = first; key < length; key++) {
      const at = pixelOf[query] * side + pixelOf[key];
      largest[at] = Math.max(largest[at], weights[start + key] * scale);
    }
  }
  for (let at = 0; at < pixels.length; at++) if (largest[at] >= 0) pixels[at] = state.palette.pixels[Math.min(FULL, largest[at]) | 0];
  state.scratch.width = state.scratch.height = side;
  state.scratch.getContext("2d").putImageData(image, 0, 0);
  return state.scratch;
}

/** From almost the background to the colour of attention, by the square root of the weight, so that small ones show. */
function paletteOf(root) {
  const style = getComputedStyle(root);
  const named = (name) => rgb(style.getPropertyValue(name).trim());
  const [ground, ink, full] = ["--st-background-color", "--st-text-color", "--st-violet-color"].map(named);
  const mix = (from, to, share) => from.map((channel, i) => Math.round(channel + (to[i] - channel) * share));
  const zero = mix(ground, ink, 0.06);
  const pixels = new Uint32Array(FULL + 1);
  for (let weight = 0; weight <= FULL; weight++) {
    const [red, green, blue] = mix(zero, full, Math.sqrt(weight / FULL));
    pixels[weight] = ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  }
  const css = (colour) => `rgb(${colour.join(" ")})`;
  const cell = (weight) => mix(zero, full, Math.sqrt(weight));
  const letters = (weight) => css(contrast(cell(weight), ground) > contrast(cell(weight), ink) ? ground : ink);
  return { pixels, ground: css(ground), ink: css(ink), quiet: css(mix(ground, ink, 0.72)), cell: (weight) => css(cell(weight)), letters };
}

function rgb(colour) {
  const context = el("canvas", { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)];
}

/** Contrast ratio of WCAG 2. */
function contrast(one, other) {
  const luminance = (colour) => {
    const [red, green, blue] = colour.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}
