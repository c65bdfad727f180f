// Draws the law of our own: measured points, the line through those that count, and how far its promise is off.

import { dashedMark } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";
import { label, spread } from "../../../kit/browser/graph/labels.js";
import { pressable, walkWithArrows } from "../../../kit/browser/keyboard.js";
import { fixed, large } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { lossAt } from "./own_math.js";

/**
 * @import { fillWithGraph, Graph, Series } from "../../../kit/browser/graph/draw.js"
 * @import { Scene } from "./own.js"
 *
 * @typedef {ReturnType<typeof fillWithGraph>} Drawn
 */

export const NARROW = 720; // pixels
const MORE = { wide: 4.5, narrow: 7 }; // times the last x, where the axis ends: what lies there is written beside it
const LESS = 1.8; // times less than the first x, where it begins
const RADIUS = 8; // pixels of a point
const FINGER = 20; // pixels around it that answer to the pointer
const ROW = 21; // pixels between two texts

/**
 * The axes, and the line through the points that count, as far as they reach.
 *
 * @param {Scene} scene
 * @param {boolean} isNarrow
 * @returns {Omit<Graph, "height">}
 */
export function graphOf({ payload, points, law, alt, language, top }, isNarrow) {
  const { strings, mine, settings, question } = payload;
  const { floor } = law;
  const shown = points.flatMap(({ losses }) => losses).map((loss) => loss - floor);
  const kept = points.filter((point) => point.counts);
  const last = question.open ? payload.asked : points[points.length - 1].x;
  const asSeries = { line: true, marks: null, hover: null };
  /** @type {Series[]} */
  const series = [];
  if (!question.open) {
    const ends = [kept[0].x, kept[kept.length - 1].x].map((x) => [x, lossAt(law, x) - floor]);
    series.push({ ...asSeries, name: strings.through, colour: "ink", dash: "solid", points: ends });
  }
  if (mine && settings.series === "size") {
    const name = filledText(strings.mine, { seed: mine.seed });
    const trials = mine.trials.filter(([, loss]) => loss > floor).map(([x, loss]) => [x, loss - floor]);
    series.push({ name, colour: "third", dash: "solid", line: false, marks: "diamond", hover: null, points: trials });
  }
  return {
    x: {
      title: strings[`axis-${settings.series}`],
      log: true,
      percent: false,
      low: points[0].x / LESS,
      high: last * (isNarrow ? MORE.narrow : MORE.wide),
    },
    y: {
      title: filledText(strings["axis-above"], { floor: fixed(floor, 3, language) }),
      log: true,
      percent: false,
      low: Math.min(...shown.filter((distance) => distance > 0)) * 0.55,
      high: Math.max(...shown, top - floor) * 1.25,
      // The axis spreads the distance from the floor; it is told, as everything in the picture, as the whole loss.
      written: (distance) => fixed(floor + distance, 2, language),
    },
    alt,
    levels: [],
    series,
  };
}

/**
 * All points as buttons that take them off the line, each with the losses of its seeds.
 *
 * @param {Scene} scene
 * @param {Drawn} drawn
 * @param {(index: number) => void} press
 */
export function pointsOf({ payload, points, law, language }, { x, y }, press) {
  const { strings, question } = payload;
  const group = el("g");
  const buttons = points.map((point, index) => {
    const at = { cx: x(point.x), cy: y(point.loss - law.floor) };
    const seeds = point.losses
      .filter((loss) => loss > law.floor)
      .map((loss) => el("circle", { class: "seed", cx: at.cx, cy: y(loss - law.floor), r: 3 }));
    const name = filledText(strings.hover, { x: large(point.x, language), loss: fixed(point.loss, 3, language) });
    const button = question.open ? {} : { ...pressable(() => press(index)), "aria-label": name };
    return el(
      "g",
      { class: "sample", "aria-pressed": String(point.counts), ...button },
      ...seeds,
      el("circle", { class: "hand", ...at, r: FINGER }),
      el("circle", { class: "mark", ...at, r: RADIUS }),
      el("title", {}, name),
    );
  });
  if (!question.open) walkWithArrows(group, buttons);
  group.append(...buttons);
  return group;
}

/**
 * What the line promises for the largest point that does not count, what was measured there, and the guess.
 *
 * @param {Scene} scene
 * @param {Drawn} drawn
 * @param {boolean} isNarrow
 * @param {number} rise How much of the way from the guess to the truth is gone, from 0 to 1.
 */
export function promiseOf({ payload, points, law, promised, language }, { x, y, box }, isNarrow, rise) {
  const { strings, guess, settings } = payload;
  if (!promised) return [];
  const { point, loss } = promised;
  const start = points.filter(({ counts }) => counts).at(-1) ?? points[0];
  const place = x(point.x);
  const [line, truth] = [y(loss - law.floor), y(point.loss - law.floor)];
  /** @type {(key: string, value: number) => string} */
  const said = (key, value) =>
    isNarrow ? fixed(value, 2, language) : filledText(strings[key], { loss: fixed(value, 3, language) });
  const isGuessed = guess !== null && settings.series === "size" && point === points.at(-1);
  const named = [
    { at: truth, text: said("measured", point.loss), look: "truth" },
    { at: line, text: said("line", loss), look: "" },
    ...(isGuessed
      ? [
          {
            at: y(Math.max(guess - law.floor, 1e-3)),
            text: isNarrow ? fixed(guess, 2, language) : filledText(strings.you, { loss: fixed(guess, 2, language) }),
            look: "me",
          },
        ]
      : []),
  ];
  const rows = spread(
    named.map(({ at }) => at),
    { low: box.top, high: box.bottom, gap: ROW },
  );
  const from = y(lossAt(law, start.x) - law.floor);
  const end = { x: x(start.x) + rise * (place - x(start.x)), y: from + rise * (line - from) };
  const nodes = [
    el("path", { class: "promise", d: `M${x(start.x)},${from}L${end.x},${end.y}` }),
    el("line", { class: "miss", x1: place, x2: place, y1: line, y2: line + rise * (truth - line) }),
  ];
  const texts = named.map(({ text, look }, index) => label(place + 22, rows[index] + 5, text, "start", look));
  const ghost = isGuessed ? [dashedMark("?", { x: place, y: named[2].at, width: 30, size: 18, isGhost: true })] : [];
  return [...nodes, ...ghost, ...texts];
}
