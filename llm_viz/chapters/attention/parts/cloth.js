// Act 2: roller blinds over the words before. Each set of covered words is a pass of the model; the needle shows its result.

import { el } from "../../../kit/browser/dom.js";
import { walkWithArrows } from "../../../kit/browser/keyboard.js";
import { glide, reducedMotion, TWEEN } from "../../../kit/browser/motion.js";
import { stateOf } from "../../../kit/browser/state.js";
import { noteNode } from "./act_draw.js";
import { followRoom } from "./act_room.js";
import { sentenceOf } from "./cloth_says.js";
import { clothScene } from "./cloth_scene.js";

/**
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 *
 * @typedef {{ text: string, kind: "free" | "pinned" | "word" }} ClothWord `ClothWordPayload` in `cloth.py`.
 *
 * @typedef {object} ClothPayload `ClothPayload` in `cloth.py`.
 * @property {string} key Of the word, among those that come with the app; "" for others.
 * @property {string} subject
 * @property {ClothWord[]} words
 * @property {[string, string]} senses
 * @property {[number, number][]} rests A mask and where the needle rests then: bit i is the i-th free word.
 * @property {{ key: string, name: string, title: string }[]} sentences
 * @property {string} chosen
 * @property {string} note
 * @property {Record<string, string>} texts
 *
 * @typedef {object} State
 * @property {string} subject
 * @property {number} mask
 * @property {number} shown Where the needle stands.
 * @property {number[]} down How far each blind is down.
 * @property {boolean} greeted
 * @property {number} [frame]
 */

const GREETING = 900; // milliseconds until a blind twitches: something here can be pulled

/**
 * @param {HTMLElement} root
 * @param {ClothPayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { send }) {
  const { words, sentences, chosen, subject, texts, note } = payload;
  const rests = new Map(payload.rests);
  const free = words.filter(({ kind }) => kind === "free");
  const base = rests.get(0) ?? 0;
  const state = stateOf(
    root,
    () => /** @type {State} */ ({ subject: "", mask: 0, shown: 0, down: [], greeted: false }),
  );
  if (state.subject !== subject) Object.assign(state, { subject, mask: 0, shown: base, down: free.map(() => 0) });

  const svg = el("svg", { role: "group", "aria-label": texts.picture });
  const says = el("p", { class: "stage-says", role: "status" });
  const choices = sentences.map(({ key, name, title }) =>
    el(
      "button",
      {
        type: "button",
        class: "pill",
        title,
        "aria-pressed": String(key === chosen),
        onclick: () => send("sentence", key),
      },
      name,
    ),
  );
  const all = el("button", { type: "button", class: "pill" });
  const row = el("div", { class: "stage-tools" }, ...choices, all);
  walkWithArrows(row, [...choices, all]);
  const picture = el("div", { class: "act-picture" }, svg);
  const caption = noteNode(texts.about, note);
  root.replaceChildren(
    el("section", { class: "stage" }, el("h2", { class: "visually-hidden" }, texts.name), row, picture),
    says,
    ...(caption === null ? [] : [caption]),
  );

  /** @type {ReturnType<typeof clothScene> | null} */
  let scene = null;
  const everything = 2 ** free.length - 1;
  const speak = () => {
    says.replaceChildren(...sentenceOf(payload, rests, state.mask));
    all.textContent = state.mask === everything ? texts.open_all : texts.cover_all;
  };
  const move = () => {
    const rest = rests.get(state.mask);
    const [from, before] = [state.shown, [...state.down]];
    const goal = free.map((_, index) => (state.mask >> index) & 1);
    speak();
    if (rest === undefined) send("mask", state.mask);
    glide(
      state,
      (share) => {
        state.down = goal.map((end, index) => before[index] + share * (end - before[index]));
        if (rest !== undefined) state.shown = from + share * (rest - from);
        scene?.pose(state.down, state.shown);
      },
      TWEEN,
    );
  };
  const apply = (/** @type {number} */ mask) => {
    state.mask = mask;
    state.greeted = true;
    scene?.tell(mask);
    move();
  };
  all.onclick = () => apply(state.mask === everything ? 0 : everything);

  const stop = followRoom(root, svg, [says, row], (room) => {
    scene = clothScene(payload, rests, room, (index) => apply(state.mask ^ (1 << index)), picture);
    svg.replaceChildren(...scene.nodes);
    scene.tell(state.mask);
    scene.pose(state.down, state.shown);
  });
  speak();
  if (rests.has(state.mask) && state.shown !== rests.get(state.mask)) move();
  const greeting = window.setTimeout(() => {
    if (state.greeted || reducedMotion() || free.length === 0) return;
    state.greeted = true;
    const last = free.length - 1;
    glide(state, (share) => {
      const twitch = free.map((_, index) => (index === last ? 0.28 * Math.sin(Math.PI * share) : 0));
      scene?.pose(twitch, state.shown);
    });
  }, GREETING);
  return () => {
    cancelAnimationFrame(state.frame ?? 0);
    window.clearTimeout(greeting);
    stop();
  };
}
