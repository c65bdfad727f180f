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

const rowStart = ({ n, header: { causal } }, query) => (causal ? (query * (query + 1)) / 2 : query * n);

/** By what hiding the first token enlarges the rest of a row (0: nothing is left). Maxima come from different heads: not at all. */
function scaleOf(toFirst, hideSink, shares) {
  if (!hideSink || !shares) return 1;
  const rest = FULL - toFirst;
  return rest < SMALLEST_REST ? 0 : FULL / rest;
}

/** The weights of a query in the chosen picture, 0 … 1, for every key; null: not seen, hidden, or nothing left. */
function rowShares(state, query) {
  const { n, header: { causal }, view } = state;
  const weights = weightsOf(state, view.layer, view.head);
  const start = rowStart(state, query);
  const scale = scaleOf(weights[start], view.hideSink, addsUp(view));
  const [first, end] = [view.hideSink ? 1 : 0, scale === 0 ? 0 : causal ? query + 1 : n];
  return Array.from({ length: n }, (_, key) => (key < first || key >= end ? null : Math.min(1, (weights[start + key] * scale) / FULL)));
}
