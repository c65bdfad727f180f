// What the picture of a model's parts shows, in words.

import { count, percent, threeDigits } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { countsOf, growth } from "./mosaic_math.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { MosaicPayload } from "./mosaic.js"
 * @import { Column, Size } from "./mosaic_math.js"
 */

const WHOLE = 100; // from which on a ratio is told as a whole number

/**
 * @param {MosaicPayload} payload
 * @param {Column[]} columns As the model is.
 * @param {{ guess: string | null, language: Language }} around `guess`: the part that the visitor took for the largest,
 *   as long as that is told.
 */
export function sentenceOf(payload, columns, { guess, language }) {
  const { question, before, headline, recipes, settings, words } = payload;
  if (question.open) return { title: headline, shape: "", says: before };
  const recipe = recipes[settings.recipe];
  const size = { width: settings.width || recipe.width, layers: settings.layers || recipe.pattern.length };
  const isOwn = size.width === recipe.width && size.layers === recipe.pattern.length;
  const name = isOwn ? recipe.name : filledText(words.like, { name: recipe.name });
  const parameters = count(sum([...countsOf(columns).values()]), language);
  const shape = { layers: count(size.layers, language), width: count(size.width, language) };
  const says =
    openedSentence(payload, columns, size, language) ??
    (guess === null ? grownSentence(payload, size, language) : null) ??
    largestSentence(payload, columns, { name, guess, language });
  return { title: filledText(words.headline, { name, parameters }), shape: filledText(words.shape, shape), says };
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((all, each) => all + each, 0);
}

/**
 * How much the part that is taken apart has; null if none is.
 *
 * @param {MosaicPayload} payload
 * @param {Column[]} columns
 * @param {Size} size
 * @param {Language} language
 */
function openedSentence({ settings, parts, words }, columns, { layers }, language) {
  const { part } = settings;
  const all = countsOf(columns).get(part);
  if (!all) return null;
  const inside = columns.filter(({ layer }) => layer !== null);
  const first = inside.find((column) => column.parts.some(([name]) => name === part));
  const values = {
    part: parts[part],
    all: count(all, language),
    share: percent(all / sum([...countsOf(columns).values()]), language),
    layers: count(layers, language),
  };
  if (!first) return filledText(words.opened_once, values);
  return filledText(words.opened, { ...values, each: count(countsOf([first]).get(part) ?? 0, language) });
}

/**
 * What growing does to the layers and to the vocabulary table; null where nothing has grown.
 *
 * @param {MosaicPayload} payload
 * @param {Size} size
 * @param {Language} language
 */
function grownSentence({ recipes, settings, words }, size, language) {
  const recipe = recipes[settings.recipe];
  const base = recipes[recipe.base] ?? recipe;
  const from = { recipe: base, size: { width: base.width, layers: base.pattern.length } };
  const { deep, wide, times, table, shares } = growth(from, { recipe, size });
  if ((deep === 1 && wide === 1) || !Number.isFinite(table)) return null;
  const sentence = deep === 1 ? words.wider : wide === 1 ? words.deeper : words.grown;
  return filledText(sentence, {
    base: base.name,
    deep: timesText(deep, language),
    wide: timesText(wide, language),
    times: timesText(times, language),
    table: timesText(table, language),
    from: percent(shares[0], language),
    to: percent(shares[1], language),
  });
}

/**
 * @param {number} ratio
 * @param {Language} language
 */
function timesText(ratio, language) {
  return ratio < WHOLE ? threeDigits(ratio, language) : count(Math.round(ratio), language);
}

/**
 * Which part is the largest, beside the guess.
 *
 * @param {MosaicPayload} payload
 * @param {Column[]} columns
 * @param {{ name: string, guess: string | null, language: Language }} around
 */
function largestSentence({ parts, words }, columns, { name, guess, language }) {
  const counts = countsOf(columns);
  const all = sum([...counts.values()]);
  const [[largest, most]] = [...counts].sort(([, one], [, other]) => other - one);
  const share = (/** @type {number} */ numbers) => percent(numbers / all, language);
  const values = { part: parts[largest], share: share(most), name };
  if (guess === null) return filledText(words.most, values);
  if (guess === largest) return filledText(words.right, values);
  return filledText(words.wrong, { ...values, guess: parts[guess], own: share(counts.get(guess) ?? 0) });
}
