// The pipeline as a table: one row per token, one column per step; a cut token carries the letter of the filter that cut
// it.

import { chip } from "../../../kit/browser/chips.js";
import { el } from "../../../kit/browser/dom.js";
import { count, percent } from "../../../kit/browser/numbers.js";
import { filled } from "../../../kit/browser/sentences.js";
import { short } from "./flow_view.js";
import { countOf, massOf } from "./sampling_math.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { SamplerPayload, Strings } from "./sampler.js"
 * @import { Levels, Result } from "./sampling_math.js"
 *
 * @typedef {object} RowNumbers What a row shows of one token, or of all others together.
 * @property {number} raw Share at temperature 1.
 * @property {number} heat Share at the temperature.
 * @property {number[]} alive How many tokens are left after the temperature and after each filter.
 * @property {number} final Share at the end.
 * @property {number} cutBy Index in `FILTERS` of what left none; −1 if some are left.
 * @property {string} [about] "≈ " before counts that are not exact.
 */

const COLUMNS = ["raw", "heat", "k", "p", "m", "final"];
const FILTERS = ["T", "k", "p", "m"];

/**
 * The table; `setRows` chooses how many tokens have a row, `show` fills the rows.
 *
 * @param {SamplerPayload} payload
 * @param {Language} language
 */
export function tableOf({ strings, tokens, vocabulary }, language) {
  const heads = COLUMNS.map((name) => el("th", { scope: "col", class: `column-${name}` }, strings[`column_${name}`]));
  const head = el("tr", {}, el("th", { scope: "col" }, strings.token), ...heads);
  const leftCells = COLUMNS.map(() => el("td"));
  const left = el("tr", { class: "left" }, el("th", { scope: "row" }, strings.left), ...leftCells);
  const body = el("tbody");
  const caption = el("caption", { class: "visually-hidden" }, strings.table);
  const node = el("table", {}, caption, el("thead", {}, head, left), body);
  /** @type {ReturnType<typeof tokenRow>[]} */
  let tokenRows = [];
  /** @type {ReturnType<typeof rowOf> | null} */
  let othersRow = null;

  const setRows = (/** @type {number} */ rows) => {
    tokenRows = tokens.slice(0, rows).map(tokenRow);
    const label = filled(strings.others, { count: count(vocabulary - tokenRows.length, language) });
    othersRow = rowOf(el("span", { class: "others" }, ...label), { others: "" }, language);
    body.replaceChildren(...tokenRows.map((row) => row.node), othersRow.node);
  };
  const tokenRow = (/** @type {SamplerPayload["tokens"][number]} */ token) => {
    const label = chip(token);
    return { label, ...rowOf(label, { token: token.id }, language) };
  };

  const show = (/** @type {Levels} */ levels, /** @type {Float64Array} */ raw, /** @type {Result} */ result) => {
    const about = result.approximate ? "≈ " : "";
    const sums = result.alive.map((alive) => countOf(alive));
    [vocabulary, ...sums, sums[3]].forEach((tokensLeft, index) => {
      leftCells[index].replaceChildren(...counted(tokensLeft, index > 2 ? about : "", language));
    });
    tokenRows.forEach((row, index) => {
      const [heat, final] = [result.heat[index], result.final[index]];
      const alive = result.alive.map((counts) => counts[index]);
      row.show({ raw: raw[index], heat, alive, final, cutBy: alive.indexOf(0) }, strings);
      row.label.classList.toggle("chip-chosen", final === 1);
    });
    const first = tokenRows.length;
    const alive = result.alive.map((counts) => countOf(counts, first));
    const mass = (/** @type {Float64Array} */ shares, /** @type {Float64Array} */ counts) =>
      massOf(counts, shares, first);
    const others = {
      raw: mass(raw, levels.counts),
      heat: mass(result.heat, levels.counts),
      final: mass(result.final, result.alive[3]),
    };
    othersRow?.show({ ...others, alive, cutBy: alive.indexOf(0), about }, strings);
    node.classList.toggle("greedy", result.alive[0][1] === 0 && tokens.length > 1);
  };
  return { node, setRows, show };
}

/**
 * A row: raw and heated share, what each filter lets through, final share.
 *
 * @param {Node} label
 * @param {Record<string, string | number>} dataset
 * @param {Language} language
 */
function rowOf(label, dataset, language) {
  const [raw, heat, final] = ["raw", "heat", "final"].map(barCell);
  const gates = FILTERS.slice(1).map((filter) => ({ filter, node: el("span", { class: "gate" }), shown: "" }));
  const gateCells = gates.map((gate) => el("td", { class: `column-gate column-${gate.filter}` }, gate.node));
  const head = el("th", { scope: "row" }, label);
  const node = el("tr", { dataset }, head, raw.node, heat.node, ...gateCells, final.node);
  const show = (/** @type {RowNumbers} */ numbers, /** @type {Strings} */ strings) => {
    const { alive, cutBy, about = "" } = numbers;
    raw.show(numbers.raw);
    heat.show(numbers.heat);
    final.show(numbers.final, numbers.final > 0 ? about : "");
    gates.forEach((gate, index) => {
      const stage = index + 1;
      const isOpen = cutBy === -1 || cutBy > stage;
      const isCut = cutBy === stage;
      const shown = `${isOpen} ${isCut} ${"others" in dataset ? about + alive[stage] : ""}`;
      if (shown === gate.shown) return; // what stays as it is need not be laid out again
      gate.shown = shown;
      const tokensLeft = "others" in dataset ? counted(alive[stage], stage > 1 ? about : "", language) : [];
      gate.node.className = `gate ${isOpen ? "open" : isCut ? "cut" : "gone"}`;
      gate.node.replaceChildren(...(isOpen ? tokensLeft : isCut ? [gate.filter] : []));
      gate.node.title = isCut ? strings[`cut_${gate.filter}`] : "";
    });
    node.classList.toggle("out", cutBy !== -1);
    const { raw: rawShare, heat: heatShare, final: finalShare } = numbers;
    Object.assign(node.dataset, {
      raw: rawShare,
      heat: heatShare,
      final: finalShare,
      cut: cutBy === -1 ? "" : FILTERS[cutBy],
    });
  };
  return { node, show };
}

/**
 * A count in two ways, of which one is shown (`sampler.css`): exact, and short, because on a phone its column is
 * narrower than it and a number is not to be broken.
 *
 * @param {number} tokens
 * @param {string} about
 * @param {Language} language
 */
function counted(tokens, about, language) {
  return [
    el("span", { class: "exact" }, about + count(tokens, language)),
    el("span", { class: "short" }, about + short(tokens, language)),
  ];
}

/**
 * A cell with a share as a bar and as a number.
 *
 * @param {string} column
 */
function barCell(column) {
  const bar = el("div", { class: "bar" });
  const text = el("span", { class: "number" });
  const share = el("div", { class: "share" }, el("div", { class: "track" }, bar), text);
  const show = (/** @type {number} */ value, about = "") => {
    const written = about + percent(value);
    bar.style.clipPath = `inset(0 ${100 * (1 - value)}% 0 0)`; // a width would have the whole table laid out anew
    if (text.textContent !== written) text.textContent = written;
  };
  return { node: el("td", { class: `column-${column}` }, share), show };
}
