// The mark "?" where the second word will end: dragged, or moved with the arrow keys; afterwards the ghost of the guess.

import { el } from "../../../kit/browser/dom.js";
import { followDrag } from "../../../kit/browser/drag.js";
import { isPress, slideStep } from "../../../kit/browser/keyboard.js";
import { sliderRole, within } from "../../../kit/browser/sliders.js";
import { put } from "./act_draw.js";
import { signed } from "./sense_text.js";
import { heightOf } from "./two_words_scene.js";

/**
 * @import { Frame } from "./two_words_scene.js"
 * @import { TwoWordsPayload } from "./two_words.js"
 */

const STEP = 0.1; // of an arrow key
const REACHED = 34; // pixels beside the scale that may be tapped, too
const GRID = 20; // steps of a guess in 1

/**
 * @param {TwoWordsPayload} payload
 * @param {Frame} frame
 * @param {{ guess: number }} state
 * @param {() => void} decided
 */
export function guessHandle({ question, places, layers, senses, texts }, frame, state, decided) {
  if (question.open) return openHandle({ senses, texts }, frame, state, decided);
  const truth = places[1]?.[layers];
  if (question.guess === null || truth === undefined) return { nodes: [], land: () => {} };
  const y = heightOf(frame, state.guess);
  const gap = el("line", { class: "ghost-gap", x1: frame.end, x2: frame.end, y1: y });
  const ghost = el(
    "g",
    { class: "ghost" },
    el("circle", { class: "knob", cx: frame.end, cy: y, r: 13 }),
    el("text", { class: "small", x: frame.end - 20, y: y + 5, "text-anchor": "end" }, texts.guess),
  );
  const land = (/** @type {number} */ share) => put(gap, { y2: y + share * (heightOf(frame, truth) - y) });
  land(1);
  return { nodes: [gap, ghost], land };
}

/**
 * @param {{ senses: [string, string], texts: Record<string, string> }} payload
 * @param {Frame} frame
 * @param {{ guess: number }} state
 * @param {() => void} decided
 */
function openHandle({ senses, texts }, frame, state, decided) {
  const way = el("path", { class: "ghost-way" });
  const handle = el(
    "g",
    {
      class: "handle dashed-mark",
      ...sliderRole(texts.mark, -frame.reach.toFixed(2), frame.reach.toFixed(2)),
      "aria-orientation": "vertical",
    },
    el("circle", { class: "knob", r: 23 }),
    el("path", { class: "ways", d: "M-7,-31l7,-7 7,7M-7,31l7,7 7,-7" }),
    el("text", {}, "?"),
  );
  handle.style.pointerEvents = "auto";
  const move = (/** @type {number} */ place) => {
    state.guess = Math.round(within(-frame.reach, frame.reach, place) * GRID) / GRID;
    const y = heightOf(frame, state.guess);
    const quarter = (frame.end - frame.start) / 2.6;
    const [from, to] = [frame.start, frame.end];
    put(way, { d: `M${from},${frame.middle}C${from + quarter},${frame.middle} ${to - quarter},${y} ${to - 24},${y}` });
    const sense = senses[state.guess < 0 ? 1 : 0];
    put(handle, {
      transform: `translate(${to} ${y})`,
      "aria-valuenow": state.guess,
      "aria-valuetext": `${signed(state.guess)} (${sense})`,
    });
  };
  const placeOf = (/** @type {PointerEvent} */ { clientY }) => {
    const svg = /** @type {SVGSVGElement} */ (handle.ownerSVGElement);
    const { top, height } = svg.getBoundingClientRect();
    const y = ((clientY - top) / height) * svg.viewBox.baseVal.height;
    return (frame.middle - y) / frame.unit;
  };
  const still = () => {
    handle.style.animation = "none";
  };
  const { end, middle, reach, unit } = frame;
  const scale = el("rect", {
    class: "scale",
    x: end - REACHED,
    y: middle - reach * unit,
    width: 2 * REACHED,
    height: 2 * reach * unit,
  });
  for (const node of [scale, handle])
    followDrag(node, { begin: still, move: (event) => move(placeOf(event)), focused: handle });
  handle.onkeydown = (event) => {
    const steps = slideStep(event, 5);
    if (steps !== null) move(state.guess + STEP * steps);
    else if (isPress(event)) decided();
  };
  handle.style.touchAction = "none";
  move(state.guess);
  return { nodes: [scale, way, handle], land: () => {} };
}
