// The softmax with a temperature, worked out for the best tokens with the numbers of the moment.

import { chip } from "../../../kit/browser/chips.js";
import { el } from "../../../kit/browser/dom.js";
import { percent } from "../../../kit/browser/numbers.js";

/**
 * @import { SamplerPayload } from "./sampler.js"
 * @import { Filters, Levels } from "./sampling_math.js"
 */

const WORKED = 3; // tokens

/**
 * A folded-in table that follows the temperature.
 *
 * @param {SamplerPayload} payload
 */
export function formulaOf({ strings, tokens }) {
  const formula = el("p", { class: "mono formula" });
  const heads = [strings.token, "z", "z / T", "exp((z − z₁) / T)", "p"];
  const headRow = el("tr", {}, ...heads.map((head) => el("th", { scope: "col" }, head)));
  const body = el("tbody");
  const table = el("table", {}, el("thead", {}, headRow), body);
  const node = el("details", { class: "worked" }, el("summary", {}, strings.worked), formula, table);
  const show = (
    /** @type {Levels} */ levels,
    /** @type {Float64Array} */ heat,
    /** @type {Filters} */ { temperature },
  ) => {
    const isGreedy = temperature === 0;
    const written = temperature.toFixed(2);
    formula.textContent = isGreedy ? strings.worked_greedy : `p = exp(z / ${written}) ÷ Σ exp(z / ${written})`;
    const best = levels.logits[0];
    const rows = tokens.slice(0, WORKED).map((token, index) => {
      const logit = levels.logits[index];
      const cells = [
        logit.toFixed(3),
        isGreedy ? "–" : (logit / temperature).toFixed(3),
        isGreedy ? "–" : Math.exp((logit - best) / temperature).toFixed(4),
        `${heat[index].toFixed(4)} = ${percent(heat[index])}`,
      ];
      const numbers = cells.map((text) => el("td", { class: "number" }, text));
      return el("tr", {}, el("th", { scope: "row" }, chip(token)), ...numbers);
    });
    const sum = el("td", { class: "number", colspan: 3 }, isGreedy ? "–" : (1 / heat[0]).toFixed(4));
    const whole = el("td", { class: "number" }, `1 = ${percent(1)}`);
    body.replaceChildren(...rows, el("tr", {}, el("th", { scope: "row" }, strings.worked_sum), sum, whole));
  };
  return { node, show };
}
