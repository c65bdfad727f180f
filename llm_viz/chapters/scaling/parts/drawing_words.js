// What is said on the picture of the drawn line.

import { el } from "../../../kit/browser/dom.js";
import { count, fixed, formatter, large, percent, superscript } from "../../../kit/browser/numbers.js";
import { filled, filledText } from "../../../kit/browser/sentences.js";
import { written } from "../../../kit/browser/units.js";
import { COLUMNS, gains, lossAt, miss, START, stuck } from "./drawing_math.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Scene } from "./drawing_view.js"
 */

const CLOSE = 0.06; // nats
const TOLD = 22; // the power of ten at which a drawn line is compared

/**
 * Among how many equally likely tokens one would be as unsure: e to the power of the loss.
 *
 * @param {number} loss Nats per token.
 * @param {Language} language
 */
export function doors(loss, language) {
  const tokens = Math.exp(loss);
  return tokens < 9.95 ? fixed(tokens, 1, language) : fixed(tokens, 0, language);
}

/**
 * What so many operations cost, with two digits.
 *
 * @param {number} rent Dollars for one operation.
 * @param {number} power
 * @param {Language} language
 * @param {Record<string, string>} words
 */
export function rented(rent, power, language, words) {
  const dollars = Number((rent * 10 ** power).toPrecision(2));
  return written(dollars, "money", language, { unit_money: words.money });
}

/** @param {number} power */
const operations = (power) => `10${superscript(power)}`;

/**
 * The sentence on what just happened.
 *
 * @param {Scene} scene
 * @returns {(Node | string)[]}
 */
export function sentence(scene) {
  const { payload, language, walking } = scene;
  const { answer, first, settings, words } = payload;
  const told = (/** @type {string} */ name, /** @type {Record<string, string>} */ values) =>
    filled(words[name], (mark) => el("b", {}, values[mark]));
  if (!answer) {
    const [[few, before], [, ,]] = [first[0], first[1]];
    const [many, after] = first[first.length - 1];
    const times = fixed(many / few, 0, language);
    return told("before", { times, from: doors(before, language), to: doors(after, language) });
  }
  const { law, runs } = answer;
  const { way, steps, line } = settings;
  if (walking && way !== "both") {
    const { fixed: kept, floor } = stuck(law, way);
    return told(`stuck-${way}`, { fixed: large(Number(kept.toPrecision(2))), floor: doors(floor, language) });
  }
  if (walking && steps > 0) return stepTold(scene, told);
  if (line.length < COLUMNS.length) return told("plain", { count: count(runs.length, language) });
  const { size, side } = miss(line, law);
  const verdict = size < CLOSE ? "close" : side < 0 ? "hopeful" : "gloomy";
  return [
    ...told("told", {
      flop: operations(TOLD),
      you: doors(line[COLUMNS.indexOf(TOLD)], language),
      real: doors(lossAt(law, "both", TOLD), language),
      off: fixed(size, 2, language),
    }),
    words[verdict],
  ];
}

/**
 * @param {Scene} scene
 * @param {(name: string, values: Record<string, string>) => (Node | string)[]} told
 */
function stepTold({ payload, language }, told) {
  const { answer, settings, words, rent } = payload;
  if (!answer) return [];
  const { law, runs } = answer;
  const power = START + settings.steps;
  const bought = gains(law, "both", settings.steps);
  const parts = told("step", {
    from: operations(power - 1),
    to: operations(power),
    before: rented(rent, power - 1, language, words),
    price: rented(rent, power, language, words),
    was: doors(lossAt(law, "both", power - 1), language),
    is: doors(lossAt(law, "both", power), language),
  });
  if (bought.length > 1)
    parts.push(...told("share", { share: percent(bought[bought.length - 1] / bought[0], language) }));
  return power > runs[runs.length - 1][0] + 0.05 ? [...parts, words.far] : parts;
}

/**
 * The loss of the pen's place, read out.
 *
 * @param {number} power
 * @param {number} loss
 * @param {Language} language
 * @param {Record<string, string>} words
 */
export function spoken(power, loss, language, words) {
  const at = formatter(language, { maximumFractionDigits: 1 }).format(power);
  return `10^${at}: ${filledText(words.between, { value: doors(loss, language) })}`;
}
