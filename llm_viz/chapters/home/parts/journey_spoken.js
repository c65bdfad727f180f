// The stages of the path in words, for a screen reader.

import { percent } from "../../../kit/browser/numbers.js";
import { roundOf, STAGES } from "./walk.js";

/**
 * @import { Candidate, JourneyPayload, Round } from "./journey.js"
 * @import { Stage } from "./walk.js"
 */

/**
 * What a position shows that the position before did not: its stage and what stands there.
 *
 * @param {JourneyPayload} data
 * @param {number} position
 */
export function spokenStage({ text, rounds, labels }, position) {
  const round = rounds[roundOf(position)];
  const stage = STAGES[position % STAGES.length];
  const name = stage === "text" ? `${round.name}, ${labels.text}` : labels[stage];
  return `${name}: ${shownAt(stage, text, round)}`;
}

/**
 * @param {Stage} stage
 * @param {string} text
 * @param {Round} round
 */
function shownAt(stage, text, { written, tokens, layers, candidates }) {
  if (stage === "text") return text + written.join("");
  if (stage === "tokens") return tokens.map(({ label }) => label).join(", ");
  if (stage === "layers") return layers.map(({ layer, favourite }) => `${layer} ${favourite.label}`).join(", ");
  return (stage === "chosen" ? candidates.slice(0, 1) : candidates).map(sharedText).join(", ");
}

/** @param {Candidate} candidate */
function sharedText({ label, probability }) {
  return `${label} ${percent(probability)}`;
}
