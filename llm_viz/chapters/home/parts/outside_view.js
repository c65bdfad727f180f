// Draws the river outside: the bed of what is written, arcs from earlier words, dry beds of what was not taken.

import { el } from "../../../kit/browser/dom.js";
import { cutToRoom } from "../../../kit/browser/graph/labels.js";
import { pressable } from "../../../kit/browser/keyboard.js";
import { percent } from "../../../kit/browser/numbers.js";
import { ease, outline, strokes } from "./bands.js";
import { arcs, bedOf, falls, segments, TAKEN_DOWN } from "./flow_math.js";
import { numberPlaces } from "./number_places.js";
import { signed } from "./river_texts.js";

/**
 * @import { Segment } from "./flow_math.js"
 * @import { Picture, Stage } from "./scene.js"
 */

const ROW = 20; // pixels between the names of two dry beds
const ARCS = 3;
const HIGH = 15; // pixels: the height of a number at an arc
const LEAST = 0.03; // of the score: what an arc must bring

/**
 * The words along the river: those given and those taken before the fork that is open.
 *
 * @param {Stage} stage
 * @param {Picture} picture
 */
export function written({ line, room, measure }, { at }) {
  const size = (/** @type {string} */ label) => (room.down ? 27 : measure(label, "word") + 16);
  const taken = line.forks.slice(0, at).map(({ branches, taken: index }) => branches[index]);
  const places = segments(
    line.tokens.map(({ label }) => size(label)),
    taken.map(({ label, p }) => ({
      length: room.down ? TAKEN_DOWN : Math.max(measure(label, "word"), measure(percent(p), "small")) + 16,
      probability: p,
    })),
    room,
  );
  return { places, end: places.at(-1)?.end ?? 0 };
}

/**
 * What lies still while the fork is open: the bed, and the dry beds beside it.
 *
 * @param {Stage} stage
 * @param {Picture} picture
 * @param {Segment[]} places
 */
export function bedNodes(stage, { at }, places) {
  const { line, room } = stage;
  const given = line.tokens.length;
  const end = places[given - 1].end;
  const far = -3 * room.length;
  const bank = room.crest + room.bed;
  const bed = el("path", {
    class: "water",
    d: outline(
      [
        [far, room.crest],
        [end, room.crest],
        [end, bank],
        [far, bank],
      ],
      room.down,
    ),
  });
  /** @type {SVGElement[]} */
  const nodes = [bed, ...glints(room, far, places[at + given - 1].end)];
  for (let fork = 0; fork < at; fork++) nodes.push(dryFork(stage, fork, places[given + fork]));
  return nodes;
}

/**
 * Light on the water, which moves while the river plays.
 *
 * @param {import("./flow_math.js").Room} room
 * @param {number} from
 * @param {number} to
 */
function glints({ crest, bed, down }, from, to) {
  return [0.1, 0.9].map((share, index) => {
    const across = crest + bed * share;
    const d = outline(
      [
        [from + 90 * index, across],
        [to - 14, across],
      ],
      down,
    ).replace("Z", "");
    return el("path", { class: "glint", d });
  });
}

/**
 * A fork that lies behind: the dry beds with their names, and the bed of the word that was taken.
 *
 * @param {Stage} stage
 * @param {number} fork
 * @param {Segment} segment
 */
function dryFork(stage, fork, segment) {
  const { line, room, on, measure } = stage;
  const { branches, rest, taken } = line.forks[fork];
  const others = branches.map((branch, index) => ({ branch, index })).filter(({ index }) => index !== taken);
  const chosen = branches[taken];
  const shapes = falls(segment, chosen.p, [...others.map(({ branch }) => branch.p), rest], room);
  const paths = shapes.map((shape, index) =>
    el("path", { class: index === others.length ? "fall others" : "fall", d: outline(shape, room.down) }),
  );
  const body = el("path", { class: "body", d: outline(bedOf(segment, chosen.p, room), room.down) });
  const names = others.slice(0, namesShown(stage, segment)).map(({ branch, index }, row) => {
    const [along, across] = room.down
      ? [segment.start + 20 + row * 18, room.crest + room.bed + room.fall + 8]
      : [segment.start + 3, room.crest + room.bed + room.fall + 18 + row * ROW];
    const [x, y] = room.down ? [across, along] : [along, across];
    const share = percent(branch.p);
    const free = room.down ? room.breadth - x : segment.end - segment.start - 8;
    const fits = measure(`${branch.label} ${share}`, "small") <= free;
    return el(
      "text",
      { class: "dry small", x, y, ...pressable(() => on.take(fork, index)) },
      fits ? `${branch.label} ` : cutToRoom(branch.label, free, (name) => measure(name, "small")),
      fits ? el("tspan", { class: "faint" }, share) : null,
    );
  });
  return el("g", { class: "fork" }, ...paths, body, ...names);
}

/**
 * How many names have room beside a dry fork.
 *
 * @param {Stage} stage
 * @param {Segment} segment
 */
function namesShown({ room }, { start, end }) {
  if (room.down) return Math.max(1, Math.floor((end - start) / 18));
  return Math.max(1, Math.min(4, Math.floor((room.breadth - room.crest - room.bed - room.fall - 8) / ROW)));
}

/**
 * The arcs from the earlier words that brought most to the word that the fork's aim is.
 *
 * @param {Stage} stage
 * @param {Picture} picture
 * @param {Segment[]} places
 * @param {number} end Along: where the fork stands.
 * @param {(along: number) => number} bank The upper bank of the branch that is aimed at.
 */
export function arcNodes({ line, room, language, measure }, { at, aim }, places, end, bank) {
  const { branches, shares: all } = line.forks[at];
  const shares = all.find(({ target }) => target === branches[aim]?.id);
  if (!shares) return [];
  const big = shares.sources
    .map((share, lane) => ({ share, lane }))
    .filter(({ share, lane }) => share > LEAST * shares.score && lane < places.length)
    .sort((one, other) => other.share - one.share)
    .slice(0, ARCS);
  const thickness = (room.bed * 0.8) / Math.max(shares.score, 1e-6);
  const found = arcs(
    big.map(({ share, lane }) => ({ share, middle: places[lane].middle })),
    end,
    thickness,
    bank,
    room,
  );
  const numbers = big.map(({ share }) => signed(share, language));
  const sizes = numbers.map((number) => {
    const wide = measure(number, "gain");
    return room.down ? { along: HIGH, across: wide } : { along: wide, across: HIGH };
  });
  const shown = end - room.mouth; // what lies before is outside the picture
  const spots = numberPlaces(found, sizes, { along: [shown + 3, end + room.reach], across: [3, room.crest - 2] });
  return found.map(({ curve: [from, ...others], width }, index) => {
    const spot = spots[index];
    const path = el("path", {
      class: big[index].lane === 0 ? "arc sink" : "arc",
      d: strokes(["M", from, "C", ...others], room.down),
      style: { "stroke-width": width.toFixed(1) },
    });
    const [x, y] = room.down ? [spot?.[1] ?? 0, spot?.[0] ?? 0] : (spot ?? [0, 0]);
    const written = { class: "gain", x: x.toFixed(1), y: (y + HIGH * 0.44).toFixed(1), "text-anchor": "middle" };
    return el("g", { class: "source" }, path, spot ? el("text", written, numbers[index]) : null);
  });
}

/**
 * Where a word is written: in the bed, or at the foot of its lane inside.
 *
 * @param {[number, number]} outside (along, across) in the bed.
 * @param {[number, number]} inside The same at the foot.
 * @param {number} lift 0 – 1
 * @param {boolean} down
 */
export function wordPlace(outside, inside, lift, down) {
  const share = ease(lift);
  const along = outside[0] + (inside[0] - outside[0]) * share;
  const across = outside[1] + (inside[1] - outside[1]) * share;
  return down ? { x: across, y: along } : { x: along, y: across };
}
