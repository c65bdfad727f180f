// The drawing: safes that are shut or open, and a field with a square for every possible PIN.

import { el } from "../../../../kit/browser/dom.js";
import { filledPath, safePlaces } from "./safes_math.js";

/** @import { Zones } from "../../shared/parts/two_zones.js" */

const COLUMNS = 100; // of the field
const CELL = 2.2; // pixels: smaller squares would be grey
const WHEEL = 0.03; // of a safe: how thick its wheel is
const LARGE = 60; // pixels of a safe in which something is written
const NAME = 20; // pixels below the squares of a guess
const AROUND = 9; // pixels from few squares to the ring around them

/**
 * @param {Zones} room
 * @param {(string | null)[]} safes What stands below each: at which try it was opened; null: it is shut.
 */
export function safeDoors({ zone }, safes) {
  return safePlaces(zone, safes.length).flatMap(({ x, y, size }, number) => {
    const written = safes[number];
    const body = { x, y, width: size, height: size, rx: size * 0.12 };
    const [middle, centre] = [x + size / 2, y + size / 2];
    if (written === null) {
      const thick = size * WHEEL;
      const spokes = [0, 60, 120].map((turn) =>
        el("line", {
          class: "wheel",
          "stroke-width": thick,
          x1: middle - size * 0.22,
          x2: middle + size * 0.22,
          y1: centre,
          y2: centre,
          transform: `rotate(${turn} ${middle} ${centre})`,
        }),
      );
      return [
        el("rect", { class: "safe", ...body }),
        el("circle", { class: "wheel", "stroke-width": thick, cx: middle, cy: centre, r: size * 0.15 }),
        ...spokes,
      ];
    }
    const door = `M${x} ${y}L${x - size * 0.14} ${y + size * 0.1}V${y + size * 0.9}L${x} ${y + size}Z`;
    return [
      el("rect", { class: "inside", ...body }),
      el("path", { class: "safe", d: door }),
      size > LARGE ? el("text", { class: "pin", x: middle, y: centre + 5 }, "●●●●") : null,
      el("text", { class: "opened", x: middle, y: y + size + 17 }, written),
    ].filter((node) => node !== null);
  });
}

/**
 * One square for every possible PIN, of which so many have been tried.
 *
 * @param {Zones} room
 * @param {number} pins
 * @param {number} tries
 * @param {boolean} isGuess
 */
export function pinField({ square: { left, top, side } }, pins, tries, isGuess) {
  const each = side / COLUMNS;
  const field = { left, top, each };
  const fill = el("path", { class: isGuess ? "tried guess" : "tried", d: filledPath(tries, COLUMNS, field) });
  const nodes = [el("rect", { class: "pins", x: left, y: top, width: side, height: side }), fill];
  if (each >= CELL) nodes.push(lines(field, pins / COLUMNS));
  if (tries < COLUMNS / 2) nodes.push(ring(field, tries, isGuess));
  return nodes;
}

/**
 * How many squares were guessed to be filled.
 *
 * @param {Zones} room
 * @param {number} guess
 * @param {string} text
 */
export function ghostField({ square: { left, top, side } }, guess, text) {
  const each = side / COLUMNS;
  const below = top + Math.ceil(guess / COLUMNS) * each + NAME;
  return [
    el("path", { class: "ghost-field", d: filledPath(guess, COLUMNS, { left, top, each }) }),
    el("text", { class: "you", x: left + side / 2, y: Math.min(below, top + side - NAME / 2) }, text),
  ];
}

/**
 * A ring around tries that are too few to be seen.
 *
 * @param {{ left: number, top: number, each: number }} field
 * @param {number} tries
 * @param {boolean} isGuess
 */
function ring({ left, top, each }, tries, isGuess) {
  const place = { x: left - AROUND, y: top - AROUND, width: tries * each + 2 * AROUND, height: each + 2 * AROUND };
  return el("rect", { class: isGuess ? "ring guess" : "ring", ...place, rx: AROUND });
}

/**
 * The lines between the squares.
 *
 * @param {{ left: number, top: number, each: number }} field
 * @param {number} rows
 */
function lines({ left, top, each }, rows) {
  const across = Array.from({ length: rows - 1 }, (_, row) => `M${left} ${top + (row + 1) * each}h${COLUMNS * each}`);
  const down = Array.from(
    { length: COLUMNS - 1 },
    (_, column) => `M${left + (column + 1) * each} ${top}v${rows * each}`,
  );
  return el("path", { class: "between", d: [...across, ...down].join("") });
}
