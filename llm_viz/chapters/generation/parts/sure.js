// How sure the model is of each token that it writes: the text is the ground of a skyline, and over each token stands a
// tower as high as its probability; half way up, a line. Those that the guess is about are covered until it was made, and
// rise then. On a narrow screen the towers lie, one below the other.

import { askBox } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";
import { cutToRoom } from "../../../kit/browser/graph/labels.js";
import { hueColour, huesInRow } from "../../../kit/browser/hues.js";
import { riseOnce } from "../../../kit/browser/motion.js";
import { percent } from "../../../kit/browser/numbers.js";
import { screenHeight } from "../../../kit/browser/screen.js";
import { stateOf } from "../../../kit/browser/state.js";
import { followWidth } from "../../../kit/browser/width.js";
import { lettersOf } from "./rounds_math.js";
import { LETTER, placesOf } from "./sure_math.js";

/**
 * @import { Question } from "../../../kit/browser/ask.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 *
 * @typedef {{ word: string, share: number }} Bar `BarPayload` in `sure.py`.
 * @typedef {{ known: Bar[], ahead: Bar[], covered: number, says: string, question: Question,
 *   strings: Record<string, string> }} SurePayload
 *
 * @typedef {{ word: string, share: number | null, hue: string, isAhead: boolean }} Tower `share` is null while it is
 *   covered.
 * @typedef {{ rise: number, wasOpen: boolean, frame?: number }} State
 */

const HALF = 0.5;
const NARROW = 640; // pixels
const AROUND = 310; // pixels of the window above and below the picture
const HEIGHT = { least: 340, most: 560 };
const HEAD = 58; // pixels above the towers, for the heads and the highest number
const FOOT = 44; // pixels below them, for the words
const AXIS = 46; // pixels beside them, for the "50 %"
const BETWEEN = 34; // pixels between what was written and what follows
const SIZE = 16; // pixels of the words
const ROW = 28; // pixels of a lying tower, with the gap
const TITLE = 26; // pixels of a head above lying towers
const WORD = 112; // pixels that words take beside lying towers
const SHARE = 52; // pixels that a share takes beside lying towers

/**
 * @param {HTMLElement} root
 * @param {SurePayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { send }) {
  const { says, question, strings } = payload;
  const state = stateOf(root, () => /** @type {State} */ ({ rise: 1, wasOpen: false }));
  const towers = towersOf(payload);
  const svg = el("svg", { "aria-hidden": "true" });
  const picture = el("div", { class: "picture" }, svg);
  root.replaceChildren(
    el(
      "div",
      { class: "stage", role: "group", "aria-label": strings.picture },
      picture,
      spoken(towers, strings),
      question.open ? askBox(question, send) : null,
    ),
    el("p", { class: "stage-says", role: "status" }, says),
  );
  const draw = (/** @type {number} */ width) => {
    const look =
      width < NARROW ? lying(towers, width, state.rise, strings) : standing(towers, width, state.rise, strings);
    svg.setAttribute("viewBox", `0 0 ${width} ${look.height}`);
    svg.setAttribute("height", String(look.height));
    svg.replaceChildren(...look.nodes);
  };
  const { stop, redraw } = followWidth(picture, draw);
  const isDue = state.wasOpen && !question.open;
  state.wasOpen = question.open;
  const end = riseOnce(state, isDue, redraw);
  return () => {
    stop();
    end();
  };
}

/**
 * @param {SurePayload} payload
 * @returns {Tower[]}
 */
function towersOf({ known, ahead, covered }) {
  const hues = huesInRow([...known, ...ahead].map(({ word }) => word)).map(hueColour);
  const seen = [...known, ...ahead].map((bar, at) => ({ ...bar, hue: hues[at], isAhead: at >= known.length }));
  const hidden = Array.from({ length: covered }, () => ({ word: "?", share: null, hue: "none", isAhead: true }));
  return [...seen, ...hidden];
}

/**
 * What the picture shows, for those who hear it.
 *
 * @param {Tower[]} towers
 * @param {Record<string, string>} strings
 */
function spoken(towers, strings) {
  const told = (/** @type {Tower} */ { word, share }) =>
    share === null ? strings.hidden : `${word} ${percent(share)}`;
  return el("ol", { class: "visually-hidden" }, ...towers.map((tower) => el("li", {}, told(tower))));
}

/**
 * The towers beside each other, on the words as their ground.
 *
 * @param {Tower[]} towers
 * @param {number} width
 * @param {number} rise Of those that were covered: from 0 to 1.
 * @param {Record<string, string>} strings
 */
function standing(towers, width, rise, strings) {
  const height = Math.min(HEIGHT.most, Math.max(HEIGHT.least, screenHeight() - AROUND));
  const ground = height - FOOT;
  const most = ground - HEAD;
  const known = towers.filter(({ isAhead }) => !isAhead);
  const ahead = towers.filter(({ isAhead }) => isAhead);
  const least = Math.min(52, (width - AXIS - BETWEEN) / Math.max(1, towers.length));
  const letters = (/** @type {Tower[]} */ group) =>
    group.reduce((sum, { word }) => sum + Math.max(least, lettersOf(word) * LETTER * SIZE), 0);
  const part = letters(known) / Math.max(1, letters(towers));
  const edge = AXIS + (width - AXIS - BETWEEN) * (ahead.length > 0 ? part : 1);
  const groups = [
    { group: known, from: AXIS, to: edge, title: strings.known },
    { group: ahead, from: edge + BETWEEN, to: width, title: strings.ahead },
  ].filter(({ group }) => group.length > 0);
  /** @type {SVGElement[]} */
  const shares = []; // over the line at one half
  const nodes = groups.flatMap(({ group, from, to, title }) => {
    const places = placesOf(
      group.map(({ word }) => word),
      { from, to, size: SIZE, least },
    );
    return [
      el("text", { class: "head", x: from + 3, y: 20 }, title),
      el("line", { class: "ground", x1: from, x2: to, y1: ground, y2: ground }),
      ...group.flatMap((tower, at) => {
        const { left, width: wide, label } = places[at];
        const [middle, top] = [left + wide / 2, ground - most * shown(tower, rise)];
        const chip = {
          class: "ground-word",
          x: left,
          y: ground + 8,
          width: wide,
          height: 28,
          rx: 7,
          style: { fill: tower.hue },
        };
        if (tower.share !== null)
          shares.push(el("text", { class: "share", x: middle, y: top - 8 }, percent(tower.share)));
        return [
          el("rect", { class: kind(tower), x: left, y: top, width: wide, height: Math.max(1, ground - top), rx: 6 }),
          el("rect", chip),
          el("text", { class: tower.share === null ? "asked" : "word", x: middle, y: ground + 27 }, label),
        ];
      }),
    ];
  });
  const y = ground - most * HALF;
  return {
    height,
    nodes: [
      ...nodes,
      el("line", { class: "half", x1: AXIS, x2: width, y1: y, y2: y }),
      el("text", { class: "tick", x: AXIS - 8, y: y + 5, "text-anchor": "end" }, strings.half),
      ...shares,
    ],
  };
}

/**
 * The towers below each other, beside their words.
 *
 * @param {Tower[]} towers
 * @param {number} width
 * @param {number} rise
 * @param {Record<string, string>} strings
 */
function lying(towers, width, rise, strings) {
  const most = width - WORD - SHARE;
  /** @type {(SVGElement | null)[]} */
  const nodes = [];
  let y = 4;
  const half = WORD + most * HALF;
  const widthOf = (/** @type {string} */ word) => lettersOf(word) * LETTER * SIZE;
  for (const [at, tower] of towers.entries()) {
    if (at === 0 || tower.isAhead !== towers[at - 1].isAhead) {
      nodes.push(el("text", { class: "head", x: 0, y: y + 18 }, tower.isAhead ? strings.ahead : strings.known));
      if (at === 0) nodes.push(el("text", { class: "tick", x: width, y: y + 18, "text-anchor": "end" }, strings.half));
      y += TITLE;
    }
    const middle = y + ROW / 2;
    const long = Math.max(1, most * shown(tower, rise));
    const label = cutToRoom(tower.word, WORD - 8, widthOf);
    const chip = Math.min(WORD - 6, widthOf(label));
    nodes.push(
      el("rect", {
        class: "ground-word",
        x: WORD - 6 - chip,
        y: y + 2,
        width: chip,
        height: ROW - 4,
        rx: 6,
        style: { fill: tower.hue },
      }),
      el("text", { class: tower.share === null ? "asked" : "word", x: WORD - 6 - chip / 2, y: middle + 6 }, label),
      el("rect", { class: kind(tower), x: WORD, y: y + 3, width: long, height: ROW - 6, rx: 5 }),
      tower.share === null ? null : el("text", { class: "share end", x: width, y: middle + 6 }, percent(tower.share)),
    );
    y += ROW;
  }
  nodes.push(el("line", { class: "half", x1: half, x2: half, y1: TITLE, y2: y }));
  return { height: y + 4, nodes: nodes.filter((node) => node !== null) };
}

/**
 * How high a tower is now, of its most.
 *
 * @param {Tower} tower
 * @param {number} rise
 */
function shown({ share, isAhead }, rise) {
  return share === null ? 1 : share * (isAhead ? rise : 1);
}

/** @param {Tower} tower */
function kind({ share }) {
  return share === null ? "tower covered" : share > HALF ? "tower sure" : "tower";
}
