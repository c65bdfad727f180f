// Where the thousand squares stand: in columns from the left where the picture is wide, in rows from the top where it is
// narrow.

export const SQUARES = 1000;
const WIDE_ROWS = 25;
const NARROW_COLUMNS = 32;

/**
 * How large a square is with the gap behind it, and how many stand in a column or a row.
 *
 * @param {number} width Pixels.
 * @param {number} height The most, in pixels.
 * @param {boolean} isNarrow
 */
export function gridOf(width, height, isNarrow) {
  const columns = isNarrow ? NARROW_COLUMNS : SQUARES / WIDE_ROWS;
  const rows = Math.ceil(SQUARES / columns);
  const pitch = Math.min(width / columns, height / rows);
  return { pitch, columns, rows, isNarrow };
}

/**
 * @param {number} at The square's place in the order, from 0.
 * @param {{ columns: number, rows: number, isNarrow: boolean }} grid
 */
export function placeOf(at, { columns, rows, isNarrow }) {
  return isNarrow
    ? { column: at % columns, row: Math.floor(at / columns) }
    : { column: Math.floor(at / rows), row: at % rows };
}

/**
 * The outline of the squares from `first` on, as an SVG path.
 *
 * @param {number} first
 * @param {number} count
 * @param {{ pitch: number, columns: number, rows: number, isNarrow: boolean }} grid
 * @param {number} [gap] Pixels between squares.
 */
export function pathOf(first, count, grid, gap = Math.max(1, grid.pitch * 0.14)) {
  const side = (grid.pitch - gap).toFixed(2);
  return Array.from({ length: count }, (_, step) => {
    const { column, row } = placeOf(first + step, grid);
    const [x, y] = [(column * grid.pitch + gap / 2).toFixed(2), (row * grid.pitch + gap / 2).toFixed(2)];
    return `M${x} ${y}h${side}v${side}h-${side}z`;
  }).join("");
}

/**
 * Where each run of squares begins, and where the last one ends.
 *
 * @param {number[]} counts
 */
export function startsOf(counts) {
  const starts = [0];
  for (const count of counts) starts.push(starts[starts.length - 1] + count);
  return starts;
}
