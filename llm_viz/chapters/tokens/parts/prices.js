// What the same meaning costs in tokens: a tile a token, a tower for each language, by every tokenizer.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { el } from "../../../kit/browser/dom.js";
import { linesOf } from "../../../kit/browser/graph/labels.js";
import { walkWithArrows } from "../../../kit/browser/keyboard.js";
import { glide, TWEEN } from "../../../kit/browser/motion.js";
import { count } from "../../../kit/browser/numbers.js";
import { screenHeight } from "../../../kit/browser/screen.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { followWidth } from "../../../kit/browser/width.js";
import { rowsOf, tilesFor, tilesOf } from "./prices_math.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 *
 * @typedef {{ key: string, texts: string[] | null, says: string }} Choice `PairPayload` in `prices.py`.
 * @typedef {{ name: string, pairs: number[][], own: number, ratios: string }} Price `PricePayload` in `prices.py`.
 * @typedef {{ choices: Choice[], prices: Price[], settings: { pair: string }, names: Record<string, string>,
 *   strings: Record<string, string> }} PricesPayload
 */

const NARROW = 640; // pixels
const AROUND = 366; // pixels of the window above and below the picture
const HEIGHT = { least: 250, most: 600, narrow: 402 };
const HEAD = 34; // pixels above the towers, for their numbers
const LINE = 19; // pixels of a line of text
const LETTER = 8.4; // pixels, about, of a letter of a name

/**
 * @param {HTMLElement} root
 * @param {PricesPayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language }) {
  const { choices, prices, settings, names, strings } = payload;
  const pills = choices.map(({ key }) =>
    el("button", { type: "button", class: "pill", onclick: () => choose(key) }, names[key]),
  );
  const tools = el("div", { class: "stage-tools", role: "group", "aria-label": strings.label }, ...pills);
  const texts = el("div", { class: "texts" });
  const svg = el("svg", { class: "towers", "aria-hidden": "true" });
  const spoken = el("ul", { class: "visually-hidden" });
  const rates = el("ul", { class: "rates" });
  const picture = el("div", { class: "picture" }, svg);
  const says = el("p", { class: "stage-says", role: "status" });
  root.replaceChildren(el("div", { class: "stage" }, tools, texts, picture, spoken, rates), says);
  walkWithArrows(tools, pills);
  const pairs = choices.slice(1, -1).map(({ key }) => key);
  const chosen = () => choices.find(({ key }) => key === settings.pair) ?? choices[0];
  const countsOf = () => prices.map((price) => rowsOf(price, chosen().key, pairs));
  /** @type {{ counts: number[][], frame?: number }} What is drawn. */
  const state = { counts: countsOf() };
  const { redraw, stop } = followWidth(picture, (width) => {
    if (width < NARROW)
      says.after(texts); // so that the towers and what they say fit on a phone's first screen
    else picture.before(texts);
    drawTowers(svg, payload, state.counts, width, language);
  });

  const say = () => {
    const choice = chosen();
    for (const [place, pill] of pills.entries()) pill.setAttribute("aria-pressed", String(choices[place] === choice));
    const shown = [strings.ja, strings.en].map((name, side) =>
      choice.texts ? el("p", {}, el("strong", {}, name), " ", choice.texts[side]) : "",
    );
    texts.replaceChildren(...(choice.texts ? shown : [el("p", { class: "quiet" }, strings.tile)]));
    says.textContent = choice.says;
    const isOwn = choice === choices[choices.length - 1];
    const told = countsOf().map((counts, at) =>
      [
        `${prices[at].name}:`,
        ...counts.map((number, side) => `${nameOf(side, isOwn, strings)} ${count(number, language)}`),
      ].join(" "),
    );
    spoken.replaceChildren(...told.map((line) => el("li", {}, line)));
    rates.hidden = !isOwn;
    rates.replaceChildren(
      ...prices.map((price) => el("li", {}, el("strong", {}, price.name), " ", rateOf(price, strings))),
    );
    rememberInUrl({ pair: choice === choices[0] ? null : choice.key });
  };
  const choose = (/** @type {string} */ key) => {
    settings.pair = key;
    say();
    const [before, now] = [state.counts, countsOf()];
    glide(
      state,
      (share) => {
        state.counts = now.map((counts, at) =>
          counts.map((number, side) => Math.round((before[at][side] ?? 0) * (1 - share) + number * share)),
        );
        redraw();
      },
      TWEEN,
    );
  };
  say();
  return () => {
    stop();
    cancelAnimationFrame(state.frame ?? 0);
  };
}

/**
 * @param {SVGSVGElement} svg
 * @param {PricesPayload} payload
 * @param {number[][]} counts Of every tokenizer, a number for each tower.
 * @param {number} width
 * @param {Language} language
 */
function drawTowers(svg, { prices, strings }, counts, width, language) {
  const isNarrow = width < NARROW;
  const height = isNarrow ? HEIGHT.narrow : Math.min(HEIGHT.most, Math.max(HEIGHT.least, screenHeight() - AROUND));
  const room = width / prices.length;
  const [beside, between] = isNarrow ? [5, 6] : [24, 22];
  const wide = Math.min(190, (room - 2 * beside - between) / 2);
  const names = prices.map(({ name }) => linesOf(name, room / LETTER, (line) => line.length));
  const ground = height - LINE * (1 + Math.max(...names.map((lines) => lines.length))) - 10;
  const { across, size } = tilesFor(wide, ground - HEAD, Math.max(1, ...counts.flat()));
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("height", String(height));
  const tile = size - Math.max(1, size * 0.12);
  const groups = counts.flatMap((numbers, at) => {
    const middle = room * (at + 0.5);
    const all = numbers.length * wide + (numbers.length - 1) * between;
    const towers = numbers.flatMap((number, side) => {
      const left = middle - all / 2 + side * (wide + between);
      const rows = Math.ceil(number / across);
      const d = tilesOf(number, across)
        .map(([column, row]) => {
          const [x, y] = [left + column * size, ground - (row + 1) * size];
          return `M${x.toFixed(1)},${y.toFixed(1)}h${tile.toFixed(1)}v${tile.toFixed(1)}h${-tile.toFixed(1)}z`;
        })
        .join("");
      const centre = left + wide / 2;
      const isOwn = numbers.length === 1;
      return [
        el("path", { class: isOwn ? "tower own" : `tower side-${side}`, d }),
        el("text", { class: "number", x: centre, y: ground - rows * size - 9 }, count(number, language)),
        el("text", { class: "language", x: centre, y: ground + LINE }, nameOf(side, isOwn, strings)),
      ];
    });
    const lines = names[at].map((line, number) =>
      el("text", { class: "name", x: middle, y: ground + LINE * (2 + number) + 5 }, line),
    );
    const edge = { x1: room * at + beside, x2: room * (at + 1) - beside, y1: ground + 1, y2: ground + 1 };
    return [el("line", { class: "ground", ...edge }), ...towers, ...lines];
  });
  svg.replaceChildren(...groups);
}

/**
 * @param {number} side
 * @param {boolean} isOwn
 * @param {Record<string, string>} strings
 */
function nameOf(side, isOwn, strings) {
  return isOwn ? strings.own : side === 0 ? strings.ja : strings.en;
}

/**
 * @param {Price} price
 * @param {Record<string, string>} strings
 */
function rateOf({ ratios }, strings) {
  const [character, byte] = ratios.split(" ");
  return filledText(strings.ratios, { character, byte });
}
