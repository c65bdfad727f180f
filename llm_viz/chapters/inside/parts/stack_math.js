// Where things stand in the picture of the climb: ranks on a logarithmic axis, layers from the bottom to the top.

const NARROW = 700; // pixels of the picture, below which words are left out
const LEAST_PITCH = 3; // pixels from one layer to the next

/**
 * @typedef {object} Room The picture's measures in pixels.
 * @property {number} width
 * @property {number} height
 * @property {boolean} narrow
 * @property {number} left Where the last rank is.
 * @property {number} right Where the first rank is.
 * @property {number} top The middle of the last layer.
 * @property {number} bottom The middle of the start.
 * @property {number} pitch From one layer to the next.
 * @property {{ x: number, width: number }} slab The blocks at the side.
 */

/**
 * @param {number} width
 * @param {number} height
 * @param {number} layers
 * @returns {Room}
 */
export function roomOf(width, height, layers) {
  const narrow = width < NARROW;
  const slab = narrow ? { x: 24, width: 40 } : { x: 64, width: 88 };
  const [top, bottom] = [narrow ? 62 : 76, height - 62];
  return {
    width,
    height,
    narrow,
    left: slab.x + slab.width + (narrow ? 18 : 56),
    right: width - (narrow ? 22 : 176),
    top,
    bottom,
    pitch: Math.max(LEAST_PITCH, (bottom - top) / Math.max(1, layers)),
    slab,
  };
}

/**
 * Where a rank is, from left (the last of all) to right (the first).
 *
 * @param {Room} room
 * @param {number} rank
 * @param {number} vocabulary
 */
export function placeOf({ left, right }, rank, vocabulary) {
  return right - ((right - left) * Math.log(rank)) / Math.log(Math.max(2, vocabulary));
}

/**
 * The height at which a layer stands; 0 is the start.
 *
 * @param {Room} room
 * @param {number} layer
 */
export function levelOf({ bottom, pitch }, layer) {
  return bottom - layer * pitch;
}

/**
 * The layer at a height.
 *
 * @param {Room} room
 * @param {number} y
 * @param {number} layers
 */
export function layerAt({ bottom, pitch }, y, layers) {
  return Math.min(layers, Math.max(0, Math.round((bottom - y) / pitch)));
}

/**
 * Ranks that have a line: powers of ten within the vocabulary.
 *
 * @param {number} vocabulary
 */
export function tens(vocabulary) {
  return Array.from({ length: Math.floor(Math.log10(vocabulary)) + 1 }, (_, power) => 10 ** power);
}

/**
 * Layers that have a number beside them: the first, the last, and some even steps between.
 *
 * @param {number} layers
 */
export function numbered(layers) {
  const step = layers > 60 ? 20 : layers > 24 ? 10 : layers > 12 ? 6 : 3;
  const marks = Array.from({ length: Math.floor((layers - 1) / step) + 1 }, (_, index) => index * step || 1);
  return [...new Set([...marks.filter((mark) => layers - mark > step / 2 || mark === 1), layers])];
}
