// One head, large: queries down, keys across.

import { contextOf, sharpContext } from "../../../kit/browser/canvas.js";
import { broadcastHover } from "../../../kit/browser/chips.js";
import { el } from "../../../kit/browser/dom.js";
import { arrowStep } from "../../../kit/browser/keyboard.js";
import { pointerOn } from "../../../kit/browser/screen.js";
import { within } from "../../../kit/browser/sliders.js";
import { rowShares } from "./heatmap_math.js";
import { drawEnlarged, picture } from "./heatmap_picture.js";

/**
 * @import { Token } from "../../../kit/browser/chips.js"
 * @import { Change, HeatmapPayload, HeatmapState, Pointed } from "./heatmap.js"
 * @import { Link } from "./heatmap_math.js"
 */

const NUMBERED = 27; // pixels that a cell needs to hold its number
const MOST_CELL = 56;
const LEAST_CELL = 13; // pixels; where there is less room, the picture is moved

/**
 * The matrix with its labels. `draw(width, height)` lays it out, `show` draws the chosen head, `light` marks the token that is
 * looked at anywhere on the page.
 *
 * @param {HeatmapPayload} payload
 * @param {HeatmapState} state
 * @param {{ choose: (change: Change) => void, point: (pointed: Pointed | null) => void, pin: (link: Link) => void }}
 *   actions
 */
export function matrixOf({ tokens, written, strings }, state, { choose, point, pin }) {
  const length = tokens.length;
  const canvas = el("canvas", { "aria-hidden": "true" });
  const grid = el("div", { class: "grid" });
  const row = el("div", { class: "band row", hidden: true });
  const column = el("div", { class: "band column", hidden: true });
  const frame = el("div", { class: "frame", hidden: true });
  const keys = tokens.map((token) => labelOf(token, written, broadcastHover));
  const [top, side] = [el("div", { class: "keys" }, ...keys), el("div", { class: "queries" })];
  const queries = tokens.map((token, query) => {
    const ask = (/** @type {number | null} */ position) => {
      broadcastHover(position);
      point(position === null ? null : { query, key: null });
    };
    const node = labelOf(token, written, ask);
    node.onclick = () => choose({ query });
    return node;
  });
  side.append(...queries);
  const corner = el(
    "div",
    { class: "corner" },
    el("span", { class: "axis q", title: strings.query }, "q↓"),
    el("span", { class: "axis k", title: strings.key }, "k→"),
  );
  const matrix = el(
    "div",
    { class: "matrix" },
    corner,
    top,
    side,
    el("div", { class: "cells" }, canvas, grid, row, column, frame),
  );
  let cell = 0;

  const draw = (/** @type {number} */ width, /** @type {number} */ height) => {
    // The names take what they need; their size does not depend on that of the cells.
    const room = Math.min(width - side.offsetWidth, height - top.offsetHeight);
    cell = Math.floor(within(LEAST_CELL, MOST_CELL, room / length));
    matrix.style.setProperty("--cell", `${cell}px`);
    Object.assign(canvas.style, { width: `${length * cell}px`, height: `${length * cell}px` });
    grid.hidden = cell >= NUMBERED;
  };
  const show = () => {
    framePinned();
    if (cell >= NUMBERED) drawNumbered(canvas, cell, state);
    else drawSmall(canvas, state);
  };
  const framePinned = () => {
    const { query, key } = state.view;
    frame.hidden = key === null;
    if (key === null) return;
    const [left, top, side] = [key * cell, query * cell, cell].map((pixels) => `${pixels}px`);
    Object.assign(frame.style, { left, top, width: side, height: side });
  };
  const light = (/** @type {number | null} */ position) => {
    const isThere = position !== null && position < length;
    row.hidden = !isThere;
    column.hidden = !isThere;
    if (!isThere) return;
    const query = state.pointed?.query ?? position;
    Object.assign(row.style, { top: `${query * cell}px`, height: `${cell}px` });
    Object.assign(column.style, { left: `${position * cell}px`, width: `${cell}px` });
  };

  const at = (/** @type {MouseEvent} */ event) => {
    const { left, top } = pointerOn(canvas, event);
    return {
      query: within(0, length - 1, Math.floor(top / cell)),
      key: within(0, length - 1, Math.floor(left / cell)),
    };
  };
  canvas.onpointermove = (event) => {
    const pointed = at(event);
    if (pointed.query === state.pointed?.query && pointed.key === state.pointed.key) return;
    point(pointed);
    broadcastHover(pointed.key);
  };
  canvas.onpointerleave = () => {
    point(null);
    broadcastHover(null);
  };
  canvas.onclick = (event) => pin(at(event));
  const node = el("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": strings.cells }, matrix);
  node.onkeydown = (event) => {
    const step = arrowStep(event);
    if (!step) return;
    const { query, key } = state.view;
    const to = { key: within(0, length - 1, (key ?? query) + step[0]), query: within(0, length - 1, query + step[1]) };
    if (to.key !== key || to.query !== query) pin(to);
  };
  return { node, names: { beside: side, above: top }, draw, show, light };
}

/**
 * @param {Token} token
 * @param {number | null} written Where what the model wrote begins.
 * @param {(position: number | null) => void} hover
 */
function labelOf({ position = 0, label, id }, written, hover) {
  return el(
    "div",
    {
      class: written !== null && position >= written ? "written" : null,
      dataset: { position },
      title: `${label}  #${id}`,
      onpointerenter: () => hover(position),
      onpointerleave: () => hover(null),
    },
    label,
  );
}

/**
 * A pixel for each weight, enlarged by the browser: a large canvas would take longer than a frame.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {HeatmapState} state
 */
function drawSmall(canvas, { attention, view, palette }) {
  const { length } = attention;
  if (canvas.width !== length || canvas.height !== length) Object.assign(canvas, { width: length, height: length });
  contextOf(canvas).putImageData(picture(attention, view, { hideSink: view.hideSink, palette }), 0, 0);
}

/**
 * Cells with their weights as numbers.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {number} cell In pixels.
 * @param {HeatmapState} state
 */
function drawNumbered(canvas, cell, { attention, view, palette }) {
  const { length } = attention;
  const side = length * cell;
  const context = sharpContext(canvas, side, side);
  drawEnlarged(context, picture(attention, view, { hideSink: view.hideSink, palette }), {
    x: 0,
    y: 0,
    width: side,
    height: side,
  });
  context.fillStyle = palette.ground;
  for (let line = 1; line < length; line++) {
    context.fillRect(line * cell, 0, 1, side);
    context.fillRect(0, line * cell, side, 1);
  }
  context.font = `14px ${getComputedStyle(canvas).fontFamily}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (let query = 0; query < length; query++) {
    rowShares(attention, view, query).forEach((weight, key) => {
      if (weight === null || weight < 0.005) return;
      context.fillStyle = palette.letters(weight);
      context.fillText(String(Math.round(100 * weight)), (key + 0.5) * cell, (query + 0.5) * cell);
    });
  }
}
