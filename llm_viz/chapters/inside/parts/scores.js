// The last step by hand: score, e to the score, divided by the sum. Scores can be moved, and opened into the products
// that they are the sum of.

import { askBox } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";
import { glide, TWEEN } from "../../../kit/browser/motion.js";
import { count, fixed, percent } from "../../../kit/browser/numbers.js";
import { screenHeight, topOnFirstScreen } from "../../../kit/browser/screen.js";
import { filled, filledText } from "../../../kit/browser/sentences.js";
import { hasChanged, stateOf } from "../../../kit/browser/state.js";
import { followFrame } from "../../../kit/browser/width.js";
import { insideMachine } from "./machine.js";
import { addingUp, softmax } from "./scores_math.js";
import { NARROW, scoresRoom } from "./scores_room.js";
import { scoreNode } from "./scores_slide.js";
import { groundNodes, powerNodes } from "./scores_view.js";

/**
 * @import { Question } from "../../../kit/browser/ask.js"
 * @import { Token } from "../../../kit/browser/chips.js"
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { Machine } from "./machine.js"
 *
 * @typedef {{ place: number, state: number, weight: number }} Product `ProductPayload` in `scores.py`.
 *
 * @typedef {object} Multiplication `MultiplicationPayload` in `scores.py`.
 * @property {Product[]} products
 * @property {number} others
 * @property {number} rest
 * @property {number} bias
 *
 * @typedef {object} ScoresPayload `ScoresPayload` in `scores.py`.
 * @property {Question} question
 * @property {Machine} machine
 * @property {(Token & { logit: number, probability: number })[]} candidates
 * @property {number | null} log_sum null while the question is open, as `times` is.
 * @property {string | null} times How many times as likely as the second token the first one is.
 * @property {number} vocabulary
 * @property {number[]} state The first numbers of the last vector.
 * @property {Multiplication[]} multiplications
 * @property {number} scale
 * @property {number | null} softcap
 * @property {Record<string, string>} words
 *
 * @typedef {ReturnType<typeof softmax>} Worked
 */

const ROOM = 1.15; // of the best score: so far can scores be moved
const FOOT = { wide: 150, narrow: 126 }; // pixels below the picture: the sentence and the way on
const LEAST = { wide: 352, asking: 338, told: 440 }; // where it is narrow, what can be moved takes more room
const MOST = 520;

/**
 * @param {HTMLElement} root
 * @param {ScoresPayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language, send }) {
  const { candidates, log_sum: logSum, machine, question, words } = payload;
  const state = stateOf(root, () => ({ nudges: /** @type {number[]} */ ([]), opened: -1, glide: {} }));
  const isNew = hasChanged(root, [candidates, question.open]);
  if (isNew) Object.assign(state, { nudges: candidates.map(() => 0), opened: -1 });
  const scores = candidates.map(({ logit }) => logit);
  const says = el("p", { class: "stage-says", "aria-live": "polite" });
  const picture = el("svg", { class: "last-step", role: "group", "aria-label": words.picture });
  const panel = el("div", { class: "made" });
  const back = el("button", { type: "button", class: "pill back" }, words.back);
  const ask = question.open ? askBox(question, send) : null;
  const frame = el("div", { class: "scores-picture" }, picture, panel, back, ask);
  root.replaceChildren(el("div", { class: "stage" }, insideMachine(machine, "scores", frame)), says);

  const [top, last] = [scores[0], scores[scores.length - 1]];
  const scale = { min: Math.min(0, 2 * last), max: Math.max(ROOM * top, top + 1) };
  const rows = candidates.map((_, row) =>
    scoreNode(picture, payload, row, scale, {
      move: (score) => {
        state.nudges[row] = score - scores[row];
        show();
      },
      open: () => {
        state.opened = state.opened === row ? -1 : row;
        panel.replaceChildren(...(state.opened < 0 ? [] : made(payload, state.opened, language)));
        show();
      },
      at: () => scores[row] + state.nudges[row],
    }),
  );
  const ground = el("g");
  const powers = el("g");
  picture.append(ground, powers, ...rows.flatMap(({ nodes }) => nodes));
  panel.replaceChildren(...(state.opened < 0 ? [] : made(payload, state.opened, language)));

  let size = { width: 0, height: 0 };
  /** @type {import("./scores_room.js").ScoresRoom} */
  let room;
  let grown = isNew && !question.open ? 0 : 1;
  const show = () => {
    if (size.width === 0) return;
    for (const [row, { show: place }] of rows.entries())
      place(room, scores[row] + state.nudges[row], { isOpened: state.opened === row, language });
    back.hidden = state.nudges.every((nudge) => nudge === 0);
    const worked = logSum === null ? null : softmax(scores, logSum, state.nudges);
    powers.replaceChildren(...powerNodes(room, payload, worked, grown, language));
    if (worked === null) says.replaceChildren(...asking(payload, language));
    else says.replaceChildren(...judged(payload), ...result(payload, worked, !back.hidden, language));
  };
  back.onclick = () => {
    const from = [...state.nudges];
    rows[0].nodes[0].focus();
    glide(
      state.glide,
      (share) => {
        state.nudges = from.map((nudge) => (share === 1 ? 0 : nudge * (1 - share)));
        show();
      },
      TWEEN,
    );
  };
  const kindOf = (/** @type {number} */ width) => (width < NARROW ? "narrow" : "wide");
  const heightOf = (/** @type {number} */ width) => {
    const kind = kindOf(width);
    const free = screenHeight() - topOnFirstScreen(root) - FOOT[kind];
    if (kind === "wide") return Math.min(MOST, Math.max(LEAST.wide, free));
    return Math.min(MOST, Math.max(ask ? LEAST.asking : LEAST.told, free - (ask?.offsetHeight ?? 0)));
  };
  const fit = (/** @type {{ width: number, height: number }} */ { width, height }) => {
    size = { width, height };
    room = scoresRoom(width, height, candidates.length + 2);
    frame.classList.toggle("narrow", kindOf(width) === "narrow");
    picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    picture.setAttribute("height", String(height));
    ground.replaceChildren(...groundNodes(picture, room, payload, language));
    show();
  };
  const unfollow = followFrame(root, frame, heightOf, fit);
  const end =
    grown === 0
      ? glide(
          state.glide,
          (share) => {
            grown = share;
            show();
          },
          TWEEN,
        )
      : () => {};
  return () => {
    end();
    unfollow();
  };
}

/**
 * What is known while the question is open.
 *
 * @param {ScoresPayload} payload
 * @param {Language} language
 */
function asking({ candidates: [best, second], words }, language) {
  const lead = fixed(best.logit - second.logit, 2, language);
  return emphasised(words.asking, { word: best.label, other: second.label, lead });
}

/**
 * What came of the guess, if there was one.
 *
 * @param {ScoresPayload} payload
 */
function judged({ question: { guess }, times, words }) {
  if (guess === null) return [];
  return [guess === times ? words.right : filledText(words.wrong, { guess }), " "];
}

/**
 * What the numbers say.
 *
 * @param {ScoresPayload} payload
 * @param {Worked} worked
 * @param {boolean} isMoved
 * @param {Language} language
 */
function result({ candidates, vocabulary, words }, { scores, shares }, isMoved, language) {
  const [best, second] = candidates;
  const share = percent(shares[0], language);
  const values = { word: best.label, vocabulary: count(vocabulary, language), share };
  if (isMoved) return emphasised(words.says_moved, { ...values, model: percent(best.probability, language) });
  if (second === undefined) return emphasised(words.says_alone, values);
  const lead = fixed(scores[0] - scores[1], 2, language);
  const times = fixed(Math.exp(Number((scores[0] - scores[1]).toFixed(2))), 1, language);
  return emphasised(words.says, { ...values, other: second.label, lead, times });
}

/**
 * The sentence with what the step comes to in bold, wherever it stands.
 *
 * @param {string} sentence
 * @param {Record<string, string>} values
 */
function emphasised(sentence, values) {
  const isBold = (/** @type {string} */ name) => name === "share" || name === "times";
  return filled(sentence, (name) => (isBold(name) ? el("strong", {}, values[name]) : values[name]));
}

/**
 * A score as the sum of products that it is.
 *
 * @param {ScoresPayload} payload
 * @param {number} index
 * @param {Language} language
 */
function made({ candidates, multiplications, scale, softcap, words }, index, language) {
  const { products, others, rest: remaining, bias } = multiplications[index];
  const two = (/** @type {number} */ value) => fixed(value, 2, language).replace("-", "−");
  const bracketed = (/** @type {number} */ value) => (value < 0 ? `(${two(value)})` : two(value));
  const values = products.map(({ state, weight }) => state * weight);
  const hasBias = bias !== 0;
  const sum = [...values, remaining, bias].reduce((all, part) => all + part, 0);
  const parts = [...values, ...(hasBias ? [bias] : []), remaining];
  const shown = addingUp(parts, sum, 2);
  const line = (/** @type {string} */ name, /** @type {string} */ working, /** @type {string} */ value) =>
    el(
      "li",
      {},
      el("span", { class: "quiet" }, name),
      el("span", { class: "number" }, working),
      el("span", { class: "number" }, value),
    );
  const lines = products.map(({ place, state, weight }, at) =>
    line(filledText(words.product, { place: String(place) }), `${two(state)} × ${bracketed(weight)} =`, two(shown[at])),
  );
  if (hasBias) lines.push(line(words.bias, "", two(shown[products.length])));
  lines.push(line(filledText(words.rest, { count: count(others, language) }), "", two(shown[shown.length - 1])));
  const total = line(words.sum, "", two(sum));
  total.className = "total";
  const after = [
    ...(scale === 1 ? [] : [line(filledText(words.scaled, { scale: String(scale) }), "", two(scale * sum))]),
    ...(softcap === null
      ? []
      : [line(filledText(words.capped, { cap: String(softcap) }), "", two(candidates[index].logit))]),
  ];
  const width = count(products.length + others, language);
  return [
    el(
      "p",
      {},
      el("strong", {}, filledText(words.made_of, { word: candidates[index].label })),
      " ",
      filledText(words.made_under, { width }),
    ),
    el("ol", {}, ...lines, total, ...after),
  ];
}
