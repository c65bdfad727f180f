// Which dots a search and the chosen kind or source leave, and which is looked at first.

import { holding, wordsOf } from "./wall_math.js";
import { KINDS } from "./wall_side.js";

/** @import { Texts, WallPayload } from "./wall.js" */

const LOW = KINDS.indexOf("low");

/**
 * Which dots are of the chosen kind and source and hold all words of the search: 1, the others 0.
 *
 * @param {WallPayload} payload
 * @param {Texts} texts
 * @param {number} source
 */
export function fitting({ settings, kinds, labels, units, sources, files }, texts, source) {
  const kind = KINDS.map(String).indexOf(settings.kind);
  const words = wordsOf(settings.find);
  const found = [
    { lists: holding(texts.labels, words), places: labels },
    { lists: holding(texts.units, words), places: units },
    { lists: holding(texts.sources, words), places: sources },
    { lists: holding(texts.files, words), places: files },
  ];
  return Uint8Array.from(kinds, (each, index) => {
    const isOne =
      (kind < 0 || each === kind) &&
      (source < 0 || sources[index] === source) &&
      words.every((_, word) => found.some(({ lists, places }) => lists[word][places[index]]));
    return Number(isOne);
  });
}

/**
 * The dot to look at first: of those that fit, one of the named models, or else the least sure.
 *
 * @param {WallPayload} payload
 * @param {Texts} texts
 * @param {Uint8Array} fits
 */
export function start({ kinds, labels }, texts, fits) {
  const named = texts.labels.indexOf(texts.named[0]);
  const first = labels.findIndex((label, index) => label === named && kinds[index] === LOW && fits[index] === 1);
  return first >= 0 ? first : fits.lastIndexOf(1);
}
