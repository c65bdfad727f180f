// What each character of the text costs every model, as written and with its words shuffled: a line for each model.

import { el } from "../../../kit/browser/dom.js";
import { widest } from "../../../kit/browser/graph/labels.js";
import { scaleOf, ticksOf, tickText } from "../../../kit/browser/graph/scales.js";
import { pressable } from "../../../kit/browser/keyboard.js";
import { fixed } from "../../../kit/browser/numbers.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 *
 * @typedef {{ key: string, model: string, written: number, shuffled: number | null }} Line Bits of each character.
 */

const HEAD = 28; // pixels above the first line
const FOOT = 24; // pixels below the last one, for the scale
const LINE = { wide: 34, narrow: 42 }; // pixels
const ROOM = 0.05; // of the scale, beyond the dearest

/** @param {number} lines @param {boolean} isNarrow */
export function boardHeight(lines, isNarrow) {
  return HEAD + lines * LINE[isNarrow ? "narrow" : "wide"] + FOOT;
}

/**
 * Draw the board into `group`, from `top` on.
 *
 * @param {SVGGElement} group It must be in the page.
 * @param {Line[]} lines
 * @param {{ top: number, width: number, isNarrow: boolean, title: string, language: Language }} frame
 * @param {(key: string) => void} press
 */
export function drawBoard(group, lines, { top, width, isNarrow, title, language }, press) {
  const svg = /** @type {SVGSVGElement} */ (group.ownerSVGElement);
  const names = lines.map(({ model }) => model);
  const most = Math.max(...lines.flatMap(({ written, shuffled }) => [written, shuffled ?? 0]));
  const axis = { title, log: false, percent: false, low: 0, high: most * (1 + ROOM) };
  const end = widest(svg, [`${fixed(most, 2, language)} → ${fixed(most, 2, language)}`], "value") + 16;
  const left = isNarrow ? 12 : widest(svg, names, "model") + 44;
  const x = scaleOf(axis, left, width - (isNarrow ? 14 : end));
  const pitch = LINE[isNarrow ? "narrow" : "wide"];
  const bottom = top + HEAD + lines.length * pitch;
  group.append(el("text", { class: "each", x: 12, y: top + 18 }, title));
  for (const tick of ticksOf(axis, isNarrow ? 4 : 8)) {
    group.append(
      el("line", { class: "grid", x1: x(tick), x2: x(tick), y1: top + HEAD, y2: bottom }),
      el(
        "text",
        { class: "tick", x: x(tick), y: bottom + 17, "text-anchor": "middle" },
        tickText(tick, false, language),
      ),
    );
  }
  const drawn = lines.map((line, at) => {
    const box = { y: top + HEAD + at * pitch, width, pitch, isNarrow };
    return drawLine(line, x, box, language, lines.length > 1 ? () => press(line.key) : null);
  });
  group.append(...drawn.map(({ node }) => node));
  return drawn;
}

/**
 * @param {Line} line
 * @param {(bits: number) => number} x
 * @param {{ y: number, width: number, pitch: number, isNarrow: boolean }} box
 * @param {Language} language
 * @param {(() => void) | null} press null: there is no other line to choose.
 */
function drawLine({ key, model, written, shuffled }, x, { y, width, pitch, isNarrow }, language, press) {
  const middle = isNarrow ? y + 31 : y + pitch / 2;
  const named = isNarrow ? y + 17 : middle + 5;
  const ground = el("rect", { class: "ground", x: 2, y: y + 1, width: width - 4, height: pitch - 2, rx: 8 });
  const way = el("line", { class: "way", x1: x(written), y1: middle, y2: middle });
  const then = el("circle", { class: "then", cy: middle, r: 7 });
  const now = el("circle", { class: "now", cx: x(written), cy: middle, r: 7 });
  const value = el("text", { class: "value", x: width - 12, y: named, "text-anchor": "end" });
  const node = el(
    "g",
    { class: "line", ...(press ? pressable(press) : {}) },
    ground,
    el("text", { class: "model", x: 12, y: named }, model),
    way,
    then,
    now,
    value,
  );
  const move = (/** @type {number} */ mix) => {
    const bits = written + ((shuffled ?? written) - written) * mix;
    way.setAttribute("x2", x(bits).toFixed(2));
    then.setAttribute("cx", x(bits).toFixed(2));
    then.style.visibility = mix > 0 && shuffled !== null ? "visible" : "hidden";
    const first = fixed(written, 2, language);
    value.textContent = mix > 0 && shuffled !== null ? `${first} → ${fixed(bits, 2, language)}` : first;
  };
  return { node, key, move };
}
