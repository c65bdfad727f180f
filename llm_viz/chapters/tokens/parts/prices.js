// What the same meaning costs in tokens: a brick a token, a row for each language, by every tokenizer.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { el } from "../../../kit/browser/dom.js";
import { walkWithArrows } from "../../../kit/browser/keyboard.js";
import { count } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { followWidth } from "../../../kit/browser/width.js";
import { brickFor, columnsOf, rowsOf } from "./prices_math.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 *
 * @typedef {{ key: string, texts: string[] | null, says: string }} Choice `PairPayload` in `prices.py`.
 * @typedef {{ name: string, pairs: number[][], own: number, ratios: string }} Price `PricePayload` in `prices.py`.
 * @typedef {{ choices: Choice[], prices: Price[], settings: { pair: string }, names: Record<string, string>,
 *   strings: Record<string, string> }} PricesPayload
 */

const NUMBER = 66; // pixels, for the number after a row

/**
 * @param {HTMLElement} root
 * @param {PricesPayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language }) {
  const { choices, settings, names, strings } = payload;
  const pills = choices.map(({ key }) =>
    el("button", { type: "button", class: "pill", onclick: () => choose(key) }, names[key]),
  );
  const tools = el("div", { class: "stage-tools", role: "group", "aria-label": strings.label }, ...pills);
  const texts = el("div", { class: "texts" });
  const rows = payload.prices.map((price) => tokenizerOf(price, strings));
  const says = el("p", { class: "stage-says", role: "status" });
  const picture = el("div", { class: "picture" }, ...rows.map(({ node }) => node));
  root.replaceChildren(el("div", { class: "stage" }, tools, texts, picture), says);
  walkWithArrows(tools, pills);

  const show = () => {
    const choice = choices.find(({ key }) => key === settings.pair) ?? choices[0];
    for (const [place, pill] of pills.entries()) pill.setAttribute("aria-pressed", String(choices[place] === choice));
    const shown = [strings.ja, strings.en].map((name, side) =>
      choice.texts ? el("p", {}, el("strong", {}, name), " ", choice.texts[side]) : "",
    );
    texts.replaceChildren(...(choice.texts ? shown : [el("p", { class: "quiet" }, strings.brick)]));
    says.textContent = choice.says;
    const pairs = choices.slice(1, -1).map(({ key }) => key);
    const counts = payload.prices.map((price) => rowsOf(price, choice.key, pairs));
    const room = Math.max(60, (rows[0]?.node.querySelector(".row")?.clientWidth ?? 0) - labelRoom(rows) - NUMBER);
    const brick = brickFor(room, Math.max(1, ...counts.flat()));
    for (const [place, { update }] of rows.entries()) update(counts[place], brick, language);
    rememberInUrl({ pair: choice === choices[0] ? null : choice.key });
  };
  const choose = (/** @type {string} */ key) => {
    settings.pair = key;
    show();
  };
  return followWidth(picture, show).stop;
}

/** @param {ReturnType<typeof tokenizerOf>[]} rows */
function labelRoom(rows) {
  return rows[0]?.node.querySelector(".name")?.clientWidth ?? 0;
}

/**
 * The rows of one tokenizer.
 *
 * @param {Price} price
 * @param {Record<string, string>} strings
 */
function tokenizerOf({ name, ratios }, strings) {
  const [character, byte] = ratios.split(" ");
  const lines = [0, 1].map((side) => {
    const label = el("span", { class: "name" });
    const bar = el("span", { class: `bricks side-${side}`, "aria-hidden": "true" });
    const number = el("strong", { class: "number" });
    return { label, bar, number, node: el("div", { class: "row" }, label, bar, number) };
  });
  const rates = el("p", { class: "ratios" }, filledText(strings.ratios, { character, byte }));
  const node = el("section", {}, el("h3", {}, name), ...lines.map((line) => line.node), rates);
  const update = (
    /** @type {number[]} */ counts,
    /** @type {ReturnType<typeof brickFor>} */ { unit, gap, lines: high, tall },
    /** @type {Language} */ language,
  ) => {
    const isOwn = counts.length === 1;
    rates.hidden = !isOwn;
    for (const [side, { label, bar, number, node: line }] of lines.entries()) {
      line.hidden = side >= counts.length;
      label.textContent = isOwn ? strings.own : side === 0 ? strings.ja : strings.en;
      number.textContent = count(counts[side] ?? 0, language);
      const { full, rest } = columnsOf(counts[side] ?? 0, high);
      bar.style.width = `${((full + (rest > 0 ? 1 : 0)) * unit).toFixed(2)}px`;
      bar.style.height = `${high * tall}px`;
      bar.style.setProperty("--tall", `${tall}px`);
      bar.style.setProperty("--slit", high === 1 ? "0px" : "1px");
      bar.style.setProperty("--rest", `${100 * (rest || 1)}%`);
      bar.style.setProperty("--unit", `${unit.toFixed(3)}px`);
      bar.style.setProperty("--gap", `${gap.toFixed(3)}px`);
      bar.classList.toggle("own", isOwn);
    }
  };
  return { node, update };
}
