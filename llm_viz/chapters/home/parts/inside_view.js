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
  const ribbons = shares.links.map((link) => ribbonNode(stage, link, sources, target));
  const grown = el("path", { class: "trunk" });
  const was = el("path", { class: "was" });
  const beads = el("g", { class: "beads" });
  const flow = el("g", { class: "pipe" });
  const added = el("g", { class: "sums" });
  /** @param {Shares} now The shares as they are to be drawn: those of `shares`, or on the way to what a cut has left. */
  const draw = (now) => {
    const { near, far } = trunk(now, shaft, scale);
    grown.setAttribute("d", outline(between(near, far), room.down));
    for (const [index, ribbon] of ribbons.entries()) {
      const share = ribbon.isSevered() ? shares.links[index].share : now.links[index].share;
      ribbon.draw({ ...now.links[index], share }, now, shaft, scale, places);
    }
    beads.replaceChildren(...beadNodes(stage, now, shaft, scale));
    flow.replaceChildren(...pipeNodes(stage, now, shaft, scale));
    added.replaceChildren(...sums(stage, now, shaft));
  };
  const { near, far } = trunk(shares, shaft, scale);
  was.setAttribute(
    "d",
    `${outline(between(near, far), room.down)} ${strokes(pipeOutline(stage.room, shares, shaft, scale).shape, room.down)}`,
  );
  const group = el(
    "g",
    { class: "inside" },
    ...levels(stage, shaft, layers),
    ...places.map((along) => laneNode(along, shaft, room.down)),
    ...ribbons.map(({ node }) => node),
    was,
    grown,
    beads,
    flow,
    el("g", { class: "captions" }, ...captions(stage, shares, shaft, places, sources)),
    added,
    room.down
      ? null
      : el("text", { class: "target", x: shaft.trunk, y: shaft.foot + 30, "text-anchor": "middle" }, target),
  );
  draw(shares);
  return { group, ribbons: ribbons.map(({ hit }) => hit), draw };
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
 * A ribbon, and how it is drawn as shares change.
 *
 * @param {Stage} stage
 * @param {Link} link
 * @param {string[]} sources
 * @param {string} target
 */
function ribbonNode({ room, on, language, words }, link, sources, target) {
  const path = el("path", {});
  const hit = el("path", {
    class: "hit",
    "aria-label": linkSentence(words, link, sources[link.source], target, language),
    ...pressable(() => on.cut(link)),
  });
  const node = el("g", { class: "link", dataset: { link: `${link.layer}-${link.source}` } }, path, hit);
  hit.onpointerenter = () => on.point(link);
  hit.onfocus = () => on.point(link);
  hit.onpointerleave = () => on.point(null);
  /**
   * @param {Link} now
   * @param {Shares} shares
   * @param {Shaft} shaft
   * @param {number} scale
   * @param {number[]} places
   */
  const draw = (now, shares, shaft, scale, places) => {
    const width = Math.max(0.9, Math.abs(now.share) * scale);
    const { from, corner, turned, to } = ribbon(places[now.source], now.layer, width, shares, shaft, scale);
    const d = strokes(["M", from, "Q", corner, turned, "L", to], room.down);
    path.setAttribute("class", now.share < 0 ? "ribbon minus" : now.source === 0 ? "ribbon sink" : "ribbon");
    for (const each of [path, hit]) each.setAttribute("d", d);
    path.style.strokeWidth = width.toFixed(2);
    hit.style.strokeWidth = Math.max(room.down ? 18 : 9, width).toFixed(1);
  };
  return { node, hit, draw, isSevered: () => node.classList.contains("severed") };
}

/**
 * The outline of the way from the trunk to the fork, as thick as the score, and where its middle runs across.
 *
 * @param {Stage["room"]} room
 * @param {Shares} shares
 * @param {Shaft} shaft
 * @param {number} scale
 * @returns {{ shape: (string | Place)[], centre: number, middle: number }}
 */
function pipeOutline(room, shares, shaft, scale) {
  const { near, far } = growth(shares);
  const [left, right] = [shaft.trunk - (near.at(-1) ?? 0) * scale, shaft.trunk + (far.at(-1) ?? 0) * scale];
  const width = Math.max(1.5, right - left);
  const up = Math.sign(shaft.crown - shaft.foot);
  const centre = shaft.gate + room.bed / 2;
  const inner = centre - (up * width) / 2; // the bank of the pipe that lies nearer to the layers
  const outer = centre + (up * width) / 2;
  const bend = 14;
  /** @type {(string | Place)[]} */
  const turn = ["C", [left, outer + up * -10], [left + width * 0.35, outer], [left + width * 0.9, outer]];
  /** @type {(string | Place)[]} */
  const back = ["L", [shaft.mouth, inner], "L", [right + bend, inner], "Q", [right, inner], [right, shaft.crown], "Z"];
  const shape = [
    "M",
    /** @type {Place} */ ([left, shaft.crown]),
    ...turn,
    "L",
    /** @type {Place} */ ([shaft.mouth, outer]),
  ];
  return { shape: [...shape, ...back], centre, middle: (left + width * 0.75 + shaft.mouth) / 2 };
}

/**
 * The way from the trunk to the fork: what the score turns into.
 *
 * @param {Stage} stage
 * @param {Shares} shares
 * @param {Shaft} shaft
 * @param {number} scale
 */
function pipeNodes({ room, words, language }, shares, shaft, scale) {
  const { shape, centre, middle } = pipeOutline(room, shares, shaft, scale);
  const [x, y] = room.down ? [centre, shaft.mouth - 20] : [middle, centre];
  const score = el(
    "text",
    { class: "score", "text-anchor": "middle" },
    room.down ? null : el("tspan", { x, y: y - 12, class: "small" }, words.score),
    el("tspan", { x, y: room.down ? y + 6 : y + 13, class: "number" }, signed(shares.score, language)),
  );
  const gate = strokes(["M", [shaft.mouth, shaft.gate - 6], "L", [shaft.mouth, shaft.gate + room.bed + 6]], room.down);
  return [el("path", { class: "trunk", d: strokes(shape, room.down) }), el("path", { class: "gate", d: gate }), score];
}

/**
 * One bead for each feed-forward layer that brings enough to be seen.
 *
 * @param {Stage} stage
 * @param {Shares} shares
 * @param {Shaft} shaft
 * @param {number} scale
 */
function beadNodes({ room }, shares, shaft, scale) {
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
function captions({ room, words, language, measure }, shares, shaft, places, sources) {
  const layers = shares.attention.length;
  const largest = shares.links.filter(({ share }) => share > 0).slice(0, 2);
  const order = [...largest].sort((one, other) => places[one.source] - places[other.source]);
  return (room.down ? largest.slice(0, 1) : order).flatMap((link, index) => {
    const level = levelOf(shaft, link.layer - 0.5, layers);
    const along = Math.min(places[link.source] + 14 + 16 * index, shaft.trunk - 40);
    if (room.down) {
      const values = { layer: String(link.layer), share: signed(link.share, language) };
      const text = filledText(words.caption_short, values);
      const lane = places[link.source];
      const y = lane > shaft.first ? lane - 7 : lane + 18; // above the first lane stand the numbers of the layers
      const place = { class: "caption small", x: level - 4, y, "text-anchor": "end" };
      return measure(text, "caption small") <= level - 4 - shaft.foot ? [el("text", place, text)] : [];
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
function sums({ room, words, language, measure }, shares, shaft) {
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
    const line = `${stored} ${words.stored_short}`;
    // On the narrowest screens the name takes the second row; what the small ribbons bring is said below the picture.
    if (measure(line, "stored small") > shaft.gate - 16)
      return [
        el("text", { class: "stored small", x: 10, y }, stored),
        el("text", { class: "tick small", x: 10, y: y + 18 }, words.stored_short),
      ];
    return [
      el("text", { class: "stored small", x: 10, y }, line),
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
