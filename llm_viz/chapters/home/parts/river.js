// The first picture of the app: a river that shows what may come next and, inside, where it comes from.

import { stateOf } from "../../../kit/browser/state.js";
import { River } from "./river_play.js";

/**
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 *
 * @typedef {object} Branch `BranchPayload` in `river.py`: a token that may come.
 * @property {number} id
 * @property {string} label
 * @property {number} p Its probability.
 * @property {"text" | "part" | "special"} kind
 *
 * @typedef {object} Link `LinkPayload` in `river.py`: what one layer's attention brings from one source.
 * @property {number} layer From 1.
 * @property {number} source Its lane, from 0.
 * @property {number} share
 * @property {[number, number][]} heads Heads (from 1) and what each brings of it; first the one that did most for it.
 *
 * @typedef {object} Shares `SharesPayload` in `river.py`: a score as the sum of its parts.
 * @property {number} target The id of the token whose score it is.
 * @property {number} score
 * @property {number} start What the last token brings by itself, before the first layer.
 * @property {number} rest Biases and the like.
 * @property {number[]} attention By layer.
 * @property {number[]} mlp By layer; other ways to mix tokens included.
 * @property {Link[]} links The largest, largest first.
 * @property {{ count: number, sum: number }} small The others.
 * @property {number[]} sources By lane.
 *
 * @typedef {object} Fork `ForkPayload` in `river.py`
 * @property {Branch[]} branches Likeliest first.
 * @property {number} rest Probability of all others.
 * @property {number} taken Which of the branches was taken; −1: none yet.
 * @property {Shares[]} shares Of some of the branches.
 *
 * @typedef {object} Line `LinePayload` in `river.py`: a sentence and what was written after it.
 * @property {string} key
 * @property {string} text
 * @property {number[]} path Ids of the tokens that were taken, as far as the visitor chose them.
 * @property {{ label: string, kind: string }[]} tokens
 * @property {Fork[]} forks
 * @property {number} vocabulary
 * @property {number} layers
 * @property {string} model Its name.
 * @property {boolean} kept Whether it was computed beforehand.
 * @property {boolean} words_only Whether signs are among the others.
 *
 * @typedef {object} Cut `CutPayload` in `river.py`: what the model says without a link.
 * @property {number} at
 * @property {number} target
 * @property {number} layer
 * @property {number} source
 * @property {number} head From 1; 0: all heads were cut.
 * @property {number[]} probabilities Of the fork's branches.
 * @property {Shares} shares What is left of the score.
 *
 * @typedef {object} RiverPayload `RiverPayload` in `river.py`.
 * @property {string} text The visitor's sentence.
 * @property {Line | null} live Null: the model has not answered yet.
 * @property {Line[]} kept
 * @property {Cut | null} cut
 * @property {number} answered The number of the last question that has its answer.
 * @property {string} problem Why the last question has none, in words.
 * @property {string} failure Why kept rivers are shown and there is no live one, in words; empty: nothing failed.
 * @property {boolean} words_only Whether the visitor wants no signs among the branches.
 * @property {Record<string, string>} words
 */

/**
 * @param {HTMLElement} root
 * @param {RiverPayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, surroundings) {
  const river = stateOf(root, () => new River(root));
  return river.receive(payload, surroundings);
}
