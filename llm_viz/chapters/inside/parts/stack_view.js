// Draws the climb: the blocks, the axis of ranks, the path of the winner, and what is pointed at.

import { dashedMark } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";
import { count } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { levelOf, numbered, placeOf, tens } from "./stack_math.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { StackPayload } from "./stack.js"
 * @import { Room } from "./stack_math.js"
 *
 * @typedef {"start" | "middle" | "end"} Anchor
 */

/**
 * The blocks at the side, the lines of the ranks and what they are called.
 *
 * @param {StackPayload} payload
 * @param {Room} room
 * @param {Language} language
 */
export function background(payload, room, language) {
  const { vocabulary, words, finalists, count: layers, read } = payload;
  const { slab, pitch, narrow, top, bottom, right } = room;
  const middle = slab.x + slab.width / 2;
  const height = Math.max(1, pitch - (pitch > 12 ? 3 : 1));
  const blocks = Array.from({ length: layers }, (_, index) => {
    const y = levelOf(room, index + 1) - height / 2;
    const half = slab.width / 2 - 1;
    return el(
      "g",
      {},
      el("rect", { class: "attention", x: slab.x, y, width: half, height, rx: Math.min(3, height / 2) }),
      el("rect", { class: "mlp", x: slab.x + half + 2, y, width: half, height, rx: Math.min(3, height / 2) }),
    );
  });
  const lines = tens(vocabulary).map((rank) => {
    const x = placeOf(room, rank, vocabulary);
    return el("path", { class: rank === 1 ? "rank first" : "rank", d: `M${x} ${top - 14}V${bottom + 14}` });
  });
  const labels = tens(vocabulary)
    .filter((rank) => !narrow || Math.log10(rank) % 2 === 0)
    .map((rank) => {
      const name = rank === 1 ? filledText(words.place, { rank: "1" }) : count(rank, language);
      const anchor = narrow && rank === 1 ? "end" : "middle";
      const x = placeOf(room, rank, vocabulary) + (anchor === "end" ? 16 : 0);
      return text(x, top - 22, name, rank === 1 ? "small first" : "small", anchor);
    });
  const axis = filledText(narrow ? words.axis_short : words.axis, {
    word: finalists[0],
    vocabulary: count(vocabulary, language),
  });
  return [
    el("path", { class: "stream", d: `M${middle} ${bottom + 12}V${top - 18}` }),
    ...blocks,
    ...numbered(layers).map((layer) => text(slab.x - 8, levelOf(room, layer) + 5, String(layer), "small", "end")),
    text(slab.x - 8, top - 22, narrow ? "" : words.layer, "small", "end"),
    text(middle, top - 26, finalists[0], "word", "middle", slab.width + 30),
    text(middle, bottom + 32, read, "word read", "middle", slab.width + 30),
    text(right + (narrow ? 16 : 0), 24, axis, "axis", "end"),
    ...lines,
    ...labels,
  ];
}

/**
 * The path of the winner, and pale behind it those of the runners-up; while the question is open, its two ends.
 *
 * @param {StackPayload} payload
 * @param {Room} room
 * @param {number} share From 0 (all at the last rank) to 1.
 * @param {Language} language
 */
export function climbing(payload, room, share, language) {
  const { question, layers, vocabulary, count: last, finalists, words, settled, jump } = payload;
  const at = (/** @type {number} */ place, /** @type {number} */ layer) => {
    const x = placeOf(room, layers[layer].ranks[place], vocabulary);
    return { x: room.left + (x - room.left) * share, y: levelOf(room, question.open && layer > 0 ? last : layer) };
  };
  const line = (/** @type {number} */ place) =>
    layers.map((_, layer) => `${layer ? "L" : "M"}${at(place, layer).x.toFixed(1)} ${at(place, layer).y}`).join("");
  const dots = layers.map((_, layer) => {
    const { x, y } = at(0, layer);
    return el("circle", { class: "dot", cx: x, cy: y, r: Math.min(6, Math.max(2.2, room.pitch * 0.4)) });
  });
  const first = layers[0].ranks[0];
  const start = filledText(words.start, { rank: count(first, language) });
  const startNode = text(at(0, 0).x + 12, room.bottom + 5, first === 1 ? "" : start, "small halo", "start");
  if (question.open || settled === null) return [...dots, startNode];
  const others = finalists.slice(1).map((_, index) => el("path", { class: "other", d: line(index + 1) }));
  const names = filledText(words.others, { words: finalists.slice(1).join(" · ") });
  const legend = room.narrow ? [] : [text(room.left - 30, room.height - 14, names, "small", "start")];
  return [
    ...others,
    el("path", { class: "path", d: line(0) }),
    ...(jump === null ? [] : jumpNodes(payload, room, jump, at, language)),
    ...dots,
    startNode,
    ...settledNodes(payload, room, settled),
    ...legend,
    room.narrow ? "" : text(room.width - 14, room.height - 14, words.legend, "small", "end"),
  ];
}

/**
 * @param {StackPayload} payload
 * @param {Room} room
 * @param {number} jump
 * @param {(place: number, layer: number) => { x: number, y: number }} at
 * @param {Language} language
 */
function jumpNodes({ layers, words }, room, jump, at, language) {
  const [from, to] = [at(0, jump - 1), at(0, jump)];
  const [before, after] = [layers[jump - 1].ranks[0], layers[jump].ranks[0]].map((rank) => count(rank, language));
  const name = filledText(words.jump, { layer: String(jump), before, after });
  const x = Math.min(Math.max((from.x + to.x) / 2, room.left + 60), room.right - 96);
  const y = from.y + 26 < room.bottom - 4 ? from.y + 26 : to.y - 14;
  return [
    el("path", { class: "jump", d: `M${from.x} ${from.y}L${to.x} ${to.y}` }),
    room.narrow ? text(room.right - 10, y, name, "strong halo", "end") : text(x, y, name, "strong halo", "middle"),
  ];
}

/**
 * Where the winner is first for good, and the guess beside it.
 *
 * @param {StackPayload} payload
 * @param {Room} room
 * @param {number} settled
 */
function settledNodes({ guess, words }, room, settled) {
  const y = levelOf(room, settled);
  const ring = el("circle", { class: "ring", cx: room.right, cy: y, r: 12 });
  const name = filledText(words.here, { layer: String(settled) });
  const nodes = [ring, ...(room.narrow ? [] : [text(room.right + 20, y + 6, name, "strong first", "start")])];
  if (guess === null || guess === settled) return nodes;
  const at = levelOf(room, guess);
  const mark = filledText(words.you, { layer: String(guess) });
  const near = Math.abs(at - y) < 22; // its label would lie on the other
  const label = room.narrow
    ? text(room.right - 10, at - 7, mark, "small first halo", "end")
    : text(room.right + 20, at + (near ? (guess < settled ? 26 : -16) : 5), mark, "small first", "start");
  return [...nodes, el("path", { class: "ghost", d: `M${room.left - 20} ${at}H${room.right}` }), label];
}

/**
 * The layer that is pointed at: a line across, and the dashed mark while it is a guess.
 *
 * @param {StackPayload} payload
 * @param {Room} room
 * @param {number} layer
 */
export function pointer({ question, words }, room, layer) {
  const y = levelOf(room, layer);
  const { slab, pitch } = room;
  const frame = el("rect", {
    class: "frame",
    x: slab.x - 3,
    y: y - Math.max(5, pitch / 2),
    width: slab.width + 6,
    height: Math.max(10, pitch),
    rx: 5,
  });
  if (!question.open) return [frame];
  const name = filledText(words.here, { layer: String(layer) });
  const place = { x: room.right, y, width: 34 };
  return [
    frame,
    el("path", { class: "guess", d: `M${slab.x + slab.width + 6} ${y}H${room.right - 16}` }),
    // On a phone a name beside the mark would lie under the question.
    room.narrow ? dashedMark(`${layer}?`, { ...place, size: 16 }) : dashedMark("?", { ...place, size: 19 }),
    room.narrow ? "" : text(room.right + 26, y + 6, name, "strong first", "start"),
  ];
}

/**
 * @param {number} x
 * @param {number} y
 * @param {string} content
 * @param {string} kind
 * @param {Anchor} anchor
 * @param {number} [room] Pixels that it may take; longer texts are squeezed.
 */
function text(x, y, content, kind, anchor, room) {
  const squeeze =
    room !== undefined && content.length * 9 > room ? { textLength: room, lengthAdjust: "spacingAndGlyphs" } : {};
  return el("text", { class: kind, x, y, "text-anchor": anchor, ...squeeze }, content);
}
