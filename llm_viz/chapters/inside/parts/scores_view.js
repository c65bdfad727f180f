// Draws the last step: from the vector to scores that can be moved, from scores to powers of e, from powers to shares.

import { dashedMark } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";
import { shortened } from "../../../kit/browser/graph/labels.js";
import { hueColour, huesOf } from "../../../kit/browser/hues.js";
import { count, large, percent, powerOfTen } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { rowLevel, slices } from "./scores_room.js";
import { ACROSS, cells, deepest } from "./tile.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { ScoresPayload, Worked } from "./scores.js"
 * @import { ScoresRoom } from "./scores_room.js"
 */

const READABLE = 1e15; // above it, a number is written as a power of ten
export const BAR = 22; // pixels

/**
 * What stands whatever the scores are: the vector, the names, the heads of the columns.
 *
 * @param {SVGSVGElement} picture
 * @param {ScoresRoom} room
 * @param {ScoresPayload} payload
 * @param {Language} language
 */
export function groundNodes(picture, room, payload, language) {
  const { candidates, vocabulary, state, words } = payload;
  const { name, isNarrow, score, power, share, column } = room;
  const hues = huesOf(candidates.map(({ label }) => label));
  const names = candidates.map(({ label }, row) => {
    const y = rowLevel(room, row);
    const kind = row === 0 ? "chip chosen" : "chip";
    const middle = (name.from + name.to) / 2;
    const fill = row === 0 ? "var(--chosen)" : hueColour(hues[row]);
    return el(
      "g",
      { class: kind },
      el("title", {}, label),
      el("rect", { x: name.from, y: y - 14, width: name.to - name.from, height: 28, rx: 6, style: { fill } }),
      el(
        "text",
        { x: middle, y: y + 6, "text-anchor": "middle" },
        shortened(picture, label, name.to - name.from - 10, "name"),
      ),
    );
  });
  const others = filledText(words.others, { count: count(vocabulary - candidates.length, language) });
  const last = rowLevel(room, candidates.length);
  const head = (/** @type {string} */ key, /** @type {number} */ x, anchor = "start") => [
    el("text", { class: "head", x, y: isNarrow ? 26 : 24, "text-anchor": anchor }, words[key]),
    isNarrow ? "" : el("text", { class: "quiet-text", x, y: 44, "text-anchor": anchor }, words[`${key}_under`]),
  ];
  const rule = rowLevel(room, candidates.length + 1) - room.row / 2 + (isNarrow ? 4 : 0);
  return [
    ...vectorNodes(room, state, candidates.length, words),
    ...names,
    el(
      "text",
      {
        class: "quiet-text",
        x: isNarrow ? name.from : name.to,
        y: last + 5,
        "text-anchor": isNarrow ? "start" : "end",
      },
      others,
    ),
    ...(isNarrow
      ? [...head("score", score.from), ...head("share", share, "end")]
      : [...head("score", score.from), ...head("power", power.from), ...head("share", share, "end")]),
    payload.log_sum === null
      ? ""
      : el("path", { class: "rule", d: `M${isNarrow ? name.from : power.from - 60} ${rule}H${share}` }),
    isNarrow
      ? ""
      : el("rect", {
          class: "whole",
          x: column.from,
          y: room.top,
          width: column.to - column.from,
          height: room.row * 6,
        }),
  ];
}

/**
 * The last vector, and that it meets a row of numbers of every token.
 *
 * @param {ScoresRoom} room
 * @param {number[]} state
 * @param {number} rows
 * @param {Record<string, string>} words
 */
function vectorNodes(room, state, rows, words) {
  if (state.length === 0) return [];
  const { tile, name, isNarrow } = room;
  const lines = Array.from({ length: isNarrow ? 0 : rows + 1 }, (_, row) => {
    const [x, y, level] = [tile.x + tile.size + 4, tile.y + tile.size / 2, rowLevel(room, row)];
    const middle = (x + name.from) / 2;
    return el("path", {
      class: row === 0 ? "meets best" : "meets",
      d: `M${x} ${y}C${middle} ${y} ${middle} ${level} ${name.from - 4} ${level}`,
    });
  });
  const at = isNarrow ? { x: tile.x + tile.size + 6, y: 26 } : { x: tile.x, y: tile.y - 12 };
  const scale = tile.size / ACROSS;
  return [
    ...lines,
    el(
      "g",
      {
        class: "tile",
        transform: `translate(${tile.x} ${tile.y}) scale(${scale})`,
        role: "img",
        "aria-label": words.vector,
      },
      ...cells(state, deepest(state)),
    ),
    isNarrow ? "" : el("text", { class: "strong", ...at }, words.vector),
  ];
}

/**
 * What follows from the scores. `worked` null: nothing is known of it yet; `grown`: how much of it is shown, 0 to 1.
 *
 * @param {ScoresRoom} room
 * @param {ScoresPayload} payload
 * @param {Worked | null} worked
 * @param {number} grown
 * @param {Language} language
 */
export function powerNodes(room, { candidates, words }, worked, grown, language) {
  const { power, powerText, share, isNarrow, under } = room;
  const rows = [...candidates.keys(), candidates.length];
  if (worked === null) {
    return rows.flatMap((row) => {
      const y = rowLevel(room, row);
      return row === 0
        ? [dashedMark("?", { x: share - 30, y, size: isNarrow ? 18 : 24 })]
        : [el("text", { class: "share unknown", x: share, y: y + 6, "text-anchor": "end" }, "?")];
    });
  }
  const highest = Math.max(...worked.powers);
  const drawn = rows.flatMap((row) => {
    const y = rowLevel(room, row);
    const value = worked.powers[row];
    const wide = Math.max(value > 0 ? 1.5 : 0, ((power.to - power.from) * grown * value) / highest);
    const kind = row === 0 ? "best" : row === candidates.length ? "rest" : "";
    const high = isNarrow ? 9 : BAR;
    return [
      el("rect", { class: `power ${kind}`, x: power.from, y: y + under - high / 2, width: wide, height: high, rx: 3 }),
      el("text", { class: isNarrow ? "quiet-text" : "number", x: powerText, y: y + under + 5 }, written(value)),
      el(
        "text",
        { class: `share ${kind}`, x: share, y: y + (row === 0 ? 9 : 6), "text-anchor": "end" },
        percent(worked.shares[row], language),
      ),
    ];
  });
  const sum = rowLevel(room, candidates.length + 1) + (isNarrow ? 4 : 0);
  return [
    ...drawn,
    el(
      "text",
      {
        class: "strong",
        x: isNarrow ? room.name.from : power.from - 12,
        y: sum + 5,
        "text-anchor": isNarrow ? "start" : "end",
      },
      words.sum,
    ),
    el("text", { class: "number strong", x: isNarrow ? powerText : power.from, y: sum + 5 }, written(worked.sum)),
    el("text", { class: "share", x: share, y: sum + 6, "text-anchor": "end" }, percent(1, language)),
    ...columnNodes(room, candidates, worked.shares, grown),
  ];
}

/**
 * All shares in one bar, each flowing there from its row; the last one is that of all other tokens.
 *
 * @param {ScoresRoom} room
 * @param {ScoresPayload["candidates"]} candidates
 * @param {number[]} shares
 * @param {number} grown
 */
function columnNodes(room, candidates, shares, grown) {
  const { column, isNarrow, top, row, height, share } = room;
  const hues = huesOf(candidates.map(({ label }) => label));
  const fill = (/** @type {number} */ row) =>
    candidates[row] === undefined ? "var(--hatch)" : row === 0 ? "var(--chosen)" : hueColour(hues[row]);
  if (isNarrow) {
    const y = height - 30;
    return slices(
      shares.map((each) => each * grown),
      column,
    ).map(({ from, to }, index) =>
      el("rect", {
        class: "slice",
        x: from,
        y,
        width: Math.max(0, to - from),
        height: 24,
        style: { fill: fill(index) },
      }),
    );
  }
  const span = { from: top, to: top + row * shares.length };
  const start = share + 14;
  return slices(
    shares.map((each) => each * grown),
    span,
  ).flatMap(({ from, to }, index) => {
    const y = rowLevel(room, index);
    const half = Math.min(14, Math.max(0.75, (to - from) / 2));
    const middle = (start + column.from) / 2;
    const flow = `M${start} ${y - half}C${middle} ${y - half} ${middle} ${from} ${column.from} ${from}V${to}C${middle} ${to} ${middle} ${y + half} ${start} ${y + half}Z`;
    return [
      el("path", { class: "flows", d: flow, style: { fill: fill(index) } }),
      el("rect", {
        class: "slice",
        x: column.from,
        y: from,
        width: column.to - column.from,
        height: Math.max(0, to - from),
        style: { fill: fill(index) },
      }),
    ];
  });
}

/** @param {number} power */
function written(power) {
  return power >= READABLE || power < 1 ? powerOfTen(power) : large(power);
}
