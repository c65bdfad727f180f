// Words that Streamlit writes in English, in the visitor's language. A `{name}` stands for any text.

/** @typedef {[english: string, translated: string][]} Words */

const NAME = "{name}";

/**
 * The text in the other language; the text itself where it is none of these words.
 *
 * @param {string} text
 * @param {Words} words
 */
export function translated(text, words) {
  for (const [from, to] of words) {
    if (text === from) return to;
    const name = nameIn(text, from);
    if (name !== null) return to.replace(NAME, () => name);
  }
  return text;
}

/**
 * The words for the way back.
 *
 * @param {Words} words
 * @returns {Words}
 */
export function inverse(words) {
  return words.map(([from, to]) => [to, from]);
}

/**
 * What stands for `{name}` in a text that follows the pattern; null for another text.
 *
 * @param {string} text
 * @param {string} pattern
 */
function nameIn(text, pattern) {
  const [before, after] = pattern.split(NAME);
  if (after === undefined || text.length <= before.length + after.length) return null;
  if (!text.startsWith(before) || !text.endsWith(after)) return null;
  return text.slice(before.length, text.length - after.length);
}
