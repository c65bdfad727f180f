// What act 2 says below its picture, computed from what is covered.

import { el } from "../../../kit/browser/dom.js";
import { percent } from "../../../kit/browser/numbers.js";
import { filled, filledText } from "../../../kit/browser/sentences.js";
import { signed } from "./sense_text.js";

/** @import { ClothPayload } from "./cloth.js" */

const LEAST = 0.005; // of the way: less is none
const LEAST_WAY = 0.2; // between nothing and all covered: shares of less say nothing

/**
 * @param {ClothPayload} payload
 * @param {Map<number, number>} rests
 * @param {number} mask
 * @returns {(Node | string)[]}
 */
export function sentenceOf({ words, senses, texts }, rests, mask) {
  const free = words.filter(({ kind }) => kind === "free");
  const base = rests.get(0) ?? 0;
  const side = (/** @type {number} */ place) => senses[place < 0 ? 1 : 0];
  if (free.length === 0) return [texts.no_words];
  if (mask === 0) return filled(texts.nothing, { base: strong(signed(base)), sense: side(base) });
  const rest = rests.get(mask);
  if (rest === undefined) return [texts.waiting];
  const covered = free.filter((_, index) => (mask >> index) & 1);
  const isAll = covered.length === free.length;
  const who = isAll
    ? filledText(texts.all, { count: String(free.length) })
    : covered.length === 1
      ? filledText(texts.one, { text: covered[0].text })
      : filledText(texts.many, { count: String(covered.length) });
  const parts = filled(texts.moves, { who, base: signed(base), rest: strong(signed(rest)) });
  if (base * rest < 0) parts.push(" ", ...filled(texts.turns, { from: side(base), to: strong(side(rest)) }));
  const all = rests.get(2 ** free.length - 1);
  if (isAll || all === undefined || Math.abs(all - base) < LEAST_WAY) return parts;
  const way = (rest - base) / (all - base);
  const sentence = Math.abs(way) < LEAST ? texts.way_none : way < 0 ? texts.way_back : texts.way;
  parts.push(" ", filledText(sentence, { share: percent(Math.abs(way)) }));
  return parts;
}

/** @param {string} text */
function strong(text) {
  return el("strong", {}, text);
}
