// Draws one block as a confluence: the list of a word passes from left to right, attention fetches from other words and
// adds from above, the feed-forward layer adds from below. How thick each is says how long.

import { dashedMark } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";
import { huesInRow } from "../../../kit/browser/hues.js";
import { walkWithArrows } from "../../../kit/browser/keyboard.js";
import { fixed, percent, threeDigits } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { arrowsOf, fitted } from "./block_math.js";
import { bandOf, lengthBetween, thicknesses, wordSpot } from "./block_room.js";
import { ACROSS, cells, deepest } from "./tile.js";
import { CHIP, wordChip } from "./words.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Point } from "./block_math.js"
 * @import { BlockRoom, Spot } from "./block_room.js"
 * @import { Word } from "./words.js"
 *
 * @typedef {object} Seen What is drawn of a block; all of it can be between two blocks.
 * @property {number[][]} vectors Before, attention, feed-forward, after.
 * @property {number[]} lengths
 * @property {number[]} turns
 * @property {number[]} weights On all that stands before the row of words, and on each of them.
 *
 * @typedef {object} BlockLook
 * @property {boolean} isCovered Whether the list after the block is not to be seen.
 * @property {string | null} guess What was guessed for its length.
 * @property {number} cell In the frame.
 * @property {string} head Whose looks are drawn.
 * @property {(cell: number) => void} pick
 * @property {Record<string, string>} strings
 * @property {Language} language
 */

const KINDS = /** @type {const} */ (["before", "attends", "feeds", "after"]);
const LEAST_SHARE = 0.03; // of the attention, to be written under a word
const WIDEST = 22; // pixels, of a look

/**
 * The words in a row, one stop of the Tab key.
 *
 * @param {SVGSVGElement} picture
 * @param {BlockRoom} room
 * @param {Word[]} words
 * @param {{ chosen: number, label: string, press: (word: number) => void }} look
 */
export function wordsNode(picture, room, words, { chosen, label, press }) {
  const hues = huesInRow(words.map(({ label }) => label));
  const buttons = words.map((word, place) =>
    wordChip(picture, word, {
      hue: hues[place],
      ...wordSpot(room, place),
      room: room.column,
      isPressed: place === chosen,
      isPale: place > chosen,
      press: () => press(place),
    }),
  );
  const row = el("g", { class: "row", role: "group", "aria-label": label }, ...buttons);
  walkWithArrows(row, buttons, { start: chosen });
  return row;
}

/**
 * Everything that another block changes. `share`: how far the picture is on the way to what it shows, from 0 to 1.
 *
 * @param {BlockRoom} room
 * @param {Seen} seen
 * @param {BlockLook} look
 * @param {number} share
 */
export function flowNodes(room, seen, look, share) {
  const { tiles, tile, level, right } = room;

  const between = look.isCovered ? seen.lengths[0] : lengthBetween(seen.lengths, seen.turns);
  const after = look.isCovered ? 0 : seen.lengths[3];
  const [before, attends, feeds, passing, ending] = thicknesses(room, [...seen.lengths.slice(0, 3), between, after]);
  const end = look.isCovered ? tiles.attends.x + tile : right;
  const band = bandOf({ ...room, right: end }, look.isCovered ? [before, before, before] : [before, passing, ending]);
  const [down, up] = [joining(tiles.attends, tile, level, 1), joining(tiles.feeds, tile, level, -1)];
  const side = room.isNarrow ? 1 : -1; // where nothing is written
  const { x, y } = tiles.feeds;
  const bend = (/** @type {number} */ share) => x + side * share * tile;
  const reads = `M${bend(room.isNarrow ? 0.78 : 1.15)} ${level}C${bend(room.isNarrow ? 0.78 : 0.9)} ${y} ${bend(0.7)} ${y} ${bend(0.5)} ${y}`;
  return [
    ...looksNodes(room, seen.weights, look, share),
    el("path", { class: "reads", d: reads }),
    // What joins goes under the water.
    el("path", { class: "joins attends", d: down, style: { "stroke-width": `${attends}px` } }),
    el("path", { class: "joins feeds", d: up, style: { "stroke-width": `${feeds}px` } }),
    ...(look.isCovered
      ? ["unseen-ground", "unseen"].map((kind) =>
          el("path", { class: kind, d: `M${end} ${level}H${right}`, style: { "stroke-width": `${room.thickest}px` } }),
        )
      : []),
    el("path", { class: "passing", d: band }),
    el("path", { class: "onward", d: headed([right - 12, level], [right, level]) }),
    ...squares(room, seen, look),
    ...arrowNodes(room, seen, look),
    ...(look.guess !== null && !look.isCovered ? ghost(room, look) : []),
  ];
}

/**
 * How something comes from its square into the passing list.
 *
 * @param {Spot} from
 * @param {number} tile
 * @param {number} level
 * @param {1 | -1} side 1: from above.
 */
function joining({ x, y }, tile, level, side) {
  const start = y + (side * tile) / 2;
  return `M${x} ${start}C${x} ${start + side * (Math.abs(level - start) * 0.9)} ${x + 0.35 * tile} ${level} ${x + tile} ${level}`;
}

/**
 * From the words to the square of attention, each as thick as the head looks there.
 *
 * @param {BlockRoom} room
 * @param {number[]} weights
 * @param {BlockLook} look
 * @param {number} share
 */
function looksNodes(room, weights, { head, strings, language }, share) {
  if (weights.length === 0) return [];
  const { attends } = room.tiles;
  const aim = { x: attends.x, y: attends.y - room.tile / 2 };
  const nodes = weights.flatMap((weight, index) => {
    const isEarlier = index === 0;
    if (weight < 0.002) return [];
    const spot = isEarlier ? { x: room.left - 4, y: 22 } : wordSpot(room, index - 1);
    const from = { x: spot.x, y: spot.y + CHIP / 2 };
    const path = `M${from.x} ${from.y}C${from.x} ${aim.y} ${aim.x} ${from.y + 6} ${aim.x} ${aim.y}`;
    const line = el("path", { class: "look", d: path, style: { "stroke-width": `${Math.max(1, WIDEST * weight)}px` } });
    const written = percent(weight, language);
    const said = isEarlier ? `${strings.earlier} ${written}` : written;
    const name = el(
      "text",
      {
        class: weight > 0.3 ? "looked strong" : "looked",
        x: isEarlier ? room.left : from.x,
        y: from.y + 15,
        "text-anchor": isEarlier ? "start" : "middle",
      },
      said,
    );
    const bead = {
      x: alongCurve(from.x, from.x, aim.x, aim.x, share),
      y: alongCurve(from.y, aim.y, from.y + 6, aim.y, share),
    };
    return [
      line,
      ...(share < 1 ? [el("circle", { class: "bead", cx: bead.x, cy: bead.y, r: 2 + 7 * weight })] : []),
      ...(weight >= LEAST_SHARE ? [name] : []),
    ];
  });
  const [x, anchor] = room.isNarrow
    ? [attends.x + room.tile / 2 + 8, "start"]
    : [attends.x - room.tile / 2 - 12, "end"];
  const y = room.isNarrow ? attends.y - room.tile / 2 + 8 : attends.y - 4;
  return [...nodes, el("text", { class: "quiet-text", x, y, "text-anchor": anchor }, head)];
}

/**
 * A point of a Bézier curve, one coordinate.
 *
 * @param {number} start
 * @param {number} one
 * @param {number} other
 * @param {number} end
 * @param {number} share
 */
function alongCurve(start, one, other, end, share) {
  const left = 1 - share;
  return left ** 3 * start + 3 * left ** 2 * share * one + 3 * left * share ** 2 * other + share ** 3 * end;
}

/**
 * The four lists: their first numbers as colours, the framed number, the length.
 *
 * @param {BlockRoom} room
 * @param {Seen} seen
 * @param {BlockLook} look
 */
function squares(room, { vectors, lengths }, { cell, isCovered, pick, strings, language }) {
  const most = Math.max(...vectors.map(deepest));
  const digits = Math.max(...vectors.map((vector) => Math.abs(vector[cell]))) > 99 ? 0 : 2;
  return KINDS.flatMap((kind, place) => {
    const { x, y } = room.tiles[kind];
    const half = room.tile / 2;
    const places = textPlaces(room, kind);
    const title = el("text", { class: `title ${kind}`, ...places[0] }, strings[kind]);
    if (kind === "after" && isCovered) return [title, dashedMark("?", { x, y, size: room.isNarrow ? 24 : 32 })];
    const scale = room.tile / ACROSS;
    const frame = { x: (cell % ACROSS) * scale, y: Math.floor(cell / ACROSS) * scale };
    return [
      title,
      el("rect", {
        class: "ground",
        x: x - half - 3,
        y: y - half - 3,
        width: room.tile + 6,
        height: room.tile + 6,
        rx: 6,
      }),
      el(
        "g",
        {
          class: `tile ${kind}`,
          transform: `translate(${x - half} ${y - half})`,
          role: "img",
          "aria-label": strings[kind],
        },
        el("g", { transform: `scale(${scale})` }, ...cells(vectors[place], most, pick)),
        el("rect", { class: "framed", x: frame.x - 1, y: frame.y - 1, width: scale + 1, height: scale + 1, rx: 2 }),
      ),
      el("text", { class: `value ${kind}`, ...places[1] }, fixed(vectors[place][cell], digits, language)),
      el(
        "text",
        { class: "quiet-text", ...places[2] },
        filledText(strings.length, { length: threeDigits(lengths[place], language) }),
      ),
    ];
  });
}

/**
 * Where the name, the framed number and the length of a list are written: beside what joins, above and below what passes.
 *
 * @param {BlockRoom} room
 * @param {typeof KINDS[number]} kind
 */
function textPlaces({ isNarrow, left, right, tile, tiles }, kind) {
  const { x, y } = tiles[kind];
  const half = tile / 2;
  if (kind === "before" || kind === "after") {
    const edge = kind === "before" ? left : right;
    const anchor = isNarrow ? (kind === "before" ? "start" : "end") : "middle";
    const at = isNarrow ? edge : x;
    return [y - half - 10, y + half + 20, y + half + 38].map((line) => ({ x: at, y: line, "text-anchor": anchor }));
  }
  const isLeft = isNarrow && kind === "feeds";
  const at = isLeft ? x - half - 8 : x + half + 12;
  const first = y - (isNarrow && kind === "attends" ? 2 : 14);
  return [first, first + 21, first + 40].map((line) => ({ x: at, y: line, "text-anchor": isLeft ? "end" : "start" }));
}

/**
 * The lists as arrows, end to end: why their lengths do not simply add up.
 *
 * @param {BlockRoom} room
 * @param {Seen} seen
 * @param {BlockLook} look
 */
function arrowNodes({ arrows: area }, { lengths, turns }, { isCovered, strings, language }) {
  const [start, one, two, end] = fitted(arrowsOf(lengths, turns), {
    x: area.x + 6,
    y: area.y + 22,
    width: area.width - 12,
    height: Math.max(10, area.height - 26),
  });
  const ends = { before: [start, one], attends: [one, two], feeds: [two, end], after: [start, end] };
  const drawn = KINDS.filter((kind) => kind !== "after" || !isCovered).map((kind) =>
    el("path", { class: `arrow ${kind}`, d: headed(ends[kind][0], ends[kind][1]) }),
  );
  const [before, attention, mlp, after] = lengths.map((length) => threeDigits(length, language));
  const alt = isCovered ? strings.arrows : filledText(strings.arrows_alt, { before, attention, mlp, after });
  return [
    el("text", { class: "quiet-text", x: area.x, y: area.y + 8 }, strings.arrows),
    el("g", { role: "img", "aria-label": alt }, ...drawn),
  ];
}

/**
 * What was guessed, under the true length.
 *
 * @param {BlockRoom} room
 * @param {BlockLook} look
 */
function ghost({ tiles: { after }, tile, isNarrow, right }, { guess }) {
  const width = 16 + 9 * (guess ?? "").length;
  const x = isNarrow ? right - width / 2 : after.x;
  return [dashedMark(guess ?? "", { x, y: after.y + tile / 2 + 60, width, size: 16, isGhost: true })];
}

/**
 * @param {Point} from
 * @param {Point} to
 */
function headed(from, to) {
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
  const head = Math.min(10, 0.5 * Math.hypot(to[0] - from[0], to[1] - from[1]));
  const wing = (/** @type {number} */ turn) =>
    `${to[0] - head * Math.cos(angle + turn)} ${to[1] - head * Math.sin(angle + turn)}`;
  return `M${from.join(" ")}L${to.join(" ")}M${wing(0.45)}L${to.join(" ")}L${wing(-0.45)}`;
}
