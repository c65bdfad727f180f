// The surface L = E + A / N^alpha + B / D^beta and what it says: pure functions, as in `kit/compute/scaling_laws.py`.

/**
 * @typedef {object} Surface `Surface` in `facts/laws.py`; losses are in nats per token.
 * @property {number} E
 * @property {number} A
 * @property {number} B
 * @property {number} alpha
 * @property {number} beta
 *
 * @typedef {{ parameters: number, flop: number, loss: number }} Run A training: N, C = 6 N D, and the loss measured.
 */

export const FLOP_PER_PARAMETER_AND_TOKEN = 6;

/**
 * How many tokens a model of so many parameters reads for so many operations.
 *
 * @param {number} flop
 * @param {number} parameters
 */
export function tokensFor(flop, parameters) {
  return flop / (FLOP_PER_PARAMETER_AND_TOKEN * parameters);
}

/**
 * @param {Surface} surface
 * @param {number} parameters
 * @param {number} tokens
 */
export function surfaceLoss({ E, A, B, alpha, beta }, parameters, tokens) {
  return E + A / parameters ** alpha + B / tokens ** beta;
}

/**
 * The N and D with the lowest loss for this many operations (Hoffmann et al. 2022, equation 4).
 *
 * @param {Surface} surface
 * @param {number} flop
 */
export function computeOptimal(surface, flop) {
  const { A, B, alpha, beta } = surface;
  const balance = ((alpha * A) / (beta * B)) ** (1 / (alpha + beta));
  const product = flop / FLOP_PER_PARAMETER_AND_TOKEN;
  const parameters = balance * product ** (beta / (alpha + beta));
  const tokens = product / parameters;
  return { parameters, tokens, loss: surfaceLoss(surface, parameters, tokens) };
}

/**
 * How many tokens the best model for a budget reads for each of its parameters.
 *
 * @param {Surface} surface
 * @param {number} flop
 */
export function tokensPerParameter(surface, flop) {
  const { parameters, tokens } = computeOptimal(surface, flop);
  return tokens / parameters;
}

/**
 * The mean of |ln predicted − ln measured|: 0.01 = off by one per cent.
 *
 * @param {Surface} surface
 * @param {Run[]} runs
 */
export function meanError(surface, runs) {
  const errors = runs.map(({ parameters, flop, loss }) =>
    Math.abs(Math.log(surfaceLoss(surface, parameters, tokensFor(flop, parameters)) / loss)),
  );
  return errors.reduce((sum, error) => sum + error, 0) / errors.length;
}
