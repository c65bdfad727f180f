// What the picture of the rounds is drawn from: pure functions.

const WIDE_LETTER = 0x2e80; // from here on letters are as wide as high

/**
 * How many of the last words fit into so many letters of half width; at least one.
 *
 * @param {string[]} words
 * @param {number} room
 */
export function fitting(words, room) {
  let [count, used] = [0, 0];
  for (const word of [...words].reverse()) {
    used += 1.5 + [...word].reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) >= WIDE_LETTER ? 2 : 1), 0);
    if (used > room && count > 0) break;
    count += 1;
  }
  return count;
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
