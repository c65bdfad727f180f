// Every head as a small picture: layers from left to right, heads from top to bottom, summaries last.

import { contextOf, sharpContext } from "../../../kit/browser/canvas.js";
import { el } from "../../../kit/browser/dom.js";
import { arrowStep } from "../../../kit/browser/keyboard.js";
import { pointerOn } from "../../../kit/browser/screen.js";
import { within } from "../../../kit/browser/sliders.js";
import { nameOf } from "./heatmap_choices.js";
import { choicesOf, isPossible, isSummary, MAX, MEAN, ROLLOUT } from "./heatmap_math.js";
import { drawEnlarged, picture } from "./heatmap_picture.js";

/**
 * @import { Change, HeatmapPayload, HeatmapState } from "./heatmap.js"
 * @import { Choice, Place } from "./heatmap_math.js"
 *
 * @typedef {object} Layout Where the small pictures are, in pixels.
 * @property {number} side Of each.
 * @property {(layer: Choice) => number} left
 * @property {(head: Choice) => number} top
 */

const LEFT = 30; // pixels, as all of these
const TOP = 20;
const GAP = 2;
const BEFORE_SUMMARIES = 8;
const SMALL = 20; // pictures that have room for every fifth number only
const SLICE = 6; // milliseconds of drawing in each frame
/** @type {Record<Choice, string>} */
const SUMMARY_MARKS = { [MEAN]: "x̄", [MAX]: "max", [ROLLOUT]: "R" };

/**
 * The small pictures with their caption. `draw(width)` makes all of them, `paint` fills them in again, `show` frames
 * the chosen one, `stop` ends what is being drawn.
 *
 * @param {HeatmapPayload} payload
 * @param {HeatmapState} state
 * @param {(change: Change) => void} choose
 */
export function overviewOf(payload, state, choose) {
  const { strings } = payload;
  const [layers, heads] = [choicesOf(payload, "layer"), choicesOf(payload, "head")];
  const canvas = el("canvas", { "aria-hidden": "true" });
  const selected = el("div", { class: "frame" });
  const pointer = el("div", { class: "frame faint", hidden: true });
  const pointerText = el("span", { class: "pointer" });
  const cells = el("div", { class: "cells" }, canvas, selected, pointer);
  const strip = el("div", { class: "strip", tabindex: 0, role: "group", "aria-label": strings.overview }, cells);
  const caption = el("div", { class: "caption" }, el("span", {}, strings.overview), pointerText);
  /** @type {Layout | null} */
  let layout = null;
  let frame = 0;

  const draw = (/** @type {number} */ width) => {
    layout = layoutOf(payload, width);
    drawNumbers(canvas, payload, layout, state);
    show();
    paint();
  };
  const paint = () => {
    if (layout === null) return;
    const { side, left, top } = layout;
    const context = contextOf(canvas);
    const places = heads.flatMap((head) => layers.map((layer) => ({ layer, head }))).filter(isPossible);
    const { attention, palette } = state;
    const { hideSink } = state.view;
    let done = 0;
    // Hundreds of pictures take longer than one frame may: a few are drawn in each.
    const drawSome = () => {
      const start = performance.now();
      while (done < places.length && performance.now() - start < SLICE) {
        const place = places[done++];
        const image = picture(attention, place, { hideSink, palette, limit: side });
        drawEnlarged(context, image, { x: left(place.layer), y: top(place.head), side });
      }
      if (done < places.length) frame = requestAnimationFrame(drawSome);
    };
    stop();
    frame = requestAnimationFrame(drawSome);
  };
  const stop = () => cancelAnimationFrame(frame);
  const show = () => placeFrame(selected, layout, state.view);
  const point = (/** @type {Place | null} */ place) => {
    placeFrame(pointer, layout, place);
    pointerText.textContent = place ? nameOf(place, strings) : "";
  };

  const under = (/** @type {MouseEvent} */ event) =>
    layout ? placeAt(payload, layout, pointerOn(canvas, event)) : null;
  canvas.onpointermove = (event) => point(under(event));
  canvas.onpointerleave = () => point(null);
  canvas.onclick = (event) => {
    const place = under(event);
    if (place) choose(place);
  };
  strip.onkeydown = (event) => {
    const step = arrowStep(event);
    if (!step) return;
    const { layer, head } = state.view;
    const place = { layer: moved(layers, layer, step[0]), head: moved(heads, head, step[1]) };
    choose(isPossible(place) ? place : { layer, head });
  };
  return { caption, strip, draw, paint, show, stop };
}

/**
 * @param {HeatmapPayload} payload
 * @param {number} width
 * @returns {Layout}
 */
function layoutOf(payload, width) {
  const [layers, heads] = [choicesOf(payload, "layer"), choicesOf(payload, "head")];
  const across = (width - LEFT - BEFORE_SUMMARIES) / layers.length;
  const side = Math.floor(within(16, 44, Math.min(across - GAP, 440 / heads.length)));
  const place = (/** @type {number} */ index, /** @type {number} */ numbers) =>
    index * (side + GAP) + (index >= numbers ? BEFORE_SUMMARIES : 0);
  return {
    side,
    left: (layer) => LEFT + place(layers.indexOf(layer), payload.layers),
    top: (head) => TOP + place(heads.indexOf(head), payload.heads),
  };
}

/**
 * An empty canvas with the numbers of layers and heads.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {HeatmapPayload} payload
 * @param {Layout} layout
 * @param {HeatmapState} state
 */
function drawNumbers(canvas, payload, { side, left, top }, { palette }) {
  const [width, height] = [left(MAX) + side + 6, top(ROLLOUT) + side + 1];
  const context = sharpContext(canvas, width, height);
  Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
  context.font = `${side < SMALL ? 10 : 12}px ${getComputedStyle(canvas).fontFamily}`;
  context.fillStyle = palette.quiet;
  context.textAlign = "center";
  context.textBaseline = "middle";
  const step = side < SMALL ? 5 : 1;
  for (const layer of choicesOf(payload, "layer")) {
    const isLast = Number(layer) === payload.layers;
    if (!isSummary(layer) && layer !== "1" && !isLast && Number(layer) % step > 0) continue;
    context.fillText(SUMMARY_MARKS[layer] ?? layer, left(layer) + side / 2, TOP / 2);
  }
  for (const head of choicesOf(payload, "head")) {
    context.fillText(SUMMARY_MARKS[head] ?? head, LEFT / 2, top(head) + side / 2);
  }
}

/**
 * Puts a frame around one of the small pictures; null: none.
 *
 * @param {HTMLElement} frame
 * @param {Layout | null} layout
 * @param {Place | null} place
 */
function placeFrame(frame, layout, place) {
  frame.hidden = layout === null || place === null;
  if (layout === null || place === null) return;
  const side = `${layout.side + 4}px`;
  const transform = `translate(${layout.left(place.layer) - 2}px, ${layout.top(place.head) - 2}px)`;
  Object.assign(frame.style, { transform, width: side, height: side });
}

/**
 * Which small picture is under the pointer, if any.
 *
 * @param {HeatmapPayload} payload
 * @param {Layout} layout
 * @param {{ left: number, top: number }} pointer Pixels of the overview.
 * @returns {Place | null}
 */
function placeAt(payload, { side, left, top }, pointer) {
  const layer = choicesOf(payload, "layer").find(
    (choice) => left(choice) <= pointer.left && pointer.left < left(choice) + side,
  );
  const head = choicesOf(payload, "head").find(
    (choice) => top(choice) <= pointer.top && pointer.top < top(choice) + side,
  );
  return layer && head && isPossible({ layer, head }) ? { layer, head } : null;
}

/**
 * The choice so many away; the last one where they end.
 *
 * @param {Choice[]} choices
 * @param {Choice} choice
 * @param {number} away
 */
function moved(choices, choice, away) {
  return choices[within(0, choices.length - 1, choices.indexOf(choice) + away)];
}
