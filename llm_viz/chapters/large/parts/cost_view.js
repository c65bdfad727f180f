// Draws the squares of what one knows in a row, and at its end that of the model, whose corner is dragged.

import { el } from "../../../kit/browser/dom.js";
import { zoomFor } from "./cost_math.js";

/**
 * @import { CostPayload } from "./cost.js"
 *
 * @typedef {object} Scene What is drawn, and where.
 * @property {CostPayload} payload
 * @property {number} amount What the model takes.
 * @property {string} name
 * @property {boolean} narrow
 * @property {number} width Pixels.
 * @property {number} height
 * @property {number} zoom Pixels of a side for each root of the unit.
 * @property {(value: number) => string} written
 * @property {(value: number) => string} times How many of a thing the model is, in words.
 */

const LINE = 20; // pixels of a line of text
const NAMES = 4 * LINE; // of what stands below a thing on a phone
const HAND = 36; // pixels above the model's square on a phone, for the corner that is dragged and its hint
const KNOB = 14; // pixels from the middle of that corner to the hint
const MOST_CELLS = 900; // that are still drawn

/**
 * Pixels of the room for the things, and on a phone below them for the model.
 *
 * @param {Scene} scene
 */
function roomOf({ width, height, narrow }) {
  if (!narrow) {
    const ground = height - 76;
    return { left: 26, width: width - 60, height: height - 100, ground, gap: 26, least: 150, own: null };
  }
  const ground = Math.round(0.26 * height);
  const own = { ground: height - 50, height: height - 50 - ground - NAMES - HAND };
  return { left: 10, width: width - 20, height: ground - 6, ground, gap: 8, least: (width - 50) / 4, own };
}

/**
 * The zoom at which everything has room.
 *
 * @param {Scene} scene
 */
export function fittingZoom(scene) {
  const known = scene.payload.bills[scene.payload.settings.bill].known.map(({ amount }) => amount);
  const room = roomOf(scene);
  if (!room.own) return zoomFor([...known, scene.amount], room);
  return Math.min(zoomFor(known, room), Math.min(room.own.height, room.width - 24) / Math.sqrt(scene.amount));
}

/**
 * Where each square stands: the things in their order, then the model.
 *
 * @param {Scene} scene
 */
function placed(scene) {
  const { gap, least, left, own } = roomOf(scene);
  const { known } = scene.payload.bills[scene.payload.settings.bill];
  let start = left;
  const things = known.map(({ amount }) => {
    const side = Math.max(2, scene.zoom * Math.sqrt(amount));
    const spot = { left: start, side };
    start += Math.max(least, side) + gap;
    return spot;
  });
  return [...things, { left: own ? left : start, side: Math.max(2, scene.zoom * Math.sqrt(scene.amount)) }];
}

/** @param {Scene} scene The square of the model. */
export function boxOf(scene) {
  const room = roomOf(scene);
  const { ground } = room.own ?? room;
  const { left, side } = placed(scene)[placed(scene).length - 1];
  return { left, right: left + side, top: ground - side, ground };
}

/**
 * @param {Scene} scene
 * @param {SVGElement} knob The corner that is dragged.
 */
export function drawSquares(scene, knob) {
  const { payload, amount, name, narrow, width, written, times } = scene;
  const { bill } = payload.settings;
  const { known } = payload.bills[bill];
  const { ground } = roomOf(scene);
  const spots = placed(scene);
  const box = boxOf(scene);
  /** @type {SVGElement[]} */
  const nodes = [];
  for (const [index, thing] of known.entries()) {
    const { left, side } = spots[index];
    const fits = bill === "memory" && thing.amount >= amount;
    nodes.push(square(left, ground - side, side, `face hue-${index + 4}`));
    const says = fits ? payload.words.fits : thing.amount < amount ? times(amount / thing.amount) : "";
    const names = narrow ? halves(thing.name) : [thing.name];
    const lines = [...names, written(thing.amount), says];
    nodes.push(
      ...lines.map((line, row) => text(left, ground + LINE * (row + 1), line, row === names.length ? "" : "strong")),
    );
  }
  const side = box.right - box.left;
  nodes.push(square(box.left, box.top, side, "mine"));
  nodes.push(...cells(box.left, box.ground, side, scene.zoom * Math.sqrt(known[known.length - 1].amount)));
  for (const [row, line] of [name, written(amount)].entries())
    nodes.push(text(box.left, box.ground + LINE * (row + 1), line, "me"));
  const grounds = new Set([ground, box.ground]);
  nodes.push(...[...grounds].map((y) => el("line", { class: "ground", x1: 0, x2: width, y1: y, y2: y })));
  knob.setAttribute("cx", String(box.right));
  knob.setAttribute("cy", String(box.top));
  return [...nodes, ...hint(box, narrow ? 8 : 14), knob];
}

/**
 * An arrow off the corner that is dragged, where there is room for it.
 *
 * @param {{ right: number, top: number }} box
 * @param {number} length
 */
function hint({ right, top }, length) {
  if (top < length + KNOB + 2) return [];
  const head = length / 2;
  const d = `M${right + KNOB},${top - KNOB}l${length},-${length}m${-head},0h${head}v${head}`;
  return [el("path", { class: "hint", d })];
}

/**
 * A name in two lines, where it has a space near its middle.
 *
 * @param {string} name
 */
function halves(name) {
  const spaces = [...name].flatMap((letter, index) => (letter === " " ? [index] : []));
  const middle = spaces.sort((a, b) => Math.abs(a - name.length / 2) - Math.abs(b - name.length / 2))[0];
  return middle === undefined ? [name] : [name.slice(0, middle), name.slice(middle + 1)];
}

/**
 * The model's square cut into squares of the largest thing.
 *
 * @param {number} left
 * @param {number} ground
 * @param {number} side
 * @param {number} cell
 */
function cells(left, ground, side, cell) {
  const rows = Math.floor(side / cell);
  if (rows < 1 || rows ** 2 > MOST_CELLS) return [];
  return Array.from({ length: rows }, (_, index) => cell * (index + 1)).flatMap((at) => [
    el("line", { class: "cell", x1: left + at, x2: left + at, y1: ground, y2: ground - side }),
    el("line", { class: "cell", x1: left, x2: left + side, y1: ground - at, y2: ground - at }),
  ]);
}

/**
 * @param {number} x
 * @param {number} y
 * @param {number} side
 * @param {string} look Classes.
 */
function square(x, y, side, look) {
  return el("rect", { class: look, x, y, width: side, height: side });
}

/**
 * @param {number} x
 * @param {number} y
 * @param {string} words
 * @param {string} look Classes.
 */
function text(x, y, words, look) {
  return el("text", { x: x.toFixed(1), y: y.toFixed(1), class: `${look} halo` }, words);
}
