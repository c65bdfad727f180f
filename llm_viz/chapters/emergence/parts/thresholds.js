// Abilities over the computation from which they were seen. Its level is dragged like that of water in a tank: what it
// reaches lights up. The server is never asked.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { el } from "../../../kit/browser/dom.js";
import { followDrag } from "../../../kit/browser/drag.js";
import { spread } from "../../../kit/browser/graph/labels.js";
import { pressable, slideStep, walkWithArrows } from "../../../kit/browser/keyboard.js";
import { powerOfTen, superscript } from "../../../kit/browser/numbers.js";
import { pointerOn } from "../../../kit/browser/screen.js";
import { filled } from "../../../kit/browser/sentences.js";
import { sliderRole, within } from "../../../kit/browser/sliders.js";
import { followSize, markNarrow } from "../../../kit/browser/width.js";

/**
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 *
 * @typedef {{ name: string, flop: number, model: string }} Ability `AbilityPayload` in `thresholds.py`.
 *
 * @typedef {object} ThresholdsPayload `ThresholdsPayload` in `thresholds.py`; levels are powers of ten.
 * @property {Ability[]} abilities The one with the least computation first.
 * @property {number} low
 * @property {number} high
 * @property {number} standard
 * @property {{ level: number }} settings
 * @property {Record<string, string>} strings
 *
 * @typedef {object} Places Pixels: the tank, and the names beside it.
 * @property {number} left
 * @property {number} right
 * @property {number} top
 * @property {number} base
 * @property {number} names Where they begin.
 * @property {number} end Right end of the models' names; 0 where there is no room for them.
 */

const NARROW = 720; // pixels
const TINY = 350; // pixels, below which names get all the room there is
const STEP = 0.05; // powers of ten of an arrow key, and of the address
const ROW = 22; // pixels between two names
const RADIUS = 5.5;
const MOST_TOGETHER = 4; // dots of the same computation beside the first
const LEAST_MORE = 1e-9; // a level that stands at an ability has reached it

/**
 * @param {HTMLElement} root
 * @param {ThresholdsPayload} payload Its settings are changed.
 * @param {Surroundings} _surroundings
 */
export function mount(root, payload, _surroundings) {
  const { settings, strings, standard, low, high } = payload;
  const hero = el("div", { class: "hero" });
  const live = el("p", { class: "stage-says", role: "status" });
  /** @type {(level: number) => void} */
  let drawLevel = () => {};
  const set = (/** @type {number} */ level) => {
    settings.level = within(low, high, level);
    live.replaceChildren(...sentence(payload));
    drawLevel(settings.level);
    rememberInUrl({ level: settings.level === standard ? null : Number(settings.level.toFixed(3)) });
  };
  root.replaceChildren(hero, live);
  const draw = () => {
    const picture = drawn(payload, hero.clientWidth, hero.clientHeight, set);
    hero.replaceChildren(picture.node);
    drawLevel = picture.drawLevel;
    set(settings.level);
  };
  live.replaceChildren(...sentence(payload));
  const stops = [markNarrow(root, NARROW), followSize(hero, draw)];
  hero.setAttribute("role", "group");
  hero.setAttribute("aria-label", strings.alt);
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * What the level has reached.
 *
 * @param {ThresholdsPayload} payload
 */
export function reachedBy({ abilities, settings }) {
  return abilities.filter(({ flop }) => Math.log10(flop) <= settings.level + LEAST_MORE);
}

/** @param {ThresholdsPayload} payload */
function sentence(payload) {
  const { abilities, settings, strings } = payload;
  const reached = reachedBy(payload);
  const last = reached[reached.length - 1];
  /** @type {Record<string, string>} */
  const values = {
    flop: powerOfTen(10 ** settings.level),
    count: String(reached.length),
    all: String(abilities.length),
    ability: last?.name.replace("*", "") ?? "",
    model: last?.model ?? "",
  };
  return filled(last ? strings.told : strings.none, (name) => el("strong", {}, values[name]));
}

/**
 * The picture, and what moves its level.
 *
 * @param {ThresholdsPayload} payload
 * @param {number} width
 * @param {number} height
 * @param {(level: number) => void} set
 */
function drawn(payload, width, height, set) {
  const { low, high } = payload;
  const isNarrow = width < NARROW;
  const [left, right] = width < TINY ? [32, 64] : [40, 94];
  const places = isNarrow
    ? { left, right, top: 34, base: height - 14, names: right + 14, end: 0 }
    : {
        left: 70,
        right: Math.round(0.32 * width),
        top: 40,
        base: height - 18,
        names: 0.32 * width + 70,
        end: width - 24,
      };
  const y = (/** @type {number} */ power) => places.base - ((power - low) / (high - low)) * (places.base - places.top);
  const rows = abilitiesOf(payload, places, y, set);
  const water = el("rect", { class: "water", x: places.left, width: places.right - places.left });
  const handle = handleOf(payload, places, set);
  const vessel = el(
    "g",
    { class: "vessel" },
    el("rect", {
      class: "tank",
      x: places.left,
      y: places.top,
      width: places.right - places.left,
      height: places.base - places.top,
    }),
    water,
    ...axis(payload, places, y),
  );
  const list = el("g", {}, ...rows.map(({ node }) => node));
  const node = el("svg", {}, vessel, list, handle, el("text", { x: 12, y: 22 }, payload.strings.thresholds_axis));
  if (!isNarrow) node.append(el("text", { x: places.names, y: 22, class: "strong" }, payload.strings.thresholds_rule));
  walkWithArrows(
    list,
    rows.map(({ button }) => button),
  );
  const levelAt = (/** @type {PointerEvent} */ event) => {
    const share = (places.base - pointerOn(node, event).top) / (places.base - places.top);
    return Math.round((low + share * (high - low)) / STEP) * STEP;
  };
  for (const part of [vessel, handle]) followDrag(part, { move: (event) => set(levelAt(event)), focused: handle });
  return {
    node,
    drawLevel: (/** @type {number} */ level) => {
      water.setAttribute("y", String(y(level)));
      water.setAttribute("height", String(Math.max(0, places.base - y(level))));
      handle.setAttribute("transform", `translate(0 ${y(level)})`);
      handle.setAttribute("aria-valuenow", level.toFixed(2));
      handle.setAttribute("aria-valuetext", powerOfTen(10 ** level));
      for (const { node: row, power } of rows) row.classList.toggle("reached", power <= level + LEAST_MORE);
    },
  };
}

/**
 * Powers of ten at the tank.
 *
 * @param {ThresholdsPayload} payload
 * @param {Places} places
 * @param {(power: number) => number} y
 */
function axis({ low, high }, { left, right }, y) {
  const powers = Array.from({ length: Math.floor(high) - Math.ceil(low) + 1 }, (_, step) => Math.ceil(low) + step);
  return powers.flatMap((power) => [
    el("line", { class: "rule", x1: left, x2: right, y1: y(power), y2: y(power) }),
    el("text", { class: "strong", x: left - 8, y: y(power) + 5, "text-anchor": "end" }, `10${superscript(power)}`),
  ]);
}

/**
 * Every ability: a dot in the tank, beside each other where the computation is the same, and its name at the end of a
 * line. A press lets the level rise to it.
 *
 * @param {ThresholdsPayload} payload
 * @param {Places} places
 * @param {(power: number) => number} y
 * @param {(level: number) => void} set
 */
function abilitiesOf({ abilities }, { left, right, top, base, names, end }, y, set) {
  const heights = abilities.map(({ flop }, index) => y(Math.log10(flop)) - index * LEAST_MORE);
  const rows = spread(heights, {
    low: top + 8,
    high: base - 4,
    gap: Math.min(ROW, (base - top - 12) / abilities.length),
  });
  return abilities.map(({ name, flop, model }, index) => {
    const before = abilities.slice(0, index).filter((each) => each.flop === flop).length;
    const apart = Math.min(2 * RADIUS + 2, (right - left - 4 * RADIUS) / MOST_TOGETHER);
    const [x, height, row] = [right - 14 - before * apart, heights[index], rows[index]];
    const elbow = names - (names - right) / 2;
    const button = el(
      "g",
      { class: "ability", ...pressable(() => set(Math.log10(flop))) },
      el("rect", {
        class: "hand",
        x: names - 6,
        y: row - ROW / 2,
        width: Math.max(120, (end || 2 * names) - names),
        height: ROW,
      }),
      el("text", { class: "name", x: names, y: row + 5 }, name),
      end ? el("text", { x: end, y: row + 5, "text-anchor": "end" }, ` ${model}`) : null,
    );
    const lead = el("path", { class: "lead", d: `M${right},${height}L${elbow},${row}H${names - 6}` });
    const node = el("g", {}, lead, el("circle", { class: "dot", cx: x, cy: height, r: RADIUS }), button);
    return { node, button, power: Math.log10(flop) };
  });
}

/**
 * The surface of the water, which is dragged up and down.
 *
 * @param {ThresholdsPayload} payload
 * @param {Places} places
 * @param {(level: number) => void} set
 */
function handleOf({ settings, strings, low, high }, { left, right }, set) {
  const middle = left + 0.32 * (right - left);
  const handle = el(
    "g",
    {
      class: "handle vessel",
      ...sliderRole(strings.thresholds_mark, low, high),
      "aria-orientation": "vertical",
    },
    el("line", { class: "surface", x1: left, x2: right, y1: 0, y2: 0 }),
    el("circle", { class: "knob", cx: middle, cy: 0, r: 13 }),
    el("path", { class: "arrow", d: `M${middle - 5},-20l5,-6l5,6M${middle - 5},20l5,6l5,-6` }),
  );
  handle.onkeydown = (event) => {
    const steps = slideStep(event);
    if (steps !== null) set(settings.level + STEP * steps);
  };
  return handle;
}
