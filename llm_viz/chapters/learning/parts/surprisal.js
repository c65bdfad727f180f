// Tokens in a row, above each a bar as high as its surprise. Which one is the highest is guessed; then the words can be
// shuffled: they fly to their places, and what every model pays for them moves along.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { askBox, sendGuess } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";
import { keepingFocus } from "../../../kit/browser/focus.js";
import { walkWithArrows } from "../../../kit/browser/keyboard.js";
import { glide, reducedMotion, steady } from "../../../kit/browser/motion.js";
import { screenHeight, topOnFirstScreen } from "../../../kit/browser/screen.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { choice } from "../../../kit/browser/sliders.js";
import { hasChanged, stateOf } from "../../../kit/browser/state.js";
import { followFrame } from "../../../kit/browser/width.js";
import { boardHeight, drawBoard } from "./surprisal_board.js";
import { drawSlots, drawTokens } from "./surprisal_view.js";
import { dearest, sentence } from "./surprisal_words.js";

/**
 * @import { Question } from "../../../kit/browser/ask.js"
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { Column, Order, ReadToken } from "./surprisal_view.js"
 *
 * @typedef {{ tokens: ReadToken[], each: number }} Ordered `OrderPayload` in `surprisal.py`.
 * @typedef {{ key: string, model: string, written: Ordered, shuffled: Ordered | null }} Reading `ReadingPayload`.
 * @typedef {{ readings: Reading[], own: number, question: Question, settings: { order: Order, reader: string },
 *   strings: Record<string, string> }} SurprisalPayload `settings.reader`: "" is the model of the page.
 * @typedef {{ rise: number, mix: number, wasOpen: boolean, chosen: number | null, frame?: number }} State `rise`: how much
 *   of the bars stands; `mix`: 0 as written, 1 shuffled; `chosen`: the token that is spoken of, null: the most surprising.
 * @typedef {{ columns: Column[], lines: ReturnType<typeof drawBoard>, words: SVGGElement }} Drawn
 */

const LEAST = 8; // bits of the highest bar if no token is more surprising
const READING = 1300; // milliseconds in which the bars rise one after the other
const FLIGHT = 900; // milliseconds of the words to their other places
const NARROW = 640; // pixels
const LOWEST = 320; // pixels of the picture
const BELOW = { wide: 84, narrow: 112 }; // pixels of the sentence below, and the way on

/**
 * @param {HTMLElement} root
 * @param {SurprisalPayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language, send }) {
  const { readings, question, settings, strings } = payload;
  const start = { rise: 1, mix: settings.order === "shuffled" ? 1 : 0, wasOpen: false, chosen: null };
  const state = stateOf(root, () => /** @type {State} */ (start));
  if (hasChanged(root, readings)) state.chosen = null;
  const picture = el("div", { class: "picture" });
  const title = el("p", { class: "title" });
  const says = el("p", { class: "stage-says", role: "status" });
  const box = question.open ? askBox({ ...question, own: "" }, send) : null;
  const order = choice(strings.order, /** @type {[Order, string][]} */ (orders(strings)), (to) => turn(to));
  const canTurn = !question.open && readings.some(({ shuffled }) => shuffled !== null);
  const head = el("div", { class: "head" }, title, canTurn ? order.node : null);
  root.replaceChildren(el("div", { class: "stage" }, head, picture, box), says);
  const size = { width: 0, height: 0 };
  /** @type {Drawn | null} */
  let drawn = null;
  const place = () => {
    for (const { move } of drawn?.columns ?? []) move(state.rise, state.mix);
    for (const { move } of drawn?.lines ?? []) move(state.mix);
  };
  const tell = () => {
    title.textContent = filledText(strings.caption, { model: readingOf(payload).model });
    order.show(settings.order);
    says.textContent = sentence(payload, readingOf(payload), state.chosen, language);
    if (drawn && !question.open) mark(payload, state, drawn);
  };
  const draw = () => {
    const { width } = size;
    if (width === 0) return;
    const pressed = (/** @type {Order} */ _, /** @type {number} */ at) => {
      if (question.open) guess(at);
      else {
        state.chosen = at;
        tell();
      }
    };
    const chooseReader = (/** @type {string} */ key) => {
      settings.reader = key === readings[payload.own].key ? "" : key;
      state.chosen = null;
      draw();
    };
    keepingFocus(picture, () => {
      const svg = el("svg", {});
      picture.replaceChildren(svg);
      drawn = drawAll(svg, payload, { ...size, language, pressed, chooseReader });
      place();
      tell();
    });
    if (!question.open) remember(payload);
  };
  const guess = (/** @type {number} */ at) => {
    for (const { node, actor } of drawn?.columns ?? []) node.classList.toggle("tapped", actor.written?.at === at);
    box?.setAttribute("aria-busy", "true");
    sendGuess(send, String(at));
  };
  const turn = (/** @type {Order} */ to) => {
    Object.assign(settings, { order: to });
    state.chosen = null;
    const [from, until] = [state.mix, to === "shuffled" ? 1 : 0];
    tell();
    remember(payload);
    glide(
      state,
      (share) => {
        state.mix = from + (until - from) * share;
        place();
        if (share === 1) tell();
      },
      FLIGHT,
    );
  };
  const below = () => (box?.offsetHeight ?? 0) + BELOW[root.clientWidth < NARROW ? "narrow" : "wide"];
  const heightOf = () => Math.max(LOWEST, screenHeight() - topOnFirstScreen(picture) - below());
  const stopFollowing = followFrame(root, picture, heightOf, (now) => {
    Object.assign(size, now);
    draw();
  });
  const isFresh = state.wasOpen && !question.open && !reducedMotion();
  state.wasOpen = question.open;
  if (isFresh) rise(state, place);
  tell();
  return () => {
    stopFollowing();
    cancelAnimationFrame(state.frame ?? 0);
    Object.assign(state, { rise: 1, mix: settings.order === "shuffled" ? 1 : 0 });
  };
}

/** @param {Record<string, string>} strings */
function orders(strings) {
  return [
    ["written", strings.written],
    ["shuffled", strings.shuffled],
  ];
}

/**
 * Let the bars rise one after the other, as the tokens are read.
 *
 * @param {State} state
 * @param {() => void} place
 */
function rise(state, place) {
  state.rise = 0;
  place();
  glide(
    state,
    (share) => {
      state.rise = share;
      place();
    },
    READING,
    steady,
  );
}

/** @param {SurprisalPayload} payload The reading that is looked at. */
function readingOf({ readings, own, settings }) {
  return readings.find(({ key }) => key === settings.reader) ?? readings[own];
}

/** @param {SurprisalPayload} payload */
function remember({ settings: { order, reader } }) {
  rememberInUrl({ order: order === "written" ? null : order, reader: reader === "" ? null : reader });
}

/**
 * @param {SVGSVGElement} svg It must be in the page.
 * @param {SurprisalPayload} payload
 * @param {{ width: number, height: number, language: Language, pressed: (order: Order, at: number) => void,
 *   chooseReader: (key: string) => void }} frame
 * @returns {Drawn}
 */
function drawAll(svg, payload, { width, height, language, pressed, chooseReader }) {
  const { readings, question, strings } = payload;
  const reading = readingOf(payload);
  const orders = { written: reading.written.tokens, shuffled: reading.shuffled?.tokens ?? [] };
  const isNarrow = width < NARROW;
  const isOwn = reading === readings[payload.own]; // another model has other tokens
  const guessed = question.open || !isOwn ? -1 : Number(question.guess ?? -1);
  const board = question.open ? 0 : boardHeight(readings.length, isNarrow);
  const most = Math.max(LEAST, ...[...orders.written, ...orders.shuffled].map(({ bits }) => bits ?? 0));
  const words = el("g", { role: "group", "aria-label": strings.label });
  const models = el("g", { role: "group", "aria-label": strings.readers });
  svg.append(words, models);
  const room = { width, height: height - board, most, language, you: guessed < 0 ? "" : strings.you };
  const { columns, tall, high } = drawTokens(words, orders, room, pressed);
  const total = high + board;
  svg.setAttribute("height", String(total));
  svg.setAttribute("viewBox", `0 0 ${width} ${total}`);
  if (question.open) drawSlots(columns, tall);
  const mine = columns.find(({ actor }) => actor.written?.at === guessed);
  mine?.node.classList.add("guessed");
  if (question.open) {
    const toTap = columns.slice(1).map(({ node }) => node);
    walkWithArrows(words, toTap);
    return { columns, lines: [], words };
  }
  const frame = { top: high, width, isNarrow, title: strings.each, language };
  const costs = readings.map(({ key, model, written, shuffled }) => ({
    key,
    model,
    written: written.each,
    shuffled: shuffled?.each ?? null,
  }));
  const lines = drawBoard(models, costs, frame, chooseReader);
  walkWithArrows(models, lines.length > 1 ? lines.map(({ node }) => node) : [], { isColumn: true });
  return { columns, lines, words };
}

/**
 * Mark what is chosen, and let the arrow keys go through the words in their present order.
 *
 * @param {SurprisalPayload} payload
 * @param {State} state
 * @param {Drawn} drawn
 */
function mark(payload, state, { columns, lines, words }) {
  const { order } = payload.settings;
  const { key, [order]: ordered } = readingOf(payload);
  const chosen = state.chosen ?? dearest(ordered?.tokens ?? []);
  const here = columns.filter(({ actor }) => actor[order] !== null);
  here.sort((one, other) => (one.actor[order]?.at ?? 0) - (other.actor[order]?.at ?? 0));
  for (const [at, { node }] of here.entries()) node.setAttribute("aria-pressed", String(at === chosen));
  walkWithArrows(
    words,
    here.map(({ node }) => node),
    { start: chosen },
  );
  for (const line of lines) line.node.setAttribute("aria-pressed", String(line.key === key));
}
