// What is said below the tokens: of one that is chosen, of the guess, or of what their order is worth.

import { count, fixed, percent } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { oddsOf } from "./surprisal_math.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Ordered, Reading, SurprisalPayload } from "./surprisal.js"
 * @import { ReadToken } from "./surprisal_view.js"
 */

const DEARER = 1.1; // times, from which on the order is said to be worth something

/** @param {ReadToken[]} tokens The place of the most surprising one. */
export function dearest(tokens) {
  return tokens.reduce((best, { bits }, at) => ((bits ?? 0) > (tokens[best].bits ?? 0) ? at : best), 0);
}

/**
 * @param {SurprisalPayload} payload
 * @param {Reading} reading The one that is looked at.
 * @param {number | null} chosen The token that is spoken of; null: the most surprising one, or all of them.
 * @param {Language} language
 */
export function sentence({ readings, own, question, settings, strings }, reading, chosen, language) {
  if (question.open) return filledText(strings.before, { model: reading.model });
  const { tokens } = reading[settings.order] ?? reading.written;
  if (chosen !== null) return ofToken(tokens[chosen], strings, language);
  if (settings.order === "shuffled" && reading.shuffled) return ofOrder(reading, reading.shuffled, strings, language);
  const best = dearest(tokens);
  const said = ofToken(tokens[best], strings, language);
  const guessed = reading === readings[own] ? tokens[Number(question.guess ?? -1)] : null;
  if (!guessed || guessed.bits === null) return said;
  if (guessed === tokens[best]) return strings.right + said;
  return filledText(strings.wrong, { guess: guessed.label, bits: fixed(guessed.bits, 1, language) }) + said;
}

/**
 * What a token cost.
 *
 * @param {ReadToken} read
 * @param {Record<string, string>} strings
 * @param {Language} language
 */
function ofToken({ label, bits }, strings, language) {
  if (bits === null) return filledText(strings.unread, { token: label });
  const odds = oddsOf(bits);
  const said = { token: label, bits: fixed(bits, 1, language) };
  if (odds === null) return filledText(strings.expected, { ...said, chance: percent(2 ** -bits) });
  return filledText(strings.rare, { ...said, odds: count(odds, language), coins: String(Math.round(bits)) });
}

/**
 * What the order of the words is worth to a model.
 *
 * @param {Reading} reading
 * @param {Ordered} shuffled
 * @param {Record<string, string>} strings
 * @param {Language} language
 */
function ofOrder({ model, written }, shuffled, strings, language) {
  const times = shuffled.each / written.each;
  const [text, mixed] = [fixed(written.each, 2, language), fixed(shuffled.each, 2, language)];
  if (times < DEARER) return filledText(strings.alike, { model, text, mixed });
  return filledText(strings.dearer, { model, text, mixed, times: fixed(times, times < 10 ? 1 : 0, language) });
}
