// The mathematics of sampling on exact logits: pure functions, equal to transformers' logits processors, in the order of its
// `generate`: temperature, top-k, top-p, min-p.
//
// A level is a listed token (count 1) or a bin of the histogram of all others (count n, its mean as their logit), best first.

/** The levels of `data.logits` (listed, best first) and `data.rest`. */
function levelsOf({ logits, rest }) {
  return {
    logits: Float64Array.from([...logits, ...rest.means]),
    counts: Float64Array.from([...logits.map(() => 1), ...rest.counts]),
    listed: logits.length,
    binWidth: rest.width,
  };
}

/** exp((z − z₀)/T) for each level, z₀ the best logit. At temperature 0 nothing but the best is left. */
function weightsAt(levels, temperature) {
  const best = levels.logits[0];
  if (temperature === 0) return levels.logits.map((_, index) => (index === 0 ? 1 : 0));
  return levels.logits.map((logit) => Math.exp((logit - best) / temperature));
}

/** Sum of counts × weights over the levels from `first` up to but not including `end`. */
function massOf(counts, weights, first = 0, end = counts.length) {
  let mass = 0;
  for (let index = first; index < end; index++) mass += counts[index] * weights[index];
  return mass;
}

/** How many tokens of the levels from `first` on are left. */
function countOf(alive, first = 0) {
  return alive.subarray(first).reduce((sum, count) => sum + count, 0);
}

/** Tokens with a logit below the k-th best go; those equal to it stay. `topK` 0 is off and at most the listed tokens. */
function afterTopK(alive, levels, topK) {
  if (topK === 0 || topK > levels.listed) return alive;
  const threshold = levels.logits[topK - 1];
  return alive.map((count, index) => (levels.logits[index] >= threshold ? count : 0));
}

/** From the least probable upwards, tokens go as long as all that went have together at most 1 − p; the best stays. */
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

/** Tokens with less than `minP` times the probability of the best go. Bins are taken to be filled evenly around their mean. */
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

/** Hoeffding's lemma: the true sum over a bin of this width is at most so many times that computed from its mean. */
function tailFactor(levels, temperature) {
  return temperature === 0 ? 1 : Math.exp(levels.binWidth ** 2 / (8 * temperature ** 2));
}

/** By how much the share of all unlisted tokens may be larger than computed, at this temperature and before the filters. */
function tailError(levels, weights, temperature) {
  const listed = massOf(levels.counts, weights, 0, levels.listed);
  const tail = massOf(levels.counts, weights, levels.listed);
  const most = tail * tailFactor(levels, temperature);
  return most === 0 ? 0 : most / (listed + most) - tail / (listed + tail);
}

/** Whether a boundary falls among the unlisted tokens, or could move because their mass is known within a bound only. */
function isApproximate(levels, weights, { topK, topP }, { temperature, top_p: p, min_p: m }) {
  const { listed, logits, binWidth } = levels;
  const tail = (alive) => countOf(alive, listed);
  if (temperature === 0 || tail(topK) === 0) return false;
  if (tail(topP) < tail(topK)) {
    if (tail(topP) > 0) return true;
    const factor = tailFactor(levels, temperature);
    const heavier = afterTopP(topK, weights.map((weight, index) => (index < listed ? weight : weight * factor)), p);
    if (topP.some((count, index) => count !== heavier[index])) return true;
  }
  // Some bin reaches down to, or up to, the logit at which min-p cuts.
  const threshold = logits[0] + temperature * Math.log(m);
  return tail(topP) > 0 && m > 0 && threshold < logits[listed] + binWidth && threshold > logits.at(-1) - binWidth;
}

/**
 * Everything the picture shows. `alive`: how many tokens of each level are left after temperature, top-k, top-p and min-p;
 * `heat` and `final`: the share of one token of each level after the temperature and at the end.
 */
function sample(levels, settings) {
  const weights = weightsAt(levels, settings.temperature);
  const greedy = settings.temperature === 0;
  const heated = greedy ? weights : levels.counts;
  const topK = greedy ? heated : afterTopK(heated, levels, settings.top_k);
  const topP = greedy ? heated : afterTopP(topK, weights, settings.top_p);
  const minP = greedy ? heated : afterMinP(topP, levels, weights, settings);
  const total = massOf(levels.counts, weights);
  const kept = massOf(minP, weights);
  const final = weights.map((weight, index) => (minP[index] > 0 ? weight / kept : 0));
  return {
    alive: [heated, topK, topP, minP],
    heat: weights.map((weight) => weight / total),
    final,
    keptMass: kept / total,
    entropyBits: -final.reduce((sum, share, index) => (share > 0 ? sum + minP[index] * share * Math.log2(share) : sum), 0),
    tailError: tailError(levels, weights, settings.temperature),
    approximate: isApproximate(levels, weights, { topK, topP }, settings),
  };
}
