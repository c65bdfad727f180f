// What the picture of the rounds is drawn from: pure functions.

const WIDE_LETTER = 0x2e80; // from here on letters are as wide as high
const GAP = 1.5; // letters of half width

/**
 * How many of the last of these widths fit into the room; at least one.
 *
 * @param {number[]} widths
 * @param {number} room
 */
export function fitting(widths, room) {
  let [count, used] = [0, 0];
  for (const width of [...widths].reverse()) {
    used += width;
    if (used > room && count > 0) break;
    count += 1;
  }
  return count;
}

/**
 * How much room a word takes, in letters of half width, with the gap beside it.
 *
 * @param {string} word
 */
export function lettersOf(word) {
  return [...word].reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) >= WIDE_LETTER ? 2 : 1), GAP);
}

/**
 * How many tokens are read in all, when each of `rounds` reads everything again.
 *
 * @param {number} given
 * @param {number} rounds
 */
export function readInAll(given, rounds) {
  return rounds * given + (rounds * (rounds - 1)) / 2;
}
