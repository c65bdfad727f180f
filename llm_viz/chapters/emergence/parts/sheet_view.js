// Draws the answers of one moment as a sheet that is marked: a tick or a cross for each, or each digit by itself.

import { el } from "../../../kit/browser/dom.js";
import { count, fixed } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { pointsOf, rightDigits } from "./answers_math.js";
import { text } from "./marks_view.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { AnswersPayload, Sum } from "./answers.js"
 *
 * @typedef {{ width: number, height: number, narrow: boolean, language: Language }} Room Pixels of the sheet.
 */

const HEAD = 34; // pixels
const FOOT = 40;
const SHOWN_NARROW = 8;

/**
 * The room for the sheet in pixels.
 *
 * @param {Element} side
 * @param {boolean} narrow
 */
export function sheetSize(side, narrow) {
  return { width: side.clientWidth, height: narrow ? 226 : side.clientHeight };
}

/**
 * Draw the sheet; what it is read out as.
 *
 * @param {SVGSVGElement} svg
 * @param {AnswersPayload} payload
 * @param {Room} room
 */
export function drawSheet(svg, { settings, moments, sums, words }, { width, height, narrow, language }) {
  const { step, answers } = moments[settings.moment];
  const { soft } = settings;
  const shown = narrow ? sums.slice(0, SHOWN_NARROW) : sums;
  const columns = narrow ? 2 : 1;
  const rows = shown.length / columns;
  const [wide, high] = [width / columns, (height - HEAD - FOOT) / rows];
  const points = shown.map(({ truth }, index) => pointsOf(answers[index], truth, soft));
  const total = points.reduce((sum, point) => sum + point, 0);
  const title = filledText(words.sheet, { step: count(step, language) });
  const written = soft ? fixed(total, 1, language) : String(total);
  const earned = filledText(words.points, { points: written, most: String(shown.length) });
  svg.replaceChildren(
    text(narrow ? 6 : 0, 22, title, "strong"),
    ...shown.flatMap((sum, index) => {
      const at = { left: Math.floor(index / rows) * wide + (narrow ? 6 : 0), top: HEAD + (index % rows) * high };
      return answerRow(sum, answers[index], points[index], soft, words, { ...at, wide, high, narrow });
    }),
    text(narrow ? width - 8 : width, height - 10, earned, "big", "end"),
  );
  return `${title}: ${shown.map(({ asked }, index) => `${asked} ${answers[index]}`).join(", ")}. ${earned}`;
}

/**
 * A sum with the answer of the model in boxes, and what it is worth.
 *
 * @param {Sum} sum
 * @param {string} answer
 * @param {number} points
 * @param {0 | 1} soft
 * @param {Record<string, string>} words
 * @param {{ left: number, top: number, wide: number, high: number, narrow: boolean }} place
 */
function answerRow({ asked, truth }, answer, points, soft, words, { left, top, wide, high, narrow }) {
  const size = Math.min(narrow ? 20 : 27, high - 6);
  const middle = top + high / 2;
  const start = left + (narrow ? 78 : 96);
  const right = rightDigits(answer, truth);
  const isRight = right.every(Boolean);
  const boxAt = (/** @type {number} */ place) => start + place * (size + 3);
  const boxes = [...answer].flatMap((digit, place) => {
    const x = boxAt(place);
    const counts = soft ? right[place] : isRight;
    const look = counts ? "counts" : "counts-not";
    const box = el("rect", { class: look, x, y: middle - size / 2, width: size, height: size, rx: 5 });
    return [box, text(x + size / 2, middle + 6, digit, `digit ${look}`, "middle")];
  });
  const strike = (/** @type {number} */ from, /** @type {number} */ to) => {
    const ends = { x1: from + 4, x2: to - 4, y1: middle + size / 2 - 5, y2: middle - size / 2 + 5 };
    return el("line", { class: "strike", ...ends });
  };
  const wrong = right.flatMap((isGood, place) => (isGood ? [] : [place]));
  const strikes = soft
    ? wrong.map((place) => strike(boxAt(place), boxAt(place) + size))
    : isRight
      ? []
      : [strike(start, boxAt(truth.length - 1) + size)];
  const score = soft ? `${Math.round(points * truth.length)}/${truth.length}` : isRight ? words.right : words.wrong;
  const look = points === 1 ? "score full" : points === 0 ? "score none" : "score";
  return [
    text(left, middle + 6, asked, "asked"),
    ...boxes,
    ...strikes,
    text(left + wide - (narrow ? 12 : 4), middle + 6, score, look, "end"),
  ];
}
