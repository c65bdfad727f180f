// One block opened: two vectors are added to the one that passes, and each number can be opened down to its products.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { askBox } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";
import { glide, TWEEN } from "../../../kit/browser/motion.js";
import { count, fixed, threeDigits } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { slider } from "../../../kit/browser/sliders.js";
import { stateOf } from "../../../kit/browser/state.js";
import { arrowsOf, fitted, tellingCell } from "./block_math.js";
import { figure, productTable } from "./products.js";
import { deepest, tile } from "./tile.js";
import { wordRow } from "./words.js";

/**
 * @import { Question } from "../../../kit/browser/ask.js"
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { Point } from "./block_math.js"
 * @import { Word } from "./words.js"
 *
 * @typedef {{ index: number, input: number, weight: number }} Term
 * @typedef {{ layer: number, part: "attention" | "mlp", cell: number, terms: Term[], others: number,
 *   others_count: number, bias: number, value: number, added: number, problem: string }} Opened `OpenedPayload`.
 *
 * @typedef {object} BlockPayload `BlockPayload` in `block.py`.
 * @property {string} name Of text, model and token.
 * @property {Question} question About the block that is shown first; while it is open, there are no numbers of others.
 * @property {string | null} long The true answer, once there is one.
 * @property {Word[]} words
 * @property {number} word The place of the token in the row.
 * @property {number} layers
 * @property {number} cells
 * @property {Float32Array} streams
 * @property {Float32Array} attention
 * @property {Float32Array} mlp
 * @property {Float32Array} lengths
 * @property {Float32Array} turns
 * @property {Opened | null} opened
 * @property {{ name: string, shown: number, layer: number, cell: number | null }} settings
 * @property {number} start The block that the question is about, from 0.
 * @property {number} shown The one that is shown first.
 * @property {Record<string, string>} strings
 */

const BARS = 470; // pixels, the height of all blocks' bars

/**
 * @param {HTMLElement} root
 * @param {BlockPayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language, send }) {
  const { question, words, word, settings, strings, layers } = payload;
  if (settings.name !== payload.name) Object.assign(settings, { name: payload.name, cell: null });
  if (settings.shown !== payload.shown)
    Object.assign(settings, { shown: payload.shown, layer: payload.shown, cell: null });
  settings.layer = Math.max(0, Math.min(layers - 1, settings.layer));
  const state = stateOf(root, () => ({ glide: {}, triangle: /** @type {Triangle | null} */ (null) }));
  const row = wordRow(words, {
    label: strings.words,
    pressed: [word],
    press: (place) => {
      if (!question.open) send("word", { place });
    },
  });
  const body = el("div", { class: "block-body" });
  const says = el("p", { class: "stage-says", role: "status" });
  const layer = slider({
    id: "inside-layer",
    label: strings.block,
    min: 1,
    max: layers,
    step: 1,
    text: (value) => `${count(value, language)} / ${count(layers, language)}`,
    className: "layer",
    moved: (value) => {
      Object.assign(settings, { layer: value - 1, cell: null });
      show();
    },
  });
  const cell = slider({
    id: "inside-cell",
    label: strings.number,
    min: 1,
    max: payload.cells,
    step: 1,
    text: (value) => count(value, language),
    className: "number",
    moved: (value) => {
      settings.cell = value - 1;
      show();
    },
  });
  const show = () => {
    const view = viewOf(payload);
    layer.show(settings.layer + 1);
    cell.show(view.cell + 1);
    layer.input.disabled = question.open;
    if (!question.open) rememberInUrl({ layer: settings.layer === payload.start ? null : settings.layer + 1 });
    bars.replaceChildren(
      barsOf(payload, (chosen) => {
        if (question.open) return;
        Object.assign(settings, { layer: chosen, cell: null });
        show();
      }),
    );
    const drawn = arrows(view, strings, language);
    body.replaceChildren(
      sum(view, question.open, strings, language, (chosen) => {
        settings.cell = chosen;
        show();
      }),
      drawn.node,
      question.open
        ? askBox(question, send)
        : opening(payload, view, { number: cell.node, language }, (part) =>
            send("open", { layer: settings.layer, part, cell: view.cell }),
          ),
    );
    // The arrows turn from where they were; at first they lie in one line.
    const to = { lengths: [...view.lengths], turns: question.open ? [1, 1] : [...view.turns] };
    const from = state.triangle ?? { lengths: to.lengths, turns: [1, 1] };
    state.triangle = to;
    const isSame = String([from.lengths, from.turns]) === String([to.lengths, to.turns]);
    const turn = (/** @type {number} */ share) => drawn.show(between(from, to, share), question.open);
    if (isSame) turn(1);
    else glide(state.glide, turn, TWEEN);
    const sentence = filledText(question.open ? strings.asking : strings.says, {
      block: count(settings.layer + 1, language),
      word: words[word].name,
      attention: threeDigits(view.lengths[1], language),
      mlp: threeDigits(view.lengths[2], language),
      before: threeDigits(view.lengths[0], language),
      after: threeDigits(view.lengths[3], language),
    });
    says.textContent = isAsked(payload) ? `${judged(payload)} ${sentence}` : sentence;
  };
  const bars = el("div", { class: "bars" });
  root.replaceChildren(
    el(
      "div",
      { class: question.open ? "stage block-grid asking" : "stage block-grid" },
      el("div", {}, layer.node, bars),
      el("div", {}, row, body),
    ),
    says,
  );
  show();
}

/**
 * Whether what is shown is what was guessed.
 *
 * @param {BlockPayload} payload
 */
function isAsked({ question, settings, start }) {
  return question.guess !== null && settings.layer === start;
}

/** @param {BlockPayload} payload */
function judged({ question: { guess }, long, strings }) {
  return guess === long ? strings.right : filledText(strings.wrong, { guess: guess ?? "" });
}

/**
 * @typedef {{ lengths: number[], turns: number[] }} Triangle See `arrowsOf`.
 */

/**
 * @param {Triangle} from
 * @param {Triangle} to
 * @param {number} share
 * @returns {Triangle}
 */
function between(from, to, share) {
  const mixed = (/** @type {number[]} */ one, /** @type {number[]} */ other) =>
    one.map((value, index) => value + (other[index] - value) * share);
  return { lengths: mixed(from.lengths, to.lengths), turns: mixed(from.turns, to.turns) };
}

/**
 * @typedef {object} View
 * @property {number} cell
 * @property {Float32Array[]} vectors Before, attention, feed-forward, after.
 * @property {Float32Array} lengths
 * @property {Float32Array} turns
 */

/**
 * @param {BlockPayload} payload
 * @returns {View}
 */
function viewOf({ settings: { layer, cell }, cells, streams, attention, mlp, lengths, turns }) {
  const of = (/** @type {Float32Array} */ all, /** @type {number} */ row, size = cells) =>
    all.subarray(row * size, (row + 1) * size);
  const [brought, worked] = [of(attention, layer), of(mlp, layer)];
  return {
    cell: cell ?? tellingCell(brought, worked),
    vectors: [of(streams, layer), brought, worked, of(streams, layer + 1)],
    lengths: of(lengths, layer, 4),
    turns: of(turns, layer, 2),
  };
}

/**
 * Per block, from 0 on one scale: the length of the vector after it, and of what each part adds.
 *
 * @param {BlockPayload} payload
 * @param {(layer: number) => void} choose
 */
function barsOf({ layers, lengths, settings, strings }, choose) {
  const most = Math.max(...lengths);
  const pitch = BARS / layers;
  const across = (/** @type {number} */ length) => Math.max(0.5, (100 * length) / most);
  const rows = Array.from({ length: layers }, (_, layer) => {
    const y = BARS - (layer + 1) * pitch;
    const [, brought, worked, after] = lengths.subarray(layer * 4, layer * 4 + 4);
    const bar = (
      /** @type {string} */ kind,
      /** @type {number} */ length,
      /** @type {number} */ top,
      /** @type {number} */ height,
    ) => el("rect", { class: kind, x: 0, y: y + top * pitch, width: across(length), height: height * pitch });
    return el(
      "g",
      { class: layer === settings.layer ? "block-row chosen" : "block-row", onclick: () => choose(layer) },
      el("rect", { class: "hit", x: 0, y, width: 100, height: pitch }),
      bar("passes", after, 0.08, 0.84),
      bar("attends", brought, 0.14, 0.34),
      bar("feeds", worked, 0.52, 0.34),
    );
  });
  return el(
    "figure",
    {},
    el(
      "svg",
      {
        class: "all-blocks",
        viewBox: `0 0 100 ${BARS}`,
        preserveAspectRatio: "none",
        role: "img",
        "aria-label": strings.bars,
      },
      ...rows,
    ),
    el(
      "figcaption",
      {},
      ...["passes", "attends", "feeds"].map((kind) => el("span", { class: `key ${kind}` }, strings[kind])),
    ),
  );
}

/**
 * Four vectors: three that make the fourth.
 *
 * @param {View} view
 * @param {boolean} isCovered Whether the fourth is not to be seen.
 * @param {Record<string, string>} strings
 * @param {Language} language
 * @param {(cell: number) => void} pick
 */
function sum({ vectors, lengths, cell }, isCovered, strings, language, pick) {
  const most = Math.max(...vectors.map(deepest));
  const digits = Math.max(...vectors.map((vector) => Math.abs(vector[cell]))) > 99 ? 0 : 2;
  const names = ["before", "attends", "feeds", "after"];
  const written = (/** @type {Float32Array} */ vector, /** @type {number} */ place, /** @type {string} */ name) => [
    tile(vector, most, { label: name, cell, pick }),
    el("span", { class: "cell-value" }, fixed(vector[cell], digits, language)),
    el("span", { class: "quiet" }, filledText(strings.length, { length: threeDigits(lengths[place], language) })),
  ];
  const shown = vectors.flatMap((vector, place) => {
    const name = strings[names[place]];
    const box = el(
      "div",
      { class: `summand ${names[place]}` },
      el("b", {}, name),
      ...(place === 3 && isCovered ? [el("span", { class: "dashed-mark unseen" }, "?")] : written(vector, place, name)),
    );
    return place === 3 ? [box] : [box, el("span", { class: "sign", "aria-hidden": "true" }, place === 2 ? "=" : "+")];
  });
  return el("div", { class: "summands" }, ...shown);
}

/**
 * @param {View} view
 * @param {Record<string, string>} strings
 * @param {Language} language
 */
function arrows({ lengths }, strings, language) {
  const paths = ["before", "attends", "feeds", "after"].map((kind) => el("path", { class: `arrow ${kind}` }));
  const [before, attention, mlp, after] = [...lengths].map((length) => threeDigits(length, language));
  const alt = after === "0" ? strings.arrows : filledText(strings.arrows_alt, { before, attention, mlp, after });
  const picture = el("svg", { viewBox: "0 0 340 140", role: "img", "aria-label": alt }, ...paths);
  /** @type {(triangle: Triangle, isCovered: boolean) => void} `isCovered`: without the vector after the block. */
  const show = (triangle, isCovered) => {
    const box = { x: 16, y: 16, width: 308, height: 108 };
    const [start, one, two, end] = fitted(arrowsOf(triangle.lengths, triangle.turns), box);
    const ends = [
      [start, one],
      [one, two],
      [two, end],
      [start, end],
    ];
    for (const [index, path] of paths.entries()) {
      const [from, to] = ends[index];
      path.setAttribute("d", index === 3 && isCovered ? "" : headed(from, to));
    }
  };
  return { node: el("figure", { class: "arrows" }, el("figcaption", {}, strings.arrows), picture), show };
}

/**
 * @param {Point} from
 * @param {Point} to
 */
function headed(from, to) {
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
  const head = Math.min(10, 0.5 * Math.hypot(to[0] - from[0], to[1] - from[1]));
  const wing = (/** @type {number} */ turn) =>
    `${to[0] - head * Math.cos(angle + turn)} ${to[1] - head * Math.sin(angle + turn)}`;
  return `M${from.join(" ")}L${to.join(" ")}M${wing(0.45)}L${to.join(" ")}L${wing(-0.45)}`;
}

/**
 * How the framed number comes about, of the part that was asked for.
 *
 * @param {BlockPayload} payload
 * @param {View} view
 * @param {{ number: HTMLElement, language: Language }} surroundings `number`: the slider that chooses the number.
 * @param {(part: "attention" | "mlp") => void} ask
 */
function opening({ opened, settings, strings }, { cell }, { number, language }, ask) {
  const isThis = opened !== null && opened.layer === settings.layer && opened.cell === cell;
  const buttons = /** @type {const} */ (["attention", "mlp"]).map((part) =>
    el(
      "button",
      {
        type: "button",
        class: "pill",
        "aria-pressed": String(isThis && opened.part === part),
        onclick: () => ask(part),
      },
      strings[`open_${part}`],
    ),
  );
  const head = el(
    "div",
    { class: "opening-head" },
    el("b", {}, strings.open),
    number,
    el("div", { class: "stage-tools" }, ...buttons),
  );
  if (!isThis) return el("div", { class: "opening" }, head, el("p", { class: "quiet" }, strings.open_hint));
  if (opened.problem !== "") return el("div", { class: "opening" }, head, el("p", {}, opened.problem));
  const factor = opened.value === 0 ? 1 : opened.added / opened.value;
  const lines = [
    ...opened.terms.map(({ index, input, weight }) => ({
      text: filledText(strings.term, {
        index: count(index + 1, language),
        input: figure(input, language),
        weight: figure(weight, language),
      }),
      value: input * weight,
    })),
    { text: filledText(strings.others, { count: count(opened.others_count, language) }), value: opened.others },
    ...(opened.bias === 0 ? [] : [{ text: strings.bias, value: opened.bias }]),
    { text: strings.value, value: opened.value, isTotal: true },
    ...(Math.abs(factor - 1) < 1e-3
      ? []
      : [
          {
            text: filledText(strings.behind, { factor: figure(factor, language) }),
            value: opened.added,
            isTotal: true,
          },
        ]),
  ];
  return el("div", { class: "opening" }, head, productTable(lines, language));
}
