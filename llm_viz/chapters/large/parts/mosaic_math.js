// How many numbers each part of a model has, whatever its width and depth, and where its area lies: pure functions.

/**
 * @typedef {{ name: string, shape: number[], grows: boolean[], count: number }} Matrix `MatrixPayload` in `mosaic.py`.
 * @typedef {{ part: string, matrices: Matrix[] }} Piece `PiecePayload` in `mosaic.py`.
 * @typedef {{ name: string, width: number, outside: Piece[], kinds: Piece[][], pattern: number[], base: number }} Recipe
 *   `RecipePayload` in `mosaic.py`.
 * @typedef {{ width: number, layers: number }} Size
 * @typedef {{ layer: number | null, parts: [part: string, weight: number][] }} Column What stands in one layer, or outside
 *   the layers, with its share of the area.
 * @typedef {{ part: string, layer: number | null, along: number, length: number, across: number, depth: number }} Cell
 *   A rectangle in shares of the picture: along the way that a text takes, and across it.
 */

const BEFORE = ["embedding", "positions"]; // what a text passes before the layers

/**
 * The shape of a matrix in a model that is `ratio` times as wide.
 *
 * @param {Matrix} matrix
 * @param {number} ratio
 */
export function grownShape({ shape, grows }, ratio) {
  return shape.map((side, place) => (grows[place] ? Math.max(1, Math.round(side * ratio)) : side));
}

/**
 * @param {Piece} piece
 * @param {number} ratio
 */
export function numbersOf({ matrices }, ratio) {
  return total(matrices.map((matrix) => grownShape(matrix, ratio).reduce((size, side) => size * side, matrix.count)));
}

/** @param {number[]} numbers */
function total(numbers) {
  return numbers.reduce((sum, each) => sum + each, 0);
}

/**
 * The whole model in the order in which a text passes it. One that is deeper than its recipe goes through its layers
 * again.
 *
 * @param {Recipe} recipe
 * @param {Size} size
 * @returns {Column[]}
 */
export function columnsOf({ width: own, outside, kinds, pattern }, { width, layers }) {
  const ratio = width / own;
  /** @type {(piece: Piece) => [string, number]} */
  const weighed = (piece) => [piece.part, numbersOf(piece, ratio)];
  const stacks = kinds.map((kind) => kind.map(weighed));
  /** @type {(pieces: Piece[]) => Column[]} */
  const alone = (pieces) => pieces.map((piece) => ({ layer: null, parts: [weighed(piece)] }));
  const inside = Array.from({ length: layers }, (_, layer) => ({
    layer,
    parts: stacks[pattern[layer % pattern.length]],
  }));
  const isBefore = (/** @type {Piece} */ { part }) => BEFORE.includes(part);
  return [...alone(outside.filter(isBefore)), ...inside, ...alone(outside.filter((piece) => !isBefore(piece)))];
}

/**
 * The same model with parts of equal size, for a picture that gives nothing away.
 *
 * @param {{ outside: string[], inside: string[], layers: number }} asked
 * @returns {Column[]}
 */
export function alikeColumns({ outside, inside, layers }) {
  /** @type {(part: string) => Column} */
  const alone = (part) => ({ layer: null, parts: [[part, 1]] });
  const stacks = Array.from({ length: inside.length > 0 ? layers : 0 }, (_, layer) => ({
    layer,
    parts: inside.map((part) => /** @type {[string, number]} */ ([part, 1 / layers])),
  }));
  const isBefore = (/** @type {string} */ part) => BEFORE.includes(part);
  return [...outside.filter(isBefore).map(alone), ...stacks, ...outside.filter((part) => !isBefore(part)).map(alone)];
}

/**
 * On the way from parts of equal size to their true sizes: `share` 0 is all alike, 1 is the truth.
 *
 * @param {Column[]} columns The truth.
 * @param {Column[]} alike
 * @param {number} share
 * @returns {Column[]}
 */
export function between(columns, alike, share) {
  if (share >= 1) return columns;
  const [truth, before] = [countsOf(columns), countsOf(alike)];
  const [all, allBefore] = [total([...truth.values()]), total([...before.values()])];
  return columns.map(({ layer, parts }) => ({
    layer,
    parts: parts.map(([part, weight]) => {
      const own = weight / (truth.get(part) ?? 1); // of what its part has in the whole model
      const from = (own * (before.get(part) ?? 0)) / allBefore;
      return [part, from + share * (weight / all - from)];
    }),
  }));
}

/**
 * What each part has in the whole model.
 *
 * @param {Column[]} columns
 * @returns {Map<string, number>}
 */
export function countsOf(columns) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { parts } of columns)
    for (const [part, weight] of parts) counts.set(part, (counts.get(part) ?? 0) + weight);
  return counts;
}

/**
 * Every piece with its place: columns one after the other, as long as their share of the whole; the pieces of a column
 * beside each other, as deep as their share of it.
 *
 * @param {Column[]} columns
 * @returns {Cell[]}
 */
export function cellsOf(columns) {
  const sums = columns.map(({ parts }) => total(parts.map(([, weight]) => weight)));
  const all = total(sums);
  let along = 0;
  return columns.flatMap(({ layer, parts }, index) => {
    const length = sums[index] / all;
    let across = 0;
    const cells = parts.map(([part, weight]) => {
      const depth = sums[index] > 0 ? weight / sums[index] : 0;
      const cell = { part, layer, along, length, across, depth };
      across += depth;
      return cell;
    });
    along += length;
    return cells;
  });
}

/**
 * How much a model has grown beside another of its recipe: how often as deep and as wide, its layers and its vocabulary
 * table in how many times the numbers, and the table's share of each.
 *
 * @param {{ recipe: Recipe, size: Size }} from
 * @param {{ recipe: Recipe, size: Size }} to
 */
export function growth(from, to) {
  const [before, after] = [from, to].map(({ recipe, size }) => {
    const columns = columnsOf(recipe, size);
    const table = countsOf(columns).get("embedding") ?? 0;
    const layers = countsOf(columns.filter(({ layer }) => layer !== null));
    const all = total([...countsOf(columns).values()]);
    return { table, layers: total([...layers.values()]), all };
  });
  return {
    deep: to.size.layers / from.size.layers,
    wide: to.size.width / from.size.width,
    times: after.layers / before.layers,
    table: after.table / before.table,
    shares: [before.table / before.all, after.table / after.all],
  };
}

/**
 * Steps of a slider from `low` to `high`, each about a twelfth more than the last, and among them all of `known`.
 *
 * @param {readonly [low: number, high: number]} range
 * @param {number} unit What each is a multiple of, unless it is known.
 * @param {number[]} known
 */
export function steps([low, high], unit, known) {
  const found = new Set(known.filter((value) => low <= value && value <= high));
  for (let value = low; value <= high; value *= 13 / 12) found.add(Math.round(value / unit) * unit);
  return [...found].sort((one, other) => one - other);
}

/**
 * The scale at which matrices of these sizes stand beside each other in a room, each at least `least` wide.
 *
 * @param {{ wide: number, high: number }[]} sizes In numbers.
 * @param {{ width: number, height: number, gap: number, least: number }} room In pixels.
 * @returns {number} Pixels for each number.
 */
export function scaleOf(sizes, { width, height, gap, least }) {
  const free = width - gap * (sizes.length - 1);
  const highest = Math.max(...sizes.map(({ high }) => high));
  let scale = Math.min(height / highest, free / Math.max(...sizes.map(({ wide }) => wide)));
  const taken = () => total(sizes.map(({ wide }) => Math.max(least, wide * scale)));
  while (taken() > free && sizes.some(({ wide }) => wide * scale > least)) scale *= 0.98;
  return scale;
}
