// What act 1 says below its picture, computed from what is shown.

import { el } from "../../../kit/browser/dom.js";
import { filled } from "../../../kit/browser/sentences.js";
import { signed } from "./sense_text.js";

/** @import { TwoWordsPayload } from "./two_words.js" */

const HALF = 0.5; // of the word's way: a control that moves further shows that the topic is measured, too

/**
 * @param {TwoWordsPayload} payload
 * @param {number} layer
 * @returns {(Node | string)[]}
 */
export function sentenceAt(payload, layer) {
  const { texts, places, layers, first, tests, right, senses } = payload;
  const [a, b] = places;
  if (first === null) return said(texts.no_scale, { right: right[layers], tests });
  if (b === null) {
    const side = senses[a[layers] < 0 ? 1 : 0];
    return said(payload.same_start ? texts.before : texts.before_differs, {
      layers,
      a: signed(a[layers]),
      sense: side,
    });
  }
  if (layer === 0) return said(payload.same_start ? texts.start : texts.start_differs, {});
  if (layer < first) return said(texts.early_says, { layer, right: right[layer], tests });
  const values = { layer, a: strong(signed(a[layer])), b: strong(signed(b[layer])), apart: apart(a[layer], b[layer]) };
  if (layer < layers) return [...said(texts.layer_says, values), ...controlSaid(payload, layer)];
  return [...said(texts.after, values), ...controlSaid(payload, layer), ...offSaid(payload, b[layers])];
}

/**
 * @param {TwoWordsPayload} payload
 * @param {number} layer
 */
function controlSaid({ control, places: [a, b], texts }, layer) {
  if (control === null || b === null) return [];
  const [first, second] = control.places.map((side) => side[layer]);
  const isStill = Math.abs(first - second) <= HALF * Math.abs(a[layer] - b[layer]);
  return [" ", ...said(isStill ? texts.control_still : texts.control_moved, { control: apart(first, second) })];
}

/**
 * @param {TwoWordsPayload} payload
 * @param {number} truth
 */
function offSaid({ question, texts }, truth) {
  if (question.guess === null) return [];
  const guess = Number.parseFloat(question.guess) || 0;
  return [" ", ...said(texts.off, { off: apart(guess, truth) })];
}

/**
 * @param {string} sentence
 * @param {Record<string, Node | string | number>} values
 */
function said(sentence, values) {
  return filled(sentence, (name) => {
    const value = values[name];
    return typeof value === "number" ? String(value) : value;
  });
}

/** @param {string} text */
function strong(text) {
  return el("strong", {}, text);
}

/**
 * @param {number} one
 * @param {number} other
 */
function apart(one, other) {
  return Math.abs(one - other).toFixed(2);
}
