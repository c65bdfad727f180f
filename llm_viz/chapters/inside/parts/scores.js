// The last step by hand: score, e to the score, divided by the sum. Scores can be moved, and opened into the products
// that they are the sum of.

import { askBox } from "../../../kit/browser/ask.js";
import { chip } from "../../../kit/browser/chips.js";
import { el } from "../../../kit/browser/dom.js";
import { glide, TWEEN } from "../../../kit/browser/motion.js";
import { count, fixed, large, percent, powerOfTen } from "../../../kit/browser/numbers.js";
import { filled, filledText } from "../../../kit/browser/sentences.js";
import { hasChanged, stateOf } from "../../../kit/browser/state.js";
import { insideMachine } from "./machine.js";
import { addingUp, softmax } from "./scores_math.js";

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
 * @property {Multiplication[]} multiplications
 * @property {number} scale
 * @property {number | null} softcap
 * @property {Record<string, string>} words
 *
 * @typedef {ReturnType<typeof softmax>} Worked
 */

const READABLE = 1e15; // above it, a number is written as a power of ten
const ROOM = 1.15; // of the best score: so far can scores be moved

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
  const panel = el("div", { class: "made" });
  const back = el("button", { type: "button", class: "pill back" }, words.back);
  const rows = candidates.map((_, index) => rowOf(payload, index));
  const others = othersRow(payload, language);
  const column = el("div", { class: "column", "aria-hidden": "true" });
  const total = el("span", { class: "number strong" });
  const whole = el("span", { class: "share number strong" });

  const showScores = () => {
    for (const [index, row] of rows.entries()) {
      const score = fixed(scores[index] + state.nudges[index], 2, language);
      row.range.value = String(scores[index] + state.nudges[index]);
      row.range.setAttribute("aria-valuetext", score);
      row.open.textContent = score;
      row.open.setAttribute("aria-label", filledText(words.open, { word: candidates[index].label, score }));
      row.open.setAttribute("aria-expanded", String(state.opened === index));
    }
    panel.replaceChildren(...(state.opened < 0 ? [] : made(payload, state.opened, language)));
  };
  /** @param {number} grown How much of the powers is shown, from 0 to 1. */
  const show = (grown = 1) => {
    showScores();
    back.hidden = state.nudges.every((nudge) => nudge === 0);
    if (logSum === null) {
      for (const { bar, power, share } of [...rows, others]) {
        bar.style.width = "0";
        power.textContent = share.textContent = "?";
      }
      says.replaceChildren(...asking(payload, language));
      return;
    }
    const worked = softmax(scores, logSum, state.nudges);
    const highest = Math.max(...worked.powers);
    for (const [index, row] of [...rows, others].entries()) {
      row.bar.style.width = `${(100 * grown * worked.powers[index]) / highest}%`;
      row.power.textContent = written(worked.powers[index]);
      row.share.textContent = percent(worked.shares[index], language);
    }
    total.textContent = written(worked.sum);
    whole.textContent = percent(1, language);
    const slices = [...worked.shares.map((share) => share * grown), 1 - grown];
    column.replaceChildren(...slices.map((share, index) => sliceOf(share, index, candidates.length)));
    says.replaceChildren(...judged(payload), ...result(payload, worked, !back.hidden, language));
  };
  for (const [index, row] of rows.entries()) {
    row.range.disabled = question.open;
    row.range.oninput = () => {
      state.nudges[index] = Number(row.range.value) - scores[index];
      show();
    };
    row.open.onclick = () => {
      state.opened = state.opened === index ? -1 : index;
      showScores();
    };
  }
  back.onclick = () => {
    const from = [...state.nudges];
    rows[0].range.focus();
    glide(
      state.glide,
      (share) => {
        state.nudges = from.map((nudge) => (share === 1 ? 0 : nudge * (1 - share)));
        show();
      },
      TWEEN,
    );
  };
  const sum = el(
    "div",
    { class: "row sum" },
    el("span", { class: "name strong" }, words.sum),
    el("span", { class: "power" }, total),
    whole,
  );
  const table = el("div", { class: "table" }, headOf(words), ...[...rows, others].map(({ node }) => node), sum);
  const box = question.open ? askBox(question, send) : null;
  const work = el("div", { class: "work" }, table, column);
  root.replaceChildren(el("div", { class: "stage" }, insideMachine(machine, "scores", work, box, back, panel)), says);
  show(isNew ? 0 : 1);
  return isNew && !question.open ? glide(state.glide, show, TWEEN) : undefined;
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

/** @param {Record<string, string>} words */
function headOf(words) {
  const head = (/** @type {string} */ name) =>
    el("div", { class: `head ${name}` }, el("strong", {}, words[name]), el("span", {}, words[`${name}_under`]));
  return el("div", { class: "row heads" }, head("score"), head("power"), head("share"));
}

/**
 * @param {ScoresPayload} payload
 * @param {number} index
 */
function rowOf({ candidates, multiplications, words }, index) {
  const candidate = candidates[index];
  const [top, last] = [candidates[0].logit, candidates[candidates.length - 1].logit];
  const range = el("input", {
    type: "range",
    min: Math.min(0, 2 * last),
    max: Math.max(ROOM * top, top + 1),
    step: "any",
    "aria-label": filledText(words.slide, { word: candidate.label }),
  });
  const open = el("button", { type: "button", class: "open number", disabled: multiplications.length === 0 });
  const name = el("span", { class: "name" }, chip(candidate, { chosen: index === 0 }));
  const score = el("span", { class: "score" }, range, open);
  return { ...rest(index === 0, name, score), range, open };
}

/**
 * All other tokens together.
 *
 * @param {ScoresPayload} payload
 * @param {Language} language
 */
function othersRow({ candidates, vocabulary, words }, language) {
  const many = count(vocabulary - candidates.length, language);
  return rest(false, el("span", { class: "name quiet" }, filledText(words.others, { count: many })), el("span"));
}

/**
 * A row with the two columns that all rows share.
 *
 * @param {boolean} isBest
 * @param {HTMLElement[]} before
 */
function rest(isBest, ...before) {
  const bar = el("div", { class: isBest ? "bar chosen" : "bar" });
  const power = el("span", { class: "number" });
  const share = el("span", { class: isBest ? "share number best" : "share number" });
  const powers = el("span", { class: "power" }, el("div", { class: "track" }, bar), power);
  return { node: el("div", { class: "row" }, ...before, powers, share), bar, power, share };
}

/**
 * @param {number} share
 * @param {number} index
 * @param {number} others Where all others stand.
 */
function sliceOf(share, index, others) {
  const kind = ["slice best", "slice others", "slice rest"][[0, others, others + 1].indexOf(index)] ?? "slice";
  return el("div", { class: kind, style: { "flex-grow": share, "--hue": `var(--hue-${index % 8})` } });
}

/** @param {number} power */
function written(power) {
  return power >= READABLE || power < 1 ? powerOfTen(power) : large(power);
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
