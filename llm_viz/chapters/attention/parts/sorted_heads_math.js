// Which word each head looks at most, and where its square stands: in the row of that word, or before in no order.

/**
 * @typedef {{ left: number, top: number, width: number, height: number }} Box In pixels.
 * @typedef {{ x: number, y: number, size: number }} Place The upper left corner of a square, and its side.
 * @typedef {{ lane: number, heads: number[] }} Pile The heads that look most at a lane, the one that looks most at it first.
 * @typedef {{ middle: number, height: number }} Row
 */

export const FULL = 65535; // how a share of 1 is sent
const [LARGEST, SMALLEST] = [26, 4]; // pixels: the side of a square with its gap

/**
 * The look of one head from one lane.
 *
 * @param {Uint16Array} looks (layer, head, lane, lane)
 * @param {number} head Through all layers.
 * @param {number} looking
 * @param {number} lanes
 */
export function lookOf(looks, head, looking, lanes) {
  const start = (head * lanes + looking) * lanes;
  return Array.from(looks.subarray(start, start + lanes), (share) => share / FULL);
}

/**
 * A pile for every lane, with the heads that look most at it from `looking`; and of every head, the share of that look.
 *
 * @param {Uint16Array} looks
 * @param {number} looking
 * @param {number} lanes
 */
export function pilesOf(looks, looking, lanes) {
  const count = looks.length / lanes ** 2;
  const rows = Array.from({ length: count }, (_, head) => lookOf(looks, head, looking, lanes));
  const best = rows.map((row) => row.indexOf(Math.max(...row)));
  const shares = rows.map((row, head) => row[best[head]]);
  const piles = Array.from({ length: lanes }, (_, lane) => ({
    lane,
    heads: best
      .flatMap((seen, head) => (seen === lane ? [head] : []))
      .sort((one, other) => shares[other] - shares[one] || one - other),
  }));
  return { piles, shares };
}

/**
 * Rows for all piles, and squares as large as there is room for: a row is as high as its pile needs, and at least `least`.
 *
 * @param {number[]} counts Squares of each pile.
 * @param {Box} box
 * @param {number} least
 * @returns {{ size: number, across: number, rows: Row[] }} `across`: squares side by side.
 */
export function rowsFor(counts, { top, width, height }, least) {
  const heights = (/** @type {number} */ size) => {
    const across = Math.max(1, Math.floor(width / size));
    return counts.map((count) => Math.max(least, Math.ceil(count / across) * size + 4));
  };
  let size = LARGEST;
  while (size > SMALLEST && sum(heights(size)) > height) size -= 1;
  const needed = heights(size);
  const spare = Math.max(0, height - sum(needed)) / counts.length;
  let y = top;
  const rows = needed.map((high) => {
    const row = { middle: y + (high + spare) / 2, height: high + spare };
    y += high + spare;
    return row;
  });
  return { size, across: Math.max(1, Math.floor(width / size)), rows };
}

/**
 * Where the square of every head stands, by its number through all layers.
 *
 * @param {Pile[]} piles
 * @param {ReturnType<typeof rowsFor>} layout
 * @param {number} left
 * @returns {Place[]}
 */
export function sortedPlaces(piles, { size, across, rows }, left) {
  /** @type {Place[]} */
  const places = [];
  piles.forEach(({ heads }, lane) => {
    const lines = Math.ceil(heads.length / across);
    heads.forEach((head, rank) => {
      const y = rows[lane].middle + (Math.floor(rank / across) - lines / 2) * size;
      places[head] = { x: left + (rank % across) * size, y, size };
    });
  });
  return places;
}

/**
 * Before anything is known of the heads: layers from left to right, the heads of a layer below each other; where the place
 * is high, layers from top to bottom.
 *
 * @param {number} layers
 * @param {number} heads
 * @param {Box} box
 * @returns {Place[]}
 */
export function unsortedPlaces(layers, heads, { left, top, width, height }) {
  const [across, down] = [Math.min(width / layers, height / heads), Math.min(width / heads, height / layers)];
  const isAcross = across >= Math.min(LARGEST, down);
  const size = Math.min(LARGEST, Math.max(across, down));
  const first = top + Math.max(0, (height - size * (isAcross ? heads : layers)) / 2);
  const start = left + Math.max(0, (width - size * (isAcross ? layers : heads)) / 2);
  return Array.from({ length: layers * heads }, (_, index) => {
    const [layer, head] = [Math.floor(index / heads), index % heads];
    return {
      x: start + (isAcross ? layer : head) * size,
      y: first + (isAcross ? head : layer) * size,
      size,
    };
  });
}

/**
 * The head whose square is under a point; −1: none.
 *
 * @param {Place[]} places
 * @param {{ left: number, top: number }} point
 */
export function headAt(places, { left, top }) {
  return places.findIndex(({ x, y, size }) => left >= x && left < x + size && top >= y && top < y + size);
}

/**
 * The head that an arrow key leads to: beside it in its pile (and on to the next one), or at the front of another pile.
 *
 * @param {Pile[]} piles
 * @param {number} head
 * @param {[number, number]} step To the right and down.
 */
export function steppedHead(piles, head, [right, down]) {
  const filled = piles.filter(({ heads }) => heads.length > 0);
  const at = filled.findIndex(({ heads }) => heads.includes(head));
  if (down !== 0) return filled[Math.max(0, Math.min(filled.length - 1, at + down))].heads[0];
  const order = filled.flatMap(({ heads }) => heads);
  return order[Math.max(0, Math.min(order.length - 1, order.indexOf(head) + right))];
}

/** @param {number[]} values */
function sum(values) {
  return values.reduce((all, value) => all + value, 0);
}
