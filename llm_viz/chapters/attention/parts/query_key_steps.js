// The formula of an attention weight, a line for each step.

import { el } from "../../../kit/browser/dom.js";
import { percent } from "../../../kit/browser/numbers.js";
import { capped, capturedWeight } from "./query_key_math.js";

/**
 * @import { QueryKeyPayload } from "./query_key.js"
 * @import { Layer, Link, Row } from "./query_key_math.js"
 */

const AGREES = 1e-4;
const SAME_SCALING = 1e-6;

/**
 * A number with two digits; −∞ where there is none.
 *
 * @param {number} value
 */
export function number(value) {
  return value === -Infinity ? "−∞" : value.toFixed(2).replace("-", "−");
}

/**
 * The link in words, and the steps to its weight.
 *
 * @param {QueryKeyPayload} payload
 * @param {Layer} layer
 * @param {Link} link
 * @param {Row} row
 */
export function stepsOf({ tokens, strings }, layer, link, row) {
  const { scaling, cap, size } = layer;
  const { query, key } = link;
  const [product, score, weight] = [row.products[key], row.scores[key], row.weights[key]];
  const isSeen = score > -Infinity;
  const captured = capturedWeight(layer, link);
  const agreement = Math.abs(captured - weight) < AGREES ? strings.agrees : strings.differs;
  const isRoot = Math.abs(scaling - 1 / Math.sqrt(size)) < SAME_SCALING;
  const scaled = product * scaling;
  const scaledText = `${number(product)} × ${scaling.toPrecision(3)} = ${number(scaled)}`;
  const numbered = [
    [strings.sum, `q·k = ${number(product)}`],
    [strings.scale, isRoot ? `${scaledText} (1/√${size})` : scaledText],
    ...(cap === null ? [] : [[strings.cap, capText(scaled, cap)]]),
    [strings.mask, isSeen ? strings.allowed : strings.out_of_sight],
    [strings.softmax, `e^${number(score)} / Σ e^… = ${percent(weight)}`],
  ];
  const lines = [
    ...numbered.map(([name, value], index) => [`${index + 1}. ${name}`, value]),
    [strings.captured, `${percent(captured)} – ${agreement}`],
    [strings.unscaled, percent(row.unscaled[key])],
  ];
  const sentence = el(
    "p",
    { class: "link" },
    el("span", { class: "q" }, "q "),
    `${tokens[query].label} → `,
    el("span", { class: "k" }, "k "),
    `${tokens[key].label}: `,
    el("strong", {}, percent(weight)),
  );
  const entries = lines.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]);
  return [sentence, el("dl", {}, ...entries)];
}

/**
 * @param {number} scaled
 * @param {number} cap
 */
function capText(scaled, cap) {
  return `${cap} · tanh(${number(scaled)} / ${cap}) = ${number(capped(scaled, cap))}`;
}
