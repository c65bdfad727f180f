// A bump chart of the layers: how high each place stands, and which tokens stay from one layer to the next.

/**
 * @typedef {{ id: number, label: string, probability: number }} Reading A token among the best of a layer.
 * @typedef {{ layer: number, place: number, probability: number }} Stop Where a token stands after a layer; the best
 *   place is 0.
 * @typedef {{ id: number, label: string, stops: Stop[] }} Band A token over layers that follow each other.
 * @typedef {{ first: number, last: number, place: number }} Stretch Layers in which a token keeps its place.
 * @typedef {{ top: number, row: number, places: number, bottom: number, most: number }} Room `row` is the height of one
 *   of the best `places`; what lies below them reaches down to the rank `most` at `bottom`.
 */

/**
 * Every token that is among the best of some layers, once for each stretch of layers that follow each other.
 *
 * @param {Reading[][]} layers Best first.
 * @returns {Band[]}
 */
export function bandsOf(layers) {
  /** @type {Band[]} */
  const bands = [];
  /** @type {Map<number, Band>} */
  let open = new Map();
  for (const [layer, readings] of layers.entries()) {
    /** @type {Map<number, Band>} */
    const still = new Map();
    for (const [place, { id, label, probability }] of readings.entries()) {
      const band = open.get(id) ?? { id, label, stops: [] };
      if (band.stops.length === 0) bands.push(band);
      band.stops.push({ layer, place, probability });
      still.set(id, band);
    }
    open = still;
  }
  return bands;
}

/**
 * Where a rank stands, from the top: the best places in rows, the others below on a logarithmic scale.
 *
 * @param {number} rank From 1.
 * @param {Room} room
 */
export function heightOf(rank, { top, row, places, bottom, most }) {
  const edge = top + row * places;
  if (rank <= places) return top + row * (rank - 0.5);
  if (most <= places + 1) return bottom;
  return (
    edge + row * 0.5 + (bottom - edge - row * 0.5) * (Math.log(rank / (places + 1)) / Math.log(most / (places + 1)))
  );
}

/**
 * The powers of ten that the lower scale has.
 *
 * @param {Room} room
 */
export function ticksOf({ places, most }) {
  const powers = Array.from({ length: 8 }, (_, power) => 10 ** (power + 1));
  return powers.filter((rank) => rank > places && rank <= most);
}

/**
 * A line through points from left to right that is level at each of them.
 *
 * @param {[number, number][]} points
 * @param {number} level How far it stays level on either side.
 */
export function lineThrough(points, level) {
  const parts = points.map(([x, y], at) => {
    const from = `${(x - level).toFixed(1)},${y.toFixed(1)}`;
    const to = `${(x + level).toFixed(1)},${y.toFixed(1)}`;
    if (at === 0) return `M${from}L${to}`;
    const [before, height] = points[at - 1];
    const middle = ((before + x) / 2).toFixed(1);
    return `C${middle},${height.toFixed(1)} ${middle},${y.toFixed(1)} ${from}L${to}`;
  });
  return parts.join("");
}

/**
 * The longest stretch of layers in which a token keeps its place and is at least so probable: its first and last layer;
 * null where there is none.
 *
 * @param {Stop[]} stops
 * @param {number} least
 * @returns {Stretch | null}
 */
export function stretchOf(stops, least) {
  /** @type {Stretch[]} */
  const found = [];
  let isOn = false;
  for (const { layer, place, probability } of stops) {
    const now = found.at(-1);
    if (isOn && now?.place === place && probability >= least) now.last = layer;
    else if (probability >= least) found.push({ first: layer, last: layer, place });
    isOn = probability >= least;
  }
  const most = Math.max(...found.map(({ first, last }) => last - first));
  return found.find(({ first, last }) => last - first === most) ?? null;
}
