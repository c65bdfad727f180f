// Sentences with marks such as {name}, which a part fills in.

const AFTER_UNIT = /^[ \u00a0](?=[\u3040-\u30ff\u4e00-\u9fff])/;

/**
 * The parts of a sentence, with a value (text or node) in the place of each mark. The space of 「950 個」 is left out
 * after values such as 4.9 万 and 40%.
 *
 * @template {Node | string} Value
 * @param {string} sentence
 * @param {Record<string, Value> | ((name: string) => Value)} values By name, or what gives one.
 * @returns {(Value | string)[]}
 */
export function filled(sentence, values) {
  const read = typeof values === "function" ? values : (/** @type {string} */ name) => values[name];
  /** @type {(Value | string)[]} */
  const parts = sentence.split(/\{(\w+)\}/).map((text, index) => (index % 2 ? read(text) : text));
  return parts
    .map((part, index) => {
      const isAfterUnit = index % 2 === 0 && index > 0 && /(\u00a0[万億兆]|\d%)$/.test(textOf(parts[index - 1]));
      return isAfterUnit ? textOf(part).replace(AFTER_UNIT, "") : part;
    })
    .filter((part) => part !== "");
}

/** @param {Node | string} part */
function textOf(part) {
  return typeof part === "string" ? part : (part.textContent ?? "");
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
