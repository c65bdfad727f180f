// Draws the row of squares.

import { el } from "../../../kit/browser/dom.js";
import { pressable } from "../../../kit/browser/keyboard.js";
import { count, large, threeDigits } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { cells, fit, labels, paper, place, sideOf } from "./squares_math.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { SquaresPayload } from "./squares.js"
 * @import { Box, Fit, Spot } from "./squares_math.js"
 *
 * @typedef {object} Scene What is drawn, and where.
 * @property {SquaresPayload} payload
 * @property {Language} language
 * @property {boolean} narrow
 * @property {number} width Pixels.
 * @property {number} height
 * @property {number} far From 0, the own model fills the view, to 1, all squares are in it.
 * @property {number} rise From 0, as large as guessed, to 1, as large as it is.
 * @property {{ measure: string, far: number } | null} from What was shown before, while it turns into what is.
 * @property {number} mix How far that is, from 0 to 1.
 * @property {(text: string) => number} measure Pixels of a text.
 * @property {(index: number) => void} choose A square.
 */

const LINE = 18; // pixels of a line of text
const SHORT = 70; // pixels: a longer name may be broken
const EDGE = 14; // pixels between the largest square and the edge of the picture
const PAPER_WIDTH = 0.9; // of the picture, that the paper's square takes at most
const DOT = 2; // pixels that the own square keeps

/** @param {Scene} scene */
export function viewOf({ width, height, narrow }) {
  return narrow
    ? { left: 12, right: width - 8, top: 20, ground: height - 14, under: 4, tail: 92 }
    : { left: 26, right: width - 22, top: 18, ground: height - 14, under: 4, tail: 96 };
}

/**
 * @param {Scene} scene
 * @param {string} measure
 */
export function valuesOf({ payload }, measure) {
  return payload.squares.map(({ sizes }) => sizes[measure]?.value ?? null);
}

/**
 * The zoom at which the square of the paper's size would fill the picture, while the guess is open.
 *
 * @param {Scene} scene
 */
export function paperZoom(scene) {
  const { left, right, top, ground } = viewOf(scene);
  return Math.min(ground - top - 6, PAPER_WIDTH * (right - left)) / sideOf(scene.payload.paper);
}

/**
 * The zoom at which the own model stands large, and the one at which all squares have room.
 *
 * @param {Scene} scene
 * @param {string} measure
 * @returns {{ near: number, fitted: Fit }}
 */
export function rangeOf(scene, measure) {
  const { left, right, top, ground, tail } = viewOf(scene);
  const room = { width: right - left, height: ground - top - 6 };
  if (scene.payload.question.open) {
    const zoom = paperZoom(scene);
    return { near: zoom, fitted: { zoom, cut: scene.payload.squares.length } };
  }
  const values = valuesOf(scene, measure);
  const fitted = fit(values, room, tail, scene.narrow ? 2 : 1);
  const [own] = values;
  const close = own === null ? 0 : Math.min(0.46 * room.width, 0.62 * room.height) / sideOf(own);
  return { near: Math.max(1.5 * fitted.zoom, close), fitted };
}

/**
 * @param {Scene} scene
 * @param {string} measure
 * @param {number} far
 */
export function placed(scene, measure, far) {
  const { near, fitted } = rangeOf(scene, measure);
  const { left, ground } = viewOf(scene);
  const zoom = near * (fitted.zoom / near) ** far;
  return { ...place(valuesOf(scene, measure), { zoom, cut: fitted.cut }, { left, ground }), zoom };
}

/**
 * The square that is to be guessed, in pixels: after all that stand before it.
 *
 * @param {Scene} scene
 */
export function guessSpot(scene) {
  const { payload } = scene;
  const { spots, end, zoom } = placed(scene, "parameters", scene.far);
  const spot = payload.question.open ? { x: end.x, y: end.y } : spots[payload.guessed];
  return { x: spot.x, y: spot.y, side: sideOf(payload.settings.guess) * zoom, zoom };
}

/**
 * The largest guess whose square has room.
 *
 * @param {Scene} scene
 */
export function mostToGuess(scene) {
  const { x, y, zoom } = guessSpot(scene);
  return (Math.min(viewOf(scene).right - x - EDGE, y - EDGE) / zoom) ** 2;
}

/**
 * @param {number} x
 * @param {number} y
 * @param {string} words
 * @param {string} [look] Classes.
 * @param {"start" | "middle" | "end"} [anchor]
 */
function text(x, y, words, look = "", anchor = "start") {
  return el("text", { x: x.toFixed(1), y: y.toFixed(1), class: look, "text-anchor": anchor }, words);
}

/**
 * All of the picture but the knob. Returns the nodes, and the squares that can be pressed.
 *
 * @param {Scene} scene
 */
export function squares(scene) {
  const { payload, far, mix, from, rise } = scene;
  const { settings, question } = payload;
  const view = viewOf(scene);
  const { spots, end, zoom } = placed(scene, settings.measure, far);
  const before = from && mix < 1 ? placed(scene, from.measure, from.far).spots : null;
  const blend = (/** @type {number} */ a, /** @type {number} */ b) => a + (b - a) * mix;
  const now = spots.map((spot, index) => {
    const old = before?.[index];
    const moved = old
      ? { ...spot, x: blend(old.x, spot.x), y: blend(old.y, spot.y), side: blend(old.side, spot.side) }
      : spot;
    const isRising = index === payload.guessed && rise < 1 && !question.open;
    return isRising ? { ...moved, side: guessSpot(scene).side * (1 - rise) + moved.side * rise } : moved;
  });
  const level = cells(Object.keys(payload.units[settings.measure]).map(Number), zoom);
  /** @type {SVGElement[]} */
  const nodes = [el("path", { class: "ground", d: `M0,${view.ground}H${scene.width}` })];
  if (end.y < view.ground) nodes.push(el("path", { class: "lead", d: `M0,${end.y}H${scene.width}` }));
  const edges = { right: scene.width, top: 0 };
  if (question.open) {
    const sheet = { ...guessSpot(scene), side: 3000 };
    for (const { pixels, strength } of level) {
      nodes.unshift(
        el("path", { class: "paper", d: paper(sheet, pixels, edges), style: { "stroke-opacity": strength } }),
      );
    }
  }
  /** @type {SVGElement[]} */
  const pressed = [];
  for (const [index, spot] of now.entries()) {
    const isLater = index > payload.guessed && rise < 1;
    if (isLater || spot.x > scene.width) continue;
    const node = squareNode(scene, index, spot, mix === 1 && spot.side > 24 ? level : [], edges);
    pressed.push(node);
    nodes.push(node);
  }
  if (mix === 1 && rise === 1) nodes.push(...named(scene, now), ...secret(scene, end));
  return { nodes, pressed, level };
}

/**
 * @param {Scene} scene
 * @param {number} index
 * @param {Spot} spot
 * @param {ReturnType<typeof cells>} level
 * @param {{ right: number, top: number }} edges
 */
function squareNode({ payload, choose }, index, spot, level, edges) {
  const { name, sizes } = payload.squares[index];
  const { settings, words } = payload;
  const size = sizes[settings.measure];
  const label = size
    ? filledText(words[`size_${settings.measure}`], { name, amount: size.amount })
    : filledText(words.none, { name });
  const isOwn = index === 0;
  const node = el("g", {
    class: `square${isOwn ? " own" : ""}${settings.chosen === index ? " chosen" : ""}`,
    "aria-label": label,
    dataset: { name, side: spot.side },
    ...pressable(() => choose(index)),
  });
  if (!spot.known) {
    node.append(
      el("circle", { class: "unknown", cx: spot.x + 14, cy: spot.y - 15, r: 13 }),
      text(spot.x + 14, spot.y - 8, "?", "question", "middle"),
    );
    return node;
  }
  const side = Math.max(spot.side, isOwn ? DOT : 0);
  const hand = Math.max(side, 24); // what can be tapped
  node.append(
    el("rect", { class: "hand", x: spot.x - (hand - side) / 2, y: spot.y - hand, width: hand, height: hand }),
    el("rect", { class: `face hue-${index}`, x: spot.x, y: spot.y - side, width: side, height: side }),
  );
  for (const { pixels, strength } of level) {
    if (pixels >= spot.side) continue;
    node.append(
      el("path", { class: "cell", d: paper(spot, pixels, edges), style: { "stroke-opacity": 0.24 * strength } }),
    );
  }
  return node;
}

/**
 * Names and values.
 *
 * @param {Scene} scene
 * @param {Spot[]} now
 */
function named(scene, now) {
  const { payload, narrow, measure, width } = scene;
  const { settings, words, question } = payload;
  const list = now.map((spot, index) => {
    const { name, sizes } = payload.squares[index];
    const size = sizes[settings.measure];
    const amount = size ? [size.amount] : narrow ? [] : [words.hidden];
    const lines = [name, ...amount, ...(index === 0 && !narrow ? [words.here] : [])];
    return { spot, ...textOf(lines, measure), short: textOf(broken(name, measure), measure) };
  });
  const inView = list.filter(({ spot }) => spot.x <= width);
  /** @type {Box[]} */
  const obstacles = [];
  if (question.open) {
    const { x, y, side } = guessSpot(scene);
    obstacles.push([x - 4, y - side - 6, 9999, 9999]);
  }
  const view = viewOf(scene);
  const found = labels(inView, { ...view, top: 4, line: LINE }, obstacles);
  return [...found].flatMap(([index, { x, y, lines, inside, spot, height }]) => {
    const look = inside && index === 0 ? " on-own" : inside ? " on-face" : " halo";
    const under = y + height;
    const left = spot.x + Math.max(1, Math.min(spot.side / 2, 8));
    const low = spot.y - Math.max(spot.side, spot.known ? 0 : 28);
    const lead =
      !inside && low - under > 8 ? [el("path", { class: "lead", d: `M${left},${under + 1}V${low - 2}` })] : [];
    const written = lines.map((words, line) =>
      text(x, y + 15 + line * LINE, words, `${payload.squares[index].name.includes(words) ? "strong" : ""}${look}`),
    );
    return [...lead, ...written];
  });
}

/**
 * @param {string[]} lines
 * @param {Scene["measure"]} measure
 */
function textOf(lines, measure) {
  return { lines, width: Math.max(...lines.map(measure)) };
}

/**
 * A long name on several lines, broken at spaces and hyphens.
 *
 * @param {string} name
 * @param {Scene["measure"]} measure
 */
function broken(name, measure) {
  /** @type {string[]} */
  const lines = [];
  for (const word of name.split(/(?<=[ -])/)) {
    const longer = `${lines.at(-1) ?? ""}${word}`;
    if (lines.length > 0 && measure(longer.trim()) <= SHORT) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.map((line) => line.trim());
}

/**
 * Models of which nothing is known, at the end of the row.
 *
 * @param {Scene} scene
 * @param {{ x: number, y: number }} end
 */
function secret({ payload, width, height, narrow }, { x, y }) {
  if (x > width - 40 || payload.secret.length === 0) return [];
  const isTight = narrow || y < 0.6 * height;
  const [step, radius] = isTight ? [32, 13] : [46, 18];
  const left = x + radius + 8;
  const nodes = payload.secret.flatMap((name, index) => {
    const top = y - radius - 4 - index * step;
    return [
      el("circle", { class: "unknown", cx: left, cy: top, r: radius }),
      text(left, top + 7, "?", "question", "middle"),
      text(left + radius + 6, top + 5, name, "halo"),
    ];
  });
  const top = y - radius - 4 - payload.secret.length * step;
  return [...nodes, ...(isTight ? [] : [text(left - radius, top + 14, payload.words.hidden, "halo")])];
}

/**
 * The guess: a dashed square with its corner, and afterwards its ghost.
 *
 * @param {Scene} scene
 * @param {SVGElement} knob
 */
export function guess(scene, knob) {
  const { payload, language, width, mix, measure } = scene;
  const { question, settings, squares: shown, words } = payload;
  if (!question.open && (question.guess === null || settings.measure !== "parameters" || mix < 1)) return [];
  const { x, y, side } = guessSpot(scene);
  const own = shown[0].sizes.parameters?.value ?? 1;
  const label = question.open
    ? filledText(words.holds, { times: times(settings.guess / own, language) })
    : filledText(words.you, { value: large(Number(settings.guess.toPrecision(2)), language) });
  knob.setAttribute("cx", String(x + side));
  knob.setAttribute("cy", String(y - side));
  knob.setAttribute("aria-valuetext", label);
  knob.setAttribute("aria-valuenow", String(Math.round(settings.guess / 1e9)));
  knob.setAttribute("aria-valuemax", String(Math.round(mostToGuess(scene) / 1e9)));
  if (side < 3) return [];
  const box = el("rect", { class: question.open ? "mine" : "mine ghost", x, y: y - side, width: side, height: side });
  const isAside = x + side + measure(label) + 40 < width;
  if (!question.open) {
    const at =
      side > measure(label) + 20
        ? /** @type {const} */ ([x + side - 8, "end"])
        : /** @type {const} */ ([x + side + 8, "start"]);
    return side > 40 ? [box, text(at[0], y - 12, label, "me halo", at[1])] : [box];
  }
  const hint = el("path", { class: "hint", d: `M${x + side + 14},${y - side - 14}l46,-46m-2,18l2,-18l-18,2` });
  return [
    box,
    ...(side < 0.4 * y ? [hint] : []),
    text(x + side / 2, y - side / 2 + 12, "?", "me mark", "middle"),
    text(x + side + (isAside ? 22 : 0), y - side + (isAside ? 5 : -20), label, "me halo", isAside ? "start" : "end"),
    knob,
  ];
}

/**
 * How many times, with two digits or a decimal where it tells.
 *
 * @param {number} ratio
 * @param {Language} language
 */
export function times(ratio, language) {
  return ratio < 10
    ? threeDigits(Number(ratio.toPrecision(2)), language)
    : count(Math.round(Number(ratio.toPrecision(3))), language);
}
