// The player of a text that is written step by step: its controls, its keys, and what other parts ask of it.

import { stateOf } from "../../../kit/browser/state.js";
import { Playback } from "./playback.js";
import { controlsOf } from "./player_controls.js";
import { listen } from "./writing.js";

/**
 * @import { Token } from "../../../kit/browser/chips.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { Words } from "./writing.js"
 * @import { TextNode } from "./writing_tree.js"
 *
 * @typedef {object} PlayerPayload `PlayerPayload` in `player.py`.
 * @property {number} serial Another one in every run of the page.
 * @property {number} tree Number of the tree.
 * @property {number} node The node through which the text on screen goes, when the tree is new.
 * @property {number} seen How many of its tokens are then shown.
 * @property {number} answered Number of the last question that has its answer.
 * @property {TextNode[]} nodes
 * @property {Token[]} prompt The end of the prompt.
 * @property {number} earlier How many tokens of the prompt stand before it.
 * @property {number} vocabulary Number of all tokens.
 * @property {number} limit Most tokens that are written.
 * @property {{ speed: number }} settings
 * @property {Words} words
 *
 * @typedef {{ number: number, tree: number, node: number, token: number | null, more: boolean, seen: number }} Question
 *   `Question` in `player.py`.
 */

/**
 * @param {HTMLElement} root
 * @param {PlayerPayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { send }) {
  const { playback, controls } = stateOf(root, () => create(root, payload));
  playback.receive(payload, (question) => send("ask", question));
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    if (isOurs(event, controls.near) && press(playback, event.key)) event.preventDefault();
  };
  document.addEventListener("keydown", onKey);
  const stops = [
    listen("goTo", ({ number }) => playback.goTo(number)),
    listen("take", ({ token }) => playback.take(token)),
    listen("wanted", () => playback.tell()),
    () => document.removeEventListener("keydown", onKey),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * @param {HTMLElement} root
 * @param {PlayerPayload} payload
 */
function create(root, payload) {
  const playback = new Playback(root, payload);
  const controls = controlsOf(root, playback);
  playback.draw = () => controls.draw(playback);
  return { playback, controls };
}

/**
 * Whether a key is for the player: wherever the focus is in the parts of the page, or nowhere, unless the key means
 * something there.
 *
 * @param {KeyboardEvent} event
 * @param {() => boolean} isNear Whether the player is in sight.
 */
function isOurs(event, isNear) {
  const target = /** @type {Element} */ (event.composedPath()[0]);
  const isInput = target.matches("input, select, textarea");
  const isBusy = isInput || (event.key === " " && target.matches("button, [role=button]"));
  const isModified = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
  const isHere = target.closest("[data-writing]") !== null || (target === document.body && isNear());
  return !isBusy && !isModified && isHere;
}

/**
 * Space plays and pauses, arrows step. Returns whether the key does anything.
 *
 * @param {Playback} playback
 * @param {string} key
 */
function press(playback, key) {
  if (key === " ") playback.toggle();
  else if (key === "ArrowRight") playback.step(1);
  else if (key === "ArrowLeft") playback.step(-1);
  else if (key === "Home") playback.step(-playback.cursor);
  else return false;
  return true;
}
