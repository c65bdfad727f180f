// Act 1: two sentences run into the same word, and layer by layer its meaning parts. Where the second one ends is asked.

import { askBox, sendGuess } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";
import { glide, reducedMotion, TWEEN } from "../../../kit/browser/motion.js";
import { stateOf } from "../../../kit/browser/state.js";
import { put } from "./act_draw.js";
import { followRoom } from "./act_room.js";
import { guessHandle } from "./two_words_guess.js";
import { sentenceAt } from "./two_words_says.js";
import { frameOf, heightOf, placeAt, pointer, reach, scaleNodes, streamNodes, thread } from "./two_words_scene.js";

/**
 * @import { Question } from "../../../kit/browser/ask.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { Room } from "./act_room.js"
 *
 * @typedef {object} TwoWordsPayload `TwoWordsPayload` in `two_words.py`.
 * @property {string} key Of the word, among those that come with the app; "" for others.
 * @property {string} word
 * @property {[string, string]} before What stands before it in each sentence.
 * @property {boolean} goes_on Whether a sentence goes on after it.
 * @property {boolean} same_start Whether both begin as the same vector.
 * @property {[string, string]} senses
 * @property {number} layers
 * @property {number | null} first The layer from which on the scale can be trusted; null: none.
 * @property {number} tests How many sentences tested the scale.
 * @property {number[]} right How many of them fall on their own side, by layer.
 * @property {[number[], number[] | null]} places By layer, 0 being the embedding; null as long as it is asked for.
 * @property {{ word: string, places: [number[], number[]] } | null} control
 * @property {[number[][], number[][]] | null} held_out The test sentences' places.
 * @property {{ key: string, name: string }[]} offered
 * @property {Question} question
 * @property {{ layer: number }} settings
 * @property {Record<string, string>} texts
 *
 * @typedef {object} State What is kept between calls.
 * @property {number} guess
 * @property {boolean} wasOpen
 * @property {string} played The word whose layers have been played.
 * @property {number} [frame]
 */

const LAYER_MS = 110;

/**
 * @param {HTMLElement} root
 * @param {TwoWordsPayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { send }) {
  const { layers, question, settings, texts } = payload;
  const state = stateOf(root, () => /** @type {State} */ ({ guess: 0, wasOpen: false, played: "" }));
  const isAnswered = state.wasOpen && !question.open;
  state.wasOpen = question.open;
  if (question.guess !== null) state.guess = Number.parseFloat(question.guess) || 0;
  settings.layer = Math.min(settings.layer, layers);

  const svg = el("svg", { role: "group", "aria-label": texts.picture });
  const slider = el("input", { type: "range", min: 0, max: layers, step: 1, "aria-label": texts.layer_name });
  const reading = el("output", {});
  const play = el("button", { type: "button", class: "play" });
  const steer = el("div", { class: "layers" }, play, slider, reading);
  const says = el("p", { class: "stage-says", role: "status" });
  const box = question.open ? askedBox(payload, send, state) : null;
  const choice = wordChoice(payload, send);
  const heading = el("h2", { class: "visually-hidden" }, texts.name);
  const picture = el("div", { class: "act-picture" }, svg, steer);
  root.replaceChildren(
    el("section", { class: question.open ? "stage asked" : "stage" }, heading, choice, picture, box),
    says,
  );

  /** @type {ReturnType<typeof sceneOf> | null} */
  let scene = null;
  let playing = false;
  const show = (/** @type {number} */ layer, /** @type {boolean} */ isSaid) => {
    scene?.show(layer);
    const whole = Math.round(layer);
    slider.value = String(whole);
    reading.textContent = layerText(whole, payload);
    slider.setAttribute("aria-valuetext", reading.textContent);
    if (isSaid) says.replaceChildren(...sentenceAt(payload, whole));
  };
  const showPlaying = () => {
    play.textContent = playing ? "❚❚" : "▶";
    play.setAttribute("aria-label", playing ? texts.pause : texts.play);
  };
  const halt = () => {
    playing = false;
    cancelAnimationFrame(state.frame ?? 0);
    showPlaying();
  };
  const start = () => {
    if (reducedMotion()) {
      settings.layer = layers;
      show(layers, true);
      return;
    }
    const begun = performance.now();
    playing = true;
    showPlaying();
    const tick = (/** @type {number} */ now) => {
      const layer = Math.min(layers, Math.max(0, (now - begun) / LAYER_MS));
      settings.layer = Math.floor(layer);
      show(layer, layer >= layers);
      if (layer < layers) state.frame = requestAnimationFrame(tick);
      else halt();
    };
    state.frame = requestAnimationFrame(tick);
  };
  play.onclick = () => (playing ? halt() : start());
  slider.oninput = () => {
    halt();
    settings.layer = Number(slider.value);
    show(settings.layer, true);
  };
  showPlaying();

  const around = [says, choice, box].filter((node) => node !== null);
  const stop = followRoom(root, svg, around, (room) => {
    scene = sceneOf(payload, room, state, () => sendGuess(send, told(state)));
    svg.replaceChildren(...scene.nodes);
    Object.assign(steer.style, {
      left: `${(scene.start / room.width) * 100}%`,
      width: `${((scene.end - scene.start) / room.width) * 100}%`,
      top: `${((scene.track - 14) / room.height) * 100}%`,
    });
    show(settings.layer, true);
  });
  if (isAnswered) {
    settings.layer = layers;
    show(layers, true);
    glide(state, (share) => scene?.reveal(share), TWEEN);
  } else if (state.played !== payload.word) {
    state.played = payload.word;
    if (!reducedMotion()) start();
  }
  return () => {
    halt();
    stop();
  };
}

/**
 * Everything in the picture; `show(layer)` moves it to a layer, `reveal(share)` lets the second word come in.
 *
 * @param {TwoWordsPayload} payload
 * @param {Room} room
 * @param {State} state
 * @param {() => void} decided The visitor has pressed Enter on the mark.
 */
function sceneOf(payload, room, state, decided) {
  const { layers, places, control, held_out: heldOut, question } = payload;
  const first = payload.first ?? layers + 1;
  const frame = frameOf(payload, room);
  const across = (/** @type {number} */ layer) => frame.start + (layer / layers) * (frame.end - frame.start);
  const threads = places.map((side, index) => side && thread(`side-${index}`, side, first, frame, across));
  const controls = (control?.places ?? []).map((side) => thread("control", side, first, frame, across));
  const pointers = places.map((side, index) => side && pointer(index, frame));
  const rings = (heldOut ?? []).flatMap((sentences, side) =>
    sentences.map((sentence) => ({
      sentence,
      node: el("circle", { class: `ring side-${side}`, r: 4.5, cx: frame.end }),
    })),
  );
  const cursor = el("line", { class: "cursor", y1: 8, y2: frame.track - 16 });
  const handle = guessHandle(payload, frame, state, decided);
  const late = [...controls.map(({ node }) => node), ...(question.open ? [] : [threads[1]?.node, pointers[1]?.node])];
  const note =
    control && !room.isNarrow
      ? el("text", { class: "small", x: frame.end + 26, y: frame.middle + 5 }, `${payload.texts.control}`)
      : null;
  const reached = reach(room.height);
  const nodes = [
    reached.node,
    ...streamNodes(payload, frame, room),
    ...scaleNodes(payload, frame, room, across),
    cursor,
    ...controls.map(({ node }) => node),
    note,
    ...rings.map(({ node }) => node),
    ...threads.map((each) => each?.node),
    ...handle.nodes,
    ...pointers.map((each) => each?.node),
  ].filter((node) => node !== null && node !== undefined);
  const show = (/** @type {number} */ layer) => {
    const isRead = layer === 0 || layer >= first;
    reached.show(layer >= layers ? room.width : across(layer)); // the line's round end shows where it ends
    threads.forEach((each, side) => {
      const place = each?.show(layer);
      if (place !== undefined)
        pointers[side]?.show(layer < 1 && isRead ? 0 : place, isRead && (layer >= 1 || side === 0));
    });
    for (const each of controls) each.show(layer);
    for (const { sentence, node } of rings) {
      put(node, { cy: heightOf(frame, placeAt(sentence, layer)) });
      node.style.opacity = layer < 1 ? "0" : "";
    }
    put(cursor, { x1: across(layer), x2: across(layer) });
    cursor.style.opacity = layer >= layers ? "0" : "1";
  };
  const truth = places[1]?.[layers] ?? 0;
  const reveal = (/** @type {number} */ share) => {
    for (const node of late) if (node) node.style.opacity = String(share);
    pointers[1]?.show(state.guess + share * (truth - state.guess), true);
    handle.land(share);
  };
  return { nodes, show, reveal, start: frame.start, end: frame.end, track: frame.track };
}

/**
 * The question; the guess is dragged.
 *
 * @param {TwoWordsPayload} payload
 * @param {Surroundings["send"]} send
 * @param {State} state
 */
function askedBox({ question, texts }, send, state) {
  return askBox(question, send, { onPicture: { label: texts.commit, guess: () => told(state), hint: texts.how } });
}

/** @param {State} state */
function told({ guess }) {
  return guess.toFixed(2);
}

/**
 * The words that come with the app.
 *
 * @param {TwoWordsPayload} payload
 * @param {Surroundings["send"]} send
 */
function wordChoice({ key, offered, word, texts }, send) {
  if (offered.length === 0) return null;
  const own = offered.some((each) => each.key === key) ? [] : [{ key: "", name: word }];
  const options = [...own, ...offered].map((each) =>
    el("option", { value: each.key, selected: each.key === key }, each.name),
  );
  const select = el("select", { "aria-label": texts.word }, ...options);
  select.onchange = () => send("word", select.value);
  return el("div", { class: "tools" }, select);
}

/**
 * @param {number} layer
 * @param {TwoWordsPayload} payload
 */
function layerText(layer, { layers, texts }) {
  if (layer === 0) return texts.layer_0;
  return texts.layer.replace("{layer}", String(layer)).replace("{layers}", String(layers));
}
