// Draws a model as one area, part beside part, and the matrices of one part in their true proportions.

import { dashedMark } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";
import { count, large, percent } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { cellsOf, countsOf, grownShape, scaleOf } from "./mosaic_math.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Cell, Column, Matrix, Piece } from "./mosaic_math.js"
 *
 * @typedef {object} Scene What is drawn, and where.
 * @property {Column[]} columns With their weights as they are drawn.
 * @property {Map<string, number> | null} numbers What each part really has; null: nobody may know yet.
 * @property {Record<string, string>} names Of the parts.
 * @property {string | null} guess The part that the visitor took for the largest, as long as that is told.
 * @property {{ share: number, name: string } | null} beside Another model at the same scale: its share of the area.
 * @property {boolean} narrow Layers lie below each other, not side by side.
 * @property {number} width Pixels.
 * @property {number} height
 * @property {Language} language
 * @property {(text: string) => number} measure How wide a text is, in pixels.
 *
 * @typedef {{ x: number, y: number, width: number, height: number }} Box Pixels.
 */

const LINE = 20; // pixels of a line of text
const AIR = 14; // pixels beside a text
const SEAM = 3; // pixels of a layer from which its edges are drawn
const DOT = 3; // pixels: the least that is drawn of the other model
const STANDING = 4; // times as high as wide: a matrix lies down
const WIDE = 600; // pixels, from which on matrices have room between them
const ROOMY = { gap: 18, least: 96, words: 100 }; // pixels: between matrices; of the words below them, across and down
const DENSE = { gap: 6, least: 70, words: 110 };
const REST = 48; // pixels of the line about vectors

/**
 * @param {Cell} cell
 * @param {Scene} scene
 * @returns {Box}
 */
function boxOf({ along, length, across, depth }, { narrow, width, height }) {
  return narrow
    ? { x: across * width, y: along * height, width: depth * width, height: length * height }
    : { x: along * width, y: across * height, width: length * width, height: depth * height };
}

/**
 * The box around all pieces of each part; of one that the layers have, around those there.
 *
 * @param {Scene} scene
 * @returns {Map<string, Box>}
 */
function boxesOf(scene) {
  /** @type {Map<string, Box>} */
  const boxes = new Map();
  const cells = cellsOf(scene.columns);
  const inside = new Set(cells.filter(({ layer }) => layer !== null).map(({ part }) => part));
  for (const cell of cells.filter(({ part, layer }) => layer !== null || !inside.has(part))) {
    const box = boxOf(cell, scene);
    const known = boxes.get(cell.part) ?? box;
    const [x, y] = [Math.min(known.x, box.x), Math.min(known.y, box.y)];
    const right = Math.max(known.x + known.width, box.x + box.width);
    const bottom = Math.max(known.y + known.height, box.y + box.height);
    boxes.set(cell.part, { x, y, width: right - x, height: bottom - y });
  }
  return boxes;
}

/** @param {Scene} scene */
export function drawMosaic(scene) {
  /** @type {Map<string, string[]>} */
  const areas = new Map();
  /** @type {string[]} */
  const seams = [];
  for (const cell of cellsOf(scene.columns)) {
    const box = boxOf(cell, scene);
    const d = rectangle(box);
    areas.set(cell.part, [...(areas.get(cell.part) ?? []), d]);
    if ((scene.narrow ? box.height : box.width) >= SEAM) seams.push(d);
  }
  const blocks = [...areas].map(([part, all]) => el("path", { class: "block", d: all.join(""), dataset: { part } }));
  const edges = el("path", { class: "seam", d: seams.join("") });
  return [...blocks, edges, ...namesOf(scene), ...guessed(scene), ...besideOf(scene)];
}

/** @param {Box} box */
function rectangle({ x, y, width, height }) {
  return `M${x.toFixed(2)},${y.toFixed(2)}h${width.toFixed(2)}v${height.toFixed(2)}h${(-width).toFixed(2)}z`;
}

/**
 * The names of the parts that have room for them; with "?" as long as nobody may know how large they are.
 *
 * @param {Scene} scene
 */
function namesOf(scene) {
  const { numbers, names, measure, language } = scene;
  const all = numbers ? [...numbers.values()].reduce((sum, each) => sum + each, 0) : 1;
  return [...boxesOf(scene)].flatMap(([part, box]) => {
    const fits = (/** @type {string} */ text) => measure(text) + AIR <= box.width;
    const name = [names[part], shortName(names[part])].find(fits);
    if (name === undefined || box.height < LINE + 4) return [];
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const known = numbers?.get(part);
    if (known === undefined) return [text(x, y - 26, name, "strong", part), dashedMark("?", { x, y: y + 14 })];
    const says = `${percent(known / all, language)} · ${large(known, language)}`;
    if (box.height < 2 * LINE + 8 || !fits(says)) return [text(x, y + 5, name, "strong", part)];
    return [text(x, y - 3, name, "strong", part), text(x, y + LINE - 3, says, "", part)];
  });
}

/**
 * What stands in brackets in a name, as a phone has no room for more; the name itself, if nothing does.
 *
 * @param {string} name
 */
export function shortName(name) {
  const short = /[（(](.+)[）)]/.exec(name);
  return short ? short[1] : name;
}

/** @param {Scene} scene */
function guessed(scene) {
  const box = scene.guess === null ? undefined : boxesOf(scene).get(scene.guess);
  if (!box) return [];
  const [width, height] = [Math.max(4, box.width - 6), Math.max(4, box.height - 6)];
  return [el("rect", { class: "mine ghost", x: box.x + 3, y: box.y + 3, width, height })];
}

/**
 * The other model as a square of true area, in the corner where the text leaves the model.
 *
 * @param {Scene} scene
 */
function besideOf({ beside, width, height }) {
  if (!beside) return [];
  const side = Math.max(DOT, Math.sqrt(beside.share * width * height));
  const [right, bottom] = [width - 12, height - 12];
  return [
    el("rect", { class: "beside", x: right - side, y: bottom - side, width: side, height: side }),
    text(right - side - 8, bottom - 2, beside.name, "halo end strong", null),
  ];
}

/**
 * @param {number} x
 * @param {number} y
 * @param {string} words
 * @param {string} look Classes.
 * @param {string | null} part The part that it stands on, if on one: there it has a halo of its hue, across the seams.
 */
function text(x, y, words, look, part) {
  const anchor = look.includes("end") ? "end" : "middle";
  const place = { x: x.toFixed(1), y: y.toFixed(1), "text-anchor": anchor };
  return el("text", { ...place, class: `on-block ${look}`, dataset: part === null ? {} : { part } }, words);
}

/**
 * The matrices of a part of one layer, all at one scale, each with its name, its shape and its product; then its vectors
 * in words.
 *
 * @param {Piece} piece
 * @param {number} ratio How much wider the model is than its recipe.
 * @param {{ width: number, height: number, language: Language, words: Record<string, string>,
 *   glosses: Record<string, string> }} around
 * @param {() => void} close
 */
export function matricesOf({ part, matrices }, ratio, { width, height, language, words, glosses }, close) {
  const solid = matrices.filter(({ shape }) => shape.length > 1);
  const thin = matrices.filter(({ shape }) => shape.length === 1);
  const sizes = solid.map((matrix) => {
    const [rows, columns] = flat(grownShape(matrix, ratio));
    return rows > STANDING * columns ? { wide: rows, high: columns } : { wide: columns, high: rows };
  });
  const { gap, least, words: caption } = width < WIDE ? DENSE : ROOMY;
  const room = { width: width - 32, height: height - caption - 24 - (thin.length > 0 ? REST : 0), gap, least };
  const scale = solid.length > 0 ? scaleOf(sizes, room) : 0;
  const figures = solid.map((matrix, index) => {
    const style = { width: `${pixels(sizes[index].wide * scale)}px`, height: `${pixels(sizes[index].high * scale)}px` };
    return el(
      "figure",
      {},
      el("i", { style, dataset: { part } }),
      captionOf(matrix, ratio, glosses[matrix.name], language),
    );
  });
  const numbers = thin.reduce((sum, matrix) => sum + matrix.count * grownShape(matrix, ratio)[0], 0);
  const many = thin.reduce((sum, matrix) => sum + matrix.count, 0);
  const rest = filledText(words.vectors, { count: String(many), numbers: count(numbers, language) });
  const list = thin.map(({ name }) => name).join(", ");
  return el(
    "div",
    { class: "opened" },
    el("button", { type: "button", class: "pill back", onclick: close }, words.back),
    figures.length > 0
      ? el("div", { class: "sheet", style: { "--gap": `${gap}px`, "--least": `${least}px` } }, ...figures)
      : null,
    many > 0 ? el("p", { class: "vectors" }, `${rest} `, el("code", {}, list)) : null,
  );
}

/**
 * A shape as rows and columns: further sides, such as the length of a filter, count as columns.
 *
 * @param {number[]} shape
 */
function flat([rows, ...columns]) {
  return [rows, columns.reduce((size, side) => size * side, 1)];
}

/** @param {number} length */
function pixels(length) {
  return Math.max(2, length).toFixed(1);
}

/**
 * @param {Matrix} matrix
 * @param {number} ratio
 * @param {string | undefined} gloss
 * @param {Language} language
 */
function captionOf(matrix, ratio, gloss, language) {
  const shape = grownShape(matrix, ratio);
  const sides = shape.map((side) => count(side, language)).join(" × ");
  const often = matrix.count > 1 ? ` · × ${count(matrix.count, language)}` : "";
  const numbers = shape.reduce((size, side) => size * side, 1);
  return el(
    "figcaption",
    {},
    gloss ? el("strong", {}, gloss) : null,
    el("code", {}, `${matrix.name}${often}`),
    el("span", {}, sides),
    el("span", { class: "quiet" }, `= ${large(numbers, language)}`),
  );
}

/**
 * What each part has, all columns together; the order is that in which a text passes them.
 *
 * @param {Column[]} columns
 */
export function partsOf(columns) {
  return [...countsOf(columns)].filter(([, numbers]) => numbers > 0);
}
