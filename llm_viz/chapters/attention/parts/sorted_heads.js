// All heads at once: every head is a square in the row of the word that it looks at most, and one of them is shown in
// full. Until somebody has guessed where most of them look, the squares stand in no order.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { askBox, sendGuess } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";
import { followDrag } from "../../../kit/browser/drag.js";
import { arrowStep } from "../../../kit/browser/keyboard.js";
import { glide, TWEEN } from "../../../kit/browser/motion.js";
import { count, percent } from "../../../kit/browser/numbers.js";
import { pointerOn } from "../../../kit/browser/screen.js";
import { filled, filledText } from "../../../kit/browser/sentences.js";
import { stateOf } from "../../../kit/browser/state.js";
import { noteNode } from "./act_draw.js";
import { followRoom } from "./act_room.js";
import { headAt, lookOf, pilesOf, steppedHead } from "./sorted_heads_math.js";
import { sortedScene } from "./sorted_heads_scene.js";

/**
 * @import { Question } from "../../../kit/browser/ask.js"
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { Lane } from "./one_head.js"
 * @import { Pile, Place } from "./sorted_heads_math.js"
 *
 * @typedef {object} SortedHeadsPayload `SortedHeadsPayload` in `sorted_heads.py`.
 * @property {string} subject
 * @property {Lane[]} lanes
 * @property {number} layers
 * @property {number} heads
 * @property {number} striking The head that is shown at first, counted through all layers.
 * @property {Uint16Array | null} looks null while the guess is asked.
 * @property {Question} question
 * @property {{ head: number, looking: number }} settings
 * @property {string} note
 * @property {Record<string, string>} texts
 *
 * @typedef {{ subject: string, isTouched: boolean, places: Place[], frame?: number }} State `places`: where the squares
 *   stand now.
 * @typedef {{ piles: Pile[], shares: number[], lanes: number[] }} Sorted
 */

/**
 * @param {HTMLElement} root
 * @param {SortedHeadsPayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language, send }) {
  const { subject, lanes, heads, looks, question, settings, texts, note } = payload;
  const state = stateOf(root, () => /** @type {State} */ ({ subject, isTouched: false, places: [] }));
  if (state.subject !== subject) {
    Object.assign(state, { subject, isTouched: false, places: [] });
    Object.assign(settings, { head: payload.striking, looking: lanes.length - 1 });
  }
  const svg = el("svg", { role: "group", "aria-label": texts.picture });
  const ask = question.open ? askBox(question, send) : null;
  const picture = el("div", { class: "act-picture" }, svg);
  const says = el("p", { class: "stage-says", role: "status" });
  const name = el("strong", { class: "head-name" });
  const walk = (/** @type {number} */ step, /** @type {string} */ label, /** @type {string} */ sign) =>
    el("button", { type: "button", class: "pill", "aria-label": label, onclick: () => stepTo(step, 0) }, sign);
  const total = { all: count(payload.layers * heads, language) };
  const tools = el(
    "div",
    { class: "tools" },
    el("p", {}, filledText(texts.hint, total)),
    el("div", { class: "walk" }, walk(-1, texts.previous, "←"), name, walk(1, texts.next, "→")),
  );
  root.replaceChildren(
    el("section", { class: "stage" }, el("h2", { class: "visually-hidden" }, texts.name), looks && tools, picture, ask),
    says,
    ...[noteNode(texts.about, note)].filter((node) => node !== null),
  );

  /** @type {Sorted} */
  let sorted = { piles: [], shares: [], lanes: [] };
  /** @type {ReturnType<typeof sortedScene> | null} */
  let scene = null;
  /** @type {import("./act_room.js").Room | null} */
  let place = null;
  const group = el("g", { class: "heads", role: "application", "aria-label": texts.squares });
  const sort = () => {
    if (looks === null) return;
    const { piles, shares } = pilesOf(looks, settings.looking, lanes.length);
    const seen = new Array(shares.length);
    for (const { lane, heads: pile } of piles) for (const head of pile) seen[head] = lane;
    sorted = { piles, shares, lanes: seen };
  };
  const paint = () => {
    const look = looks === null ? [] : lookOf(looks, settings.head, settings.looking, lanes.length);
    scene?.paint({ places: state.places, lanes: sorted.lanes, shares: sorted.shares, chosen: settings.head, look });
  };
  const tell = () => {
    const layer = Math.floor(settings.head / heads) + 1;
    const head = (settings.head % heads) + 1;
    name.textContent = filledText(texts.head, { layer: String(layer), head: String(head) });
    says.replaceChildren(...sentencesOf(payload, sorted, state.isTouched, language));
  };
  const remember = () => rememberInUrl({ one: settings.head + 1, looker: settings.looking + 1 });
  const choose = (/** @type {number} */ head) => {
    if (head < 0 || (head === settings.head && state.isTouched)) return;
    settings.head = head;
    state.isTouched = true;
    remember();
    tell();
    paint();
  };
  const stepTo = (/** @type {number} */ right, /** @type {number} */ down) =>
    choose(steppedHead(sorted.piles, settings.head, [right, down]));
  const press = (/** @type {number} */ lane) => {
    const { label } = lanes[lane];
    if (question.open) {
      if (question.options.includes(label)) sendGuess(send, label);
      return;
    }
    settings.looking = lane;
    state.isTouched = false;
    remember();
    sort();
    tell();
    build();
  };
  /** Draws everything for the room, and lets the squares go to their places. */
  const build = () => {
    if (place === null) return;
    scene = sortedScene(payload, place, { looking: settings.looking, press, host: picture }, sorted.piles);
    group.replaceChildren(...scene.squares);
    if (looks !== null) group.setAttribute("tabindex", "0");
    svg.replaceChildren(...scene.bands, scene.side, group, el("g", {}, ...scene.words));
    const { places } = scene;
    const from = state.places;
    if (from.length !== places.length) {
      state.places = places;
      paint();
      return;
    }
    glide(
      state,
      (share) => {
        state.places = places.map((end, head) => between(from[head], end, share));
        paint();
      },
      TWEEN,
    );
  };
  followDrag(group, {
    begin: () => looks !== null,
    move: (event) => choose(headAt(state.places, pointerOn(svg, event))),
    focused: group,
  });
  group.onkeydown = (/** @type {KeyboardEvent} */ event) => {
    const step = looks === null ? null : arrowStep(event);
    if (step === null) return;
    event.stopPropagation();
    stepTo(...step);
  };
  sort();
  tell();
  const stop = followRoom(root, svg, [says, ask ?? tools], (room) => {
    place = room;
    build();
  });
  return () => {
    cancelAnimationFrame(state.frame ?? 0);
    stop();
  };
}

/**
 * @param {Place} from
 * @param {Place} to
 * @param {number} share
 * @returns {Place}
 */
function between(from, to, share) {
  const part = (/** @type {number} */ start, /** @type {number} */ end) => start + share * (end - start);
  return { x: part(from.x, to.x), y: part(from.y, to.y), size: part(from.size, to.size) };
}

/**
 * What the picture shows now, in one or two sentences.
 *
 * @param {SortedHeadsPayload} payload
 * @param {Sorted} sorted
 * @param {boolean} isTouched Whether a head has been chosen since the squares were sorted.
 * @param {Language} language
 * @returns {(Node | string)[]}
 */
function sentencesOf(
  { lanes, layers, heads, looks, question, settings, texts },
  { piles, shares, lanes: seen },
  isTouched,
  language,
) {
  const all = count(layers * heads, language);
  const looking = lanes[settings.looking].label;
  if (looks === null) return filled(texts.asking, { all, looking });
  const bold = (/** @type {string} */ text) => el("strong", {}, text);
  if (isTouched) {
    const lane = seen[settings.head];
    const values = {
      layer: String(Math.floor(settings.head / heads) + 1),
      head: String((settings.head % heads) + 1),
      share: percent(shares[settings.head]),
      seen: bold(lanes[lane].label),
    };
    const alike = { count: count(piles[lane].heads.length, language), all };
    return [...filled(texts.one, values), " ", filledText(texts.alike, alike)];
  }
  const [first, second] = [...piles].sort((one, other) => other.heads.length - one.heads.length);
  const top = lanes[first.lane];
  const isJudged = question.guess !== null && settings.looking === lanes.length - 1;
  const judged = question.guess === top.label ? texts.right : filledText(texts.wrong, { guess: question.guess ?? "" });
  const sentence = top.kind === "sink" ? texts.rest : texts.most;
  const values = { count: bold(count(first.heads.length, language)), all, looking, seen: bold(top.label) };
  const then =
    second === undefined || second.heads.length === 0
      ? []
      : [
          " ",
          ...filled(texts.then, { count: count(second.heads.length, language), seen: bold(lanes[second.lane].label) }),
        ];
  return [...(isJudged ? [judged, " "] : []), ...filled(sentence, values), ...then];
}
