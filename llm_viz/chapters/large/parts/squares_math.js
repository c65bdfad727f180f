// Where squares stand whose area is a value, at every zoom: pure functions.

/**
 * @typedef {{ width: number, height: number }} Room Pixels.
 * @typedef {object} Spot A square in pixels: left edge, bottom edge, side; `known`: whether it has a size.
 * @property {number} x
 * @property {number} y
 * @property {number} side
 * @property {boolean} known
 * @property {number} ceiling How high a label may stand: that of a lower shelf stays on it.
 *
 * @typedef {{ zoom: number, cut: number }} Fit Pixels for each unit of side, and how many squares the first shelf holds.
 */

const GAP = 12; // pixels between squares
const UNKNOWN = 70; // for a "?"
const SHELF = 96; // between two shelves
const FINE = 4.4; // pixels: a cell is drawn from here
const COARSE = 440;
const APART = 7; // pixels between two labels
const LEFT = 4; // pixels from the edge of the picture, where no label begins before
const ASIDE = 10; // pixels that a label may begin left of its square
const MARK = 28; // the height of a "?"

/** @param {number | null} value The side of a square of that area. */
export function sideOf(value) {
  return Math.sqrt(value ?? 0);
}

/** @param {number[]} numbers */
function total(numbers) {
  return numbers.reduce((sum, each) => sum + each, 0);
}

/**
 * The largest zoom at which all squares have room in a row, or on two shelves.
 *
 * @param {(number | null)[]} values
 * @param {Room} room
 * @param {number} tail Pixels kept free at the end.
 * @param {1 | 2} shelves At most.
 * @returns {Fit}
 */
export function fit(values, { width, height }, tail, shelves) {
  let best = { zoom: 0, cut: values.length };
  for (let cut = shelves > 1 ? 3 : values.length; cut <= values.length; cut++) {
    if (cut < values.length && values.slice(cut).every((value) => value === null)) continue;
    const rows = [values.slice(0, cut), values.slice(cut)].filter((row) => row.length > 0);
    const zooms = rows.map((row, index) => {
      const gaps = row.length * GAP + row.filter((value) => value === null).length * UNKNOWN;
      const sides = total(row.map(sideOf));
      return (width - gaps - (index === rows.length - 1 ? tail : 0)) / sides;
    });
    const tall = total(rows.map((row) => Math.max(...row.map(sideOf))));
    const zoom = Math.min(...zooms, (height - (rows.length - 1) * SHELF) / tall);
    if (zoom > best.zoom) best = { zoom, cut };
  }
  return best;
}

/**
 * @param {(number | null)[]} values
 * @param {Fit} fitted
 * @param {{ left: number, ground: number }} origin Pixels.
 * @returns {{ spots: Spot[], end: { x: number, y: number } }}
 */
export function place(values, { zoom, cut }, { left, ground }) {
  /** @type {Spot[]} */
  const spots = [];
  let [x, y] = [left, ground];
  for (const [index, value] of values.entries()) {
    if (index === cut) {
      y = ground - Math.max(...spots.map(({ side }) => side)) - SHELF;
      x = left;
    }
    const side = sideOf(value) * zoom;
    spots.push({ x, y, side, known: value !== null, ceiling: 0 });
    x += (value === null ? UNKNOWN : side) + GAP;
  }
  if (cut < values.length) for (const spot of spots.slice(0, cut)) spot.ceiling = y + 3;
  return { spots, end: { x, y } };
}

/**
 * The powers of ten whose cells are worth drawing, smallest first: each side is ten times the one before, so they nest.
 *
 * @param {number[]} powers Those that have a name.
 * @param {number} zoom
 */
export function cells(powers, zoom) {
  return powers
    .filter((power) => power % 2 === 0)
    .map((power) => ({ power, pixels: 10 ** (power / 2) * zoom }))
    .filter(({ pixels }) => pixels >= FINE && pixels < COARSE)
    .map((cell) => ({ ...cell, strength: Math.min(1, (cell.pixels - 3) / 14) }));
}

/**
 * Lines of squared paper inside a square, from its lower left corner on.
 *
 * @param {{ x: number, y: number, side: number }} square
 * @param {number} pixels
 * @param {{ right: number, top: number }} edges Beyond which nothing is drawn.
 */
export function paper({ x, y, side }, pixels, { right, top }) {
  const [far, high] = [Math.min(x + side, right), Math.max(y - side, top)];
  const lines = [];
  for (let at = x + pixels; at < far - 0.5; at += pixels) lines.push(`M${at.toFixed(1)},${y}V${high.toFixed(1)}`);
  for (let at = y - pixels; at > high + 0.5; at -= pixels) lines.push(`M${x},${at.toFixed(1)}H${far.toFixed(1)}`);
  return lines.join("");
}

/**
 * @typedef {{ lines: string[], width: number }} Text Lines, and how wide the widest is.
 * @typedef {Text & { spot: Spot, short: Text }} Named A square with its text. `short`: the name alone, in less width.
 * @typedef {{ x: number, y: number, lines: string[], inside: boolean, spot: Spot, height: number,
 *   width: number }} Label
 * @typedef {[x: number, y: number, width: number, height: number]} Box
 * @typedef {{ right: number, top: number, under: number, line: number }} View Edges, what no label above a square may be
 *   higher than, and the height of a line of text.
 */

/**
 * Labels: inside their square where it is large enough, else above it, never over another one or another square. Lines
 * are left out where there is no room. What has no room even so, such as the smallest squares of a narrow picture, is only
 * named, closer to the others, and may stand on the lines that lead from labels to their squares.
 *
 * @param {Named[]} named
 * @param {View} view
 * @param {Box[]} obstacles
 * @returns {Map<number, Label>} By the place of the square.
 */
export function labels(named, view, obstacles) {
  const { right, top, line } = view;
  const taken = [...obstacles];
  /** @type {Box[]} */
  const leads = [];
  const squares = named.map(({ spot }) => spot);
  /** @type {Map<number, Label>} */
  const found = new Map();
  for (const [index, { spot, lines, width }] of named.entries()) {
    const height = lines.length * line + 2;
    if (spot.side < width + 18 || spot.side < height + 14 || spot.x > right - 30) continue;
    const y = Math.max(spot.y - spot.side, top) + 8;
    const label = { x: spot.x + 9, y, lines, inside: true, spot, height, width };
    found.set(index, label);
    taken.push([label.x, label.y, width, height]);
  }
  const write = (/** @type {number} */ index, /** @type {Label | null} */ label) => {
    if (label === null) return;
    found.set(index, label);
    taken.push([label.x, label.y, label.width, label.height]);
    leads.push([label.spot.x - 2, label.y + label.height, 8, lowest(label.spot) - 4 - label.y - label.height]);
  };
  const places = [...named.keys()].filter((index) => !found.has(index) && named[index].spot.x <= right - 24);
  for (const index of [...places].reverse()) {
    write(index, above(named[index], view, { boxes: [...taken, ...leads], squares, gap: APART }));
  }
  for (const index of places.filter((place) => !found.has(place))) {
    write(index, above({ ...named[index], ...named[index].short }, view, { boxes: taken, squares, gap: 0 }));
  }
  return found;
}

/** Where a label above a square would end, at the lowest. @param {Spot} spot */
function lowest({ y, side, known }) {
  return y - Math.max(side, known ? 0 : MARK);
}

/**
 * The lowest place above its square at which a label hits nothing, with as many lines as have one; null if there is none.
 *
 * @param {Text & { spot: Spot }} named
 * @param {View} view
 * @param {{ boxes: Box[], squares: Spot[], gap: number }} others `gap`: pixels to them. At none, the label may also begin
 *   left of its square.
 * @returns {Label | null}
 */
function above({ spot, lines, width }, { right, under, line }, { boxes, squares, gap }) {
  const x = Math.min(gap > 0 ? spot.x : Math.max(LEFT, spot.x - ASIDE), right - width - 4);
  const highest = Math.max(under, spot.ceiling);
  for (let some = lines.length; some > 0; some--) {
    const height = some * line + 2;
    const hits = (/** @type {number} */ y) =>
      boxes.some(([a, b, c, d]) => x < a + c + gap && x + width + gap > a && y < b + d + 2 && y + height + 2 > b) ||
      squares.some(
        (other) =>
          other !== spot &&
          other.side > 0 &&
          x < other.x + other.side + gap / 2 &&
          x + width > other.x - gap / 4 &&
          y + height > other.y - other.side - 2 &&
          y < other.y + 4,
      );
    let y = lowest(spot) - height - 4;
    while (y > highest && hits(y)) y -= 3;
    if (y > highest) return { x, y, lines: lines.slice(0, some), inside: false, spot, height, width };
  }
  return null;
}
