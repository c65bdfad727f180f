// The path from text to next token, round after round, as an animation.

import { onHover } from "../../../kit/browser/chips.js";
import { sideStep } from "../../../kit/browser/keyboard.js";
import { stateOf } from "../../../kit/browser/state.js";
import { buildView, finishAtOnce, label, showControls, showStage } from "./journey_view.js";
import { Walk } from "./walk.js";

/**
 * @import { Token } from "../../../kit/browser/chips.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { Stage } from "./walk.js"
 *
 * @typedef {Token & { probability: number }} Candidate
 *
 * @typedef {object} Layer `LayerPayload` in `journey.py`.
 * @property {number} layer 0: the embeddings.
 * @property {Candidate} favourite What would be chosen after this layer.
 * @property {number} winner Probability there of what is chosen in the end.
 * @property {boolean} first Whether that is the favourite already.
 *
 * @typedef {object} Round `RoundPayload` in `journey.py`.
 * @property {string} name
 * @property {string[]} written What each token of the rounds before has added to the text.
 * @property {string} earlier How many tokens stand before those shown, in words.
 * @property {Token[]} tokens
 * @property {Layer[]} layers
 * @property {Candidate[]} candidates
 * @property {number} rest Probability of all others together.
 * @property {boolean} ends Whether nothing comes after it.
 *
 * @typedef {{ chapter: string, label: string }} Door
 *
 * @typedef {object} JourneyPayload `JourneyPayload` in `journey.py`.
 * @property {string} model
 * @property {string} text
 * @property {Round[]} rounds
 * @property {boolean} complete Whether no further round comes.
 * @property {Record<string, string>} labels
 * @property {Record<Stage, Door | null>} doors
 */

/**
 * @param {HTMLElement} root
 * @param {JourneyPayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { send }) {
  const { view, walk } = stateOf(root, () => create(root, payload));
  label(view, payload, (chapter) => send("door", chapter));
  walk.receive(payload, (count) => send("more", { model: payload.model, text: payload.text, count }));
  return onHover(root);
}

/**
 * @param {HTMLElement} root
 * @param {JourneyPayload} payload
 */
function create(root, payload) {
  const view = buildView(root);
  const shown = {
    stage: () => showStage(view, walk.data, walk.position),
    controls: () => showControls(view, walk),
  };
  const walk = new Walk(root, payload, shown);
  /** A new action starts from a finished picture. */
  const act = (/** @type {() => void} */ action) => () => {
    finishAtOnce(root);
    action();
    shown.controls();
  };
  view.play.onclick = act(() => (walk.playing ? walk.pause() : walk.play()));
  view.step.onclick = act(() => walk.step());
  view.back.onclick = act(() => walk.stopAt(walk.position - 1));
  view.restart.onclick = act(() => walk.stopAt(0));
  root.onkeydown = (event) => {
    const step = sideStep(event);
    if (step !== null) (step > 0 ? view.step : view.back).click();
  };
  return { view, walk };
}
