// The drawing of act 3: tokens in a row (on a phone in a column), arcs from the one that looks, and the whole look as a bar.

import { el } from "../../../kit/browser/dom.js";
import { hueColour, hueOf } from "../../../kit/browser/hues.js";
import { pressable, walkWithArrows } from "../../../kit/browser/keyboard.js";
import { percent } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { chipWidth, put, wordChip } from "./act_draw.js";

/**
 * @import { WordChip } from "./act_draw.js"
 * @import { Room } from "./act_room.js"
 * @import { OneHeadPayload } from "./one_head.js"
 *
 * @typedef {object} Layout
 * @property {boolean} isColumn
 * @property {number} size Of the type.
 * @property {{ x: number, y: number }[]} chips
 * @property {number} edge Of a column: where its arcs begin.
 * @property {{ x: number, y: number, width: number }} bar
 */

const WIDEST = { row: 32, column: 20 }; // pixels: an arc that takes the whole look
const PANEL = 320; // pixels at the right
const LEAST = 0.004; // shares below are not drawn
const NAMED = 0.02; // shares from which on they are written
const BAR = 20; // pixels

/**
 * @param {OneHeadPayload} payload
 * @param {Room} room
 * @param {(lane: number) => void} look Another token is to look.
 * @param {HTMLElement} host What holds the picture.
 */
export function headScene({ lanes, texts }, room, look, host) {
  const layout = layoutOf(lanes, room);
  const last = lanes.length - 1;
  const chips = lanes.map(({ label, kind }, lane) =>
    wordChip(label, {
      ...layout.chips[lane],
      size: layout.size,
      kind: lane === last ? "chosen" : kind === "word" ? "word" : "faint",
    }),
  );
  const parts = lanes.map(({ label, kind }, lane) => {
    const name = filledText(texts.look_from, { text: label });
    const chip = chips[lane].node;
    const attributes = {
      ...pressable(() => look(lane)),
      class: `lane ${chip.getAttribute("class")}`,
      "aria-label": name,
    };
    const button = el("g", attributes, ...chip.childNodes);
    const fill = kind === "sink" ? "url(#rest)" : lane === last ? "var(--chosen)" : hueColour(hueOf(label));
    const share = el("rect", { class: "share", y: layout.bar.y, height: BAR, style: { fill } });
    return { button, share, arc: el("path", { class: `arc ${kind}` }), number: el("text", { class: "number" }) };
  });
  const buttons = parts.map(({ button }) => button);
  const words = el("g", {}, ...buttons);
  // Chromium gives the focus to an SVG group that listens for it; so the keys are heard by what holds the picture.
  walkWithArrows(host, buttons, { start: last });
  const hatch = el("pattern", {
    id: "rest",
    width: 8,
    height: 8,
    patternUnits: "userSpaceOnUse",
    patternTransform: "rotate(45)",
  });
  hatch.append(
    el("rect", { width: 8, height: 8, class: "hatch-ground" }),
    el("line", { x1: 0, y1: 0, x2: 0, y2: 8, class: "hatch-line" }),
  );

  const paint = (/** @type {number[]} */ shown, /** @type {number} */ from, /** @type {number[]} */ row) => {
    const visible = (/** @type {number} */ lane) => lane !== from && lanes[lane].kind !== "sink";
    const best = Math.max(0, ...row.filter((_, lane) => visible(lane)));
    let x = layout.bar.x;
    parts.forEach(({ button, share, arc, number }, lane) => {
      const [value, isBest] = [shown[lane], row[lane] === best && visible(lane)];
      const isDrawn = lane !== from && value > LEAST;
      const { path, at } = arcBetween(chips[from], chips[lane], value, layout, chips);
      put(arc, { d: path, "stroke-width": Math.max(0.6, value * widestOf(layout)) });
      arc.style.opacity = isDrawn ? (isBest ? "0.95" : "0.5") : "0";
      number.textContent = isDrawn && value >= NAMED ? percent(value) : "";
      put(number, at);
      number.classList.toggle("best", isBest);
      button.setAttribute("aria-pressed", String(lane === from));
      const width = Math.max(0, value * layout.bar.width);
      put(share, { x, width });
      x += width;
    });
  };
  const arcs = el("g", { "aria-hidden": "true" }, ...parts.map(({ arc }) => arc));
  const numbers = el("g", { "aria-hidden": "true" }, ...parts.map(({ number }) => number));
  const bar = el("g", { "aria-hidden": "true" }, ...parts.map(({ share }) => share));
  return { nodes: [el("defs", {}, hatch), arcs, words, bar, numbers], paint };
}

/**
 * @param {OneHeadPayload["lanes"]} lanes
 * @param {Room} room
 * @returns {Layout}
 */
function layoutOf(lanes, { width, height, isNarrow }) {
  const last = lanes.length - 1;
  const widths = (/** @type {number} */ size) => lanes.map(({ label }, lane) => chipWidth(label, size, lane === last));
  if (isNarrow) {
    const size = 18;
    const step = Math.min(44, (height - 76) / Math.max(1, lanes.length));
    const fitting = Math.min(size, step * 0.62);
    const wide = widths(fitting);
    const edge = 12 + Math.min(width * 0.5, Math.max(...wide));
    const chips = wide.map((each, lane) => ({ x: edge - each, y: 22 + lane * step })); // arcs begin where they end
    return { isColumn: true, size: fitting, chips, edge: edge + 6, bar: { x: 12, y: height - 34, width: width - 24 } };
  }
  const [left, right] = [30, width - PANEL - 48];
  const gap = 8;
  const total = (/** @type {number} */ size) => widths(size).reduce((sum, wide) => sum + wide + gap, -gap);
  let size = 34;
  while (size > 15 && total(size) > right - left) size -= 1;
  const spare = Math.max(0, right - left - total(size));
  const more = Math.min(24, spare / Math.max(1, lanes.length));
  let x = left + Math.max(0, (spare - more * last) / 2);
  const y = height * 0.72;
  const chips = widths(size).map((wide) => {
    const place = { x, y };
    x += wide + gap + more;
    return place;
  });
  return { isColumn: false, size, chips, edge: 0, bar: { x: left, y: y + size * 0.75 + 26, width: right - left } };
}

/**
 * An arc, and where its share is written.
 *
 * @param {WordChip} from
 * @param {WordChip} to
 * @param {number} value
 * @param {Layout} layout
 * @param {WordChip[]} chips
 */
function arcBetween(from, to, value, layout, chips) {
  const { isColumn, edge } = layout;
  const thick = value * widestOf(layout);
  if (isColumn) {
    const far = edge + Math.min(130, 32 + Math.abs(from.y - to.y) * 0.5) * 1.33;
    const path = `M${edge},${from.y}C${far},${from.y} ${far},${to.y} ${edge},${to.y}`;
    return {
      path,
      at: {
        x: edge + (far - edge) * 0.75 + thick / 2 + 6,
        y: (from.y + to.y) / 2 + 5,
        "text-anchor": "start",
      },
    };
  }
  const top = from.y - from.height / 2 - 7;
  const whole = Math.max(1, Math.abs(chips[chips.length - 1].middle - chips[0].middle));
  const span = Math.abs(from.middle - to.middle) / whole;
  const rise = 40 + (top - 100) * Math.min(1, span);
  const path = `M${from.middle},${top}C${from.middle},${top - rise * 1.33} ${to.middle},${top - rise * 1.33} ${to.middle},${top}`;
  const at = { x: (from.middle + to.middle) / 2, y: top - rise - thick / 2 - 8, "text-anchor": "middle" };
  return { path, at };
}

/** @param {Layout} layout */
function widestOf({ isColumn }) {
  return isColumn ? WIDEST.column : WIDEST.row;
}
