// Which layer and head: names, and the two lists to choose from.

import { el } from "../../../kit/browser/dom.js";
import { choicesOf, isSummary, ROLLOUT } from "./heatmap_math.js";

/**
 * @import { Change, HeatmapPayload } from "./heatmap.js"
 * @import { Choice, Place } from "./heatmap_math.js"
 */

/**
 * A layer and head in words.
 *
 * @param {Place} place
 * @param {Record<string, string>} strings
 */
export function nameOf({ layer, head }, strings) {
  const part = (/** @type {string} */ label, /** @type {Choice} */ choice) =>
    `${label} ${isSummary(choice) ? strings[choice] : choice}`;
  if (head === ROLLOUT) return `${strings.rollout} · ${strings.layer} 1 – ${layer}`;
  return `${part(strings.layer, layer)} · ${part(strings.head, head)}`;
}

/**
 * Two lists, and `show(place)`, which chooses in them without calling anything.
 *
 * @param {HeatmapPayload} payload
 * @param {(change: Change) => void} choose
 */
export function selectsOf(payload, choose) {
  const layer = selectOf(payload, "layer");
  const head = selectOf(payload, "head");
  layer.onchange = () => choose({ layer: layer.value });
  head.onchange = () => choose({ head: head.value });
  const show = (/** @type {Place} */ place) => {
    layer.value = place.layer;
    head.value = place.head;
  };
  return { node: el("div", { class: "controls" }, layer, head), show };
}

/**
 * @param {HeatmapPayload} payload
 * @param {"layer" | "head"} axis
 */
function selectOf(payload, axis) {
  const { strings } = payload;
  const text = (/** @type {Choice} */ choice) => {
    if (choice === ROLLOUT) return strings.rollout;
    return isSummary(choice) ? `${strings[axis]}: ${strings[choice]}` : `${strings[axis]} ${choice}`;
  };
  const options = choicesOf(payload, axis).map((choice) => el("option", { value: choice }, text(choice)));
  return el("select", { "aria-label": strings[axis] }, ...options);
}
