// The drawing behind the rows: the scale, bars, dots and what is written behind them, and the ghost of the guess.

import { dashedMark } from "../../../../kit/browser/ask.js";
import { el } from "../../../../kit/browser/dom.js";
import { widest } from "../../../../kit/browser/graph/labels.js";
import { besideLines, clearOf, middleOf, placeOf } from "./guess_rows_math.js";

/**
 * @import { GuessRowsPayload, RowPayload } from "./guess_rows.js"
 * @import { Room } from "./guess_rows_math.js"
 */

const BAR = { wide: 0.5, narrow: 0.36 }; // of a row
const HIGHEST = { wide: 34, narrow: 24 }; // pixels
const EDGE = 30; // pixels: what is written nearer to the edge than that stands to one side
const BETWEEN = 1.5; // pixels between the pieces of a bar

/**
 * @param {SVGSVGElement} svg
 * @param {GuessRowsPayload} payload
 * @param {Room} room
 */
export function scaleLines(svg, { scale }, room) {
  const bottom = room.top + room.row * room.count;
  const ticks = scale.ticks.flatMap(({ value, text }) => {
    const x = placeOf(room, scale, value);
    return [
      el("line", {
        class: value === scale.base && !scale.log ? "base" : "tick-line",
        x1: x,
        x2: x,
        y1: room.top,
        y2: bottom,
      }),
      el("text", { class: `tick ${sideOf(x, room)}`, x, y: bottom + 20 }, text),
    ];
  });
  const lines = scale.lines.flatMap(({ value, name }) => {
    const x = placeOf(room, scale, value);
    const half = widest(svg, [name], "limit-name") / 2 + 3;
    const middle = Math.max(half, Math.min(room.width - half, x));
    return [
      el("line", { class: "limit", x1: x, x2: x, y1: room.top - 2, y2: bottom }),
      el("text", { class: "limit-name", x: middle, y: room.top - 8 }, name),
    ];
  });
  return [...ticks, ...lines];
}

/**
 * To which side of its place a text has room.
 *
 * @param {number} x
 * @param {Room} room
 */
function sideOf(x, { width }) {
  if (x < EDGE) return "right";
  return x > width - EDGE ? "left" : "";
}

/**
 * A row's bar, or dot where the scale has no zero, and its text. `grown`: how much of it stands there, 0 to 1.
 *
 * @param {SVGSVGElement} svg
 * @param {GuessRowsPayload} payload
 * @param {Room} room
 * @param {RowPayload} row
 * @param {number} place
 * @param {number} grown
 */
export function mark(svg, { scale }, room, row, place, grown) {
  if (row.value === null) return [];
  const y = middleOf(room, place);
  const start = placeOf(room, scale, scale.base);
  const end = start + (placeOf(room, scale, row.value) - start) * grown;
  const size = room.isNarrow ? "narrow" : "wide";
  const high = Math.min(HIGHEST[size], room.row * BAR[size]);
  const drawn = scale.log
    ? [
        el("line", { class: "stem", x1: room.left, x2: end, y1: y, y2: y }),
        el("circle", { class: `dot ${row.style}`, cx: end, cy: y, r: Math.min(11, high / 2) }),
      ]
    : scale.each > 0
      ? pieces(row, Math.min(start, end), Math.abs(end - start), {
          y: y - high / 2,
          high,
          count: row.value / scale.each,
        })
      : [
          el("rect", {
            class: `amount ${row.style}`,
            x: Math.min(start, end),
            y: y - high / 2,
            width: Math.abs(end - start),
            height: high,
            rx: Math.min(4, high / 4),
          }),
        ];
  const points = row.points.map((value) =>
    el("circle", { class: "point", cx: start + (placeOf(room, scale, value) - start) * grown, cy: y, r: 4 }),
  );
  const reach = Math.max(...[end, ...row.points.map((value) => placeOf(room, scale, value))].map((x) => x - start));
  const kind = `value ${row.style === "marked" ? "truth" : ""}`;
  const x = besideLines(
    { from: start + Math.max(reach, 0), apart: scale.log ? 16 : 8, wide: widest(svg, [row.text], kind) },
    scale.lines.map(({ value }) => placeOf(room, scale, value)),
    scale.log ? room.left : null,
  );
  const written = el("text", { class: kind, x, y: y + 6 }, grown < 1 ? "" : row.text);
  return [...drawn, ...points, written];
}

/**
 * @param {RowPayload} row
 * @param {number} x
 * @param {number} width
 * @param {{ y: number, high: number, count: number }} bar
 */
function pieces({ style }, x, width, { y, high, count }) {
  const each = width / Math.max(count, 1);
  const between = Math.min(BETWEEN, each / 4);
  return Array.from({ length: Math.ceil(count) }, (_, number) =>
    el("rect", {
      class: `piece ${style}`,
      x: x + number * each,
      y,
      width: Math.max(0, Math.min(1, count - number) * each - between),
      height: high,
      rx: Math.min(3, each / 4),
      fill: `var(--hue-${number % 8})`,
    }),
  );
}

/**
 * Where the guess was: a line through the bar, and beside what is written there the guess itself.
 *
 * @param {GuessRowsPayload} payload
 * @param {Room} room
 * @param {number} place
 * @param {{ guess: number, text: string, taken: [from: number, to: number], wide: number }} about `taken`: pixels across
 *   that the truth is written on; `wide`: pixels that the text takes.
 */
export function ghost({ scale }, room, place, { guess, text, taken: [from, to], wide }) {
  const [x, y] = [placeOf(room, scale, guess), middleOf(room, place)];
  const size = room.isNarrow ? 13 : 15;
  const width = wide + 1.2 * size;
  const half = Math.min(room.row / 2 - 2, 30);
  return [
    el("line", { class: "guessed", x1: x, x2: x, y1: y - half, y2: y + half }),
    dashedMark(text, { x: clearOf(x, width, [from, to], room), y, width, size, isGhost: true }),
  ];
}
