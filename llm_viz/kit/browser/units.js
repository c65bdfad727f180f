// Quantities with their units, for calculators and readings.

import { formatter, large, percent, powerOfTen, threeDigits } from "./numbers.js";
import { filledText } from "./sentences.js";

/**
 * @import { Language } from "./numbers.js"
 *
 * @typedef {"number" | "bytes" | "bandwidth" | "share" | "factor" | "flop" | "hours" | "days" | "seconds" | "energy"
 *   | "money" | "price" | "mass" | "grid" | "rate" | "count" | "large"} Unit `Unit` in `kit/compute/calculator.py` says
 *   what each is.
 * @typedef {Record<string, string>} UnitSentences By `unit_<name>`, a sentence with the mark {value}, in the visitor's
 *   language: for the units that no symbol says.
 */

/** @typedef {[symbol: string, from: number, divisor?: number][]} Scale */

/** @type {Partial<Record<Unit, Scale>>} */
const SCALES = {
  number: [
    ["T", 1e12],
    ["B", 1e9],
    ["M", 1e6],
    ["k", 1e4, 1e3],
    ["", 0, 1],
  ],
  bytes: [
    ["PB", 1e15],
    ["TB", 1e12],
    ["GB", 1e9],
    ["MB", 1e6],
    ["kB", 1e3],
    ["B", 0, 1],
  ],
  bandwidth: [
    ["TB/s", 1e12],
    ["GB/s", 1e9],
    ["MB/s", 0, 1e6],
  ],
  energy: [
    ["TWh", 1e9],
    ["GWh", 1e6],
    ["MWh", 1e3],
    ["kWh", 1],
    ["Wh", 0, 1e-3],
  ],
  mass: [
    ["Mt", 1e12],
    ["kt", 1e9],
    ["t", 1e6],
    ["kg", 1e3],
    ["g", 0, 1],
  ],
  money: [
    ["B", 1e9],
    ["M", 1e6],
    ["", 0, 1],
  ],
  hours: [
    ["B", 1e9],
    ["M", 1e6],
    ["", 0, 1],
  ],
};
/** @type {Scale} Of counts in Japanese, whatever is counted. */
const MYRIADS = [
  ["兆", 1e12],
  ["億", 1e8],
  ["万", 1e4],
  ["", 0, 1],
];
const COUNTED = new Set(["number", "money", "hours"]);
/** Name, length in seconds, and from how many of them on it is used. */
const DURATIONS = /** @type {const} */ ([
  ["years", 31557600, 1],
  ["days", 86400, 2],
  ["hours_long", 3600, 2],
  ["minutes", 60, 2],
  ["seconds", 1, 1],
  ["milliseconds", 1e-3, 0],
]);

/**
 * A value with two or three digits and its unit.
 *
 * @param {number} value
 * @param {Unit} unit
 * @param {Language} language
 * @param {UnitSentences} [sentences]
 */
export function written(value, unit, language, sentences = {}) {
  const sentence = sentences[`unit_${unit}`];
  switch (unit) {
    case "count":
      return threeDigits(value, language);
    case "large":
      return large(value, language);
    case "flop":
      return powerOfTen(value);
    case "share":
      return percent(value, language);
    case "factor":
      return value.toFixed(2);
    case "days":
      return duration(86400 * value, language, sentences);
    case "seconds":
      return duration(value, language, sentences);
    case "price":
    case "grid":
    case "rate":
      return withValue(sentence, digits(value, language));
    default:
      return scaled(value, unit, language, sentence);
  }
}

/**
 * A value with the prefix of its size, in its sentence if it has one.
 *
 * @param {number} value
 * @param {Unit} unit
 * @param {Language} language
 * @param {string | undefined} sentence
 */
function scaled(value, unit, language, sentence) {
  const scales = (language === "ja" && COUNTED.has(unit) ? MYRIADS : SCALES[unit]) ?? [];
  const [symbol, from, divisor] = scales.find(([, least]) => value >= least) ?? scales[scales.length - 1];
  const text = `${digits(value / (divisor ?? from), language)}${symbol ? `\u00a0${symbol}` : ""}`;
  return sentence ? withValue(sentence, text) : text;
}

/**
 * @param {string} sentence
 * @param {string} value
 */
function withValue(sentence, value) {
  return filledText(sentence, { value });
}

/**
 * 0.25 · 2.5 · 25.1 · 251 · 2,512 · 25,100: two or three digits, and all of a number that one might count.
 *
 * @param {number} value
 * @param {Language} language
 */
function digits(value, language) {
  if (value === 0) return "0";
  const exponent = Math.floor(Math.log10(value));
  const rounded = exponent > 3 ? Number(value.toPrecision(3)) : value;
  const decimals = exponent >= 2 ? 0 : Math.max(1, 1 - exponent);
  return formatter(language, { maximumFractionDigits: Math.min(20, decimals) }).format(rounded);
}

/**
 * @param {number} seconds
 * @param {Language} language
 * @param {UnitSentences} sentences
 */
function duration(seconds, language, sentences) {
  const fitting = DURATIONS.find(([, length, from]) => seconds >= from * length) ?? DURATIONS[0];
  const [name, length] = fitting;
  return withValue(sentences[`unit_${name}`], digits(seconds / length, language));
}
