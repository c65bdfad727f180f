// The tokens of a text, each under a bar as high as its surprise: pure places in, one group of SVG for each token out.

import { el } from "../../../kit/browser/dom.js";
import { hueColour, huesInRow } from "../../../kit/browser/hues.js";
import { pressable } from "../../../kit/browser/keyboard.js";
import { fixed } from "../../../kit/browser/numbers.js";
import { barHeight, inRows, inTurn, sameWords } from "./surprisal_math.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Spot } from "./surprisal_math.js"
 *
 * @typedef {{ label: string, bits: number | null }} ReadToken `bits`: null where it was not predicted, or is to be guessed.
 * @typedef {"written" | "shuffled"} Order
 * @typedef {{ written: ReadToken[], shuffled: ReadToken[] }} Orders
 * @typedef {Spot & { at: number, bits: number | null }} Place Of a token in one order: the `at`-th.
 * @typedef {{ label: string, written: Place | null, shuffled: Place | null, hue: string }} Actor A token that stands in one order or in
 *   both; then it moves from one to the other.
 * @typedef {{ node: SVGGElement, actor: Actor, move: (rise: number, mix: number) => void }} Column
 * @typedef {{ width: number, height: number, most: number, language: Language, you: string }} Frame `most`: bits of the highest
 *   bar; `you`: what stands above the bar that was guessed, "" if none was.
 */

const GAP = 5; // pixels between tokens
const PADDING = { wide: 9, narrow: 5 }; // pixels beside a word
const NARROW = 640; // pixels
const CHIP = 32; // pixels
const NUMBER = 24; // pixels above a bar
const BETWEEN = 14; // pixels between rows
const YOU = 22; // pixels above the number of the bar that was guessed
const LONGEST = 14; // characters of a token that are written
const NARROWEST = 34; // pixels: the widest number, and a finger

/**
 * Draw the tokens into `words`, and say how high the highest bar and all rows are.
 *
 * @param {SVGGElement} words It must be in the page.
 * @param {Orders} orders
 * @param {Frame} frame
 * @param {(order: Order, at: number) => void} press
 */
export function drawTokens(words, orders, { width, height, most, language, you }, press) {
  const places = { written: placesOf(words, orders.written, width), shuffled: placesOf(words, orders.shuffled, width) };
  const rows = Math.max(rowsOf(places.written), rowsOf(places.shuffled));
  const actors = actorsOf(orders, {
    written: inMiddle(places.written, rows),
    shuffled: inMiddle(places.shuffled, rows),
  });
  const above = NUMBER + (you === "" || rows > 1 ? 0 : YOU);
  const tall = barHeight(rows, height, above + CHIP + BETWEEN);
  const count = Math.max(orders.written.length, orders.shuffled.length);
  const frame = { tall, most, count, above, you: rows > 1 ? "" : you, language };
  const columns = actors.map((actor) => columnOf(actor, frame, press));
  words.append(...columns.map(({ node }) => node));
  return { columns, tall, high: rows * (tall + above + CHIP + BETWEEN) };
}

/** @param {Spot[]} spots */
function rowsOf(spots) {
  return 1 + Math.max(0, ...spots.map(({ row }) => row));
}

/**
 * The same, in the middle of so many rows: the other order may need more of them.
 *
 * @param {Spot[]} spots
 * @param {number} rows
 */
function inMiddle(spots, rows) {
  const free = rows - rowsOf(spots);
  return spots.map((spot) => ({ ...spot, row: spot.row + free / 2 }));
}

/**
 * @param {Orders} orders
 * @param {{ written: Spot[], shuffled: Spot[] }} places
 * @returns {Actor[]}
 */
function actorsOf({ written, shuffled }, places) {
  const before = sameWords(
    written.map(({ label }) => label),
    shuffled.map(({ label }) => label),
  );
  const hues = huesInRow([...written, ...shuffled].map(({ label }) => label)).map(hueColour);
  const stay = written.map((token, at) => {
    const then = before.indexOf(at);
    const place = { ...places.written[at], at, bits: token.bits };
    const next = then < 0 ? null : { ...places.shuffled[then], at: then, bits: shuffled[then].bits };
    return { label: token.label, written: place, shuffled: next, hue: hues[at] };
  });
  const come = shuffled.flatMap((token, at) => {
    if (before[at] >= 0) return [];
    const place = { ...places.shuffled[at], at, bits: token.bits };
    return [{ label: token.label, written: null, shuffled: place, hue: hues[written.length + at] }];
  });
  return [...stay, ...come];
}

/**
 * @param {SVGGElement} words
 * @param {ReadToken[]} tokens
 * @param {number} width
 */
function placesOf(words, tokens, width) {
  const padding = PADDING[width < NARROW ? "narrow" : "wide"];
  const nodes = tokens.map(({ label }) => el("text", { class: "word" }, short(label)));
  words.append(...nodes);
  const widths = nodes.map((node) => Math.ceil(node.getComputedTextLength()) + 2 * padding);
  for (const node of nodes) node.remove();
  return inRows(
    widths.map((wide) => Math.min(width, Math.max(NARROWEST, wide))),
    width,
    GAP,
  );
}

/** @param {string} label As much of it as fits on the narrowest screen. */
function short(label) {
  return label.length > LONGEST ? `${label.slice(0, LONGEST)}…` : label;
}

/**
 * @param {Actor} actor
 * @param {{ tall: number, most: number, count: number, above: number, you: string, language: Language }} frame
 * @param {(order: Order, at: number) => void} press
 * @returns {Column}
 */
function columnOf(actor, { tall, most, count, above, you, language }, press) {
  const bar = el("rect", { class: "column", rx: 4, style: { "--hue": actor.hue } });
  const chip = el("rect", { class: "token", rx: 7, height: CHIP });
  const middle = { "text-anchor": "middle" };
  const word = el("text", { class: "word", ...middle }, short(actor.label));
  const number = el("text", { class: "bits", ...middle });
  const guessed = el("text", { class: "you", "aria-hidden": "true", ...middle }, you);
  let order = /** @type {Order} */ ("written");
  const isPressed = pressable(() => press(order, /** @type {Place} */ (actor[order]).at));
  const node = el("g", { class: "read", ...isPressed }, bar, chip, word, number, guessed);
  const from = /** @type {Place} */ (actor.written ?? actor.shuffled);
  const to = actor.shuffled ?? from;
  const move = (/** @type {number} */ rise, /** @type {number} */ mix) => {
    order = mix < 0.5 ? "written" : "shuffled";
    const between = (/** @type {number} */ one, /** @type {number} */ other) => one + (other - one) * mix;
    const [x, wide, row] = [between(from.x, to.x), between(from.wide, to.wide), between(from.row, to.row)];
    const bits = between(from.bits ?? 0, to.bits ?? 0) * inTurn(rise, from.at, count);
    const foot = row * (tall + above + CHIP + BETWEEN) + above + tall;
    const high = (tall * bits) / most;
    set(bar, { x, y: foot - high, width: wide, height: high });
    set(chip, { x, y: foot + 3, width: wide });
    set(word, { x: x + wide / 2, y: foot + CHIP / 2 + 9 });
    set(number, { x: x + wide / 2, y: foot - high - 7 });
    set(guessed, { x: x + wide / 2, y: foot - high - 7 - YOU });
    number.textContent = (mix < 0.5 ? from : to).bits === null ? "–" : fixed(bits, 1, language);
    node.style.opacity = String(actor.written === null ? mix : actor.shuffled === null ? 1 - mix : 1);
    node.style.visibility = actor[order] === null ? "hidden" : "visible";
  };
  return { node, actor, move };
}

/**
 * Empty columns in the place of the bars that are to be guessed: for all but the first token, before which nothing stands.
 *
 * @param {Column[]} columns
 * @param {number} tall Pixels.
 */
export function drawSlots(columns, tall) {
  for (const { node, actor } of columns) {
    const { hue } = actor;
    const { x, wide, row, at } = /** @type {Place} */ (actor.written);
    node.querySelector(".bits")?.remove();
    if (at === 0) {
      node.removeAttribute("role");
      Object.assign(node, { onclick: null, onkeydown: null });
      node.classList.add("first");
      continue;
    }
    const y = row * (tall + NUMBER + CHIP + BETWEEN) + NUMBER;
    node.prepend(
      el("rect", { class: "slot", x: x + 1, y, width: wide - 2, height: tall - 2, rx: 6, style: { "--hue": hue } }),
    );
    node.append(el("text", { class: "mark", x: x + wide / 2, y: y + tall / 2 + 9, "text-anchor": "middle" }, "?"));
  }
}

/**
 * @param {SVGElement} node
 * @param {Record<string, number>} values
 */
function set(node, values) {
  for (const [name, value] of Object.entries(values)) node.setAttribute(name, value.toFixed(2));
}
