// One neuron: how strongly each token of the visitor's text excites it, the places in the app's stories that excite it
// most, and the tokens that it then raises.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { askBox } from "../../../kit/browser/ask.js";
import { chip, onHover } from "../../../kit/browser/chips.js";
import { el } from "../../../kit/browser/dom.js";
import { walkWithArrows } from "../../../kit/browser/keyboard.js";
import { glide, TWEEN } from "../../../kit/browser/motion.js";
import { fixed, percent } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { hasChanged, stateOf } from "../../../kit/browser/state.js";
import { insideMachine } from "./machine.js";

/**
 * @import { Question } from "../../../kit/browser/ask.js"
 * @import { Token } from "../../../kit/browser/chips.js"
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { Machine } from "./machine.js"
 *
 * @typedef {{ before: string, word: string, after: string, share: number }} Place `PlacePayload` in `neuron.py`.
 *
 * @typedef {object} Neuron `NeuronPayload` in `neuron.py`.
 * @property {number} layer From 1.
 * @property {number} number From 0.
 * @property {string[]} words Some of the words that excite it.
 * @property {Place[]} places
 * @property {{ label: string, deviations: number }[]} raised
 * @property {number[]} felt By token of the text: the share of the strongest place.
 * @property {string} says
 *
 * @typedef {object} NeuronsPayload `NeuronsPayload` in `neuron.py`.
 * @property {Question} question
 * @property {Machine} machine
 * @property {number} asked The neuron whose writing is guessed, from 1; as long as that is open, the only one.
 * @property {Token[]} tokens
 * @property {Neuron[]} neurons
 * @property {{ neuron: number }} settings Which neuron is looked at, from 1.
 * @property {Record<string, string>} words
 */

/**
 * @param {HTMLElement} root
 * @param {NeuronsPayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language, send }) {
  const { asked, machine, neurons, question, settings, words } = payload;
  const state = stateOf(root, () => ({ glide: {} }));
  const isNew = hasChanged(root, [question.open, settings.neuron]);
  const frame = el("div");
  const says = el("p", { class: "stage-says", "aria-live": "polite" });
  const pills = neurons.map((neuron, index) => {
    const name = filledText(words.name, { layer: String(neuron.layer), number: String(neuron.number) });
    const onclick = () => {
      settings.neuron = index + 1;
      show();
      grow();
    };
    const label = neuron.words.join(" · ");
    return el(
      "button",
      { type: "button", class: "pill", title: name, "aria-label": `${name}: ${label}`, onclick },
      label,
    );
  });
  const tools = el("div", { class: "stage-tools", role: "group", "aria-label": words.choose }, ...pills);
  const show = () => {
    const chosen = question.open ? 1 : settings.neuron;
    const neuron = neurons[chosen - 1];
    for (const [index, pill] of pills.entries()) pill.setAttribute("aria-pressed", String(index + 1 === chosen));
    if (!question.open) rememberInUrl({ neuron: String(chosen) });
    const picture = el(
      "div",
      { class: "picture" },
      question.open ? null : yours(payload, neuron, words),
      stories(neuron, words, question.open ? null : (text) => send("take", text)),
      heart(neuron, words),
      question.open
        ? el("section", { class: "writes" }, el("h3", {}, words.writes), askBox(question, send))
        : writes(neuron, words, language),
    );
    const at = { layer: neuron.layer - 1, half: /** @type {const} */ ("mlp") };
    frame.replaceChildren(insideMachine(machine, at, question.open ? null : tools, picture));
    says.textContent = question.open
      ? filledText(words.asking, { words: neuron.words.join(", ") })
      : judged(payload, chosen === asked, neuron);
  };
  const grow = () => glide(state.glide, (share) => frame.style.setProperty("--grown", share.toFixed(3)), TWEEN);
  walkWithArrows(tools, pills, { start: settings.neuron - 1 });
  show();
  root.replaceChildren(el("div", { class: "stage" }, frame), says);
  const end = isNew ? grow() : () => {};
  const unhover = onHover(root);
  return () => {
    end();
    unhover();
  };
}

/**
 * What the neuron does with the text, after what came of the guess if this is the neuron it was about.
 *
 * @param {NeuronsPayload} payload
 * @param {boolean} isAsked
 * @param {Neuron} neuron
 */
function judged({ question: { guess }, words }, isAsked, { raised, says }) {
  if (!isAsked || guess === null) return says;
  const values = { guess, raised: raised[0].label };
  return `${filledText(guess === values.raised ? words.right : words.wrong, values)} ${says}`;
}

/**
 * The visitor's text: a bar over each token, down and in the other colour where the activation is negative.
 *
 * @param {NeuronsPayload} payload
 * @param {Neuron} neuron
 * @param {Record<string, string>} words
 */
function yours({ tokens }, { felt }, words) {
  const columns = tokens.map((token, index) => {
    const share = felt[index];
    const name = filledText(words.felt, { token: token.label, share: signedPercent(share) });
    const style = { "--share": `${Math.min(100, 100 * Math.abs(share)).toFixed(1)}%` };
    const bar = el("div", { class: share < 0 ? "felt minus" : "felt", style });
    const number = el("span", { class: "small number" }, Math.abs(share) < 0.02 ? "" : signedPercent(share));
    return el("li", { title: name }, el("div", { class: "rise" }, number, bar), chip(token));
  });
  return el("section", { class: "yours" }, el("h3", {}, words.yours), el("ol", { class: "tokens" }, ...columns));
}

/**
 * @param {Neuron} neuron
 * @param {Record<string, string>} words
 * @param {((text: string) => void) | null} take null: the lines are only read.
 */
function stories({ places }, words, take) {
  const rows = places.map(({ before, word, after, share }) => {
    const text = `${before.replace(/^…/, "")}${word}`.trim();
    const label = filledText(words.read, { text });
    const style = { "--glow": `${(80 * share).toFixed(0)}%` };
    const line = el(
      "span",
      { class: "line" },
      el("span", { class: "before" }, el("span", {}, before)),
      el("mark", { style }, word),
      after,
    );
    return el("li", {}, take ? el("button", { type: "button", title: label, onclick: () => take(text) }, line) : line);
  });
  return el("section", { class: "stories" }, el("h3", {}, take ? words.stories : words.places), el("ol", {}, ...rows));
}

/**
 * @param {Neuron} neuron
 * @param {Record<string, string>} words
 */
function heart({ layer, number, felt }, words) {
  const glow = Math.max(0, ...felt.slice(1));
  const style = { "--glow": `${Math.min(100, 100 * glow).toFixed(0)}%` };
  const name = filledText(words.name, { layer: String(layer), number: String(number) });
  return el("div", { class: "heart" }, el("div", { class: "cell", style }), el("p", {}, name));
}

/**
 * @param {Neuron} neuron
 * @param {Record<string, string>} words
 * @param {Language} language
 */
function writes({ raised }, words, language) {
  const most = Math.max(...raised.map(({ deviations }) => deviations));
  const rows = raised.map(({ label, deviations }, index) => {
    const size = fixed(deviations, 1, language);
    const style = { width: `calc(${(100 * deviations) / most}% * var(--grown))` };
    return el(
      "li",
      { title: filledText(words.raised, { token: label, deviations: size }) },
      el("span", { class: index ? "word" : "word best" }, label),
      el("div", { class: "track" }, el("div", { class: index ? "bar" : "bar chosen", style })),
      el("span", { class: "number small" }, `+${size} σ`),
    );
  });
  return el("section", { class: "writes" }, el("h3", {}, words.writes), el("ol", {}, ...rows));
}

/** @param {number} share */
function signedPercent(share) {
  return share < 0 ? `−${percent(-share)}` : percent(share);
}
