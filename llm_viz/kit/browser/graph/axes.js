// Two axes with their grid, numbers and titles.

import { axisBottom, axisLeft, select } from "../d3.module.js";
import { el } from "../dom.js";
import { label } from "./labels.js";
import { tickOf } from "./scales.js";

/**
 * @import { Language } from "../numbers.js"
 * @import { Axis, Scale } from "./scales.js"
 *
 * @typedef {{ left: number, right: number, top: number, bottom: number }} Box Where the axes are, in pixels.
 */

const TICK = 5; // pixels
const GAP = 8; // pixels between an axis and its numbers

/**
 * The horizontal axis, its numbers below.
 *
 * @param {Axis} axis
 * @param {Scale} scale
 * @param {number[]} ticks
 * @param {Box} box
 * @param {Language} language
 */
export function horizontalAxis(axis, scale, ticks, box, language) {
  const drawn = axisBottom(scale).tickValues(ticks).tickSizeInner(TICK).tickSizeOuter(0).tickPadding(GAP);
  const node = axisNode(drawn.tickFormat((value) => tickOf(axis, Number(value), language)));
  node.setAttribute("transform", `translate(0 ${box.bottom})`);
  const base = el("line", { x1: box.left, x2: box.right, y1: box.bottom, y2: box.bottom, class: "axis" });
  return [node, base];
}

/**
 * The vertical axis as lines across, its numbers on the left.
 *
 * @param {Axis} axis
 * @param {Scale} scale
 * @param {number[]} ticks
 * @param {Box} box
 * @param {Language} language
 */
export function verticalAxis(axis, scale, ticks, box, language) {
  const drawn = axisLeft(scale)
    .tickValues(ticks)
    .tickSizeInner(box.left - box.right)
    .tickSizeOuter(0)
    .tickPadding(GAP);
  const node = axisNode(drawn.tickFormat((value) => tickOf(axis, Number(value), language)));
  node.setAttribute("transform", `translate(${box.left} 0)`);
  return [node];
}

/**
 * The titles: that of the vertical axis above it, that of the horizontal one below its right end.
 *
 * @param {{ x: Axis, y: Axis, height: number }} graph
 * @param {Box} box
 */
export function axisTitles({ x, y, height }, box) {
  return [label(0, 16, y.title, "start", "title"), label(box.right, height - 6, x.title, "end", "title")];
}

/**
 * An axis of d3 in our looks: classes instead of its attributes, and no line of its own.
 *
 * @param {import("d3").Axis<import("d3").NumberValue>} axis
 */
export function axisNode(axis) {
  const node = el("g");
  const drawn = select(node).call(axis);
  for (const name of ["fill", "font-size", "font-family"]) drawn.attr(name, null);
  drawn.select(".domain").remove();
  drawn.selectAll("line").attr("stroke", null).attr("class", "grid");
  drawn.selectAll("text").attr("fill", null).attr("class", "label number");
  return node;
}
