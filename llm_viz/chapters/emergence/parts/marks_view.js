// Draws the picture of the two markings: axes, points between both, the covered point and the guess.

import { dashedMark } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";
import { filledText } from "../../../kit/browser/sentences.js";

/**
 * @import { Marked, MarksPayload, PictureOfMarks } from "./marks.js"
 *
 * @typedef {object} Scene What is drawn, and where.
 * @property {MarksPayload} payload
 * @property {PictureOfMarks} picture
 * @property {boolean} narrow
 * @property {number} width Pixels.
 * @property {number} height
 * @property {number} mix From 0, all or nothing, to 1, part marks.
 * @property {number} rise From 0, where the largest model was guessed, to 1, where it is.
 * @property {(share: number) => string} percent How a share is written.
 */

const FEW = 20; // points, up to which they are joined by a line and written beside

/** @param {Scene} scene Pixels of the plot's edges. */
export function boxOf({ width, height, narrow }) {
  return narrow
    ? { left: 50, right: width - 22, top: 36, base: height - 46 }
    : { left: 76, right: width - 40, top: 46, base: height - 54 };
}

/**
 * @param {Scene} scene
 * @returns {{ x: (place: number) => number, y: (share: number) => number }}
 */
export function scalesOf(scene) {
  const { left, right, top, base } = boxOf(scene);
  const [low, high] = scene.picture.ends;
  return {
    x: (place) => left + ((place - low) / (high - low)) * (right - left),
    y: (share) => base - share * (base - top),
  };
}

/**
 * @param {number} x
 * @param {number} y
 * @param {string} words
 * @param {string} [look] Classes.
 * @param {"start" | "middle" | "end"} [anchor]
 */
export function text(x, y, words, look = "", anchor = "start") {
  return el("text", { x: x.toFixed(1), y: y.toFixed(1), class: look, "text-anchor": anchor }, words);
}

/** @param {Scene} scene */
export function axes(scene) {
  const { picture, narrow, mix, payload } = scene;
  const { left, right, top, base } = boxOf(scene);
  const { x, y } = scalesOf(scene);
  const face = picture.faces[mix > 0.5 ? 1 : 0];
  const nodes = face.ticks.flatMap((tick, index) => {
    const at = y(index / (face.ticks.length - 1));
    const line = el("line", { class: index ? "rule" : "base", x1: left, x2: right, y1: at, y2: at });
    return [line, text(left - 9, at + 5, tick, "", "end")];
  });
  nodes.push(text(narrow ? 8 : 20, top - 18, face.axis, "strong halo"));
  const isOpen = payload.question.open;
  for (const [index, [place, tick]] of picture.ticks.entries()) {
    if ((isOpen && index === picture.ticks.length - 1) || (narrow && picture.ticks.length > 4 && index % 2)) continue;
    nodes.push(el("line", { class: "rule", x1: x(place), x2: x(place), y1: base, y2: base + 5 }));
    nodes.push(text(x(place), base + 20, tick, "", "middle"));
  }
  return [...nodes, text(right + (narrow ? 12 : 0), base + (narrow ? 38 : 42), picture.axis, "", "end")];
}

/**
 * Where a point stands now: between both markings, and on its way from the guess to the truth.
 *
 * @param {Scene} scene
 * @param {Marked} point
 * @param {boolean} isLargest
 */
function heightOf({ mix, rise, payload }, point, isLargest) {
  const hard = isLargest
    ? payload.settings.guess / 100 + (point.hard.height - payload.settings.guess / 100) * rise
    : point.hard.height;
  return hard + (point.soft.height - hard) * mix;
}

/** @param {Scene} scene */
export function points(scene) {
  const { picture, payload, mix, narrow } = scene;
  const { x, y } = scalesOf(scene);
  const isFew = picture.points.length <= FEW;
  const isJoined = picture.joined;
  const isHollow = picture.computed && mix > 0.5;
  const last = picture.points.length - 1;
  const covers = payload.settings.picture === "sums" && !payload.question.open;
  const spots = picture.points.map((point, index) => ({
    point,
    left: x(point.place),
    top: y(heightOf(scene, point, covers && index === last)),
    from: y(point.hard.height),
  }));
  /** @type {SVGElement[]} */
  const nodes = [];
  const path = (/** @type {(spot: typeof spots[number]) => number} */ top) =>
    spots.map((spot, index) => `${index ? "L" : "M"}${spot.left.toFixed(1)},${top(spot).toFixed(1)}`).join("");
  if (isJoined) nodes.push(el("path", { class: "link", d: path(({ top }) => top) }));
  if (isJoined && mix > 0.02)
    nodes.push(el("path", { class: "was", d: path(({ from }) => from), style: { opacity: mix } }));
  for (const { point, left } of spots) {
    const { hard, soft } = point;
    if (hard.low === null || hard.high === null || soft.low === null || soft.high === null) continue;
    if (covers && scene.rise < 1 && point === picture.points[last]) continue;
    const [low, high] = [hard.low + (soft.low - hard.low) * mix, hard.high + (soft.high - hard.high) * mix];
    nodes.push(el("line", { class: "interval", x1: left, x2: left, y1: y(low), y2: y(high) }));
  }
  const radius = isJoined && isFew ? (narrow ? 7 : 9) : narrow ? 5.5 : 6.5;
  for (const { point, left, top } of spots) {
    const look = `dot${isHollow ? " hollow" : ""}${isFew ? "" : " many"}`;
    const title = el("title", {}, `${point.label}: ${point.value.join(" · ")}`);
    nodes.push(el("circle", { class: look, cx: left.toFixed(1), cy: top.toFixed(1), r: radius }, title));
  }
  if (!isFew) return nodes;
  for (const [index, { point, left, top }] of spots.entries()) {
    const named = (payload.question.open ? 2 : 3) - (narrow ? 1 : 0); // of the last points
    if (index > 0 && index <= last - named) continue;
    const isLargest = index === last && !payload.question.open && picture.computed;
    if (isLargest && scene.rise < 1) continue;
    const written = point.value[mix > 0.5 ? 1 : 0];
    nodes.push(
      isLargest
        ? text(left - 18, top + 7, written, "big halo", "end")
        : text(left, top - 18, written, "strong halo", index === 0 ? "start" : "middle"),
    );
  }
  return nodes;
}

/** @param {Scene} scene Where Wei et al. saw the ability emerge. */
export function emergence(scene) {
  const { payload, picture, narrow, mix } = scene;
  if (!picture.computed || payload.question.open || narrow) return [];
  const { x, y } = scalesOf(scene);
  const left = x(payload.emerged);
  const top = y(mix > 0.5 ? 0.62 : 0.4);
  const line = el("line", { class: "wei", x1: left, x2: left, y1: y(0), y2: top });
  const nodes = [line, text(left - 6, top - 8, payload.words.wei, "halo", "end")];
  if (mix > 0.5) nodes.push(text(boxOf(scene).right, y(0.06), payload.words.computed, "halo", "end"));
  return nodes;
}

/**
 * The rail of the covered point, or afterwards the ghost of the guess.
 *
 * @param {Scene} scene
 * @param {SVGElement} handle The mark that is dragged.
 */
export function guess(scene, handle) {
  const { payload, mix, percent } = scene;
  const { question, settings, largest, words } = payload;
  const { x, y } = scalesOf(scene);
  const { base } = boxOf(scene);
  const left = x(largest[0]);
  const top = y(settings.guess / 100);
  const named = filledText(words.you, { value: percent(settings.guess / 100) });
  if (question.open) {
    const rail = el("line", { class: "rail", x1: left, x2: left, y1: y(0), y2: y(1) });
    return [
      rail,
      el("path", { class: "arrow", d: `M${left - 7},${top - 31}l7,-8l7,8M${left - 7},${top + 31}l7,8l7,-8` }),
      handle,
      text(left - 34, top + 7, named, "me halo", "end"),
      text(left, base + 20, largest[1], "strong halo", "middle"),
    ];
  }
  if (question.guess === null || settings.picture !== "sums" || mix > 0.5) return [];
  const mark = dashedMark("?", { x: left, y: top, width: 34, size: 20, isGhost: true });
  return [mark, text(left - 26, top + 6, named, "me halo", "end")];
}
