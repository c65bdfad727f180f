// What the parts of the generation page tell each other, by events of the window. The player holds the text and where
// it stands. It tells the views, and hears from them; a view that comes later asks it to tell once more.

import { stateOf } from "../../../kit/browser/state.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { PlayerPayload } from "./player.js"
 * @import { TextNode, WritingTree } from "./writing_tree.js"
 *
 * @typedef {Record<string, string>} Words Messages, some with marks.
 *
 * @typedef {object} Writing What the player tells: its text and where it stands.
 * @property {PlayerPayload} data
 * @property {WritingTree} tree
 * @property {TextNode[]} line The text on screen as nodes of the tree; it usually reaches a few steps beyond the cursor.
 * @property {number} cursor The step shown: what the model read (the prompt and cursor − 1 tokens), what it predicted,
 *   and the choice that led to `line[cursor]`; 0 is a prediction without choice.
 * @property {boolean} chosen Whether the choice of the step is shown already.
 * @property {boolean} waiting Whether the server has to answer before it can go on.
 *
 * @typedef {object} Events What is told, by name.
 * @property {Writing} writing
 * @property {null} wanted A view asks the player to tell once more.
 * @property {{ number: number }} goTo A node to show.
 * @property {{ token: number }} take A token, by its id, to take in place of the one chosen.
 *
 * @typedef {{ words: Words, words_only: boolean, language: Language }} Texts
 * @typedef {{ draw: (writing: Writing, texts: Texts) => void }} View
 */

const PREFIX = "llmviz:writing:"; // of the window's events

/**
 * Tell the other parts of the page.
 *
 * @template {keyof Events} Name
 * @param {Name} name
 * @param {Events[Name]} detail
 */
export function announce(name, detail) {
  window.dispatchEvent(new CustomEvent(PREFIX + name, { detail }));
}

/**
 * Hear what other parts tell. Returns the function that ends it.
 *
 * @template {keyof Events} Name
 * @param {Name} name
 * @param {(detail: Events[Name]) => void} hear
 */
export function listen(name, hear) {
  const listener = (/** @type {Event} */ event) => hear(/** @type {CustomEvent<Events[Name]>} */ (event).detail);
  window.addEventListener(PREFIX + name, listener);
  return () => window.removeEventListener(PREFIX + name, listener);
}

/**
 * The `mount` of a part that draws what the player tells. `create` makes its view once. The player's keys work in it.
 *
 * @param {(root: HTMLElement) => View} create
 */
export function mountView(create) {
  return (
    /** @type {HTMLElement} */ root,
    /** @type {{ words: Words, words_only: boolean }} `ViewPayload` in `writing.py`. */ payload,
    /** @type {Surroundings} */ { language },
  ) => {
    root.dataset.writing = "";
    const view = stateOf(root, () => create(root));
    const stop = listen("writing", (writing) => view.draw(writing, { ...payload, language }));
    announce("wanted", null);
    return stop;
  };
}
