// The places on the picture of one block: the words, what attention fetches from them, the passing list and what joins it.

/**
 * @typedef {{ x: number, y: number }} Spot
 * @typedef {{ x: number, y: number, width: number, height: number }} Area
 *
 * @typedef {object} BlockRoom All in pixels.
 * @property {boolean} isNarrow
 * @property {number} left Of the words and the passing list.
 * @property {number} right
 * @property {number} columns Words in a line.
 * @property {number} column
 * @property {number} line From one line of words to the next.
 * @property {number} words Where the words end.
 * @property {number} tile The side of a square of numbers.
 * @property {number} level The middle of the passing list.
 * @property {number} thickest As thick is the longest list.
 * @property {Record<"before" | "attends" | "feeds" | "after", Spot>} tiles Their middles.
 * @property {Area} arrows
 * @property {Area | null} stack All blocks, at the side; null where there is no room for them.
 */

export const NARROW = 640;
const EDGE = 14;
const CHIP = 28; // a word
const SHARE = 18; // what is written under it
const STACK = 150; // with its numbers and what is left free beside it

/**
 * @param {number} width
 * @param {number} height
 * @param {number} words
 * @returns {BlockRoom}
 */
export function blockRoom(width, height, words) {
  const isNarrow = width < NARROW;
  const [left, right] = [isNarrow ? 8 : EDGE + STACK, width - (isNarrow ? 8 : EDGE)];
  const columns = isNarrow ? 5 : Math.max(6, words);
  const line = CHIP + SHARE;
  const end = 8 + Math.ceil(words / columns) * line;
  const tile = isNarrow ? 58 : Math.min(94, Math.max(66, 0.2 * height));
  const across = (/** @type {number} */ share) => left + share * (right - left);
  // From top to bottom: the words, attention, the passing list, the feed-forward layer.
  const free = height - end - 3 * tile - (isNarrow ? 112 : 0); // on a phone the arrows stand below
  const gap = Math.max(isNarrow ? 26 : 16, free / 4);
  const attends = end + gap + tile / 2;
  const level = attends + tile + gap;
  const feeds = level + tile + gap;
  const arrows = isNarrow
    ? { x: left, y: feeds + tile / 2 + 30, width: right - left, height: height - feeds - tile / 2 - 40 }
    : {
        x: across(0.16),
        y: level + 0.37 * tile + 16,
        width: across(0.53) - across(0.16),
        height: height - level - 0.37 * tile - 26,
      };
  return {
    isNarrow,
    left,
    right,
    columns,
    column: (right - left) / columns,
    line,
    words: end,
    tile,
    level,
    thickest: 0.74 * tile,
    tiles: {
      before: { x: left + tile / 2 + (isNarrow ? 0 : 10), y: level },
      attends: { x: across(isNarrow ? 0.37 : 0.34), y: attends },
      feeds: { x: across(isNarrow ? 0.66 : 0.64), y: feeds },
      after: { x: right - tile / 2 - (isNarrow ? 0 : 26), y: level },
    },
    arrows,
    stack: isNarrow ? null : { x: EDGE + 26, y: 34, width: 96, height: height - 34 - EDGE },
  };
}

/**
 * Where a word stands: the middle of its chip.
 *
 * @param {BlockRoom} room
 * @param {number} word
 * @returns {Spot}
 */
export function wordSpot({ left, columns, column, line }, word) {
  return { x: left + column * ((word % columns) + 0.5), y: 8 + CHIP / 2 + line * Math.floor(word / columns) };
}

/**
 * How thick the lists are where they pass: in proportion to their lengths, the longest as thick as can be.
 *
 * @param {BlockRoom} room
 * @param {ArrayLike<number>} lengths
 */
export function thicknesses({ thickest }, lengths) {
  const most = Math.max(...Array.from(lengths), 1e-9);
  return Array.from(lengths, (length) => Math.max(length > 0 ? 1.5 : 0, (thickest * length) / most));
}

/**
 * The length between the two additions, by the law of cosines.
 *
 * @param {ArrayLike<number>} lengths Before, attention, …
 * @param {ArrayLike<number>} turns The cosine of the first addition with what it is added to, …
 */
export function lengthBetween(lengths, turns) {
  const [before, added] = [lengths[0], lengths[1]];
  return Math.sqrt(Math.max(0, before ** 2 + added ** 2 + 2 * before * added * turns[0]));
}

/**
 * The outline of the passing list: as thick as it is long, from where it comes in to where it goes out, with an easy bend
 * at both places where something joins.
 *
 * @param {BlockRoom} room
 * @param {number[]} thick Before, between, after.
 */
export function bandOf({ left, right, level, tiles, tile }, [before, between, after]) {
  const joins = [tiles.attends.x + tile / 2, tiles.feeds.x + tile / 2];
  const ease = tile / 2;
  const edge = (/** @type {1 | -1} */ side, /** @type {boolean} */ back) => {
    const at = (/** @type {number} */ thick) => (level + (side * thick) / 2).toFixed(1);
    const steps = [
      [left, before],
      [joins[0], before],
      [joins[0] + ease, between],
      [joins[1], between],
      [joins[1] + ease, after],
      [right, after],
    ];
    if (back) steps.reverse();
    return steps
      .map(([x, thick], index) => {
        if (index === 0) return `${back ? "L" : "M"}${x.toFixed(1)} ${at(thick)}`;
        const [from, was] = steps[index - 1];
        const middle = ((from + x) / 2).toFixed(1);
        return `C${middle} ${at(was)} ${middle} ${at(thick)} ${x.toFixed(1)} ${at(thick)}`;
      })
      .join("");
  };
  return `${edge(-1, false)}${edge(1, true)}Z`;
}
