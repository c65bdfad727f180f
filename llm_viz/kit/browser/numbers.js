// Numbers as people read them, in the visitor's language. `llm_viz/base/numbers.py` follows the same rules
// (tests/kit/browser/numbers.json).

/** @typedef {"ja" | "en"} Language */

/** @type {Map<string, Intl.NumberFormat>} */
const FORMATTERS = new Map();
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const SIZES = /** @type {const} */ ([
  [1e12, "T"],
  [1e9, "B"],
  [1e6, "M"],
  [1e3, "k"],
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
 * A count with a short unit, the same in both languages: 950, 49 k, 134.5 M, 1.2 B, 300.0 T.
 *
 * @param {number} value
 */
export function large(value) {
  for (const [size, unit] of SIZES) {
    if (value >= size) return `${(value / size).toFixed(value / size >= 1000 || unit === "k" ? 0 : 1)} ${unit}`;
  }
  return String(Math.round(value));
}

/**
 * A probability as a share: 40 %, 2.5 %, 0.3 %, <0.1 %, >99.9 %.
 *
 * @param {number} probability
 */
export function percent(probability) {
  const share = 100 * probability;
  if (share <= 0) return "0 %";
  if (share < 0.1) return "<0.1 %";
  if (share > 99.9 && share < 100) return ">99.9 %";
  const whole = Math.round(share);
  const isWhole = Math.abs(share - whole) <= 1e-9 * Math.max(Math.abs(share), Math.abs(whole));
  return `${toFixedHalfEven(share, share >= 9.95 || isWhole ? 0 : 1)} %`;
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
 */
export function measuredShare(share) {
  const value = 100 * share;
  if (value >= 10 || value === 0) return `${value.toFixed(0)} %`;
  return `${value >= 1 ? Number(value.toFixed(1)) : Number(value.toPrecision(2))} %`;
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
