// The drawing of act 2: words with their blinds, the looks of the studied word, and a dial with its needle.

import { el } from "../../../kit/browser/dom.js";
import { pressable, walkWithArrows } from "../../../kit/browser/keyboard.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { within } from "../../../kit/browser/sliders.js";
import { chipWidth, put, sensePicture, wordChip } from "./act_draw.js";
import { signed } from "./sense_text.js";

/**
 * @import { WordChip } from "./act_draw.js"
 * @import { Room } from "./act_room.js"
 * @import { ClothPayload } from "./cloth.js"
 *
 * @typedef {{ x: number, y: number }} Place
 * @typedef {object} Layout
 * @property {number} size Of the type.
 * @property {number} rail How high above its word a blind hangs.
 * @property {Place[]} words
 * @property {Place} pivot Of the needle.
 * @property {number} radius
 * @property {boolean} isOneRow
 */

const SPAN = 44; // degrees of the dial for 1
const MOST = 1.25; // the largest place on the dial
const GAP = 12;
const SLOPE = Math.sin((SPAN * Math.PI) / 180); // how high 1 stands on a dial of radius 1
const SEEN = 0.5; // a shift that is written large

/**
 * @param {ClothPayload} payload
 * @param {Map<number, number>} rests
 * @param {Room} room
 * @param {(index: number) => void} toggle
 * @param {HTMLElement} host What holds the picture.
 */
export function clothScene(payload, rests, room, toggle, host) {
  const { words, texts } = payload;
  const layout = layoutOf(payload, room);
  const base = rests.get(0) ?? 0;
  const needle = dial(payload, base, layout, room);
  const { pivot } = layout;
  const chips = words.map(({ text, kind }, index) =>
    wordChip(text, {
      ...layout.words[index],
      size: layout.size,
      kind: kind === "word" ? "chosen" : kind === "free" ? "word" : "faint",
    }),
  );
  const own = chips[words.findIndex(({ kind }) => kind === "word")];
  const pins = chips.map((chip, index) => {
    const isFirstPinned = words[index].kind === "pinned" && !room.isNarrow;
    const at = { x: chip.middle, y: chip.y - layout.size * 0.75 - 9, "text-anchor": "middle" };
    return isFirstPinned ? el("text", { class: "small", ...at }, texts.pinned) : null;
  });
  const free = chips.filter((_, index) => words[index].kind === "free");
  const names = words.filter(({ kind }) => kind === "free").map(({ text }) => text);
  const looks = free.map((chip) =>
    layout.isOneRow ? el("path", { class: "look", d: lookPath(own, chip, layout) }) : null,
  );
  const blinds = free.map((chip, index) => blind(chip, names[index], index, layout, texts, () => toggle(index)));
  const shifts = free.map((chip) =>
    el("text", {
      class: "shift",
      x: chip.middle,
      y: chip.y + layout.size * 0.75 + (room.isNarrow ? 22 : 34),
      "text-anchor": "middle",
    }),
  );
  const curtain = el("g", {}, ...blinds.map(({ node }) => node));
  // Chromium gives the focus to an SVG group that listens for it; so the keys are heard by what holds the picture.
  walkWithArrows(
    host,
    blinds.map(({ node }) => node),
  );
  const ask = el(
    "text",
    {
      class: "ask-line",
      x: room.isNarrow ? 12 : (free[0]?.x ?? 0),
      y: (free[0]?.y ?? 0) - layout.size * 0.75 - layout.rail - 20,
    },
    room.isNarrow ? "" : free.length > 0 ? texts.ask : texts.no_words, // on a phone the sentence below says it
  );
  const pose = (/** @type {number[]} */ down, /** @type {number} */ shown) => {
    down.forEach((part, index) => {
      blinds[index].at(part);
      const path = looks[index];
      if (path) path.style.opacity = String(0.55 * (1 - part));
    });
    needle.at(shown);
  };
  const tell = (/** @type {number} */ mask) => {
    ask.style.opacity = mask === 0 ? "1" : "0";
    shifts.forEach((node, index) => {
      const isCovered = ((mask >> index) & 1) === 1;
      const shift = (rests.get(1 << index) ?? base) - base;
      put(blinds[index].node, { "aria-checked": String(isCovered) });
      if (isCovered) node.textContent = signed(shift);
      node.classList.toggle("large", Math.abs(shift) >= SEEN);
    });
  };
  const below = own.y + own.height / 2;
  const tie = room.isNarrow
    ? el("path", {
        class: "tie",
        d: `M${own.middle},${below}C${own.middle},${(below + pivot.y) / 2} ${pivot.x},${(below + pivot.y) / 2} ${pivot.x},${pivot.y}`,
      })
    : null;
  const nodes = [tie, ...needle.nodes, ...looks, ...chips.map(({ node }) => node), ...pins, curtain, ...shifts, ask];
  return { nodes: nodes.filter((node) => node !== null), pose, tell };
}

/**
 * @param {ClothPayload} payload
 * @param {Room} room
 * @returns {Layout}
 */
function layoutOf({ words }, { width, height, isNarrow }) {
  const left = isNarrow ? 12 : 30;
  const right = isNarrow ? width - 12 : width - 380;
  const sizes = isNarrow ? [22] : [38, 34, 30, 27, 24];
  const rowsOf = (/** @type {number} */ size) => {
    /** @type {{ x: number, row: number, end: number }[]} */
    const places = [];
    let [x, row] = [left, 0];
    for (const { text, kind } of words) {
      const wide = chipWidth(text, size, kind === "word");
      if (x + wide > right && x > left) [x, row] = [left, row + 1];
      places.push({ x, row, end: x + wide });
      x += wide + GAP;
    }
    return places;
  };
  const size = sizes.find((each) => (rowsOf(each).at(-1)?.row ?? 0) === 0) ?? sizes[sizes.length - 1];
  const places = rowsOf(size);
  const rows = (places.at(-1)?.row ?? 0) + 1;
  const end = Math.max(...places.map((place) => place.end));
  if (isNarrow) {
    const step = 88;
    const top = 74;
    const at = places.map(({ x, row }) => ({ x, y: top + row * step }));
    const bottom = top + (rows - 1) * step + 40;
    const radius = Math.max(60, Math.min(width - 130, ((height - bottom) / 2 - 44) / SLOPE - 34));
    const pivot = { x: Math.max(24, (width - radius - 82) / 2), y: (bottom + height) / 2 };
    return { size, rail: 20, words: at, pivot, radius, isOneRow: false };
  }
  const step = size * 3.6;
  const middle = height * 0.48;
  const top = middle - ((rows - 1) * step) / 2;
  const radius = Math.min(250, width - Math.min(end, width - 358) - 148, (middle - 48) / SLOPE - 58);
  const pivot = Math.min(end + 8, width - 350);
  const shift = Math.max(0, (width - pivot - radius - 130 - left) / 2); // words and dial stand in the middle together
  const at = places.map(({ x, row }) => ({ x: x + shift, y: top + row * step }));
  const rail = Math.min(42, size + 6);
  return { size, rail, words: at, pivot: { x: pivot + shift, y: middle }, radius, isOneRow: rows === 1 };
}

/**
 * From below the studied word to below another one.
 *
 * @param {WordChip} own
 * @param {WordChip} chip
 * @param {Layout} layout
 */
function lookPath(own, chip, { size }) {
  const bottom = chip.y + size * 0.75;
  const from = own.x + Math.min(26, own.width / 2);
  const deep = 92 + Math.min(60, Math.abs(from - chip.middle) * 0.14);
  return `M${from},${bottom + 4}C${from - 10},${bottom + deep} ${chip.middle},${bottom + deep + 10} ${chip.middle},${bottom + 46}`;
}

/**
 * A roller blind above its word; `at(part)` lets it down, 1 being all the way.
 *
 * @param {WordChip} chip
 * @param {string} text
 * @param {number} index
 * @param {Layout} layout
 * @param {Record<string, string>} texts
 * @param {() => void} press
 */
function blind(chip, text, index, { size, rail }, texts, press) {
  const [x, wide] = [chip.x - 5, chip.width + 10];
  const top = chip.y - size * 0.75 - rail;
  const drop = rail + size * 1.5 + 8;
  const folds = Array.from({ length: Math.max(1, Math.floor((wide - 12) / 17)) }, (_, fold) => {
    const at = x + 13 + fold * 17;
    return el("path", { class: "fold", d: `M${at},0q3,${drop / 2} 0,${drop}` });
  });
  const cloth = el(
    "g",
    {},
    el("rect", { class: "cloth", x, y: 0, width: wide, height: drop, rx: 5 }),
    ...folds,
    el("rect", { class: "hem", x, y: drop - 7, width: wide, height: 7, rx: 3 }),
    el(
      "text",
      { class: "behind", x: chip.middle, y: drop - 8 - size * 0.4, style: { "font-size": `${size}px` } },
      text,
    ),
  );
  const cord = el(
    "g",
    { class: "cord" },
    el("line", { x1: chip.middle, x2: chip.middle, y1: 0, y2: 11 }),
    el("circle", { cx: chip.middle, cy: 16, r: 5.5 }),
  );
  const clip = `blind-${index}`;
  const node = el(
    "g",
    {
      ...pressable(press),
      role: "switch",
      "aria-checked": "false",
      class: "blind",
      "aria-label": filledText(texts.cover, { text }),
    },
    el("clipPath", { id: clip }, el("rect", { x: x - 2, y: top, width: wide + 4, height: drop + 6 })),
    el("g", { "clip-path": `url(#${clip})` }, cloth),
    el("rect", { class: "hem", x: x - 2, y: top - 8, width: wide + 4, height: 12, rx: 6 }),
    cord,
    el("rect", { class: "touch", x: x - 2, y: top - 12, width: wide + 4, height: drop + 22, rx: 8 }),
  );
  const at = (/** @type {number} */ part) => {
    cloth.style.transform = `translateY(${top - drop + part * drop}px)`;
    cord.style.transform = `translateY(${top + 2 + part * drop}px)`;
    cord.style.opacity = String(1 - part);
  };
  at(0);
  return { node, at };
}

/**
 * A dial whose needle starts at the words: up is the first sense, down the second. `at(place)` moves the needle.
 *
 * @param {ClothPayload} payload
 * @param {number} base Where the needle rests with nothing covered.
 * @param {Layout} layout
 * @param {Room} room
 */
function dial({ key, senses, texts }, base, { pivot, radius: r }, { isNarrow }) {
  const angle = (/** @type {number} */ place) => (-within(-MOST, MOST, place) * SPAN * Math.PI) / 180;
  const point = (/** @type {number} */ place, /** @type {number} */ radius) => [
    pivot.x + radius * Math.cos(angle(place)),
    pivot.y + radius * Math.sin(angle(place)),
  ];
  const arc = (/** @type {number} */ from, /** @type {number} */ to, /** @type {number} */ radius) =>
    `A${radius},${radius} 0 0 ${to < from ? 1 : 0} ${point(to, radius)}`;
  const ticks = [-1, -0.5, 0, 0.5, 1].map((place) => {
    const [[x1, y1], [x2, y2]] = [point(place, r - (place % 1 ? 4 : 7)), point(place, r + (place % 1 ? 4 : 7))];
    return el("line", { class: "axis", x1, y1, x2, y2 });
  });
  const names = senses.map((sense, side) => {
    const [x, y] = point(side === 0 ? 1 : -1, r + (isNarrow ? 34 : 58));
    const size = isNarrow ? 34 : 50;
    const middle = x + (isNarrow ? 14 : 22);
    const picture = sensePicture(key, side, { x: middle, y: y - 8, size });
    const low = picture === null ? 6 : size / 2 + (isNarrow ? 8 : 14);
    const name = el("text", { class: "sense", x: middle, y: y + low, "text-anchor": "middle" }, sense);
    return el("g", { class: `side-${side}` }, picture, name);
  });
  const wedge = el("path", { class: "wedge" });
  const [tipX, tipY] = point(base, r - 8);
  const before = el("line", { class: "cursor", x1: pivot.x, y1: pivot.y, x2: tipX, y2: tipY });
  const hand = el("path", { class: "hand" });
  const value = el("text", { class: "value", "text-anchor": "middle" });
  const [startX, startY] = point(-MOST, r);
  const scale = el("path", { class: "axis bow", d: `M${startX},${startY}${arc(-MOST, MOST, r)}` });
  const hub = el("circle", { class: "hand", cx: pivot.x, cy: pivot.y, r: 7 });
  const note = isNarrow
    ? null
    : el("text", { class: "small", x: pivot.x + r * 0.5, y: pivot.y + r * 0.98, "text-anchor": "end" }, texts.needle);
  const at = (/** @type {number} */ place) => {
    const [x, y] = point(place, r - 8);
    const turn = angle(place);
    const [acrossX, acrossY] = [-Math.sin(turn) * 7, Math.cos(turn) * 7];
    put(hand, { d: `M${pivot.x + acrossX},${pivot.y + acrossY}L${x},${y}L${pivot.x - acrossX},${pivot.y - acrossY}z` });
    const [fromX, fromY] = point(base, r - 8);
    put(wedge, { d: `M${pivot.x},${pivot.y}L${fromX},${fromY}${arc(base, place, r - 8)}z` });
    const [textX, textY] = point(place, r * 0.6);
    const away = place > base ? -24 : 24;
    put(value, { x: textX - Math.sin(turn) * away, y: textY + Math.cos(turn) * away + 6 });
    value.textContent = signed(place);
  };
  return { nodes: [wedge, scale, ...ticks, before, hand, hub, ...names, value, note], at };
}
