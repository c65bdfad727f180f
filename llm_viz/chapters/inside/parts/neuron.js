// One neuron: how strongly each token of the visitor's text excites it, the places in the app's stories that excite it
// most, and the tokens that it then raises.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { askBox } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";
import { walkWithArrows } from "../../../kit/browser/keyboard.js";
import { glide, TWEEN } from "../../../kit/browser/motion.js";
import { screenHeight } from "../../../kit/browser/screen.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { hasChanged, stateOf } from "../../../kit/browser/state.js";
import { followWidth } from "../../../kit/browser/width.js";
import { insideMachine } from "./machine.js";
import { NARROW, neuronRoom } from "./neuron_room.js";
import { sumNode } from "./neuron_sum.js";
import { feltNodes, heartNodes, storyNodes } from "./neuron_view.js";

/**
 * @import { Question } from "../../../kit/browser/ask.js"
 * @import { Token } from "../../../kit/browser/chips.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { Machine } from "./machine.js"
 * @import { Sum } from "./neuron_sum.js"
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
 * @property {Sum | null} sum The activation that is opened.
 * @property {{ neuron: number }} settings Which neuron is looked at, from 1.
 * @property {Record<string, string>} words
 */

const AROUND = 330; // pixels of the screen that the picture leaves
const LEAST = 300;
const MOST = 420;

/**
 * @param {HTMLElement} root
 * @param {NeuronsPayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language, send }) {
  const { asked, machine, neurons, question, settings, sum, tokens, words } = payload;
  const state = stateOf(root, () => ({ glide: {} }));
  const isNew = hasChanged(root, [question.open, settings.neuron]);
  const picture = el("svg", { class: "neuron", role: "group" });
  const ask = question.open ? askBox(question, send) : null;
  const opened = el("div");
  const body = el("div", { class: "neuron-picture" }, picture, ask, opened);
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
  let width = 0;
  let draw = (/** @type {number} */ _grown) => {};
  const lay = () => {
    if (width === 0) return;
    const neuron = shown();
    body.classList.toggle("narrow", width < NARROW);
    const room = neuronRoom(width, Math.min(MOST, Math.max(LEAST, screenHeight() - AROUND)), {
      tokens: question.open ? 0 : tokens.length,
      places: neuron.places.length,
      raised: neuron.raised.length,
      ask: ask?.offsetHeight ?? 0,
    });
    picture.setAttribute("viewBox", `0 0 ${width} ${room.height}`);
    picture.setAttribute("height", String(room.height));
    picture.replaceChildren();
    const place = sum !== null && neurons[sum.neuron] === neuron ? sum.place : null;
    const open = (/** @type {number} */ at) => send("open", { neuron: neurons.indexOf(neuron), place: at });
    const stories = storyNodes(picture, room, neuron, words, question.open ? null : (text) => send("take", text));
    const [felt, heart] = [el("g"), el("g")];
    picture.append(felt, ...stories.filter((node) => node !== null), heart);
    draw = (grown) => {
      if (!question.open)
        felt.replaceChildren(
          ...feltNodes(picture, room, { tokens, felt: neuron.felt, opened: place, words, open }, grown),
        );
      heart.replaceChildren(...heartNodes(picture, room, neuron, words, grown, language));
    };
    draw(1);
  };
  const shown = () => neurons[question.open ? 0 : settings.neuron - 1];
  const show = () => {
    const chosen = question.open ? 1 : settings.neuron;
    const neuron = shown();
    for (const [index, pill] of pills.entries()) pill.setAttribute("aria-pressed", String(index + 1 === chosen));
    if (!question.open) rememberInUrl({ neuron: String(chosen) });
    const isOpened = sum !== null && sum.neuron === chosen - 1;
    opened.replaceChildren(...(isOpened ? [sumNode(sum, tokens[sum.place].label, words, language)] : []));
    const at = { layer: neuron.layer - 1, half: /** @type {const} */ ("mlp") };
    frame.replaceChildren(insideMachine(machine, at, question.open ? null : tools, body));
    says.textContent = question.open
      ? filledText(words.asking, { words: neuron.words.join(", ") })
      : judged(payload, chosen === asked, neuron);
    lay();
  };
  const grow = () => glide(state.glide, (share) => draw(share), TWEEN);
  walkWithArrows(tools, pills, { start: settings.neuron - 1 });
  root.replaceChildren(el("div", { class: "stage" }, frame), says);
  show();
  const { stop } = followWidth(body, (now) => {
    width = now;
    lay();
  });
  const end = isNew ? grow() : () => {};
  return () => {
    end();
    stop();
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
