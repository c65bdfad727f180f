// A word is a list of numbers: the lists of the sentence's tokens, and which words have a similar one. As long as the
// question is open, no list's neighbours are here.

import { askBox } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";
import { keepingFocus } from "../../../kit/browser/focus.js";
import { isComposing } from "../../../kit/browser/keyboard.js";
import { glide, TWEEN } from "../../../kit/browser/motion.js";
import { count, fixed } from "../../../kit/browser/numbers.js";
import { screenHeight, topOnFirstScreen } from "../../../kit/browser/screen.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { stateOf } from "../../../kit/browser/state.js";
import { followFrame } from "../../../kit/browser/width.js";
import { insideMachine } from "./machine.js";
import { figure, productTable } from "./products.js";
import { skyNodes } from "./sky_view.js";
import { deepest } from "./tile.js";
import { NARROW, vectorRoom } from "./vector_room.js";
import { numbersNode, rowNode } from "./vector_view.js";

/**
 * @import { Question } from "../../../kit/browser/ask.js"
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { Machine } from "./machine.js"
 * @import { Star } from "./sky_math.js"
 * @import { Word } from "./words.js"
 *
 * @typedef {{ cells: number[], stars: Star[], mean: number, crowd: number[] }} SkyPayload `SkyPayload` in `vector.py`.
 * @typedef {{ first: number, last: number, cosines: number[] }} DriftPayload
 * @typedef {{ words: string[], cut: string[], sky: SkyPayload | null, says: string }} SumPayload
 *
 * @typedef {object} VectorPayload `VectorPayload` in `vector.py`.
 * @property {string} name Of text and model.
 * @property {Question} question
 * @property {Machine} machine
 * @property {Word[]} words
 * @property {Record<string, SkyPayload>} skies By the id of the token.
 * @property {DriftPayload | null} drift
 * @property {SumPayload} sum
 * @property {string[][]} sums That are offered.
 * @property {number} word Where it starts: a place in the row.
 * @property {number} width
 * @property {number} vocabulary
 * @property {{ word: number, view: "near" | "sum" }} settings
 * @property {Record<string, string>} strings
 *
 * @typedef {object} Shown What is in the middle.
 * @property {string} middle
 * @property {SkyPayload | null} sky
 * @property {string} says
 */

// Pixels below the picture: on a narrow screen also what the sky shows, once it is told.
const FOOT = { wide: 166, narrow: { asking: 76, told: 253 } };
const LEAST = { wide: 304, narrow: { asking: 470, told: 336 } };
const MOST = 560;

/**
 * @param {HTMLElement} root
 * @param {VectorPayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language, send }) {
  const { question, words, skies, settings, strings } = payload;
  const state = stateOf(root, () => ({
    name: payload.name,
    shown: "",
    cells: /** @type {number[]} */ ([]),
    opened: /** @type {number | null} */ (null),
    glide: {},
  }));
  if (state.name !== payload.name) {
    state.name = payload.name;
    settings.word = payload.word;
  }
  settings.word = Math.min(settings.word, words.length - 1);
  if (question.open) Object.assign(settings, { word: payload.word, view: "near" });
  const most = deepest(Object.values(skies).flatMap(({ cells }) => cells));
  const isSum = settings.view === "sum";
  const { middle, sky, says } = shownOf(payload, language);
  const key = `${question.open} ${isSum} ${middle}`;
  const isNew = state.shown !== key;
  const before = isNew ? state.cells : [];
  if (isNew) Object.assign(state, { shown: key, opened: null, cells: sky?.cells ?? [] });

  const again = (/** @type {Partial<VectorPayload["settings"]>} */ change) => {
    stop();
    Object.assign(settings, change);
    keepingFocus(root, () => {
      stop = mount(root, payload, /** @type {Surroundings} */ ({ language, send }));
    });
  };
  const picture = el("svg", { class: "sky", role: "group", "aria-label": strings.words });
  const opened = el("div", { class: "opened" });
  const form = isSum ? sumForm(payload, send) : null;
  const asking = question.open ? askBox(question, send) : null;
  const caption = sky === null ? "" : captionOf(payload, sky, language);
  const tools = question.open
    ? null
    : el(
        "div",
        { class: "stage-tools" },
        ...viewPills(payload, again),
        el("span", { class: "quiet" }, `${strings.closer} ${caption}`),
      );
  const frame = el("div", { class: "vector-picture" }, form, picture, opened, tools, asking);
  const stage = el("div", { class: "stage" }, insideMachine(payload.machine, "vector", frame));
  root.replaceChildren(stage, el("p", { class: "stage-says", role: "status" }, says));

  let size = { width: 0, height: 0 };
  let show = (/** @type {number} */ _share) => {};
  const draw = () => {
    const { width, height } = size;
    const count = isSum ? 0 : words.length;
    const room = vectorRoom(width, height, {
      count,
      question: asking && { width: asking.offsetWidth, height: asking.offsetHeight },
    });
    picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    picture.setAttribute("height", String(height));
    picture.replaceChildren();
    const chosen = words[settings.word];
    const press = question.open ? null : (/** @type {number} */ word) => again({ word });
    const row = isSum ? [] : [rowNode(picture, room, words, { chosen, most, skies, label: strings.words, press })];
    if (sky === null) return picture.replaceChildren(...row);
    const heading = headingOf(payload, sky, middle, language);
    const grid = room.numbers && numbersNode(room.numbers, sky.cells, most, heading, language);
    const open = (/** @type {number} */ star) => {
      state.opened = state.opened === star ? null : star;
      show(1);
      /** @type {NodeListOf<SVGElement>} */ (picture.querySelectorAll(".star"))[star].focus();
    };
    const look = {
      middle,
      isOpen: question.open,
      guess: isSum ? null : question.guess,
      opened: () => state.opened,
      open,
      caption: question.open && !room.isNarrow ? caption : "",
    };
    const { nodes, stars } = skyNodes(picture, sky, room.sky, look, strings, language);
    picture.replaceChildren(...row, ...(grid ? [grid.node] : []), ...nodes);
    show = (share) => {
      stars(share);
      grid?.show(before, share);
      const star = state.opened === null ? undefined : sky.stars[state.opened];
      opened.replaceChildren(...(star ? [opening(star, middle, payload, language)] : []));
      if (grid) opened.style.top = `${room.sky.top}px`;
    };
  };
  let share = isNew ? 0 : 1;
  const kindOf = (/** @type {number} */ width) => (width < NARROW ? "narrow" : "wide");
  const heightOf = (/** @type {number} */ width) => {
    const of = (/** @type {typeof FOOT} */ { wide, narrow }) =>
      kindOf(width) === "wide" ? wide : narrow[question.open ? "asking" : "told"];
    const free = screenHeight() - topOnFirstScreen(root) - of(FOOT);
    return Math.min(MOST, Math.max(of(LEAST), free)) - (form?.offsetHeight ?? 0);
  };
  const fit = (/** @type {{ width: number, height: number }} */ { width, height }) => {
    size = { width, height };
    frame.classList.toggle("narrow", kindOf(width) === "narrow");
    draw();
    show(share);
  };
  const unfollow = followFrame(root, frame, heightOf, fit);
  const end = isNew
    ? glide(
        state.glide,
        (now) => {
          share = now;
          show(now);
        },
        TWEEN,
      )
    : () => {};
  let stop = () => {
    end();
    unfollow();
  };
  return () => stop();
}

/**
 * @param {VectorPayload} payload
 * @param {Language} language
 * @returns {Shown}
 */
function shownOf(payload, language) {
  const { question, settings, skies, strings, sum, words } = payload;
  if (settings.view === "sum") return { middle: sumText(sum.words), sky: sum.sky, says: sum.says };
  const chosen = words[settings.word];
  const values = { word: chosen.name, width: count(payload.width, language) };
  const says = question.open ? filledText(strings.says_alone, values) : saysOf(payload, chosen, language);
  return { middle: chosen.name, sky: skies[chosen.id], says };
}

/**
 * @param {VectorPayload} payload
 * @param {(change: { view: "near" | "sum" }) => void} choose
 */
function viewPills({ settings, strings }, choose) {
  return /** @type {const} */ (["near", "sum"]).map((view) =>
    el(
      "button",
      {
        type: "button",
        class: "pill",
        "aria-pressed": String(settings.view === view),
        onclick: () => choose({ view }),
      },
      strings[`view_${view}`],
    ),
  );
}

/**
 * The cosine of a star as the sum that it is.
 *
 * @param {Star} star
 * @param {string} middle
 * @param {VectorPayload} payload
 * @param {Language} language
 */
function opening({ text, cosine, terms }, middle, { width, strings }, language) {
  const lines = terms.map(([place, one, other]) => {
    const values = { index: count(place + 1, language), input: figure(one, language), weight: figure(other, language) };
    return { text: filledText(strings.term, values), value: one * other };
  });
  const others = cosine - lines.reduce((sum, { value }) => sum + value, 0);
  const left = filledText(strings.others, { count: count(width - terms.length, language) });
  return el(
    "figure",
    { class: "made-of" },
    el("figcaption", {}, filledText(strings.made_of, { word: middle, other: text })),
    el("p", { class: "quiet" }, strings.made_under),
    productTable(
      [...lines, { text: left, value: others }, { text: strings.cosine, value: cosine, isTotal: true }],
      language,
    ),
  );
}

/**
 * @param {VectorPayload} payload
 * @param {Word} chosen
 * @param {Language} language
 */
function saysOf({ question, skies, words, drift, strings, width, vocabulary }, chosen, language) {
  const [nearest] = [...skies[chosen.id].stars].sort((one, other) => other.cosine - one.cosine);
  const guessed = skies[chosen.id].stars.find(({ text }) => text === question.guess);
  const values = {
    word: chosen.name,
    width: count(width, language),
    vocabulary: count(vocabulary, language),
    nearest: nearest?.text ?? "",
    cosine: nearest ? fixed(nearest.cosine, 2, language) : "",
    guess: guessed?.text ?? "",
    guessed: guessed ? fixed(guessed.cosine, 2, language) : "",
  };
  const first = filledText(nearest ? strings.says : strings.says_alone, values);
  if (guessed) {
    const judged = guessed.text === nearest.text ? strings.right : strings.wrong;
    return `${filledText(judged, values)} ${first}`;
  }
  const twin = drift !== null && words.some(({ position, id }) => position === drift.last && id === chosen.id);
  if (!twin || drift === null) return first;
  const ends = {
    after: fixed(drift.cosines[1], 2, language),
    end: fixed(drift.cosines.at(-1) ?? 0, 2, language),
    layers: count(drift.cosines.length - 1, language),
  };
  const isEqual = drift.cosines[0] > 0.9999;
  return `${first} ${filledText(isEqual ? strings.twins : strings.twins_placed, { ...values, ...ends, start: fixed(drift.cosines[0], 2, language) })}`;
}

/** @param {string[]} words */
function sumText([first, without, plus]) {
  return `${first} − ${without} + ${plus}`;
}

/**
 * @param {VectorPayload} payload
 * @param {(name: string, value: unknown) => void} send
 */
function sumForm({ sum, sums, strings }, send) {
  const fields = sum.words.map((word, place) =>
    el("input", { type: "text", value: word, size: 7, maxlength: 40, "aria-label": strings[`field_${place}`] }),
  );
  const ask = (/** @type {string[]} */ words) => send("sum", { words });
  const go = () => ask(fields.map((field) => field.value));
  for (const field of fields) {
    field.onkeydown = (event) => {
      if (event.key === "Enter" && !isComposing(event)) go();
    };
  }
  return el(
    "span",
    { class: "sum" },
    fields[0],
    "−",
    fields[1],
    "+",
    fields[2],
    el("button", { type: "button", class: "pill", onclick: go }, strings.compute),
    ...sums.map((words) =>
      el("button", { type: "button", class: "pill offer", onclick: () => ask(words) }, sumText(words)),
    ),
  );
}

/**
 * What the dots and the dashed arc are.
 *
 * @param {VectorPayload} payload
 * @param {SkyPayload} sky
 * @param {Language} language
 */
function captionOf({ strings, vocabulary }, { crowd, mean }, language) {
  const numbers = { count: count(crowd.length, language), vocabulary: count(vocabulary, language) };
  const average = filledText(strings.mean, { cosine: fixed(mean, 2, language) });
  return `${filledText(strings.crowd, numbers)} ${average}`;
}

/**
 * @param {VectorPayload} payload
 * @param {SkyPayload} sky
 * @param {string} word
 * @param {Language} language
 */
function headingOf({ strings, width }, { cells }, word, language) {
  return filledText(strings.list, { word, width: count(width, language), shown: count(cells.length, language) });
}
