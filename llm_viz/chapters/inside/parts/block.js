// One block opened: two vectors are added to the one that passes, and each number can be opened down to its products.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { askBox } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";
import { followDrag } from "../../../kit/browser/drag.js";
import { glide, TWEEN } from "../../../kit/browser/motion.js";
import { count, threeDigits } from "../../../kit/browser/numbers.js";
import { pointerOn, screenHeight, topOnFirstScreen } from "../../../kit/browser/screen.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { slider } from "../../../kit/browser/sliders.js";
import { stateOf } from "../../../kit/browser/state.js";
import { followFrame } from "../../../kit/browser/width.js";
import { tellingCell } from "./block_math.js";
import { blockRoom, NARROW } from "./block_room.js";
import { stackNodes } from "./block_stack.js";
import { flowNodes, wordsNode } from "./block_view.js";
import { figure, productLines, productTable } from "./products.js";

/**
 * @import { Question } from "../../../kit/browser/ask.js"
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { Seen } from "./block_view.js"
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
 * @property {number[]} heads By layer: the head whose looks are drawn, from 1; none where attention is not seen.
 * @property {number} heads_count
 * @property {Float32Array} weights
 * @property {Opened | null} opened
 * @property {{ name: string, shown: number, layer: number, cell: number | null }} settings
 * @property {number} start The block that the question is about, from 0.
 * @property {number} shown The one that is shown first.
 * @property {Record<string, string>} strings
 */

const FOOT = { wide: 136, narrow: 120 }; // pixels below the picture: the sentence and the first fold
const LEAST = { wide: 352, narrow: 436 };
const MOST = 560;
const WRITTEN = 140; // pixels beside the square of attention

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
  const state = stateOf(root, () => ({ glide: {}, seen: /** @type {Seen | null} */ (null) }));
  const says = el("p", { class: "stage-says", role: "status" });
  const picture = el("svg", { class: "block", role: "group", "aria-label": strings.picture });
  const stack = el("g", { class: "stack" });
  const flow = el("g");
  const choose = (/** @type {number} */ chosen) => {
    if (question.open || chosen === settings.layer) return;
    Object.assign(settings, { layer: chosen, cell: null });
    show();
  };
  const pick = (/** @type {number} */ chosen) => {
    settings.cell = chosen;
    show();
  };
  const layer = slider({
    id: "inside-layer",
    label: strings.block,
    min: 1,
    max: layers,
    step: 1,
    text: (value) => `${count(value, language)} / ${count(layers, language)}`,
    className: "layer",
    moved: (value) => choose(value - 1),
  });
  const cell = slider({
    id: "inside-cell",
    label: strings.number,
    min: 1,
    max: payload.cells,
    step: 1,
    text: (value) => count(value, language),
    className: "number",
    moved: (value) => pick(value - 1),
  });
  const ask = question.open ? askBox(question, send) : null;
  const opened = el("div", { class: "opened" });
  const buttons = el("div");
  const tools = el("div", { class: "stage-tools" }, layer.node, cell.node, buttons);
  const beside = el("div", { class: "beside" }, ...(ask ? [ask] : [tools, opened]));
  const frame = el("div", { class: ask ? "block-picture asking" : "block-picture" }, picture, beside);
  root.replaceChildren(el("div", { class: "stage" }, frame), says);

  let size = { width: 0, height: 0 };
  /** @type {import("./block_room.js").BlockRoom} */
  let room;
  const draw = (/** @type {Seen} */ seen, /** @type {number} */ share) => {
    if (size.width === 0) return;
    const head =
      payload.heads.length === 0
        ? ""
        : filledText(strings.head, {
            head: count(payload.heads[settings.layer], language),
            heads: count(payload.heads_count, language),
          });
    const chosen = viewOf(payload).cell;
    const guess = isAsked(payload) ? question.guess : null;
    const look = { isCovered: question.open, guess, cell: chosen, head, pick, strings, language };
    flow.replaceChildren(...flowNodes(room, seen, look, share));
  };
  const drawAll = () => {
    picture.setAttribute("viewBox", `0 0 ${size.width} ${size.height}`);
    picture.setAttribute("height", String(size.height));
    picture.replaceChildren(stack, flow);
    const press = (/** @type {number} */ place) => {
      if (!question.open) send("word", { place });
    };
    picture.append(wordsNode(picture, room, words, { chosen: word, label: strings.words, press }));
    stack.replaceChildren(...stackNodes(room, payload));
  };
  const show = () => {
    const view = viewOf(payload);
    layer.show(settings.layer + 1);
    cell.show(view.cell + 1);
    if (!question.open) rememberInUrl({ layer: settings.layer === payload.start ? null : settings.layer + 1 });
    if (room) stack.replaceChildren(...stackNodes(room, payload));
    const [asking, table] = opening(payload, view.cell, language, (part) =>
      send("open", { layer: settings.layer, part, cell: view.cell }),
    );
    buttons.replaceChildren(asking);
    opened.replaceChildren(...table);
    // Everything comes from where it was; at first the arrows lie in one line.
    const to = question.open ? { ...view.seen, turns: [1, 1] } : view.seen;
    const from = state.seen ?? { ...to, turns: [1, 1] };
    state.seen = to;
    if (JSON.stringify(from) === JSON.stringify(to)) draw(to, 1);
    else glide(state.glide, (share) => draw(between(from, to, share), share), TWEEN);
    const sentence = filledText(question.open ? strings.asking : strings.says, {
      block: count(settings.layer + 1, language),
      word: words[word].name,
      attention: threeDigits(view.seen.lengths[1], language),
      mlp: threeDigits(view.seen.lengths[2], language),
      before: threeDigits(view.seen.lengths[0], language),
      after: threeDigits(view.seen.lengths[3], language),
    });
    says.textContent = isAsked(payload) ? `${judged(payload)} ${sentence}` : sentence;
  };
  const kindOf = (/** @type {number} */ width) => (width < NARROW ? "narrow" : "wide");
  const heightOf = (/** @type {number} */ width) => {
    const kind = kindOf(width);
    const free = screenHeight() - topOnFirstScreen(root) - FOOT[kind];
    const below = kind === "narrow" ? (ask?.offsetHeight ?? 0) : 0;
    return Math.min(MOST, Math.max(LEAST[kind], free - below));
  };
  const fit = (/** @type {{ width: number, height: number }} */ { width, height }) => {
    size = { width, height };
    room = blockRoom(width, height, words.length);
    frame.classList.toggle("narrow", kindOf(width) === "narrow");
    const { attends } = room.tiles;
    beside.style.left = room.isNarrow ? "" : `${attends.x + room.tile / 2 + WRITTEN}px`;
    drawAll();
    draw(state.seen ?? viewOf(payload).seen, 1);
  };
  const scrub = (/** @type {PointerEvent} */ event) => {
    if (!room.stack) return;
    const { y, height } = room.stack;
    choose(
      Math.max(0, Math.min(layers - 1, Math.floor((layers * (y + height - pointerOn(picture, event).top)) / height))),
    );
  };
  followDrag(stack, { move: scrub, focused: layer.input });
  const unfollow = followFrame(root, frame, heightOf, fit);
  show();
  return unfollow;
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
 * @param {Seen} from
 * @param {Seen} to
 * @param {number} share
 * @returns {Seen}
 */
function between(from, to, share) {
  const mixed = (/** @type {number[]} */ one, /** @type {number[]} */ other) =>
    other.map((value, index) => (one[index] ?? 0) + (value - (one[index] ?? 0)) * share);
  return {
    vectors: to.vectors.map((vector, place) => mixed(from.vectors[place], vector)),
    lengths: mixed(from.lengths, to.lengths),
    turns: mixed(from.turns, to.turns),
    weights: mixed(from.weights, to.weights),
  };
}

/**
 * @param {BlockPayload} payload
 * @returns {{ cell: number, seen: Seen }}
 */
function viewOf({ settings: { layer, cell }, cells, streams, attention, mlp, lengths, turns, weights, words }) {
  const of = (/** @type {Float32Array} */ all, /** @type {number} */ row, size = cells) =>
    Array.from(all.subarray(row * size, (row + 1) * size));
  const [brought, worked] = [of(attention, layer), of(mlp, layer)];
  return {
    cell: cell ?? tellingCell(brought, worked),
    seen: {
      vectors: [of(streams, layer), brought, worked, of(streams, layer + 1)],
      lengths: of(lengths, layer, 4),
      turns: of(turns, layer, 2),
      weights: of(weights, layer, words.length + 1),
    },
  };
}

/**
 * How the framed number comes about: the buttons that ask for it, and the products of the part that was asked for.
 *
 * @param {BlockPayload} payload
 * @param {number} cell
 * @param {Language} language
 * @param {(part: "attention" | "mlp") => void} ask
 * @returns {[HTMLElement, HTMLElement[]]}
 */
function opening({ opened, settings, strings }, cell, language, ask) {
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
  const row = el("div", { class: "opening", title: strings.open_hint }, el("b", {}, strings.open), ...buttons);
  if (!isThis) return [row, []];
  if (opened.problem !== "") return [row, [el("p", {}, opened.problem)]];
  const factor = opened.value === 0 ? 1 : opened.added / opened.value;
  const lines = [
    ...productLines(opened, strings, language),
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
  return [row, [productTable(lines, language)]];
}
