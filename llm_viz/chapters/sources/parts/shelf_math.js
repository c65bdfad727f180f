// Where the books of the shelves stand, how high they are, and which is under the pointer.

/** @typedef {{ board: number, x: number }} Place */
/** @typedef {{ boards: number, pitch: number, books: Place[], labels: Place[] }} Shelves One label a group. */

const WIDEST = 26; // pixels from a book to the next
const NARROWEST = 2;
const STEP = 0.25;
const GAP = 14; // pixels between two groups
const LOWEST = 0.6; // decades that a book with one figure stands high

/**
 * Groups of books one after the other, from board to board as words go from line to line: as wide as so many boards allow.
 *
 * @param {number[]} counts Books of each group.
 * @param {number[]} least Pixels that each group's label needs.
 * @param {number} width
 * @param {number} boards
 * @returns {Shelves}
 */
export function shelve(counts, least, width, boards) {
  let pitch = WIDEST;
  let found = flow(counts, least, width, pitch);
  while (found.boards > boards && pitch > NARROWEST) {
    pitch -= STEP;
    found = flow(counts, least, width, pitch);
  }
  return found;
}

/**
 * @param {number[]} counts
 * @param {number[]} least
 * @param {number} width
 * @param {number} pitch
 * @returns {Shelves}
 */
function flow(counts, least, width, pitch) {
  /** @type {Place[]} */
  const books = [];
  /** @type {Place[]} */
  const labels = [];
  let [board, x] = [0, 0];
  for (const [group, count] of counts.entries()) {
    if (x > 0 && x + Math.max(least[group], pitch) > width) [board, x] = [board + 1, 0];
    const label = { board, x };
    labels.push(label);
    for (let book = 0; book < count; book += 1) {
      if (x + pitch > width) [board, x] = [board + 1, 0];
      books.push({ board, x });
      x += pitch;
    }
    if (board === label.board) x = Math.max(x, label.x + least[group]);
    x += GAP;
  }
  return { boards: board + 1, pitch, books, labels };
}

/**
 * The boards that begin with books of a group whose label stands on another board, where there is room to say so again.
 *
 * @param {Shelves} shelves
 * @param {number[]} groups The group of each book.
 * @param {number[]} least Pixels that each group's label needs.
 * @returns {{ group: number, board: number }[]}
 */
export function continued({ boards, books, labels }, groups, least) {
  return Array.from({ length: boards }, (_, board) => board).flatMap((board) => {
    const group = groups[books.findIndex((place) => place.board === board)];
    const next = labels.find((label) => label.board === board)?.x ?? Infinity;
    return next > least[group] ? [{ group, board }] : [];
  });
}

/**
 * All figures, of whatever kind.
 *
 * @param {number[]} kinds
 */
export function sumOf(kinds) {
  return kinds.reduce((sum, amount) => sum + amount, 0);
}

/**
 * How much of the room a book takes upwards: every power of ten of its figures as much again, 1 for the most.
 *
 * @param {number} figures
 * @param {number} most
 */
export function heightOf(figures, most) {
  return (Math.log10(figures) + LOWEST) / (Math.log10(most) + LOWEST);
}

/**
 * The book whose place is nearest to a point of its board; −1 where the board is empty.
 *
 * @param {Shelves} shelves
 * @param {number} x
 * @param {number} board
 */
export function bookAt({ books, pitch }, x, board) {
  let [best, least] = [-1, Infinity];
  for (const [index, place] of books.entries()) {
    const distance = Math.abs(place.x + pitch / 2 - x);
    if (place.board === board && distance < least) [best, least] = [index, distance];
  }
  return best;
}

/**
 * The parts of a book from the bottom up: from where to where, of its height.
 *
 * @param {number[]} kinds Figures of each kind.
 * @returns {{ kind: number, from: number, to: number }[]}
 */
export function bandsOf(kinds) {
  const total = sumOf(kinds);
  let from = 0;
  return kinds.flatMap((amount, kind) => {
    if (amount === 0) return [];
    const band = { kind, from, to: from + amount / total };
    from = band.to;
    return [band];
  });
}
