// Draws the picture of the drawn line: axes, runs, the law, and the way of ten times more.

import { el } from "../../../kit/browser/dom.js";
import { count, fixed, superscript } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { COLUMNS, gains, isKin, LOSS_TOP, lossAt, START, stuck } from "./drawing_math.js";
import { doors, rented } from "./drawing_words.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { DrawingPayload } from "./drawing.js"
 *
 * @typedef {object} Scene What is drawn, and where.
 * @property {DrawingPayload} payload
 * @property {Language} language
 * @property {boolean} narrow
 * @property {number} width Pixels.
 * @property {number} height
 * @property {number} end The power of ten at the right edge.
 * @property {boolean} walking Whether the way of ten times more has begun.
 */

export const NEAR = 22.16; // the right edge at first
export const FAR = 25.6; // and once one goes on beyond all runs
const LOW = 18;
const SMALLEST = 5.7e7; // parameters, for the colours
const LARGEST = 1.62e10;
const FALL = 1500; // milliseconds in which all runs have begun to fall

/**
 * Pixels of the plot's edges.
 *
 * @param {Scene} scene
 */
export function boxOf({ width, height, narrow }) {
  return narrow
    ? { left: 40, right: width - 14, top: 34, base: height - 48 }
    : { left: 104, right: width - 26, top: 44, base: height - 60 };
}

/**
 * @param {Scene} scene
 * @returns {{ x: (power: number) => number, y: (loss: number) => number }}
 */
export function scalesOf(scene) {
  const { left, right, top, base } = boxOf(scene);
  return {
    x: (power) => left + ((power - LOW) / (scene.end - LOW)) * (right - left),
    y: (loss) => base - (loss / LOSS_TOP) * (base - top),
  };
}

/**
 * The power of ten and the loss at a place of the picture.
 *
 * @param {Scene} scene
 * @param {number} left Pixels from the left edge of the picture.
 * @param {number} top
 */
export function placeAt(scene, left, top) {
  const box = boxOf(scene);
  return {
    power: LOW + ((left - box.left) / (box.right - box.left)) * (scene.end - LOW),
    loss: ((box.base - top) / (box.base - box.top)) * LOSS_TOP,
  };
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

/** @param {[number, number][]} points Pixels. */
function path(points) {
  return points.map(([x, y], index) => `${index ? "L" : "M"}${x.toFixed(1)},${y.toFixed(1)}`).join("");
}

/** @param {Scene} scene */
export function axes(scene) {
  const { payload, language, narrow, end } = scene;
  const { words, rent, answer } = payload;
  const { left, right, top, base } = boxOf(scene);
  const { x, y } = scalesOf(scene);
  /** @type {SVGElement[]} */
  const nodes = [];
  if (answer && end > NEAR + 1) {
    const edge = x(answer.runs[answer.runs.length - 1][0]);
    nodes.push(
      el("rect", { class: "unknown", x: edge, y: top, width: right - edge, height: base - top }),
      text(right - 6, base - 34, words.beyond, "halo", "end"),
    );
  }
  for (const tokens of [1, 2, 4, 8, 16, 32]) {
    const at = y(Math.log(tokens));
    nodes.push(el("line", { class: tokens === 1 ? "base" : "rule", x1: left, x2: right, y1: at, y2: at }));
    nodes.push(text(left - 9, at + 6, String(tokens), "strong", "end"));
    if (!narrow) nodes.push(text(left - 44, at + 5, fixed(Math.log(tokens), 1, language), "", "end"));
  }
  const name = text(narrow ? 8 : 22, top - 16, narrow ? "" : `${words.loss} · `, "halo");
  name.append(el("tspan", { class: "strong" }, words["axis-y"]));
  nodes.push(name, text(left + 8, base - 9, words.sure, "halo"));
  const each = narrow && end > NEAR + 1 ? 2 : 1;
  for (let power = LOW + (narrow ? 1 : 0); power <= end - 0.1; power += each) {
    const at = x(power);
    nodes.push(el("line", { class: "rule", x1: at, x2: at, y1: base, y2: base + 6 }));
    nodes.push(text(at, base + 22, `10${superscript(power)}`, "strong", "middle"));
    const isPriced = narrow ? power === 20 || power === (end > NEAR + 1 ? 25 : 22) || power === 23 : power > LOW;
    if (!isPriced) continue;
    const isLast = at + 46 > scene.width;
    nodes.push(
      text(
        isLast ? scene.width - 4 : at,
        base + 42,
        rented(rent, power, language, words),
        "",
        isLast ? "end" : "middle",
      ),
    );
  }
  nodes.push(text(narrow ? 6 : 22, base + 42, words.rent));
  nodes.push(text(right - 2, base - 9, `${narrow ? words["axis-x-short"] : words["axis-x"]} →`, "halo", "end"));
  return nodes;
}

/** @param {Scene} scene The three runs to go on from. */
export function firstRuns(scene) {
  const { first, words } = scene.payload;
  const { x, y } = scalesOf(scene);
  const dots = first.map(([flop, loss]) =>
    el("circle", { class: "first", cx: x(Math.log10(flop)), cy: y(loss), r: 8 }),
  );
  const [[flop, loss]] = first;
  return [...dots, text(x(Math.log10(flop)) - 4, y(loss) - 20, words.first, "strong halo")];
}

/** @param {Scene} scene All runs, coloured by the size of their models. */
export function runDots(scene) {
  const { payload, narrow } = scene;
  if (!payload.answer) return [];
  const { runs, law } = payload.answer;
  const { way } = payload.settings;
  const { x, y } = scalesOf(scene);
  const shown = runs.filter(([, , loss]) => loss <= LOSS_TOP);
  const above = runs.filter(([, , loss]) => loss > LOSS_TOP);
  const size = narrow ? 3.4 : 4.6;
  const dots = shown.map(([power, parameters, loss], index) => {
    const kin = isKin(law, way, power, parameters);
    return el("circle", {
      class: kin ? "dot" : "dot dim",
      cx: x(power).toFixed(1),
      cy: y(loss).toFixed(1),
      r: way !== "both" && kin ? size + 1.6 : size,
      style: { fill: shade(parameters), "animation-delay": `${Math.round((index / shown.length) * FALL)}ms` },
    });
  });
  if (above.length === 0) return dots;
  const [power, parameters] = above[0];
  const top = boxOf(scene).top;
  const arrow = el("path", {
    class: "late",
    d: `M${x(power) - 6},${top + 12}h12l-6,-9z`,
    style: { fill: shade(parameters) },
  });
  const words = filledText(payload.words.above, { count: count(above.length, scene.language) });
  return [...dots, arrow, text(x(power) + 11, top + 14, words, "halo late")];
}

/** @param {number} parameters */
function shade(parameters) {
  const share = Math.log(parameters / SMALLEST) / Math.log(LARGEST / SMALLEST);
  return `color-mix(in oklab, var(--large) ${Math.round(100 * share)}%, var(--small))`;
}

/** @param {Scene} scene The law's best splits, solid as far as there are runs. */
export function frontier(scene) {
  const { answer, settings, words } = scene.payload;
  if (!answer) return [];
  const { runs } = answer;
  const [begin, edge] = [runs[0][0], runs[runs.length - 1][0]];
  const { x, y } = scalesOf(scene);
  const nodes = [el("path", { class: "front", pathLength: 1, d: path(course(scene, "both", begin, edge)) })];
  if (scene.end > NEAR + 1)
    nodes.push(el("path", { class: "front far", d: path(course(scene, "both", edge, scene.end)) }));
  if (scene.end > NEAR + 1 || settings.steps > 0) return nodes;
  const at = 20.7;
  const loss = lossAt(answer.law, "both", at);
  const mine = settings.line[COLUMNS.indexOf(at)];
  const side = mine !== undefined && mine > loss ? 1 : -1;
  const [left, top] = [x(at), y(loss)];
  nodes.push(el("path", { class: "lead late", d: `M${left},${top + 4 * side}v${42 * side}` }));
  const name = scene.narrow ? words["frontier-short"] : words.frontier;
  return [...nodes, text(left, top + (side > 0 ? 63 : -52), name, "strong halo late", "middle")];
}

/**
 * @param {Scene} scene
 * @param {"both" | "parameters" | "data"} way
 * @param {number} from
 * @param {number} to
 * @returns {[number, number][]}
 */
function course(scene, way, from, to) {
  const { answer } = scene.payload;
  if (!answer) return [];
  const { x, y } = scalesOf(scene);
  const steps = Math.max(1, Math.ceil((to - from) / 0.05));
  return Array.from({ length: steps + 1 }, (_, step) => {
    const power = from + ((to - from) * step) / steps;
    return [x(power), y(lossAt(answer.law, way, power))];
  });
}

/** @param {Scene} scene The visitor's line; once the runs are there, what lies between. */
export function drawnLine(scene) {
  const { payload, language, walking } = scene;
  const { answer, first, settings, words } = payload;
  const { line } = settings;
  const { x, y } = scalesOf(scene);
  const { base } = boxOf(scene);
  const [flop, loss] = first[first.length - 1];
  /** @type {[number, number][]} */
  const points = [
    [x(Math.log10(flop)), y(loss)],
    ...line.map((each, index) => /** @type {[number, number]} */ ([x(COLUMNS[index]), y(each)])),
  ];
  const last = points[points.length - 1];
  const own = el("path", { class: answer ? "mine kept" : "mine", d: path(points) });
  if (!answer) {
    const isWhole = line.length >= COLUMNS.length;
    const hint = el("path", {
      class: "hint",
      d: `M${last[0] + 18},${last[1]}H${Math.min(last[0] + 150, boxOf(scene).right)}`,
    });
    const name = line.length
      ? text(
          last[0] - 14,
          last[1] + (last[1] + 34 > base ? -20 : 32),
          filledText(words.you, { value: doors(line[line.length - 1], language) }),
          "me halo",
          last[0] > x(20) ? "end" : "start",
        )
      : text(last[0] + 18, last[1] - 14, words["go-on"], "me halo");
    return [...(isWhole ? [] : [hint]), own, name];
  }
  if (line.length < COLUMNS.length) return [];
  const power = COLUMNS[COLUMNS.length - 1];
  const real = lossAt(answer.law, "both", power);
  const guessed = line[line.length - 1];
  const back = course(scene, "both", COLUMNS[0], power).reverse();
  const isBelow = guessed < real;
  const under = isBelow && y(guessed) + 26 < base - 24;
  const nodes = [
    el("path", { class: "gap late", d: `${path([...points, ...back])}Z` }),
    own,
    text(
      x(power) - 2,
      y(guessed) + (under ? 24 : -12),
      filledText(words.you, { value: doors(guessed, language) }),
      "me halo",
      "end",
    ),
  ];
  if (!walking) {
    const value = doors(real, language);
    nodes.push(
      text(x(power) - 2, y(real) + (isBelow ? -16 : 30), filledText(words.real, { value }), "strong halo late", "end"),
    );
  }
  return nodes;
}

/** @param {Scene} scene Ten times more, and again. */
export function walk(scene) {
  const { payload, language, narrow, walking } = scene;
  const { answer, settings, words, rent } = payload;
  if (!answer || !walking) return [];
  const { way, steps } = settings;
  const { law, runs } = answer;
  const { x, y } = scalesOf(scene);
  const { right } = boxOf(scene);
  const edge = runs[runs.length - 1][0];
  /** @type {SVGElement[]} */
  const nodes = [];
  if (way !== "both") {
    nodes.push(el("path", { class: "way", d: path(course(scene, way, START, scene.end)) }));
    const floor = filledText(words.between, { value: doors(stuck(law, way).floor, language) });
    nodes.push(
      text(right - 6, y(lossAt(law, way, scene.end)) - 14, `${words[`way-${way}`]}: ${floor}`, "stuck halo", "end"),
    );
  }
  for (const [step, gain] of gains(law, way, steps).entries()) {
    const [from, to] = [START + step, START + step + 1];
    const [before, after] = [y(lossAt(law, way, from)), y(lossAt(law, way, to))];
    const isLast = step === steps - 1;
    nodes.push(el("path", { class: "stair", d: `M${x(from)},${before}H${x(to)}` }));
    nodes.push(el("path", { class: to > edge + 0.05 ? "drop far" : "drop", d: `M${x(to)},${before}V${after}` }));
    if (isLast && way === "both")
      nodes.push(text(x(to), after + 31, `−${fixed(gain, 2, language)}`, "gain halo", "middle"));
  }
  const power = START + steps;
  const [left, top] = [x(power), y(lossAt(law, way, power))];
  nodes.push(el("circle", { class: "walker", cx: left, cy: top, r: narrow ? 8 : 10 }));
  return [...nodes, tag(scene, left, top - 16, rented(rent, power, language, words))];
}

/**
 * A price tag that points down to a place.
 *
 * @param {Scene} scene
 * @param {number} x
 * @param {number} y
 * @param {string} words
 */
function tag({ narrow, width }, x, y, words) {
  const half = (words.length * (narrow ? 9.5 : 10.5)) / 2 + 14;
  const middle = Math.min(Math.max(x, half + 4), width - half - 4);
  const [top, tall] = [y - 42, 34];
  return el(
    "g",
    { class: "tag" },
    el("rect", { x: middle - half, y: top, width: 2 * half, height: tall, rx: 9 }),
    el("path", { d: `M${x - 7},${top + tall}h14l-7,8z` }),
    text(middle, top + 23, words, "", "middle"),
  );
}
