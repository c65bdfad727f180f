// The softmax with a temperature, worked out for the best tokens with the numbers of the moment.

const WORKED = 3;

/** A folded-in table that follows the temperature. */
function formulaOf(strings) {
  const formula = el("p", { class: "mono formula" });
  const heads = [strings.token, "z", "z / T", "exp((z − z₁) / T)", "p"];
  const body = el("tbody");
  const table = el("table", {}, el("thead", {}, el("tr", {}, ...heads.map((head) => el("th", { scope: "col" }, head)))), body);
  const node = el("details", { class: "worked" }, el("summary", {}, strings.worked), formula, table);
  const show = (levels, { heat }, { temperature }, { tokens }) => {
    const cold = temperature === 0;
    formula.textContent = cold ? strings.worked_greedy : `p = exp(z / ${temperature.toFixed(2)}) ÷ Σ exp(z / ${temperature.toFixed(2)})`;
    const best = levels.logits[0];
    body.replaceChildren(...tokens.slice(0, WORKED).map((token, index) => {
      const logit = levels.logits[index];
      const power = cold ? "–" : Math.exp((logit - best) / temperature).toFixed(4);
      const cells = [logit.toFixed(3), cold ? "–" : (logit / temperature).toFixed(3), power, `${heat[index].toFixed(4)} = ${percent(heat[index])}`];
      return el("tr", {}, el("th", { scope: "row" }, chip(token)), ...cells.map((text) => el("td", { class: "number" }, text)));
    }));
    const inverse = 1 / heat[0];
    const sum = el("td", { class: "number", colspan: 3 }, cold ? "–" : inverse.toFixed(4));
    body.append(el("tr", {}, el("th", { scope: "row" }, strings.worked_sum), sum, el("td", { class: "number" }, "1 = 100 %")));
  };
  return { node, show };
}
