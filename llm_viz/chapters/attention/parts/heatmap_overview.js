// Every head as a small picture: layers from left to right, heads from top to bottom, summaries last.

import { contextOf, sharpContext } from "../../../kit/browser/canvas.js";
import { el } from "../../../kit/browser/dom.js";
import { followDrag } from "../../../kit/browser/drag.js";
import { arrowStep } from "../../../kit/browser/keyboard.js";
import { boxWithin, pointerOn } from "../../../kit/browser/screen.js";
import { within } from "../../../kit/browser/sliders.js";
import { lensOf } from "./heatmap_lens.js";
import { choicesOf, isPossible, isSummary, linkShares, MAX, MEAN, markedLink, ROLLOUT } from "./heatmap_math.js";
import { drawEnlarged, picture } from "./heatmap_picture.js";

/**
 * @import { Change, HeatmapPayload, HeatmapState } from "./heatmap.js"
 * @import { Choice, Link, Place } from "./heatmap_math.js"
 *
 * @typedef {object} Layout Where the small pictures are, in pixels.
 * @property {number} width Of each.
 * @property {number} height
 * @property {number} across From one to the next.
 * @property {number} down
 * @property {(layer: Choice) => number} left
 * @property {(head: Choice) => number} top
 */

const LEFT = 60; // pixels, as all of these
const TOP = 40;
const BEFORE_SUMMARIES = 6;
const NARROW_HIGH = 240; // that they take at most where the large picture stands below them
const LEAST_PITCH = 8;
const MOST_PITCH = 60;
const STRETCH = 1.7; // longer side of a small picture over the shorter one, at most
const SHARE = 0.66; // of the width that they take at most, where the large picture stands beside them
const NUMBER = { wide: 22, high: 15 }; // that a number takes
const LABEL = 14;
const LABEL_NARROW = 13;
const LABEL_PITCH = 15; // from which on there is room for the larger type
const GAP = 8; // between numbers and pictures
const THICKEST = 0.88; // of the veil over a head that does not make the marked link
const CLEAR = 0.3; // of its attention, from which on a head is not covered
const SLICE = 6; // milliseconds of drawing in each frame
/** @type {Record<Choice, string>} */
const SUMMARY_MARKS = { [MEAN]: "x̄", [MAX]: "M", [ROLLOUT]: "R" };

/**
 * The small pictures. `draw(width, height)` makes all of them, `paint` fills them in again, `show` frames the chosen
 * one, `mark` fades those whose heads do not make the marked link, `stop` ends what is being drawn.
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
  const veil = el("canvas", { class: "veil", "aria-hidden": "true" });
  const cells = el("div", { class: "cells" }, canvas, veil, selected, pointer);
  const strip = el("div", { class: "strip", tabindex: 0, role: "group", "aria-label": strings.overview }, cells);
  const wall = el("div", { class: "wall" }, strip);
  const lens = lensOf(state, strings, wall);
  wall.append(lens.node);
  /** @type {Layout | null} */
  let layout = null;
  let frame = 0;

  const draw = (/** @type {number} */ width, /** @type {number | null} */ height) => {
    layout = layoutOf(payload, width, height);
    drawNumbers(canvas, payload, layout, state);
    show();
    paint();
  };
  const paint = () => {
    if (layout === null) return;
    const { width, height, left, top } = layout;
    const limit = Math.min(width, height);
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
        const image = picture(attention, place, { hideSink, palette, limit });
        drawEnlarged(context, image, { x: left(place.layer), y: top(place.head), width, height });
      }
      if (done < places.length) frame = requestAnimationFrame(drawSome);
    };
    stop();
    frame = requestAnimationFrame(drawSome);
    mark();
  };
  const mark = () => {
    const link = markedLink(state);
    veil.hidden = link === null;
    if (layout !== null && link !== null) drawVeil(veil, payload, layout, state, link);
  };
  const stop = () => cancelAnimationFrame(frame);
  const show = () => placeFrame(selected, layout, state.view);
  const point = (/** @type {Place | null} */ place) => {
    placeFrame(pointer, layout, place);
    lens.show(place, place && boxWithin(wall, pointer));
  };

  const under = (/** @type {MouseEvent} */ event) =>
    layout ? placeAt(payload, layout, pointerOn(canvas, event)) : null;
  cells.onpointermove = (event) => point(under(event));
  cells.onpointerleave = () => point(null);
  // Also dragged across: each one on the way opens large.
  followDrag(cells, {
    move: (event) => {
      const place = under(event);
      if (place && (place.layer !== state.view.layer || place.head !== state.view.head)) choose(place);
    },
    focused: strip,
  });
  strip.onkeydown = (event) => {
    const step = arrowStep(event);
    if (!step) return;
    const { layer, head } = state.view;
    const place = { layer: moved(layers, layer, step[0]), head: moved(heads, head, step[1]) };
    choose(isPossible(place) ? place : { layer, head });
  };
  return { wall, strip, selected, draw, paint, show, mark, stop };
}

/**
 * @param {HeatmapPayload} payload
 * @param {number} width Pixels that there are; where the large picture stands beside them, for both.
 * @param {number | null} height Null: the large picture stands below them.
 * @returns {Layout}
 */
function layoutOf(payload, width, height) {
  const [layers, heads] = [choicesOf(payload, "layer"), choicesOf(payload, "head")];
  const room = (height === null ? 1 : SHARE) * width - LEFT - BEFORE_SUMMARIES;
  const high = (height ?? NARROW_HIGH) - TOP - BEFORE_SUMMARIES;
  const [wide, tall] = [room / layers.length, high / heads.length];
  const pitch = (/** @type {number} */ one, /** @type {number} */ other) =>
    Math.floor(within(LEAST_PITCH, MOST_PITCH, Math.min(one, STRETCH * other)));
  const [across, down] = [pitch(wide, tall), pitch(tall, wide)];
  const lessGap = (/** @type {number} */ from) => from - (from < 14 ? 1 : 2);
  return {
    width: lessGap(across),
    height: lessGap(down),
    across,
    down,
    left: (layer) => LEFT + placeOf(layers.indexOf(layer), across, payload.layers),
    top: (head) => TOP + placeOf(heads.indexOf(head), down, payload.heads),
  };
}

/**
 * @param {number} index
 * @param {number} pitch
 * @param {number} numbers After so many follow the summaries.
 */
function placeOf(index, pitch, numbers) {
  return index * pitch + (index >= numbers ? BEFORE_SUMMARIES : 0);
}

/**
 * An empty canvas with the names of both directions and the numbers of layers and heads, as many as there is room for.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {HeatmapPayload} payload
 * @param {Layout} layout
 * @param {HeatmapState} state
 */
function drawNumbers(canvas, payload, { width, height, across, down, left, top }, { palette }) {
  const [right, bottom] = [left(MAX) + width + 6, top(ROLLOUT) + height + 1];
  const context = sharpContext(canvas, right, bottom);
  Object.assign(canvas.style, { width: `${right}px`, height: `${bottom}px` });
  context.font = `${across < LABEL_PITCH ? LABEL_NARROW : LABEL}px ${getComputedStyle(canvas).fontFamily}`;
  context.fillStyle = palette.quiet;
  context.textAlign = "center";
  context.textBaseline = "middle";
  const write = (
    /** @type {Choice[]} */ choices,
    /** @type {{ pitch: number, room: number }} */ { pitch, room },
    /** @type {(at: Choice) => void} */ put,
  ) => {
    const step = pitch >= room ? 1 : pitch * 2 >= room ? 2 : 5;
    for (const choice of choices) if (isSummary(choice) || step === 1 || Number(choice) % step === 0) put(choice);
  };
  write(choicesOf(payload, "layer"), { pitch: across, room: NUMBER.wide }, (layer) =>
    context.fillText(SUMMARY_MARKS[layer] ?? layer, left(layer) + width / 2, TOP / 4),
  );
  context.textAlign = "right";
  context.fillText(`${payload.strings.layer} →`, LEFT - GAP, TOP / 4);
  context.fillText(`${payload.strings.head} ↓`, LEFT - GAP, (3 * TOP) / 4);
  write(choicesOf(payload, "head"), { pitch: down, room: NUMBER.high }, (head) => {
    const hasRoom = head !== MAX || down >= LABEL; // it stands between two others
    if (hasRoom) context.fillText(SUMMARY_MARKS[head] ?? head, LEFT - GAP, top(head) + height / 2);
  });
}

/**
 * Ground over the small pictures, the thicker the less of its attention a head gives to the link; summaries are covered.
 *
 * @param {HTMLCanvasElement} veil
 * @param {HeatmapPayload} payload
 * @param {Layout} layout
 * @param {HeatmapState} state
 * @param {Link} link
 */
function drawVeil(veil, payload, { width, height, left, top }, { attention, palette, view }, link) {
  const [right, bottom] = [left(MAX) + width, top(ROLLOUT) + height];
  const context = sharpContext(veil, right, bottom);
  Object.assign(veil.style, { width: `${right}px`, height: `${bottom}px` });
  const shares = linkShares(attention, link, view.hideSink);
  context.fillStyle = palette.ground;
  for (const layer of choicesOf(payload, "layer"))
    for (const head of choicesOf(payload, "head")) {
      const isOne = !isSummary(layer) && !isSummary(head);
      const share = isOne ? shares[(Number(layer) - 1) * payload.heads + Number(head) - 1] : 0;
      context.globalAlpha = THICKEST * (1 - Math.min(1, share / CLEAR));
      context.fillRect(left(layer), top(head), width, height);
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
  const [width, height] = [layout.width, layout.height].map((side) => `${side + 4}px`);
  const transform = `translate(${layout.left(place.layer) - 2}px, ${layout.top(place.head) - 2}px)`;
  Object.assign(frame.style, { transform, width, height });
}

/**
 * Which small picture is under the pointer, if any.
 *
 * @param {HeatmapPayload} payload
 * @param {Layout} layout
 * @param {{ left: number, top: number }} pointer Pixels of the overview.
 * @returns {Place | null}
 */
function placeAt(payload, { width, height, left, top }, pointer) {
  const layer = choicesOf(payload, "layer").find(
    (choice) => left(choice) <= pointer.left && pointer.left < left(choice) + width,
  );
  const head = choicesOf(payload, "head").find(
    (choice) => top(choice) <= pointer.top && pointer.top < top(choice) + height,
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
