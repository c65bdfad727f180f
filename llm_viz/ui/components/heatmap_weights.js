// The weights of the heat map as numbers 0 … FULL: those of one head, or summed up, with the first token hidden if asked.

const FULL = 65535;
const [MEAN, MAX, ROLLOUT] = ["mean", "max", "rollout"];
const SUMMARIES = { layer: [MEAN, MAX], head: [MEAN, MAX, ROLLOUT] };
const SMALLEST_REST = FULL / 100; // where less than 1 % is left beside the first token, enlarging it would show noise

const isSummary = (choice) => !/^\d+$/.test(choice);

/** Rollout runs from the first layer up to one; there is no average or maximum of it. */
const isPossible = ({ layer, head }) => !(head === ROLLOUT && isSummary(layer));

/** The weights of a head, or those of several summed up (kept once computed): first over heads, then over layers. */
function weightsOf(state, layer, head) {
  const { layers, heads } = state.header;
  if (!isSummary(layer) && !isSummary(head)) return stored(state, (layer - 1) * heads + (head - 1));
  if (head === ROLLOUT) return stored(state, layers * heads + (layer - 1));
  const key = `${layer} ${head}`;
  if (!state.summaries.has(key)) {
    const numbers = (count) => Array.from({ length: count }, (_, i) => String(i + 1));
    const parts = isSummary(layer)
      ? numbers(layers).map((one) => weightsOf(state, one, head))
      : numbers(heads).map((one) => weightsOf(state, layer, one));
    state.summaries.set(key, (isSummary(layer) ? layer : head) === MAX ? largestOf(parts) : meanOf(parts));
  }
  return state.summaries.get(key);
}

function stored(state, index) {
  return state.weights.subarray(index * state.size, (index + 1) * state.size);
}

function meanOf(parts) {
  const mean = new Float32Array(parts[0].length);
  const share = 1 / parts.length;
  for (const part of parts) for (let i = 0; i < mean.length; i++) mean[i] += part[i] * share;
  return mean;
}

function largestOf(parts) {
  const largest = Float32Array.from(parts[0]);
  for (const part of parts) for (let i = 0; i < largest.length; i++) if (part[i] > largest[i]) largest[i] = part[i];
  return largest;
}

/** Whether the rows of this choice add up to 100 %: maxima do not. */
const addsUp = ({ layer, head }) => layer !== MAX && head !== MAX;

/**
 * Where the row of a query begins, how long it is, and by what hiding the first token enlarges it (0: nothing is left).
 * Maxima come from different heads and are not enlarged.
 */
function rowOf(state, weights, query, shares) {
  const start = state.header.causal ? (query * (query + 1)) / 2 : query * state.n;
  const rest = FULL - weights[start];
  const scale = !state.view.hideSink || !shares ? 1 : rest < SMALLEST_REST ? 0 : FULL / rest;
  return { start, length: state.header.causal ? query + 1 : state.n, first: state.view.hideSink ? 1 : 0, scale };
}

/** The weight from query to key in the chosen picture, 0 … 1; null: not seen, hidden, or nothing left. */
function weightAt(state, weights, query, key) {
  const row = rowOf(state, weights, query, addsUp(state.view));
  if (key >= row.length || key < row.first || row.scale === 0) return null;
  return Math.min(1, (weights[row.start + key] * row.scale) / FULL);
}
