// The article's four words: a hundred marbles under the dial, and beside them the arithmetic of the moment.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { el } from "../../../kit/browser/dom.js";
import { huesOf } from "../../../kit/browser/hues.js";
import { percent } from "../../../kit/browser/numbers.js";
import { boxWithin } from "../../../kit/browser/screen.js";
import { filled, filledText } from "../../../kit/browser/sentences.js";
import { addressOf } from "./draw_settings.js";
import { sharpened } from "./hand_math.js";
import { heatDial } from "./heat_dial.js";
import { Urn } from "./urn_view.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { DrawSettings } from "./draw_settings.js"
 *
 * @typedef {object} HandPayload `HandPayload` in `hand.py`.
 * @property {string} text
 * @property {string[]} names The words, most probable first.
 * @property {string[]} glosses What they mean; "" where they are in the visitor's language.
 * @property {number[]} shares
 * @property {number} max_temperature
 * @property {DrawSettings} defaults
 * @property {DrawSettings} settings Of which only the temperature counts here.
 * @property {Record<string, string>} words
 */

/** The address is put back after every run. */
export const everyRun = true;

/**
 * @param {HTMLElement} root
 * @param {HandPayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language }) {
  const { names, glosses, shares, settings, defaults, words, text } = payload;
  const remember = () => rememberInUrl(addressOf(settings, null, defaults));
  const piles = names.map((label, number) => ({ label, gloss: glosses[number] }));
  const urn = new Urn(piles, { told: words.told, language, others: false });
  const sum = sumOf(words);
  const table = tableOf(payload, sum.node);
  const aloud = el("p", { class: "aloud" });
  const says = el("p", { class: "stage-says", "aria-live": "polite" });
  const dial = heatDial({
    label: words.temperature,
    cold: words.cold,
    hot: words.hot,
    max: payload.max_temperature,
    moved: (temperature) => {
      settings.temperature = temperature;
      draw();
    },
    settled: remember,
  });
  const place = el("div", { class: "urn-place" });
  const key = el("p", { class: "key" }, words.each, el("br"), words.usual);
  const given = el("div", { class: "given", lang: "ja" }, text, el("span", { class: "blank" }));
  const left = el("div", { class: "left" }, dial.node, place, key);
  const stage = el(
    "div",
    { class: "stage dial-stage hand-stage" },
    el("h2", { class: "visually-hidden" }, words.picture),
    urn.node,
    left,
    el("div", { class: "right" }, given, table.node, aloud),
    says,
  );
  const draw = () => {
    const { temperature } = settings;
    const found = sharpened(shares, temperature);
    const marbles = urn.show({ heat: found.chances.slice(0, -1), final: found.chances, kept: 1 });
    dial.show(temperature);
    table.show(found, temperature, language);
    sum.show(found.sum, temperature);
    aloud.replaceChildren(...aloudOf(found, payload));
    says.replaceChildren(...saysOf(found.chances[0], payload));
    Object.assign(root.dataset, { marbles: marbles.join(" ") });
  };
  root.replaceChildren(stage);
  const observer = new ResizeObserver(() => {
    if (place.clientWidth === 0) return; // not in the page any more
    urn.fit(boxWithin(stage, place), 0);
    urn.showUsual(shares.slice(0, -1));
    draw();
  });
  observer.observe(place);
  remember();
  return () => observer.disconnect();
}

/**
 * A power of a probability, with as many digits as tell it from nothing.
 *
 * @param {number} power
 */
function power(power) {
  return power < 0.0005 ? power.toExponential(0) : power.toFixed(3);
}

/**
 * The arithmetic as a table: a row for each word.
 *
 * @param {HandPayload} payload
 * @param {HTMLElement} sumRow
 */
function tableOf({ names, shares, words }, sumRow) {
  const raised = el("th", { scope: "col", class: "number" });
  const heads = [
    el("th", { scope: "col" }, words.column_word),
    el("th", { scope: "col", class: "number" }, words.column_article),
    raised,
    el("th", { scope: "col", class: "number" }, words.column_sum),
    el("th", { scope: "col", class: "number" }, words.column_chance),
  ];
  const hues = huesOf(names);
  const rows = names.map((name, number) => {
    const cells = [0, 1, 2].map((column) => el("td", { class: column === 2 ? "number large" : "number" }));
    const label = el("th", { scope: "row" }, el("span", { class: `word hue-${hues[number]}`, lang: "ja" }, name));
    const node = el("tr", {}, label, el("td", { class: "number" }, shares[number].toFixed(2)), ...cells);
    return { node, cells };
  });
  const caption = el("caption", { class: "visually-hidden" }, words.table);
  const body = el("tbody", {}, ...rows.map((row) => row.node), sumRow);
  const node = el("table", {}, caption, el("thead", {}, el("tr", {}, ...heads)), body);
  const show = (
    /** @type {ReturnType<typeof sharpened>} */ { powers, sum, chances },
    /** @type {number} */ temperature,
    /** @type {Language} */ language,
  ) => {
    raised.replaceChildren("p", el("sup", {}, temperature === 0 ? "1/T" : `1/${temperature.toFixed(2)}`));
    rows.forEach(({ cells }, number) => {
      const texts = [power(powers[number]), `÷ ${power(sum)}`].map((text) => (temperature === 0 ? "–" : text));
      cells.forEach((cell, column) => {
        cell.textContent = [...texts, percent(chances[number], language)][column];
      });
    });
  };
  return { node, show };
}

/**
 * The last row: what the powers add up to.
 *
 * @param {Record<string, string>} words
 */
function sumOf(words) {
  const total = el("td", { class: "number" });
  const label = el("th", { scope: "row" }, words.sum);
  const one = el("td", { class: "number" }, (1).toFixed(2));
  const node = el("tr", { class: "sum" }, label, one, total, el("td"), el("td", { class: "number" }, percent(1)));
  const show = (/** @type {number} */ sum, /** @type {number} */ temperature) => {
    total.textContent = temperature === 0 ? words.limit : power(sum);
  };
  return { node, show };
}

/**
 * The first word, step by step.
 *
 * @param {ReturnType<typeof sharpened>} found
 * @param {HandPayload} payload
 */
function aloudOf({ powers, sum, chances }, { names, shares, settings, words }) {
  const { temperature } = settings;
  if (temperature === 0) return [filledText(words.says_zero, { token: names[0] })];
  const raised = el("sup", {}, `1/${temperature.toFixed(2)}`);
  const result = el("strong", {}, percent(chances[0]));
  const steps = ` ÷ ${power(sum)} = ${power(powers[0])} ÷ ${power(sum)} = `;
  const title = el("small", {}, filledText(words.aloud, { token: names[0] }));
  return [title, el("span", {}, shares[0].toFixed(2), raised, steps, result)];
}

/**
 * @param {number} chance Of the first word.
 * @param {HandPayload} payload
 */
function saysOf(chance, { names, shares, settings, words }) {
  const { temperature } = settings;
  const token = el("strong", { lang: "ja" }, names[0]);
  const before = percent(shares[0]);
  if (temperature === 0) return filled(words.says_zero, { token });
  if (temperature === 1) return filled(words.says_one, { token, before });
  return filled(words.says, {
    temperature: temperature.toFixed(2),
    token,
    before,
    after: el("strong", {}, percent(chance)),
  });
}
