// The line that a visitor draws, and what more computation buys by the law: pure functions.

import { computeOptimal, surfaceLoss, tokensFor } from "./law.js";

/**
 * @import { Surface } from "./law.js"
 *
 * @typedef {"both" | "parameters" | "data"} Way What grows with the computation.
 */

/** Where the line is kept: powers of ten of the operations. `COLUMNS` in `drawing.py` is the same. */
export const COLUMNS = Array.from({ length: 30 }, (_, index) => Math.round(191 + index) / 10);
/** Nats per token at the top of the picture. `LOSS_TOP` in `drawing.py` is the same. */
export const LOSS_TOP = 4.12;
/** The power of ten from which on ten times as much is bought. */
export const START = 19;
const LOWEST = 0.02;
const HIGHEST = LOSS_TOP - 0.05;

/**
 * The line once the pen has come to a place: all columns on the way there are filled.
 *
 * @param {number[]} line Losses by column, as far as it is drawn.
 * @param {number} last The column that the pen was at; −1: where the line begins.
 * @param {number} begin The loss where the line begins.
 * @param {{ power: number, loss: number }} pen
 * @returns {{ line: number[], last: number }}
 */
export function drawTo(line, last, begin, { power, loss }) {
  const column = Math.max(0, Math.min(COLUMNS.length - 1, Math.round((power - COLUMNS[0]) * 10)));
  const to = Math.max(LOWEST, Math.min(HIGHEST, loss));
  const at = Math.min(last, line.length - 1);
  const from = at >= 0 ? line[at] : begin;
  const drawn = [...line];
  for (let index = Math.min(at + 1, column); index <= Math.max(at, column); index++) {
    if (index < 0) continue;
    drawn[index] = at === column ? to : from + ((to - from) * (index - at)) / (column - at);
  }
  return { line: drawn, last: column };
}

/**
 * How a line is sent as a guess: `line_of` in `drawing.py` reads it.
 *
 * @param {number[]} line
 */
export function lineText(line) {
  return line
    .map((loss) =>
      Math.round(100 * loss)
        .toString(36)
        .padStart(2, "0"),
    )
    .join("");
}

/**
 * How far a line lies from the law's best: on average, whichever way (`size`), and on which side (above: positive).
 *
 * @param {number[]} line
 * @param {Surface} law
 */
export function miss(line, law) {
  const gaps = line.map((loss, index) => loss - computeOptimal(law, 10 ** COLUMNS[index]).loss);
  const mean = (/** @type {number[]} */ numbers) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
  return { size: mean(gaps.map(Math.abs)), side: mean(gaps) };
}

/**
 * The loss that the law gives for a power of ten of operations, of which both are bought in the best way, or only
 * parameters or only data beyond those of the best split at `START`.
 *
 * @param {Surface} law
 * @param {Way} way
 * @param {number} power
 */
export function lossAt(law, way, power) {
  const flop = 10 ** power;
  if (way === "both") return computeOptimal(law, flop).loss;
  const { parameters, tokens } = computeOptimal(law, 10 ** START);
  if (way === "data") return surfaceLoss(law, parameters, tokensFor(flop, parameters));
  return surfaceLoss(law, flop / 6 / tokens, tokens);
}

/**
 * What stays as it is when only the other grows, and the loss that no growth of the other gets below.
 *
 * @param {Surface} law
 * @param {Exclude<Way, "both">} way
 */
export function stuck(law, way) {
  const { parameters, tokens } = computeOptimal(law, 10 ** START);
  return way === "parameters"
    ? { fixed: tokens, floor: law.E + law.B / tokens ** law.beta }
    : { fixed: parameters, floor: law.E + law.A / parameters ** law.alpha };
}

/**
 * What each of so many times ten takes off the loss, from `START` on.
 *
 * @param {Surface} law
 * @param {Way} way
 * @param {number} steps
 */
export function gains(law, way, steps) {
  return Array.from(
    { length: steps },
    (_, step) => lossAt(law, way, START + step) - lossAt(law, way, START + step + 1),
  );
}

/**
 * Whether a run is like those of a way: about the model, or about the data, that stay as they are.
 *
 * @param {Surface} law
 * @param {Way} way
 * @param {number} power
 * @param {number} parameters
 */
export function isKin(law, way, power, parameters) {
  if (way === "both") return true;
  const start = computeOptimal(law, 10 ** START);
  return way === "data"
    ? Math.abs(Math.log(parameters / start.parameters)) < 0.09
    : Math.abs(Math.log(tokensFor(10 ** power, parameters) / start.tokens)) < 0.15;
}
