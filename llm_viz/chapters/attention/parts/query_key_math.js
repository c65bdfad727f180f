// Queries and keys of one layer, and softmax(scaling · q·k) of a row (Vaswani et al. 2017, eq. 1): pure functions, equal
// to `compute/query_key.py`.

/**
 * @typedef {object} Layer
 * @property {Float32Array} queries (heads, tokens, size)
 * @property {Float32Array} keys (key heads, tokens, size)
 * @property {Float32Array} weights (heads, queries, keys), as captured in the model.
 * @property {Uint8Array} allowed (queries, keys): 1 where a query may see a key.
 * @property {number} head_count
 * @property {number} key_heads
 * @property {number} length Number of tokens.
 * @property {number} size Number of dimensions of a head.
 * @property {number} scaling
 * @property {number | null} cap Bounds the scaled scores softly (Gemma 2); null: not at all.
 *
 * @typedef {{ head: number, query: number, key: number }} Link All from 0.
 *
 * @typedef {object} Row A query with all keys.
 * @property {number[]} products
 * @property {number[]} scores After scaling and cap; −∞ where out of sight.
 * @property {number[]} weights
 * @property {number[]} unscaled The weights without scaling.
 */

/**
 * @param {Layer} layer
 * @param {number} head
 * @param {number} query
 */
export function queryOf({ queries, length, size }, head, query) {
  const start = (head * length + query) * size;
  return queries.subarray(start, start + size);
}

/**
 * Neighbouring heads share a key in grouped-query attention.
 *
 * @param {Layer} layer
 * @param {number} head
 * @param {number} key
 */
export function keyOf({ keys, head_count: heads, key_heads: keyHeads, length, size }, head, key) {
  const keyHead = Math.floor((head * keyHeads) / heads);
  const start = (keyHead * length + key) * size;
  return keys.subarray(start, start + size);
}

/**
 * @param {Float32Array} query
 * @param {Float32Array} key
 */
export function productsOf(query, key) {
  return Float64Array.from(query, (value, dimension) => value * key[dimension]);
}

/** @param {Iterable<number>} values */
function sumOf(values) {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

/**
 * @param {Layer} layer
 * @param {number} head
 * @param {number} query
 * @returns {Row}
 */
export function rowOf(layer, head, query) {
  const { length, allowed, scaling, cap } = layer;
  const q = queryOf(layer, head, query);
  const products = Array.from({ length }, (_, key) => sumOf(productsOf(q, keyOf(layer, head, key))));
  const scoresWith = (/** @type {number} */ factor) =>
    products.map((product, key) => (allowed[query * length + key] > 0 ? capped(product * factor, cap) : -Infinity));
  const scores = scoresWith(scaling);
  return { products, scores, weights: softmax(scores), unscaled: softmax(scoresWith(1)) };
}

/**
 * @param {number} score
 * @param {number | null} cap
 */
export function capped(score, cap) {
  return cap === null ? score : cap * Math.tanh(score / cap);
}

/** @param {number[]} scores */
function softmax(scores) {
  const largest = Math.max(...scores);
  const shares = scores.map((score) => Math.exp(score - largest));
  const total = sumOf(shares);
  return shares.map((share) => share / total);
}

/**
 * The weight as captured in the model.
 *
 * @param {Layer} layer
 * @param {Link} link
 */
export function capturedWeight({ weights, length }, { head, query, key }) {
  return weights[(head * length + query) * length + key];
}
