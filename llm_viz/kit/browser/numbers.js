// Numbers as people read them, in the visitor's language. `llm_viz/base/numbers.py` follows the same rules
// (tests/kit/browser/numbers.json).

/** @typedef {"ja" | "en"} Language */

/**
 * What a page is read in; it has one language at a time, and every part is drawn anew when that changes.
 *
 * @type {Language}
 */
let pageLanguage = "en";

/**
 * Tell the language of the page. The adapter does, before it draws a part.
 *
 * @param {Language} language
 */
export function readIn(language) {
  pageLanguage = language;
}

/** @type {Map<string, Intl.NumberFormat>} */
const FORMATTERS = new Map();
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const SIZES = /** @type {const} */ ([
  [1e12, "T"],
  [1e9, "B"],
  [1e6, "M"],
  [1e3, "k"],
]);
const MYRIADS = /** @type {const} */ ([
  [1e12, "兆"],
  [1e8, "億"],
  [1e4, "万"],
]);

/**
 * A formatter, made once: making it takes longer than everything else that a slider sets off.
 *
 * @param {Language} language
 * @param {Intl.NumberFormatOptions} options
 */
export function formatter(language, options) {
  const key = `${language} ${JSON.stringify(options)}`;
  const known = FORMATTERS.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(language, options);
  FORMATTERS.set(key, made);
  return made;
}

/**
 * A count with its thousands set apart: 49,152.
 *
 * @param {number} value
 * @param {Language} language
 */
export function count(value, language) {
  return formatter(language, {}).format(value);
}

/**
 * A number with that many decimals: 1.70.
 *
 * @param {number} value
 * @param {number} decimals
 * @param {Language} language
 */
export function fixed(value, decimals, language) {
  return formatter(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value);
}

/**
 * A number with at most three significant digits: 1,290 · 0.25.
 *
 * @param {number} value
 * @param {Language} language
 */
export function threeDigits(value, language) {
  return formatter(language, { maximumSignificantDigits: 3 }).format(value);
}

/**
 * A count with a short unit after a space that does not break, in the language of the page if no other is named.
 * English: 950, 49 k, 134.5 M, 1.2 B, 300.0 T. Japanese, with three digits at most: 9,500, 4.92 万, 1.35 億, 300 兆.
 *
 * @param {number} value
 * @param {Language} [language]
 */
export function large(value, language = pageLanguage) {
  if (language === "ja") return myriads(value);
  for (const [size, unit] of SIZES) {
    if (value < size) continue;
    return `${toFixedHalfEven(value / size, value / size >= 1000 || unit === "k" ? 0 : 1)}\u00a0${unit}`;
  }
  return toFixedHalfEven(value, 0);
}

/**
 * A count by steps of ten thousand, as Japanese does.
 *
 * @param {number} value
 */
function myriads(value) {
  const rounded = Number(value.toPrecision(3));
  for (const [size, unit] of MYRIADS) {
    if (rounded >= size) return `${threeDigits(rounded / size, "ja")}\u00a0${unit}`;
  }
  return count(Number(toFixedHalfEven(value, 0)), "ja");
}

/**
 * What stands after a percentage: English sets the sign apart, but never on another line; Japanese does not.
 *
 * @param {Language} [language]
 */
export function percentSign(language = pageLanguage) {
  return language === "ja" ? "%" : "\u00a0%";
}

/**
 * A probability as a share: 40 %, 2.5 %, 0.3 %, <0.1 %, >99.9 %; in Japanese 40%.
 *
 * @param {number} probability
 * @param {Language} [language]
 */
export function percent(probability, language = pageLanguage) {
  return `${percentage(100 * probability)}${percentSign(language)}`;
}

/** @param {number} share Of a hundred. */
function percentage(share) {
  if (share <= 0) return "0";
  if (share < 0.1) return "<0.1";
  if (share > 99.9 && share < 100) return ">99.9";
  const whole = Math.round(share);
  const isWhole = Math.abs(share - whole) <= 1e-9 * Math.max(Math.abs(share), Math.abs(whole));
  return toFixedHalfEven(share, share >= 9.95 || isWhole ? 0 : 1);
}

/**
 * Like Python's f"{value:.0f}" and f"{value:.1f}": exact ties (…½ for 0 digits, …¼ and …¾ for 1) go to the even digit.
 *
 * @param {number} value
 * @param {0 | 1} digits
 */
function toFixedHalfEven(value, digits) {
  const isTie = digits === 0 ? (value * 2) % 2 === 1 : (value * 4) % 2 === 1;
  if (!isTie) return value.toFixed(digits);
  const scale = 10 ** digits;
  const lower = Math.floor(value * scale);
  return ((lower + (lower % 2)) / scale).toFixed(digits);
}

/**
 * A share as a test of some thousand questions allows: 80 %, 8.4 %, 0.15 %.
 *
 * @param {number} share
 * @param {Language} [language]
 */
export function measuredShare(share, language = pageLanguage) {
  const value = 100 * share;
  const sign = percentSign(language);
  if (value >= 10 || value === 0) return `${value.toFixed(0)}${sign}`;
  return `${value >= 1 ? Number(value.toFixed(1)) : Number(value.toPrecision(2))}${sign}`;
}

/**
 * Two digits and a power of ten: 3.1 × 10²³.
 *
 * @param {number} value
 */
export function powerOfTen(value) {
  const [mantissa, exponent] = value.toExponential(1).split("e");
  return `${mantissa} × 10${superscript(Number(exponent))}`;
}

/**
 * A whole number as an exponent: ⁻¹².
 *
 * @param {number} exponent
 */
export function superscript(exponent) {
  return String(exponent)
    .replace(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)])
    .replace("-", "⁻");
}
