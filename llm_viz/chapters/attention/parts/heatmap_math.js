// The weights of the heat map: those of one head, or summed up, with the first token hidden if asked. As the server
// sends them, they are whole numbers from 0 to `FULL`; in a causal model each row ends at its own token.

/**
 * @typedef {string} Choice A layer or a head: a number from 1, or a summary.
 * @typedef {{ layer: Choice, head: Choice }} Place Which picture.
 * @typedef {{ query: number, key: number }} Link
 *
 * @typedef {object} Attention
 * @property {Uint16Array} weights Of every head: (layers, heads, cells).
 * @property {Uint16Array} rollout Of every layer: (layers, cells).
 * @property {number} layers
 * @property {number} heads
 * @property {number} length Number of tokens.
 * @property {boolean} causal
 * @property {Map<string, Float32Array>} summaries Those that have been computed.
 */

export const FULL = 65535;
export const MEAN = "mean";
export const MAX = "max";
export const ROLLOUT = "rollout";
const SUMMARIES = { layer: [MEAN, MAX], head: [MEAN, MAX, ROLLOUT] };
const SMALLEST_REST = FULL / 100; // where less than 1 % is left beside the first token, enlarging it would show noise

/** @param {Choice} choice */
export function isSummary(choice) {
  return !/^\d+$/.test(choice);
}

/**
 * Rollout runs from the first layer up to one; there is no average or maximum of it.
 *
 * @param {Place} place
 */
export function isPossible({ layer, head }) {
  return !(head === ROLLOUT && isSummary(layer));
}

/**
 * All layers, or heads, that may be chosen: numbers, then summaries.
 *
 * @param {{ layers: number, heads: number }} model
 * @param {"layer" | "head"} axis
 */
export function choicesOf({ layers, heads }, axis) {
  return [...numbersTo(axis === "layer" ? layers : heads), ...SUMMARIES[axis]];
}

/** @param {number} count */
function numbersTo(count) {
  return Array.from({ length: count }, (_, index) => String(index + 1));
}

/**
 * The weights of a head, or those of several summed up (kept once computed): first over heads, then over layers.
 *
 * @param {Attention} attention
 * @param {Place} place
 * @returns {Uint16Array | Float32Array}
 */
export function weightsOf(attention, { layer, head }) {
  const { weights, rollout, layers, heads, summaries } = attention;
  if (!isSummary(layer) && !isSummary(head)) return block(attention, weights, (+layer - 1) * heads + (+head - 1));
  if (head === ROLLOUT) return block(attention, rollout, +layer - 1);
  const key = `${layer} ${head}`;
  const known = summaries.get(key);
  if (known) return known;
  const parts = isSummary(layer)
    ? numbersTo(layers).map((number) => weightsOf(attention, { layer: number, head }))
    : numbersTo(heads).map((number) => weightsOf(attention, { layer, head: number }));
  const summary = (isSummary(layer) ? layer : head) === MAX ? largestOf(parts) : meanOf(parts);
  summaries.set(key, summary);
  return summary;
}

/**
 * @param {Attention} attention
 * @param {Uint16Array} numbers
 * @param {number} index
 */
function block({ causal, length }, numbers, index) {
  const cells = causal ? (length * (length + 1)) / 2 : length * length;
  return numbers.subarray(index * cells, (index + 1) * cells);
}

/** @param {(Uint16Array | Float32Array)[]} parts */
function meanOf(parts) {
  const mean = new Float32Array(parts[0].length);
  const share = 1 / parts.length;
  for (const part of parts) {
    for (let index = 0; index < mean.length; index++) mean[index] += part[index] * share;
  }
  return mean;
}

/** @param {(Uint16Array | Float32Array)[]} parts */
function largestOf(parts) {
  const largest = Float32Array.from(parts[0]);
  for (const part of parts) {
    for (let index = 0; index < largest.length; index++) {
      if (part[index] > largest[index]) largest[index] = part[index];
    }
  }
  return largest;
}

/**
 * Whether the rows of this choice add up to 100 %: maxima do not.
 *
 * @param {Place} place
 */
export function addsUp({ layer, head }) {
  return layer !== MAX && head !== MAX;
}

/**
 * Where the row of a query begins.
 *
 * @param {Attention} attention
 * @param {number} query
 */
export function rowStart({ length, causal }, query) {
  return causal ? (query * (query + 1)) / 2 : query * length;
}

/**
 * By what hiding the first token enlarges the rest of a row; 0: nothing is left.
 *
 * @param {number} toFirst
 */
export function enlargement(toFirst) {
  const rest = FULL - toFirst;
  return rest < SMALLEST_REST ? 0 : FULL / rest;
}

/**
 * The weights of a query in the chosen picture, 0 … 1, for every key; null: not seen, hidden, or nothing left. Where
 * the first token is hidden, the rest of a row is enlarged to 100 %; maxima, which come from different heads, are not.
 *
 * @param {Attention} attention
 * @param {Place & { hideSink: boolean }} view
 * @param {number} query
 */
export function rowShares(attention, view, query) {
  const { length, causal } = attention;
  const weights = weightsOf(attention, view);
  const start = rowStart(attention, query);
  const scale = view.hideSink && addsUp(view) ? enlargement(weights[start]) : 1;
  const first = view.hideSink ? 1 : 0;
  const seen = causal ? query + 1 : length;
  const end = scale === 0 ? 0 : seen;
  return Array.from({ length }, (_, key) =>
    key < first || key >= end ? null : Math.min(1, (weights[start + key] * scale) / FULL),
  );
}

/**
 * How much of its attention each head gives to one link, 0 … 1, head by head from the first layer on: `rowShares` of the
 * query at the key. What is out of sight or hidden counts as 0.
 *
 * @param {Attention} attention
 * @param {Link} link
 * @param {boolean} hideSink
 */
export function linkShares(attention, { query, key }, hideSink) {
  const { layers, heads } = attention;
  return numbersTo(layers).flatMap((layer) =>
    numbersTo(heads).map((head) => rowShares(attention, { layer, head, hideSink }, query)[key] ?? 0),
  );
}

/**
 * The link that is marked: the one that is pointed at, else the one that was pinned in the chosen row.
 *
 * @param {{ pointed: { query: number, key: number | null } | null, view: { query: number, key: number | null } }} state
 * @returns {Link | null}
 */
export function markedLink({ pointed, view }) {
  const { query, key } = pointed ?? view;
  return key === null ? null : { query, key };
}
