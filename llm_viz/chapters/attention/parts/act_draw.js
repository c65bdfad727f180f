// What the pictures of this chapter's acts are drawn with: words on chips, the pictures of the senses, smooth lines.

import { contextOf } from "../../../kit/browser/canvas.js";
import { el } from "../../../kit/browser/dom.js";
import { hueColour, hueOf } from "../../../kit/browser/hues.js";

/** @typedef {{ node: SVGGElement, x: number, y: number, width: number, height: number, middle: number }} WordChip */

const MOST_TEXT = 400; // characters that are measured
const PEN = document.createElement("canvas");

/** Paths on a field of 48 × 48; the first is filled. */
const PICTURES = /** @type {Record<string, string[]>} */ ({
  fruit: [
    "M24 15c-4-4-15-3-15 9 0 10 7 18 11 18 2 0 3-1 4-1s2 1 4 1c4 0 11-8 11-18 0-12-11-13-15-9z",
    "M24 14c0-4 1-7 4-9",
    "M27 11c2-5 7-6 10-5 0 4-4 7-10 5z",
  ],
  company: [
    "M9 42V8h18v34z",
    "M27 42V20h12v22M4 42h40",
    "M15 15v3M21 15v3M15 23v3M21 23v3M15 31v3M21 31v3M33 27v2M33 34v2",
  ],
  money: ["M4 14h40v22H4z", "M24 19a6 6 0 1 0 .01 0zM10 20v10M38 20v10"],
  river: ["M3 16c7 0 9-7 17-7s8 7 14 7h11", "M3 27q5-5 10 0t10 0 10 0 12 0M3 37q5-5 10 0t10 0 10 0 12 0"],
});
const SENSES = /** @type {Record<string, [string, string]>} */ ({
  apple: ["fruit", "company"],
  "apple-ja": ["fruit", "company"],
  bank: ["money", "river"],
});

/**
 * How wide a text is, in pixels.
 *
 * @param {string} text
 * @param {number} size Of the type, in pixels.
 * @param {number} [weight]
 */
export function textWidth(text, size, weight = 400) {
  const pen = contextOf(PEN);
  pen.font = `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`;
  return pen.measureText(text.slice(0, MOST_TEXT)).width;
}

/**
 * The end of a text that has room, with "…" for what has none.
 *
 * @param {string} text
 * @param {number} size
 * @param {number} room In pixels.
 */
export function endThatFits(text, size, room) {
  const letters = [...text];
  if (textWidth(text, size) <= room) return text;
  while (letters.length > 1 && textWidth(`…${letters.join("")}`, size) > room) letters.shift();
  return `…${letters.join("")}`;
}

/**
 * @param {string} text
 * @param {number} size Of the type, in pixels.
 * @param {boolean} [isChosen]
 */
export function chipWidth(text, size, isChosen = false) {
  return textWidth(text, size, isChosen ? 650 : 400) + size * 0.68;
}

/**
 * A word on a chip whose left edge is at x and whose middle is at y.
 *
 * @param {string} text
 * @param {{ x: number, y: number, size: number, kind?: "word" | "chosen" | "faint" }} place
 * @returns {WordChip}
 */
export function wordChip(text, { x, y, size, kind = "word" }) {
  const width = chipWidth(text, size, kind === "chosen");
  const height = size * 1.5;
  const fill = kind === "word" ? hueColour(hueOf(text)) : null;
  const node = el(
    "g",
    { class: `word-chip ${kind}` },
    el("rect", { x, y: y - height / 2, width, height, rx: size * 0.32, style: fill ? { fill } : {} }),
    el("text", { x: x + width / 2, y: y + size * 0.35, style: { "font-size": `${size}px` } }, text),
  );
  return { node, x, y, width, height, middle: x + width / 2 };
}

/**
 * The picture of a sense (0 = A) of a word that comes with the app, as large as `size`; null where there is none.
 *
 * @param {string} word Its key.
 * @param {number} side
 * @param {{ x: number, y: number, size: number }} place Its middle.
 */
export function sensePicture(word, side, { x, y, size }) {
  const name = SENSES[word]?.[side];
  if (!name) return null;
  const transform = `translate(${x - size / 2} ${y - size / 2}) scale(${size / 48})`;
  const paths = PICTURES[name].map((d, index) => el("path", { d, class: index === 0 ? "filled" : "" }));
  return el("g", { transform, class: "sense-picture", "aria-hidden": "true" }, ...paths);
}

/**
 * A smooth line through points from left to right that never leaves the range between two neighbours (monotone cubic,
 * Fritsch and Carlson 1980).
 *
 * @param {[number, number][]} points
 */
export function smoothLine(points) {
  if (points.length < 2) return "";
  const last = points.length - 1;
  const slopes = points.slice(1).map(([x, y], index) => (y - points[index][1]) / (x - points[index][0]));
  const tangents = points.map((_, index) => {
    const [before, after] = [slopes[Math.max(0, index - 1)], slopes[Math.min(last - 1, index)]];
    return before * after <= 0 ? 0 : (2 * before * after) / (before + after);
  });
  const parts = [`M${points[0]}`];
  for (let index = 1; index <= last; index++) {
    const [[x, y], [beforeX, beforeY]] = [points[index], points[index - 1]];
    const third = (x - beforeX) / 3;
    parts.push(
      `C${beforeX + third},${beforeY + third * tangents[index - 1]} ${x - third},${y - third * tangents[index]} ${x},${y}`,
    );
  }
  return parts.join("");
}

/**
 * What there is to say about how a picture was made, folded; null if nothing is.
 *
 * @param {string} title
 * @param {string} note
 */
export function noteNode(title, note) {
  return note === "" ? null : el("details", { class: "note" }, el("summary", {}, title), el("p", {}, note));
}

/**
 * @param {Element} node
 * @param {Record<string, string | number>} attributes
 */
export function put(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
}
