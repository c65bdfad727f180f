// Which dots a search and the chosen kind or source leave, and which is looked at first.

import { LOW, placeOf } from "./side.js";
import { holding, wordsOf } from "./wall_math.js";

/** @import { Texts, WallPayload } from "./wall.js" */

/**
 * What finds which dots are of the chosen kind and source and hold all words of the search: 1, the others 0.
 *
 * @param {WallPayload} payload
 * @param {Texts} texts
 * @returns {(source: number) => Uint8Array}
 */
export function filterOf({ settings, kinds, labels, units, sources, files }, texts) {
  const searched = [
    { lower: texts.labels.map(small), places: labels },
    { lower: texts.units.map(small), places: units },
    { lower: texts.sources.map(small), places: sources },
    { lower: texts.files.map(small), places: files },
  ];
  return (source) => {
    const kind = placeOf(settings.kind);
    const fits = Uint8Array.from(kinds, (each, index) =>
      Number((kind < 0 || each === kind) && (source < 0 || sources[index] === source)),
    );
    for (const word of wordsOf(settings.find)) {
      const found = searched.map(({ lower, places }) => ({ holds: holding(lower, [word])[0], places }));
      for (let index = 0; index < fits.length; index += 1) {
        if (fits[index] && !found.some(({ holds, places }) => holds[places[index]])) fits[index] = 0;
      }
    }
    return fits;
  };
}

/** @param {string} text */
function small(text) {
  return text.toLowerCase();
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
