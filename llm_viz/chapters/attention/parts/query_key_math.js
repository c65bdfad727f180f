// One layer's queries and keys as the server sends them, and softmax(scaling · q·k) of a row.

/** The arrays of a message (`query_key.py`), one after another in its numbers. */
function takeApart(bytes) {
  const headerLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + headerLength)));
  const numbers = new Float32Array(bytes.slice(4 + headerLength).buffer);
  const [n, heads] = [header.tokens.length, header.heads.length];
  let start = 0;
  const next = (length) => numbers.subarray(start, (start += length));
  return {
    ...header, n,
    queries: next(heads * n * header.size), keys: next(header.key_heads * n * header.size),
    weights: next(heads * n * n), allowed: next(n * n),
  };
}

const queryOf = ({ queries, n, size }, head, query) => queries.subarray((head * n + query) * size, (head * n + query + 1) * size);

/** Neighbouring heads share a key in grouped-query attention. */
function keyOf({ keys, heads, key_heads: keyHeads, n, size }, head, key) {
  const keyHead = Math.floor((head * keyHeads) / heads.length);
  return keys.subarray((keyHead * n + key) * size, (keyHead * n + key + 1) * size);
}

const productsOf = (q, k) => Float64Array.from(q, (value, i) => value * k[i]);
const sumOf = (values) => values.reduce((sum, value) => sum + value, 0);

/** All keys of a query: product, score after scaling and cap (-∞ where out of sight), weight; and the weights without scaling. */
function rowOf(layer, head, query) {
  const q = queryOf(layer, head, query);
  const seen = Array.from({ length: layer.n }, (_, key) => layer.allowed[query * layer.n + key] > 0);
  const products = seen.map((_, key) => sumOf(productsOf(q, keyOf(layer, head, key))));
  const scoresWith = (scaling) => products.map((product, key) => (seen[key] ? capped(product * scaling, layer.cap) : -Infinity));
  const scores = scoresWith(layer.scaling);
  return { products, scores, weights: softmax(scores), unscaled: softmax(scoresWith(1)) };
}

/** Some models (Gemma 2) let no score grow beyond a cap, in a smooth way; null: this one does not. */
const capped = (score, cap) => (cap === null ? score : cap * Math.tanh(score / cap));

function softmax(scores) {
  const largest = Math.max(...scores);
  const shares = scores.map((score) => Math.exp(score - largest));
  const total = sumOf(shares);
  return shares.map((share) => share / total);
}

const capturedWeight = ({ weights, n }, { head, query, key }) => weights[(head * n + query) * n + key];
