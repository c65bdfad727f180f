// A thief tries PINs in the order in which the model finds them probable: when does which safe open?

const GAP = 12; // pixels between two safes
const LINE = 22; // pixels below a safe
const LARGEST = 110; // pixels of a safe

/**
 * The order in which tries are seen, 0 to 1, as a number of tries: each time as long for ten times as many.
 *
 * @param {number} share
 * @param {number} last
 */
export function triesAt(share, last) {
  return share >= 1 ? last : Math.max(1, Math.floor((last + 1) ** share));
}

/**
 * The squares that so many tries fill in a field with rows of `columns`, as an outline: whole rows, and part of one.
 *
 * @param {number} tries
 * @param {number} columns
 * @param {{ left: number, top: number, each: number }} field Pixels.
 */
export function filledPath(tries, columns, { left, top, each }) {
  const [rows, rest] = [Math.floor(tries / columns), tries % columns];
  const [right, edge] = [left + columns * each, left + rest * each];
  const [low, lowest] = [top + rows * each, top + (rows + 1) * each];
  const whole = rows > 0 ? `M${left} ${top}H${right}V${low}H${left}Z` : "";
  return rest > 0 ? `${whole}M${left} ${low}H${edge}V${lowest}H${left}Z` : whole;
}

/**
 * Where so many safes stand in a zone: as large as they fit, each as wide as high with room for a line below it.
 *
 * @param {{ left: number, top: number, width: number, height: number }} zone
 * @param {number} count
 */
export function safePlaces({ left, top, width, height }, count) {
  let [columns, size] = [1, 0];
  for (let tried = 1; tried <= count; tried++) {
    const rows = Math.ceil(count / tried);
    const fits = Math.min((width + GAP) / tried - GAP, (height + GAP) / rows - LINE - GAP, LARGEST);
    if (fits > size) [columns, size] = [tried, fits];
  }
  return Array.from({ length: count }, (_, number) => ({
    x: left + (number % columns) * (size + GAP),
    y: top + Math.floor(number / columns) * (size + LINE + GAP),
    size,
  }));
}
