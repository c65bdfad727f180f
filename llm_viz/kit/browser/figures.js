// How figures are written, for the components of published numbers. Before this text stands core.js.

/** A sentence with `{key}` marks as a list of texts and what `read(key)` gives for each mark. */
function filled(sentence, read) {
  return sentence.split(/\{(\w+)\}/).map((part, index) => (index % 2 ? read(part) : part));
}

/** A number in one of the forms of `concepts/product.py`. */
function written(value, form, language) {
  if (form === "percent") return percent(value);
  if (form === "power") return powerOfTen(value);
  if (form === "large") return short(value);
  return value.toLocaleString(language, { maximumSignificantDigits: 3 });
}

function powerOfTen(value) {
  const [mantissa, exponent] = value.toExponential(1).split("e");
  return `${mantissa} × 10${[...String(Number(exponent))].map((sign) => SUPERSCRIPTS[sign]).join("")}`;
}

const SUPERSCRIPTS = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };

/** By the rules of `llm_viz/formatting.py`: 49 k, 134.5 M, 1.2 B, 300 T. */
function short(value) {
  for (const [size, unit] of [[1e12, "T"], [1e9, "B"], [1e6, "M"], [1e3, "k"]]) {
    if (value >= size) return `${(value / size).toFixed(value / size >= 1000 || unit === "k" ? 0 : 1)} ${unit}`;
  }
  return String(Math.round(value));
}
