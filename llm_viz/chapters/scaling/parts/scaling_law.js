// The surface L = E + A / N^alpha + B / D^beta and what it says; shared by the pictures of chapter 8. The same stands in
// concepts/scaling_laws.py.

const FLOP_PER_PARAMETER_AND_TOKEN = 6;

function surfaceLoss({ E, A, B, alpha, beta }, parameters, tokens) {
  return E + A / parameters ** alpha + B / tokens ** beta;
}

/** The N and D with the lowest loss for this many operations. */
function computeOptimal(surface, flop) {
  const { A, B, alpha, beta } = surface;
  const balance = ((alpha * A) / (beta * B)) ** (1 / (alpha + beta));
  const product = flop / FLOP_PER_PARAMETER_AND_TOKEN;
  const parameters = balance * product ** (beta / (alpha + beta));
  const tokens = product / parameters;
  return { parameters, tokens, loss: surfaceLoss(surface, parameters, tokens) };
}

/** Numbers from `low` to `high` in equal ratios. */
function equalRatios(low, high, count) {
  return Array.from({ length: count }, (_, step) => low * (high / low) ** (step / (count - 1)));
}

/** A whole number of tokens where there are many of them, else with a digit that tells: 1,868 · 93 · 18.4 · 0.4. */
function ratioText(ratio) {
  return ratio >= 30 ? Math.round(ratio).toLocaleString("en") : ratio.toFixed(1);
}
