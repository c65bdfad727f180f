// The arithmetic of the calculators: pure functions, equal to `compute` in `llm_viz/concepts/calculator.py`.

/** Knobs and steps by name: a step is the sum of its terms, or the least of them; a term a factor times powers of values. */
function compute(steps, values) {
  const known = { ...values };
  for (const { name, terms, least } of steps) {
    const worth = terms.map(({ factor, powers }) => factor * Object.entries(powers).reduce((product, [of, power]) => product * known[of] ** power, 1));
    known[name] = least ? Math.min(...worth) : worth.reduce((sum, one) => sum + one, 0);
  }
  return known;
}

/** Where a value stands on its slider, and back; logarithmic ones have thousandths of their range, three digits kept. */
function placeOf({ low, high, logarithmic }, value) {
  return logarithmic ? (1000 * Math.log(value / low)) / Math.log(high / low) : value;
}

function valueAt({ low, high, logarithmic, unit }, place) {
  if (!logarithmic) return Number(place);
  const value = Number((low * (high / low) ** (place / 1000)).toPrecision(3));
  return WHOLE.has(unit) ? Math.max(low, Math.round(value)) : Math.min(high, Math.max(low, value));
}

const WHOLE = new Set(["number"]);

const SCALES = {
  number: [["T", 1e12], ["B", 1e9], ["M", 1e6], ["k", 1e4, 1e3], ["", 0, 1]],
  bytes: [["PB", 1e15], ["TB", 1e12], ["GB", 1e9], ["MB", 1e6], ["kB", 1e3], ["B", 0, 1]],
  bandwidth: [["TB/s", 1e12], ["GB/s", 1e9], ["MB/s", 0, 1e6]],
  energy: [["TWh", 1e9], ["GWh", 1e6], ["MWh", 1e3], ["kWh", 1], ["Wh", 0, 1e-3]],
  mass: [["Mt", 1e12], ["kt", 1e9], ["t", 1e6], ["kg", 1e3], ["g", 0, 1]],
  money: [["B", 1e9], ["M", 1e6], ["", 0, 1]],
  hours: [["B", 1e9], ["M", 1e6], ["", 0, 1]],
};

/** A value with two or three digits and its unit; `strings.unit_<unit>` says what no symbol says. */
function written(value, unit, strings) {
  if (unit === "flop") return scientific(value);
  if (unit === "share") return percent(value);
  if (unit === "factor") return value.toFixed(2);
  if (unit === "price" || unit === "grid" || unit === "rate") return said(strings[`unit_${unit}`], digits(value));
  if (unit === "days" || unit === "seconds") return duration(unit === "days" ? 86400 * value : value, strings);
  const [symbol, from, divisor] = SCALES[unit].find(([, least]) => value >= least);
  const text = `${digits(value / (divisor ?? from))}${symbol ? `\u00a0${symbol}` : ""}`;
  const sentence = strings[`unit_${unit}`];
  return sentence ? said(sentence, text) : text;
}

function said(sentence, value) {
  return sentence.replace("{value}", value);
}

/** 0.25, 2.5, 25.1, 251, 2,512, 25,100: two or three digits, and all of a number that one might count. */
function digits(value) {
  if (value === 0) return "0";
  const exponent = Math.floor(Math.log10(value));
  const rounded = exponent > 3 ? Number(value.toPrecision(3)) : value;
  return formatter(exponent >= 2 ? 0 : Math.max(1, 1 - exponent)).format(rounded);
}

/** Making a formatter takes longer than everything else that a slider sets off; each is made once. */
function formatter(maximumFractionDigits) {
  if (!FORMATTERS.has(maximumFractionDigits)) FORMATTERS.set(maximumFractionDigits, new Intl.NumberFormat("en", { maximumFractionDigits: Math.min(20, maximumFractionDigits) }));
  return FORMATTERS.get(maximumFractionDigits);
}

const FORMATTERS = new Map();

/** 3.1 × 10²³. */
function scientific(value) {
  let exponent = Math.floor(Math.log10(value));
  let mantissa = (value / 10 ** exponent).toFixed(1);
  if (mantissa === "10.0") [mantissa, exponent] = ["1.0", exponent + 1];
  return `${mantissa} × 10${String(exponent).replace(/./g, (sign) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[sign] ?? "⁻")}`;
}

function duration(seconds, strings) {
  const [name, length] = [["years", 31557600], ["days", 86400], ["hours_long", 3600], ["minutes", 60], ["seconds", 1], ["milliseconds", 1e-3]].find(
    ([name, length]) => seconds >= (name === "days" || name === "hours_long" || name === "minutes" ? 2 * length : length) || name === "milliseconds");
  return said(strings[`unit_${name}`], digits(seconds / length));
}
