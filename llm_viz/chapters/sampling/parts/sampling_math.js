// The mathematics of sampling on exact logits: pure functions, equal to transformers' logits processors, in the order of
// its `generate`: temperature, top-k, top-p, min-p.
//
// A level is a listed token (count 1) or a bin of the histogram of all others (count n, its mean as their logit), best
// first. An array "of counts" says how many tokens of each level are left; one "of weights" or "of shares" is for one
// token of each level.

/**
 * @typedef {object} Rest The tokens that are not listed, as a histogram of their logits, best first.
 * @property {number[]} counts Tokens in each bin.
 * @property {number[]} means Mean logit of each bin.
 * @property {number} width Width of a bin, in logits.
 *
 * @typedef {object} Levels
 * @property {Float64Array} logits
 * @property {Float64Array} counts
 * @property {number} listed How many of the levels are listed tokens.
 * @property {number} binWidth In logits.
 *
 * @typedef {object} Filters
 * @property {number} temperature 0: always the most probable token.
 * @property {number} top_k 0: off.
 * @property {number} top_p 1: off.
 * @property {number} min_p 0: off.
 *
 * @typedef {object} Result
 * @property {Float64Array[]} alive Counts after temperature, top-k, top-p and min-p.
 * @property {Float64Array} heat Shares after the temperature.
 * @property {Float64Array} final Shares at the end.
 * @property {number} keptMass Share of the probability that is left, at the temperature.
 * @property {number} entropyBits Of the final distribution.
 * @property {number} tailError By how much the share of all unlisted tokens may be larger than computed.
 * @property {boolean} approximate Whether the counts hold approximately only.
 */

/**
 * The levels of the listed logits (best first) and the rest.
 *
 * @param {{ logits: number[], rest: Rest }} distribution
 * @returns {Levels}
 */
export function levelsOf({ logits, rest }) {
  return {
    logits: Float64Array.from([...logits, ...rest.means]),
    counts: Float64Array.from([...logits.map(() => 1), ...rest.counts]),
    listed: logits.length,
    binWidth: rest.width,
  };
}

/**
 * exp((z − z₀)/T) for each level, z₀ the best logit. At temperature 0 nothing but the best is left.
 *
 * @param {Levels} levels
 * @param {number} temperature
 */
export function weightsAt(levels, temperature) {
  const best = levels.logits[0];
  if (temperature === 0) return levels.logits.map((_, index) => (index === 0 ? 1 : 0));
  return levels.logits.map((logit) => Math.exp((logit - best) / temperature));
}

/**
 * Sum of counts × weights over the levels from `first` up to but not including `end`.
 *
 * @param {Float64Array} counts
 * @param {Float64Array} weights
 */
export function massOf(counts, weights, first = 0, end = counts.length) {
  let mass = 0;
  for (let index = first; index < end; index++) mass += counts[index] * weights[index];
  return mass;
}

/**
 * How many tokens of the levels from `first` on are left.
 *
 * @param {Float64Array} alive Counts.
 */
export function countOf(alive, first = 0) {
  return alive.subarray(first).reduce((sum, count) => sum + count, 0);
}

/**
 * Tokens with a logit below the k-th best go; those equal to it stay. At most the listed tokens are counted.
 *
 * @param {Float64Array} alive Counts.
 * @param {Levels} levels
 * @param {number} topK
 */
function afterTopK(alive, levels, topK) {
  if (topK === 0 || topK > levels.listed) return alive;
  const threshold = levels.logits[topK - 1];
  return alive.map((count, index) => (levels.logits[index] >= threshold ? count : 0));
}

/**
 * From the least probable upwards, tokens go as long as all that went have together at most 1 − p; the best stays.
 *
 * @param {Float64Array} alive Counts.
 * @param {Float64Array} weights
 * @param {number} topP
 */
function afterTopP(alive, weights, topP) {
  if (topP === 1) return alive;
  const left = alive.slice();
  let room = (1 - topP) * massOf(alive, weights);
  for (let index = left.length - 1; index > 0; index--) {
    const going = weights[index] === 0 ? left[index] : Math.min(left[index], Math.floor(room / weights[index]));
    room -= going * weights[index];
    left[index] -= going;
    if (left[index] > 0) break;
  }
  return left;
}

/**
 * Tokens with less than `min_p` times the probability of the best go. Bins are taken to be filled evenly around their
 * mean.
 *
 * @param {Float64Array} alive Counts.
 * @param {Levels} levels
 * @param {Float64Array} weights
 * @param {Filters} filters
 */
function afterMinP(alive, levels, weights, { temperature, min_p: minP }) {
  if (minP === 0) return alive;
  const { logits, counts, listed, binWidth } = levels;
  const threshold = logits[0] + temperature * Math.log(minP);
  return alive.map((count, index) => {
    if (index < listed) return weights[index] < minP * weights[0] ? 0 : count;
    const above = Math.min(1, Math.max(0, 0.5 + (logits[index] - threshold) / binWidth));
    return Math.min(count, Math.round(above * counts[index]));
  });
}

/**
 * Hoeffding's lemma: the true sum over a bin of this width is at most so many times that computed from its mean.
 *
 * @param {Levels} levels
 * @param {number} temperature
 */
function tailFactor(levels, temperature) {
  return temperature === 0 ? 1 : Math.exp(levels.binWidth ** 2 / (8 * temperature ** 2));
}

/**
 * By how much the share of all unlisted tokens may be larger than computed, at this temperature and before the filters.
 *
 * @param {Levels} levels
 * @param {Float64Array} weights
 * @param {number} temperature
 */
function tailError(levels, weights, temperature) {
  const listed = massOf(levels.counts, weights, 0, levels.listed);
  const tail = massOf(levels.counts, weights, levels.listed);
  const most = tail * tailFactor(levels, temperature);
  return most === 0 ? 0 : most / (listed + most) - tail / (listed + tail);
}

/**
 * Whether a boundary falls among the unlisted tokens, or could move because their mass is known within a bound only.
 *
 * @param {Levels} levels
 * @param {Float64Array} weights
 * @param {{ topK: Float64Array, topP: Float64Array }} left Counts after these filters.
 * @param {Filters} filters
 */
function isApproximate(levels, weights, { topK, topP }, { temperature, top_p: p, min_p: m }) {
  const { listed, logits, binWidth } = levels;
  const tail = (/** @type {Float64Array} */ alive) => countOf(alive, listed);
  if (temperature === 0 || tail(topK) === 0) return false;
  if (tail(topP) < tail(topK)) {
    if (tail(topP) > 0) return true;
    const factor = tailFactor(levels, temperature);
    const heaviest = weights.map((weight, index) => (index < listed ? weight : weight * factor));
    const heavier = afterTopP(topK, heaviest, p);
    if (topP.some((count, index) => count !== heavier[index])) return true;
  }
  // Some bin reaches down to, or up to, the logit at which min-p cuts.
  const threshold = logits[0] + temperature * Math.log(m);
  const [highest, lowest] = [logits[listed] + binWidth, logits[logits.length - 1] - binWidth];
  return tail(topP) > 0 && m > 0 && threshold < highest && threshold > lowest;
}

/**
 * Everything the picture shows.
 *
 * @param {Levels} levels
 * @param {Filters} filters
 * @returns {Result}
 */
export function sample(levels, filters) {
  const weights = weightsAt(levels, filters.temperature);
  const isGreedy = filters.temperature === 0;
  const heated = isGreedy ? weights : levels.counts;
  const topK = isGreedy ? heated : afterTopK(heated, levels, filters.top_k);
  const topP = isGreedy ? heated : afterTopP(topK, weights, filters.top_p);
  const minP = isGreedy ? heated : afterMinP(topP, levels, weights, filters);
  const total = massOf(levels.counts, weights);
  const kept = massOf(minP, weights);
  const final = weights.map((weight, index) => (minP[index] > 0 ? weight / kept : 0));
  const surprisal = final.map((share) => (share > 0 ? -share * Math.log2(share) : 0));
  return {
    alive: [heated, topK, topP, minP],
    heat: weights.map((weight) => weight / total),
    final,
    keptMass: kept / total,
    entropyBits: massOf(minP, surprisal),
    tailError: tailError(levels, weights, filters.temperature),
    approximate: isApproximate(levels, weights, { topK, topP }, filters),
  };
}
