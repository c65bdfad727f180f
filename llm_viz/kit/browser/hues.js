// Eight soft hues for tokens and words (`stage.css`): the same text has the same one in every picture and chapter.

export const HUES = 8;
const MOST = 2000; // texts whose hue is remembered
/** @type {Map<string, number>} */
const given = new Map();

/**
 * The hue of a text, 0 to 7, until the browser's page is loaded anew. A space around it, also one made visible, and
 * capital letters make no difference. A text that was never seen takes the hue that is its own by its letters, or else, where one of `others` has
 * that, one that fewest of them have.
 *
 * @param {string} text
 * @param {Iterable<string>} [others] Texts beside it, which it should be told from.
 */
export function hueOf(text, others = []) {
  const name = nameOf(text);
  const known = given.get(name);
  if (known !== undefined) return known;
  const taken = new Array(HUES).fill(0);
  for (const other of new Set([...others].map(nameOf))) {
    const hue = given.get(other);
    if (hue !== undefined) taken[hue] += 1;
  }
  const hue = (ownHue(name) + freest(taken, ownHue(name))) % HUES;
  if (given.size >= MOST) given.clear();
  given.set(name, hue);
  return hue;
}

/**
 * The hues of texts that stand in one picture, told from each other as far as eight hues can.
 *
 * @param {readonly string[]} texts
 */
export function huesOf(texts) {
  return texts.map((text) => hueOf(text, texts));
}

/**
 * The hues of texts that follow each other, each told from the two before it.
 *
 * @param {readonly string[]} texts
 */
export function huesInRow(texts) {
  return texts.map((text, place) => hueOf(text, texts.slice(Math.max(0, place - 2), place)));
}

/**
 * A hue as a colour for styles and attributes.
 *
 * @param {number} hue
 */
export function hueColour(hue) {
  return `var(--hue-${hue})`;
}

/** @param {string} text */
function nameOf(text) {
  return text
    .replace(/^␣+(?=.)/, "")
    .trim()
    .toLowerCase();
}

/** @param {string} name */
function ownHue(name) {
  return [...name].reduce((sum, sign) => (sum * 31 + (sign.codePointAt(0) ?? 0)) % 997, 7) % HUES;
}

/**
 * How many steps after `start` the first of the hues is that fewest have.
 *
 * @param {number[]} taken
 * @param {number} start
 */
function freest(taken, start) {
  const inTurn = taken.map((_, step) => taken[(start + step) % HUES]);
  return inTurn.indexOf(Math.min(...inTurn));
}
