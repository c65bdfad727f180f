// The sentence below the dial: what the numbers of the moment say.

import { percent } from "../../../kit/browser/numbers.js";
import { filled, filledText } from "../../../kit/browser/sentences.js";

/**
 * @import { Line } from "./lines_view.js"
 *
 * @typedef {object} Seen What is on the picture.
 * @property {number} temperature
 * @property {string} token The most probable one, as a word.
 * @property {number} first Its id.
 * @property {number} chance Its chance in the draw.
 * @property {number[]} marbles Of each pile.
 * @property {number} gone Share that the filters cut off.
 * @property {Line[] | null} items The lines, if they belong to the settings of the moment.
 * @property {number | null} guess How many lines were guessed to begin with the token, if it was about these lines.
 */

const NOTHING = 1e-6; // a share that comes from rounding

/**
 * After a guess whether it was right, and why; else what the marbles and the lines show.
 *
 * @template {Node | string} Strong
 * @param {Seen} seen
 * @param {Record<string, string>} words
 * @param {(text: string) => Strong} strong How a number is set off.
 * @returns {(Strong | string)[]}
 */
export function saysOf(seen, words, strong) {
  const { temperature, token, marbles, gone, items, guess, first, chance } = seen;
  if (items && guess !== null) {
    const drawn = items.filter((line) => line.first === first).length;
    const key = guess === drawn ? words.right : words.wrong;
    const counted = { token, drawn: String(drawn), count: String(items.length), guess: String(guess) };
    const why = { share: percent(chance), expected: (items.length * chance).toFixed(1) };
    return [filledText(key, counted), " ", filledText(words.why, why)];
  }
  const about = items ? aboutLines(items, words) : [];
  if (temperature === 0) return [...filled(words.says_zero, { token: strong(token) }), ...about];
  const [favourite, others] = [marbles[0], marbles[marbles.length - 1]].map((number) => strong(String(number)));
  /** @type {Record<string, Strong | string>} */
  const values = { temperature: temperature.toFixed(2), token: strong(token), marbles: favourite, others };
  const cut = gone > NOTHING ? [" ", ...filled(words.says_cut, { gone: strong(percent(gone)) })] : [];
  return [...filled(words.says, values), ...cut, ...about];
}

/**
 * @param {Line[]} items
 * @param {Record<string, string>} words
 */
function aboutLines(items, words) {
  const count = String(items.length);
  const different = new Set(items.map(({ pieces }) => pieces.map(([text]) => text).join(""))).size;
  const odd = items.filter(({ pieces }) => pieces.some((piece) => piece[2])).length;
  if (different === 1) return [" ", filledText(words.says_same, { count })];
  const lines = filledText(words.says_lines, { different: String(different), count });
  return odd === 0 ? [" ", lines] : [" ", lines, " ", filledText(words.says_odd, { odd: String(odd), count })];
}
