// Sentences with marks such as {name}, which a part fills in.

/**
 * The parts of a sentence, with a value (text or node) in the place of each mark.
 *
 * @template {Node | string} Value
 * @param {string} sentence
 * @param {Record<string, Value> | ((name: string) => Value)} values By name, or what gives one.
 * @returns {(Value | string)[]}
 */
export function filled(sentence, values) {
  const read = typeof values === "function" ? values : (/** @type {string} */ name) => values[name];
  return sentence
    .split(/\{(\w+)\}/)
    .map((text, index) => (index % 2 ? read(text) : text))
    .filter((text) => text !== "");
}

/**
 * The same as one text.
 *
 * @param {string} sentence
 * @param {Record<string, string> | ((name: string) => string)} values
 */
export function filledText(sentence, values) {
  return filled(sentence, values).join("");
}
