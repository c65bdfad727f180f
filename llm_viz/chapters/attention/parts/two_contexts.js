// One word in two contexts: lines from the word to the earlier words, as thick as its attention, and what follows.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { el } from "../../../kit/browser/dom.js";
import { percent } from "../../../kit/browser/numbers.js";
import { bar } from "./bars.js";

/**
 * @typedef {Record<string, string>} Strings
 * @typedef {{ weight: number, layer?: number, head?: number }} Look `LookPayload` in `two_contexts.py`.
 *
 * @typedef {object} PairReading `PairReadingPayload` in `two_contexts.py`.
 * @property {string[]} earlier The words before the word.
 * @property {string[]} word Its tokens.
 * @property {Record<string, Look[]>} looks By name of the head: its look at each of the words before.
 * @property {{ label: string, probability: number }[] | null} next
 *
 * @typedef {object} TwoContextsPayload
 * @property {PairReading[]} readings
 * @property {{ name: string, layer: number, head: number }[]} heads That may be chosen.
 * @property {{ chosen: string }} settings
 * @property {Strings} strings
 */

const STRONGEST = "max"; // instead of a head: for each word the head that looks at it most

/**
 * @param {HTMLElement} root
 * @param {TwoContextsPayload} payload
 */
export function mount(root, { readings, heads, settings, strings }) {
  if (heads.every(({ name }) => name !== settings.chosen)) settings.chosen = STRONGEST;
  const remember = () => rememberInUrl({ pair: settings.chosen === STRONGEST ? null : settings.chosen });
  if (new URL(window.location.href).searchParams.has("pair")) remember();
  const choose = (/** @type {string} */ name) => {
    settings.chosen = name;
    remember();
    show();
  };
  const choice = (/** @type {string} */ name, /** @type {string} */ text) =>
    el("button", { type: "button", dataset: { name }, onclick: () => choose(name) }, text);
  const choices = [
    choice(STRONGEST, strings.strongest),
    ...heads.map(({ name, layer, head }) => choice(name, headText(strings, layer, head))),
  ];
  const contexts = readings.map((reading, index) => contextOf(reading, "AB"[index], strings));
  const show = () => {
    for (const button of choices) button.setAttribute("aria-pressed", String(button.dataset.name === settings.chosen));
    for (const context of contexts) context.show(settings.chosen);
  };
  root.replaceChildren(
    el("div", { class: "choices" }, el("span", { class: "quiet" }, strings.heads), ...choices),
    el("div", { class: "readings" }, ...contexts.map(({ node }) => node)),
  );
  show();
}

/**
 * @param {Strings} strings
 * @param {number} [layer]
 * @param {number} [head]
 */
function headText(strings, layer, head) {
  return `${strings.layer} ${layer} · ${strings.head} ${head}`;
}

/**
 * A context; `show(name)` draws the looks of a head.
 *
 * @param {PairReading} reading
 * @param {string} letter
 * @param {Strings} strings
 */
function contextOf({ earlier, word, looks, next }, letter, strings) {
  const rows = earlier.map((label) => rowOf(label));
  const count = Math.max(1, rows.length);
  const lines = rows.map((_, index) => {
    const ends = { x1: 0, y1: (index + 0.5) / count, x2: 1, y2: 0.5 };
    return el("line", { ...ends, "vector-effect": "non-scaling-stroke" });
  });
  const node = el(
    "section",
    { "aria-label": letter },
    el("div", { class: "name" }, letter),
    rows.length > 0 ? fanOf(rows, lines, word, strings) : el("p", {}, strings.no_context),
    followingOf(next, strings),
  );
  const show = (/** @type {string} */ name) => {
    looks[name].forEach(({ weight, layer, head }, index) => {
      rows[index].share.textContent = percent(weight);
      rows[index].where.textContent = layer === undefined ? "" : headText(strings, layer, head);
      lines[index].style.strokeWidth = `${1 + 15 * weight}px`;
      lines[index].style.strokeOpacity = String(0.12 + 0.88 * weight);
    });
  };
  return { node, show };
}

/**
 * A word before the word.
 *
 * @param {string} label
 */
function rowOf(label) {
  const share = el("span", { class: "number" });
  const where = el("span", { class: "where quiet" });
  const node = el("div", { class: "earlier" }, where, share, el("span", { class: "chip" }, label));
  return { node, share, where };
}

/**
 * The words before, and lines from them to the word.
 *
 * @param {ReturnType<typeof rowOf>[]} rows
 * @param {SVGLineElement[]} lines
 * @param {string[]} word
 * @param {Strings} strings
 */
function fanOf(rows, lines, word, strings) {
  const whole = { viewBox: "0 0 1 1", preserveAspectRatio: "none", "aria-hidden": "true" };
  const tokens = word.map((label) => el("span", { class: "chip" }, label));
  const title = el("div", {}, el("span", { class: "axis" }, "q "), strings.word);
  return el(
    "div",
    { class: "fan" },
    el("div", { class: "tokens" }, ...rows.map((row) => row.node)),
    el("div", { class: "lines" }, el("svg", whole, ...lines)),
    el("div", { class: "word" }, title, el("div", {}, ...tokens)),
  );
}

/**
 * @param {PairReading["next"]} next
 * @param {Strings} strings
 */
function followingOf(next, strings) {
  const rows = next?.map(({ label, probability }) => {
    const chip = el("span", { class: "chip" }, label);
    const share = el("span", { class: "number" }, percent(probability));
    return el("div", { class: "candidate" }, chip, bar(probability), share);
  });
  const title = el("div", { class: "quiet" }, strings.follows);
  return el("div", { class: "follows" }, title, ...(rows ?? [el("p", {}, strings.no_next)]));
}
