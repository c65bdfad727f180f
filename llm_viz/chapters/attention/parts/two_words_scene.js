// The drawing of two sentences that run into one word and part: streams, threads through the layers, and the scale.

import { el } from "../../../kit/browser/dom.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { within } from "../../../kit/browser/sliders.js";
import { chipWidth, endThatFits, put, sensePicture, smoothLine, textWidth, wordChip } from "./act_draw.js";
import { signed } from "./sense_text.js";

/**
 * @import { Room } from "./act_room.js"
 * @import { TwoWordsPayload } from "./two_words.js"
 *
 * @typedef {object} Frame Where everything stands, in pixels.
 * @property {number} size Of the word.
 * @property {number} chip Left edge of the word.
 * @property {number} middle Height of 0 on the scale, and of the word.
 * @property {number} unit Of 1 on the scale.
 * @property {number} reach The largest place that is drawn.
 * @property {number} start Across: before the first layer.
 * @property {number} end Across: after the last layer, where the scale stands.
 * @property {number} track Height of the layers' slider.
 * @property {number} text Size of the sentences.
 * @property {[number, number]} streams Heights of the two sentences.
 */

const LEAST_REACH = 1.3;
const BAND = 22; // pixels: half the height of a stream

/**
 * @param {TwoWordsPayload} payload
 * @param {Room} room
 * @returns {Frame}
 */
export function frameOf({ word, before, places, first, layers }, { width, height, isNarrow }) {
  const shown = places.flatMap((side) => side?.slice(first ?? layers) ?? []);
  const reach = Math.max(LEAST_REACH, ...shown.map((place) => Math.abs(place) + 0.08));
  const size = isNarrow ? 24 : 34;
  const wide = chipWidth(word, size, true);
  if (isNarrow) {
    // The sentences stand above and below the word; the axis ends above the lower one, and both senses have their place.
    const streams = /** @type {[number, number]} */ ([26, height - 84]);
    const middle = (streams[1] - 14) / 2;
    const unit = Math.min((middle - 14) / reach, middle - 70);
    const start = 12 + wide + 12;
    return { size, chip: 12, middle, unit, reach, start, end: width - 84, track: height - 24, text: 17, streams };
  }
  const text = 23;
  const middle = height * 0.45;
  const unit = (middle - 34) / reach;
  const longest = Math.min(width * 0.34, Math.max(...before.map((each) => textWidth(each, text))));
  const chip = Math.max(width * 0.34, longest + 84);
  const streams = /** @type {[number, number]} */ ([middle - unit * 0.82, middle + unit * 0.82]);
  const start = chip + wide + 16;
  return { size, chip, middle, unit, reach, start, end: width - 204, track: height - 30, text, streams };
}

/**
 * The height of a place on the scale; what lies outside it stands at its end.
 *
 * @param {Frame} frame
 * @param {number} place
 */
export function heightOf({ middle, unit, reach }, place) {
  return middle - within(-reach - 0.05, reach + 0.05, place) * unit;
}

/**
 * The two sentences, running into the word. The second is grey as long as its sense is asked for.
 *
 * @param {TwoWordsPayload} payload
 * @param {Frame} frame
 * @param {Room} room
 */
export function streamNodes({ word, before, question, goes_on: goesOn }, frame, { isNarrow, width }) {
  const { chip, size, middle, text } = frame;
  const wide = chipWidth(word, size, true);
  const nodes = before.map((sentence, side) => {
    const at = frame.streams[side];
    const room = isNarrow ? width - 116 : chip - 84;
    const shown = endThatFits(sentence, text, room);
    const length = textWidth(shown, text);
    const [outline, flow] = isNarrow ? fallingStream(frame, side, length, wide) : runningStream(frame, side, length);
    const kind = question.open && side === 1 ? "unknown" : `side-${side}`;
    return el(
      "g",
      { class: `stream ${kind}` },
      el("path", { class: "water", d: outline }),
      el("path", { class: "flow", d: flow }),
      el("text", { x: isNarrow ? 18 : 26, y: at + text * 0.35, style: { "font-size": `${text}px` } }, shown),
    );
  });
  const label = goesOn ? `${word} …` : word;
  return [...nodes, wordChip(label, { x: chip, y: middle, size, kind: "chosen" }).node];
}

/**
 * @param {Frame} frame
 * @param {number} side
 * @param {number} length Of the sentence.
 */
function runningStream({ chip, size, middle, streams }, side, length) {
  const at = streams[side];
  const half = size * 0.6;
  const [top, bottom] = side === 0 ? [middle - half, middle - 2] : [middle + 2, middle + half];
  const end = length + 46;
  const bend = Math.max(36, (chip - end) * 0.85);
  const enter = (top + bottom) / 2;
  const outline =
    `M0,${at - BAND}H${end}C${end + bend},${at - BAND} ${chip - bend},${top} ${chip + 6},${top}V${bottom}` +
    `C${chip - bend},${bottom} ${end + bend * 0.75},${at + BAND} ${end},${at + BAND}H0z`;
  return [outline, `M${end - 6},${at}C${end + bend},${at} ${chip - bend},${enter} ${chip},${enter}`];
}

/**
 * On a phone the sentences stand above and below the word.
 *
 * @param {Frame} frame
 * @param {number} side
 * @param {number} length Of the sentence.
 * @param {number} word Width of the word.
 */
function fallingStream({ chip, size, middle, streams }, side, length, word) {
  const [at, from, to] = [streams[side], 10, length + 28];
  const sign = side === 0 ? 1 : -1;
  const [edge, end] = [at + sign * 18, middle - sign * size * 0.6];
  const across = chip + word / 2;
  const [half, corner, bend] = [Math.min(16, word / 3), 9, Math.min(18, across - 26)];
  const pond =
    `M${from + corner},${at - 18}H${to - corner}q${corner},0 ${corner},${corner}V${at + 18 - corner}q0,${corner} -${corner},${corner}` +
    `H${from + corner}q-${corner},0 -${corner},-${corner}V${at - 18 + corner}q0,-${corner} ${corner},-${corner}z`;
  const fall =
    `M${across - half - bend},${edge}q${bend},0 ${bend},${sign * bend}V${end}H${across + half}V${edge + sign * bend}` +
    `q0,${-sign * bend} ${bend},${-sign * bend}z`;
  return [pond + fall, `M${across},${edge}V${end}`];
}

/**
 * The scale at the right, with the names and pictures of the senses, and the layers in which it says nothing.
 *
 * @param {TwoWordsPayload} payload
 * @param {Frame} frame
 * @param {Room} room
 * @param {(layer: number) => number} across
 */
export function scaleNodes({ key, senses, first, layers, tests, texts }, frame, { isNarrow }, across) {
  const { end, start, middle, reach, unit, track } = frame;
  const y = (/** @type {number} */ place) => heightOf(frame, place);
  const ticks = [-1, 0, 1].map((place) =>
    el("line", { x1: end - 7, x2: end + 7, y1: y(place), y2: y(place), class: "axis" }),
  );
  const names = senses.map((sense, side) => {
    const at = y(side === 0 ? 1 : -1);
    const away = side === 0 ? -1 : 1;
    const x = isNarrow ? end + 42 : end + 126;
    const picture = sensePicture(key, side, {
      x,
      y: isNarrow ? at + away * 42 : at - away * 6,
      size: isNarrow ? 36 : 50,
    });
    const low = picture === null ? 6 : isNarrow ? (side === 0 ? -14 : 74) : 44 - away * 6;
    const name = el("text", { class: "sense", x, y: at + low, "text-anchor": "middle" }, sense);
    const poleAt = isNarrow ? null : side === 0 ? at - 26 : at + low + 22;
    const pole =
      poleAt === null
        ? null
        : el(
            "text",
            { class: "small", x: x - 8, y: poleAt, "text-anchor": "middle" },
            filledText(texts.pole, { sign: side === 0 ? "+" : "−", sense }),
          );
    return el("g", { class: `side-${side}` }, picture, name, pole);
  });
  const hasMist = tests > 0 && (first === null || first > 1);
  const [from, to] = [across(0), first === null ? end : across(first)];
  const mist = hasMist ? mistOver(from - (to - from) * 0.2, middle - unit * 1.1, (to - from) * 1.4, unit * 2.2) : [];
  const early = filledText(first === 2 ? texts.early_one : texts.early, { layer: String((first ?? layers + 1) - 1) });
  // Below the slider: above it stands the layer that it is at.
  const note = hasMist && !isNarrow ? el("text", { class: "small", x: start, y: track + 25 }, early) : null;
  return [
    el("line", { x1: end, x2: end, y1: y(reach), y2: y(-reach), class: "axis" }),
    el("line", { x1: start, x2: end, y1: middle, y2: middle, class: "zero" }),
    ...ticks,
    ...mist,
    note,
    ...names,
  ];
}

/**
 * Thicker in its middle; where it stands nothing is measured.
 *
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 */
function mistOver(x, y, width, height) {
  const stops = [0.3, 0.7, 1].map((offset, index) => el("stop", { offset, class: `thin-${index}` }));
  return [
    el("defs", {}, el("radialGradient", { id: "mist" }, ...stops)),
    el("rect", { fill: "url(#mist)", x, y, width, height }),
  ];
}

const REACHED = "reached";

/**
 * How far all ways of words are drawn: up to a place across.
 *
 * @param {number} height
 */
export function reach(height) {
  const shown = el("rect", { x: 0, y: 0, width: 0, height });
  const node = el("clipPath", { id: REACHED }, shown);
  return { node, show: (/** @type {number} */ x) => put(shown, { width: x }) };
}

/**
 * The way of a word through the layers; `show(layer)` moves its dot there and returns the place it has reached. The line
 * behind the dot is drawn as far as `reach` says.
 *
 * @param {string} kind
 * @param {number[]} places By layer.
 * @param {number} first The first layer whose place counts.
 * @param {Frame} frame
 * @param {(layer: number) => number} across
 */
export function thread(kind, places, first, frame, across) {
  const isControl = kind === "control";
  const readable = /** @type {[number, number][]} */ (
    places.map((place, layer) => [across(layer), heightOf(frame, place)]).slice(first)
  );
  const [x, y] = readable[0] ?? [frame.end, frame.middle];
  const lead = `M${across(0)},${frame.middle}C${x},${frame.middle} ${across(first / 2)},${y} ${x},${y}`;
  const path = smoothLine(readable);
  const full = el("path", { d: path, class: "line", "clip-path": `url(#${REACHED})` });
  const dot = el("circle", { r: isControl ? 4.5 : 9, class: "dot" });
  const node = el(
    "g",
    { class: `thread ${kind}` },
    el("path", { d: lead, class: "lead" }),
    el("path", { d: path, class: "line pale" }),
    full,
    dot,
  );
  const show = (/** @type {number} */ layer) => {
    const place = placeAt(places, layer);
    put(dot, { cx: across(layer), cy: layer === 0 ? frame.middle : heightOf(frame, place) });
    full.style.opacity = layer < first ? "0" : "1";
    dot.style.opacity = layer > 0 && layer < first ? "0" : "1";
    return place;
  };
  return { node, show };
}

/**
 * Places between two layers lie between theirs.
 *
 * @param {number[]} places
 * @param {number} layer
 */
export function placeAt(places, layer) {
  const low = Math.floor(layer);
  const next = places[Math.min(places.length - 1, low + 1)];
  return places[low] + (layer - low) * (next - places[low]);
}

/**
 * A number that points at the scale.
 *
 * @param {number} side
 * @param {Frame} frame
 */
export function pointer(side, frame) {
  const text = el("text", { class: "value", x: 26, y: 6 });
  const node = el("g", { class: `pointer side-${side}` }, el("path", { d: "M9,0l12,-7v14z" }), text);
  const show = (/** @type {number} */ place, /** @type {boolean} */ isShown) => {
    node.style.transform = `translate(${frame.end}px, ${heightOf(frame, place)}px)`;
    node.style.opacity = isShown ? "1" : "0";
    text.textContent = signed(place);
  };
  return { node, show };
}
