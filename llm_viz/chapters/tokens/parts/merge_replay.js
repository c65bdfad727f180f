// Byte-pair encoding, one merge at a time: step, play, scrub, or choose a merge from the list.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { el } from "../../../kit/browser/dom.js";
import { sideStep } from "../../../kit/browser/keyboard.js";
import { count } from "../../../kit/browser/numbers.js";
import { hasChanged, stateOf } from "../../../kit/browser/state.js";
import { viewOf } from "./merge_replay_view.js";
import { MergeTower } from "./merge_tower.js";
import { sequencesOf } from "./merges.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { View } from "./merge_replay_view.js"
 * @import { Merge } from "./merges.js"
 *
 * @typedef {object} MergeReplayPayload `MergeReplayPayload` in `merge_replay.py`.
 * @property {string[]} start The pieces before the first merge.
 * @property {Merge[]} merges
 * @property {boolean} agrees Whether the last pieces are the tokens of the model's own tokenizer.
 * @property {string} found What is said at the end.
 * @property {{ step: number }} settings How many merges were made.
 * @property {Record<string, string>} labels
 *
 * @typedef {object} Replay Where it stands.
 * @property {boolean} isNew Whether no text has been replayed yet.
 * @property {number} step How many merges were made.
 * @property {ReturnType<typeof setInterval> | undefined} timer Set while it plays.
 * @property {MergeTower | null} tower
 */

const BEAT = 900; // milliseconds between merges while playing

/** The address is put back after every run. */
export const everyRun = true;

/**
 * @param {HTMLElement} root
 * @param {MergeReplayPayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language }) {
  const { settings, ...content } = payload;
  const replay = stateOf(root, () => /** @type {Replay} */ ({ isNew: true, step: 0, timer: undefined, tower: null }));
  if (!hasChanged(root, [content, language])) {
    remember(settings, replay);
    return replay.tower?.follow();
  }
  pause(replay);
  replay.step = replay.isNew ? Math.min(settings.step, payload.merges.length) : 0;
  replay.isNew = false;
  build(root, payload, replay, language);
  return replay.tower?.follow();
}

/**
 * @param {MergeReplayPayload["settings"]} settings
 * @param {Replay} replay
 */
function remember(settings, { step }) {
  settings.step = step;
  rememberInUrl({ merge: step || null });
}

/** @param {Replay} replay */
function pause(replay) {
  clearInterval(replay.timer);
  replay.timer = undefined;
}

/**
 * Makes the whole part.
 *
 * @param {HTMLElement} root
 * @param {MergeReplayPayload} payload
 * @param {Replay} replay
 * @param {Language} language
 */
function build(root, payload, replay, language) {
  const { start, merges, labels, settings } = payload;
  const sequences = sequencesOf(start, merges);
  const last = merges.length;
  const view = viewOf(payload, sequences, language);
  const show = () => {
    view.show(replay.step, replay.timer !== undefined);
    tower.show(replay.step);
    if (replay.timer === undefined) remember(settings, replay);
  };
  const goTo = (/** @type {number} */ step) => {
    pause(replay);
    replay.step = Math.min(Math.max(step, 0), last);
    show();
  };
  const beat = () => {
    if (replay.step < last) replay.step += 1;
    if (replay.step === last || !root.isConnected) pause(replay);
    show();
  };
  const tower = new MergeTower(start, merges, goTo);
  replay.tower = tower;
  const play = () => {
    if (replay.timer !== undefined) {
      goTo(replay.step);
      return;
    }
    if (replay.step === last) replay.step = 0;
    replay.timer = setInterval(beat, BEAT);
    show();
  };
  const items = merges.map((merge, index) => mergeItem(merge, sequences[index], () => goTo(index + 1), language));
  view.list.replaceChildren(...items);
  connect(view, replay, goTo, play, last);
  root.onkeydown = (event) => {
    if (event.target === view.scrub) return; // the slider has the arrow keys already
    const step = sideStep(event);
    if (step !== null) goTo(replay.step + step);
  };
  const all = el("details", { class: "all" }, el("summary", {}, labels.list), view.list);
  root.replaceChildren(
    el("div", { class: "stage" }, view.controls, tower.node, view.pieces),
    view.now,
    last > 0 ? all : "",
  );
  show();
}

/**
 * @param {View} view
 * @param {Replay} replay
 * @param {(step: number) => void} goTo
 * @param {() => void} play
 * @param {number} last
 */
function connect({ first, back, play: playButton, forward, last: lastButton, scrub }, replay, goTo, play, last) {
  first.onclick = () => goTo(0);
  back.onclick = () => goTo(replay.step - 1);
  playButton.onclick = play;
  forward.onclick = () => goTo(replay.step + 1);
  lastButton.onclick = () => goTo(last);
  scrub.oninput = () => goTo(Number(scrub.value));
}

/**
 * One line of the list: which two pieces became one.
 *
 * @param {Merge} merge
 * @param {string[]} pieces Before the merge.
 * @param {() => void} onclick
 * @param {Language} language
 */
function mergeItem({ index, rank, piece }, pieces, onclick, language) {
  const [left, right, made] = [pieces[index], pieces[index + 1], piece].map((text) => el("bdi", {}, text));
  const pair = el("span", { class: "pair" }, left, " + ", right, " → ", made);
  const rankText = el("span", { class: "rank mono" }, count(rank, language));
  return el("li", {}, el("button", { type: "button", onclick, tabindex: -1 }, pair, rankText));
}
