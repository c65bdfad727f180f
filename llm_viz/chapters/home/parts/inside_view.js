// Draws the river inside: lanes that rise through the layers, ribbons into the trunk, beads, captions.

import { el } from "../../../kit/browser/dom.js";
import { pressable } from "../../../kit/browser/keyboard.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { between, outline, strokes } from "./bands.js";
import { growth, lanes, levelOf, ribbon, scaleOf, trunk } from "./rise_math.js";
import { linkSentence, signed } from "./river_texts.js";

/**
 * @import { Place } from "./bands.js"
 * @import { Shaft } from "./rise_math.js"
 * @import { Link, Shares } from "./river.js"
 * @import { Stage } from "./scene.js"
 */

const LEAST_BEAD = 1.6; // pixels across

/**
 * Everything inside but the words at the lanes' feet and the fork.
 *
 * @param {Stage} stage
 * @param {Shares} shares
 * @param {Shaft} shaft
 * @param {string[]} sources The words of the lanes.
 * @param {string} target The word whose score it is.
 */
export function insideView(stage, shares, shaft, sources, target) {
  const { room } = stage;
  const scale = scaleOf(shares, shaft.thickest);
  const places = lanes(shaft, sources.length);
  const layers = shares.attention.length;
  const ribbons = shares.links.map((link) => ribbonNode(stage, link, shares, shaft, scale, places, sources, target));
  const { near, far } = trunk(shares, shaft, scale);
  const group = el(
    "g",
    { class: "inside" },
    ...levels(stage, shaft, layers),
    ...places.map((along) => laneNode(along, shaft, room.down)),
    ...ribbons.map(({ node }) => node),
    el("path", { class: "trunk", d: outline(between(near, far), room.down) }),
    ...beads(stage, shares, shaft, scale),
    pipe(stage, shares, shaft, scale),
    ...captions(stage, shares, shaft, places, sources),
    ...sums(stage, shares, shaft),
    room.down
      ? null
      : el("text", { class: "target", x: shaft.trunk, y: shaft.foot + 30, "text-anchor": "middle" }, target),
  );
  return { group, places, ribbons: ribbons.map(({ hit }) => hit), scale };
}

/** @param {number} along @param {Shaft} shaft @param {boolean} down */
function laneNode(along, shaft, down) {
  return el("path", { class: "lane", d: strokes(["M", [along, shaft.foot], "L", [along, shaft.crown]], down) });
}

/**
 * Thin lines at some layers, with their numbers.
 *
 * @param {Stage} stage
 * @param {Shaft} shaft
 * @param {number} layers
 */
function levels({ room, words }, shaft, layers) {
  const step = layers > 20 ? 10 : layers > 8 ? 6 : 2;
  const marks = Array.from({ length: Math.floor(layers / step) + 1 }, (_, index) => index * step);
  if (layers - (marks.at(-1) ?? 0) > step / 2) marks.push(layers);
  else marks[marks.length - 1] = layers;
  return marks.flatMap((layer) => {
    const across = levelOf(shaft, layer, layers);
    const [from, to] = [shaft.first - 22, shaft.trunk];
    const name = layer === layers ? words.layer.replace("{layer}", String(layer)) : String(layer);
    const [x, y] = room.down ? [across, from + 8] : [from - 6, across + 5];
    return [
      el("path", {
        class: "level",
        d: strokes(["M", [from + (room.down ? 12 : 0), across], "L", [to, across]], room.down),
      }),
      el(
        "text",
        { class: "tick small", x, y, "text-anchor": room.down ? "middle" : "end" },
        room.down ? String(layer) : name,
      ),
    ];
  });
}

/**
 * @param {Stage} stage
 * @param {Link} link
 * @param {Shares} shares
 * @param {Shaft} shaft
 * @param {number} scale
 * @param {number[]} places
 * @param {string[]} sources
 * @param {string} target
 */
function ribbonNode(stage, link, shares, shaft, scale, places, sources, target) {
  const { room, on, language } = stage;
  const width = Math.max(0.9, Math.abs(link.share) * scale);
  const { from, corner, turned, to } = ribbon(places[link.source], link.layer, width, shares, shaft, scale);
  const d = strokes(["M", from, "Q", corner, turned, "L", to], room.down);
  const kind = link.share < 0 ? "ribbon minus" : link.source === 0 ? "ribbon sink" : "ribbon";
  const path = el("path", { class: kind, d, style: { "stroke-width": width.toFixed(2) } });
  const hit = el("path", {
    class: "hit",
    d,
    style: { "stroke-width": Math.max(room.down ? 18 : 9, width).toFixed(1) },
    "aria-label": linkSentence(stage.words, link, sources[link.source], target, language),
    ...pressable(() => on.cut(link)),
  });
  const node = el("g", { class: "link", dataset: { link: `${link.layer}-${link.source}` } }, path, hit);
  hit.onpointerenter = () => on.point(link);
  hit.onfocus = () => on.point(link);
  hit.onpointerleave = () => on.point(null);
  return { node, hit };
}

/**
 * The way from the trunk to the fork: what the score turns into. As thick as the score.
 *
 * @param {Stage} stage
 * @param {Shares} shares
 * @param {Shaft} shaft
 * @param {number} scale
 */
function pipe({ room, words, language }, shares, shaft, scale) {
  const { near, far } = growth(shares);
  const [left, right] = [shaft.trunk - (near.at(-1) ?? 0) * scale, shaft.trunk + (far.at(-1) ?? 0) * scale];
  const width = Math.max(1.5, right - left);
  const up = Math.sign(shaft.crown - shaft.foot);
  const centre = shaft.gate + room.bed / 2;
  const inner = centre - (up * width) / 2; // the bank of the pipe that lies nearer to the layers
  const outer = centre + (up * width) / 2;
  const bend = 14;
  /** @type {Place} */
  const meet = [right, shaft.crown];
  const d = strokes(
    [
      "M",
      [left, shaft.crown],
      "C",
      [left, outer + up * -10],
      [left + width * 0.35, outer],
      [left + width * 0.9, outer],
      "L",
      [shaft.mouth, outer],
      "L",
      [shaft.mouth, inner],
      "L",
      [right + bend, inner],
      "Q",
      [right, inner],
      meet,
      "Z",
    ],
    room.down,
  );
  const middle = room.down ? shaft.mouth - 20 : (left + width * 0.75 + shaft.mouth) / 2;
  const [x, y] = room.down ? [centre, middle] : [middle, centre];
  const score = el(
    "text",
    { class: "score", "text-anchor": "middle" },
    room.down ? null : el("tspan", { x, y: y - 12, class: "small" }, words.score),
    el("tspan", { x, y: room.down ? y + 6 : y + 13, class: "number" }, signed(shares.score, language)),
  );
  const gate = strokes(["M", [shaft.mouth, shaft.gate - 6], "L", [shaft.mouth, shaft.gate + room.bed + 6]], room.down);
  return el("g", { class: "pipe" }, el("path", { class: "trunk", d }), el("path", { class: "gate", d: gate }), score);
}

/**
 * One bead for each feed-forward layer that brings enough to be seen.
 *
 * @param {Stage} stage
 * @param {Shares} shares
 * @param {Shaft} shaft
 * @param {number} scale
 */
function beads({ room }, shares, shaft, scale) {
  const { far } = growth(shares);
  const layers = shares.mlp.length;
  return shares.mlp.flatMap((share, index) => {
    const size = Math.abs(share) * scale;
    if (size < LEAST_BEAD) return [];
    const across = levelOf(shaft, index + 0.7, layers);
    const edge = shaft.trunk + Math.max(far[index], far[index + 1]) * scale;
    const along = edge + 12 + size / 2;
    const [x, y] = room.down ? [across, along] : [along, across];
    const stem = strokes(["M", [edge - 1, across], "L", [along, across]], room.down);
    return [
      el("path", {
        class: share < 0 ? "stem minus" : "stem",
        d: stem,
        style: { "stroke-width": Math.max(1, size * 0.35) },
      }),
      el("circle", { class: share < 0 ? "bead minus" : "bead", cx: x, cy: y, r: size / 2 }),
    ];
  });
}

/**
 * What the two largest ribbons bring, in words.
 *
 * @param {Stage} stage
 * @param {Shares} shares
 * @param {Shaft} shaft
 * @param {number[]} places
 * @param {string[]} sources
 */
function captions({ room, words, language }, shares, shaft, places, sources) {
  const layers = shares.attention.length;
  const largest = shares.links.filter(({ share }) => share > 0).slice(0, 2);
  const order = [...largest].sort((one, other) => places[one.source] - places[other.source]);
  return (room.down ? largest.slice(0, 1) : order).flatMap((link, index) => {
    const level = levelOf(shaft, link.layer - 0.5, layers);
    const along = Math.min(places[link.source] + 14 + 16 * index, shaft.trunk - 40);
    if (room.down) {
      const values = { layer: String(link.layer), share: signed(link.share, language) };
      return [
        el(
          "text",
          { class: "caption small", x: level - 4, y: places[link.source] - 7, "text-anchor": "end" },
          filledText(words.caption_short, values),
        ),
      ];
    }
    const row = 26 + 26 * (order.length - 1 - index);
    const values = { layer: String(link.layer), share: signed(link.share, language), word: sources[link.source] };
    const text = filledText(words.caption, values);
    return [
      el("path", { class: "leader", d: `M${along} ${level}V${row + 6}` }),
      el("circle", { class: "knob", cx: along, cy: level, r: 3.5 }),
      el("text", { class: "caption", x: along + 4, y: row, "text-anchor": along > 190 ? "end" : "start" }, text),
    ];
  });
}

/**
 * What the feed-forward layers bring together, and what the ribbons that are not drawn do.
 *
 * @param {Stage} stage
 * @param {Shares} shares
 * @param {Shaft} shaft
 */
function sums({ room, words, language }, shares, shaft) {
  const stored = signed(
    shares.mlp.reduce((sum, share) => sum + share, 0),
    language,
  );
  const small = filledText(words.small, {
    count: String(shares.small.count),
    share: signed(shares.small.sum, language),
  });
  if (room.down) {
    const y = shaft.trunk + 26;
    return [
      el("text", { class: "stored small", x: 10, y }, `${stored} ${words.stored_short}`),
      el("text", { class: "tick small", x: 10, y: y + 18 }, small),
    ];
  }
  const x = room.mouth + 14;
  const y = room.breadth - 132;
  return [
    el("text", { class: "stored", x: x - 110, y }, stored),
    ...wrapped(words.stored, 18).map((text, row) =>
      el("text", { class: "tick small", x: x - 110, y: y + 18 + row * 17 }, text),
    ),
    ...wrapped(small, 18).map((text, row) =>
      el("text", { class: "tick small", x: x - 110, y: y + 58 + row * 17 }, text),
    ),
  ];
}

/**
 * Lines of at most so many letters (half as many where letters are as wide as they are high).
 *
 * @param {string} text
 * @param {number} most
 */
function wrapped(text, most) {
  const isWide = /[\u3040-\u30ff\u4e00-\u9fff]/.test(text);
  const pieces = isWide ? [...text] : text.split(/(?<= )/);
  const lines = [""];
  for (const piece of pieces) {
    const longer = lines[lines.length - 1] + piece;
    if (longer.trimEnd().length > (isWide ? most * 0.6 : most)) lines.push(piece);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}
