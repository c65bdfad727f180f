// The drawing: doors that are left and doors that are gone, and money as squares of true area.

import { dashedMark } from "../../../../kit/browser/ask.js";
import { el } from "../../../../kit/browser/dom.js";
import { widest } from "../../../../kit/browser/graph/labels.js";
import { doorPlaces, sideOf } from "./doors_math.js";

/**
 * @import { Zones } from "../../shared/parts/two_zones.js"
 *
 * @typedef {{ doors: number, dollars: number }} Step
 */

const HUES = 8;
const GONE = 0.02; // of a door: less of it is not drawn
const FIRST = 19; // pixels from the upper edge of a square to its first line
const LINE = 18; // pixels
const INSIDE = 8; // pixels from the edge of a square to what is written in it

/**
 * @param {Zones} room
 * @param {number} doors How many are left; a part of a door is a door that is nearly gone.
 */
export function doorRow({ zone }, doors) {
  return doorPlaces(zone).flatMap(({ x, y, width, height }, number) => {
    const left = Math.max(0, Math.min(1, doors - number));
    const frame = el("rect", { class: "doorway", x, y, width, height, rx: width * 0.12 });
    if (left < GONE) return [frame];
    const door = { x, y, width: width * left, height, rx: width * 0.12, fill: `var(--hue-${number % HUES})` };
    const knob = { cx: x + width * left * 0.8, cy: y + height * 0.52, r: width * 0.07 };
    return [frame, el("rect", { class: "door", ...door }), el("circle", { class: "knob", ...knob })];
  });
}

/**
 * A "?" where the next door would be gone.
 *
 * @param {Zones} room
 * @param {number} doors
 */
export function askedDoor({ zone }, doors) {
  const { x, y, width, height } = doorPlaces(zone)[doors];
  const size = Math.min(26, width * 0.6);
  return dashedMark("?", { x: x + width / 2, y: y + height / 2, width: width * 0.9, size });
}

/**
 * What each number of doors costs, as squares in one corner; `now` fills the zone, what is larger is not seen.
 *
 * @param {SVGSVGElement} svg
 * @param {Zones} room
 * @param {Step[]} steps
 * @param {{ now: Step, isGuess: boolean, isBeyond: boolean, named: (step: Step) => string[] }} shown `isBeyond`: no run was
 *   so large.
 */
export function squares(svg, { square: { left, top, side } }, steps, { now, isGuess, isBeyond, named }) {
  const bottom = top + side;
  const smaller = steps.filter(({ dollars }) => dollars < now.dollars).sort((a, b) => b.dollars - a.dollars);
  const drawn = [now, ...smaller].map((step, number) => {
    const each = sideOf(step.dollars, now.dollars, side);
    const kind = number > 0 ? `paid shade-${number % 2}` : isGuess ? "guessed" : isBeyond ? "paid beyond" : "paid";
    return {
      step,
      each,
      node: el("rect", {
        class: kind,
        x: left,
        y: bottom - each,
        width: each,
        height: each,
        rx: Math.min(6, each / 6),
      }),
    };
  });
  const names = drawn.flatMap(({ step, each }, number) => {
    const lines = linesIn(svg, named(step), each, each - (drawn[number + 1]?.each ?? 0));
    const kind = `price${number === 0 && isGuess ? " guess" : ""}`;
    const place = (/** @type {number} */ line) => ({ x: left + INSIDE, y: bottom - each + FIRST + line * LINE });
    return lines.map((text, line) => el("text", { class: kind, ...place(line) }, text));
  });
  return [...drawn.map(({ node }) => node), ...names];
}

/**
 * What is written in a square: on one line, or each part on its own, or nothing where it has no room.
 *
 * @param {SVGSVGElement} svg
 * @param {string[]} parts
 * @param {number} wide Pixels.
 * @param {number} high Pixels that no smaller square covers.
 */
function linesIn(svg, parts, wide, high) {
  const fits = (/** @type {string[]} */ lines) =>
    widest(svg, lines, "price") + 2 * INSIDE < wide && FIRST + (lines.length - 1) * LINE + INSIDE < high;
  return [[parts.join(" · ")], parts].find(fits) ?? [];
}

/**
 * The guess beside the truth: its square, dashed.
 *
 * @param {SVGSVGElement} svg
 * @param {Zones} room
 * @param {number} guess US dollars.
 * @param {number} largest US dollars that fill the zone.
 * @param {string} text
 */
export function ghostSquare(svg, { square: { left, top, side } }, guess, largest, text) {
  const each = sideOf(guess, largest, side);
  if (each > side) return [];
  const y = top + side - each;
  const fits = widest(svg, [text], "price") + 2 * INSIDE < side - each;
  const place = fits ? { x: left + each + INSIDE, y: y + 16 } : { x: left + INSIDE, y: y - INSIDE };
  return [
    el("rect", { class: "ghost-square", x: left, y, width: each, height: each, rx: 4 }),
    el("text", { class: "price guess", ...place }, text),
  ];
}
