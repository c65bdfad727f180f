// Draws the tokens beside the one that they are like, before all others; while the question is open, without the alike ones.

import { dashedMark } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";
import { shortened } from "../../../kit/browser/graph/labels.js";
import { pressable, walkWithArrows } from "../../../kit/browser/keyboard.js";
import { fixed } from "../../../kit/browser/numbers.js";
import { arcOf, skyOf } from "./sky_math.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Box, Sky } from "./sky_math.js"
 * @import { SkyPayload } from "./vector.js"
 *
 * @typedef {object} SkyLook
 * @property {string} middle What the others are compared with.
 * @property {boolean} isOpen Whether the question is.
 * @property {string | null} guess The star that was guessed.
 * @property {() => number | null} opened The star whose cosine is opened.
 * @property {(star: number) => void} open
 * @property {string} caption What the grounds are, left above the question; "": not said here.
 */

const ARCS = [0.8, 0.6, 0.4, 0.2, 0]; // cosines
const MARK = 74; // pixels from the word to the "?"
const CAPTION = 12; // pixels from the left

/**
 * What does not move, and `stars`, which draws how far those have come: shares from 0 to 1.
 *
 * @param {SVGSVGElement} picture
 * @param {SkyPayload} sky
 * @param {Box} box
 * @param {SkyLook} look
 * @param {Record<string, string>} strings
 * @param {Language} language
 */
export function skyNodes(picture, sky, box, look, strings, language) {
  const sun = sunOf(picture, look.middle, box);
  const placed = skyOf(sky.stars, sky.crowd, { ...box, left: sun.edge });
  const group = el("g", { class: "stars", role: "group" });
  const stars = (/** @type {number} */ share) => {
    if (!look.isOpen) drawStars(group, picture, sky, placed, box, look, share, strings, language);
  };
  const { origin } = placed;
  const mark = look.isOpen
    ? [
        el("line", { class: "ray", x1: origin.x, y1: origin.y, x2: origin.x + MARK, y2: origin.y }),
        dashedMark("?", { x: origin.x + MARK, y: origin.y, size: 26 }),
      ]
    : [];
  const nodes = [...grounds(sky, placed, box, look, language), group, ...mark, ...sun.nodes(origin.y)];
  return { nodes, stars };
}

/**
 * The crowd, the arcs of equal likeness and what they are called.
 *
 * @param {SkyPayload} sky
 * @param {Sky} placed
 * @param {Box} box
 * @param {SkyLook} look
 * @param {Language} language
 */
function grounds({ mean }, placed, box, { caption }, language) {
  const arcs = ARCS.flatMap((cosine) => {
    const { path, far, end } = arcOf(placed, cosine);
    if (far > box.right - placed.origin.x) return [];
    const name = fixed(cosine, 1, language);
    return [
      el("path", { class: "arc", d: path }),
      end.x > box.right - 26 ? "" : el("text", { class: "quiet-text", x: end.x + 5, y: end.y - 2 }, name),
    ];
  });
  const dots = placed.crowd.map(({ x, y }) => `M${x.toFixed(1)} ${y.toFixed(1)}h0.01`).join("");
  return [
    el("path", { class: "crowd", d: dots }),
    ...arcs,
    el("path", { class: "ring", d: arcOf(placed, mean).path }),
    el("text", { class: "quiet-text", x: CAPTION, y: box.top + 14 }, caption),
  ];
}

/**
 * @param {SVGGElement} group
 * @param {SVGSVGElement} picture
 * @param {SkyPayload} sky
 * @param {Sky} placed
 * @param {Box} box
 * @param {SkyLook} look
 * @param {number} share
 * @param {Record<string, string>} strings
 * @param {Language} language
 */
function drawStars(group, picture, sky, { origin, places }, box, look, share, strings, language) {
  const { x, y } = origin;
  const nearest = Math.max(...sky.stars.map(({ cosine }) => cosine));
  const named = sky.stars.map(({ text, cosine }) => `\u2068${text}\u2069 ${fixed(cosine, 2, language)}`);
  group.setAttribute("aria-label", `${look.middle}: ${named.join(", ")}`);
  const opened = look.opened();
  const stars = places.map((place, star) => {
    const [left, top] = [x + (place.x - x) * share, y + (place.y - y) * share];
    const name = y + (place.label - y) * share;
    const { text, cosine } = sky.stars[star];
    const room = Math.max(30, box.right - left - 14);
    return el(
      "g",
      {
        ...pressable(() => look.open(star)),
        class: cosine === nearest ? "star nearest" : "star",
        "aria-label": `${named[star]}: ${strings.open}`, // it must hold the visible name
        "aria-pressed": String(opened === star),
      },
      el("rect", { class: "hit", x: left + 8, y: name - 12, width: Math.min(150, room), height: 23, rx: 6 }),
      text === look.guess ? el("circle", { class: "guessed", cx: left, cy: top, r: 11 }) : null,
      el("circle", { cx: left, cy: top, r: 6 }),
      el(
        "text",
        { class: "star-word", x: left + (text === look.guess ? 16 : 12), y: name + 6, style: { opacity: share } },
        share < 1 ? named[star] : shortened(picture, named[star], room, "star-word"),
      ),
    );
  });
  const rays = places.map((place) =>
    el("line", { class: "ray", x1: x, y1: y, x2: x + (place.x - x) * share, y2: y + (place.y - y) * share }),
  );
  group.replaceChildren(...rays, ...stars);
  walkWithArrows(group, stars, { start: opened ?? 0 });
}

/**
 * The word itself, left of the point from which all distances count; above it if it is long.
 *
 * @param {SVGSVGElement} picture
 * @param {string} text
 * @param {Box} box
 */
function sunOf(picture, text, { left, right, top }) {
  const written = shortened(picture, text, right - left - 40, "sun-word");
  const wide = [...written].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0x2e80 ? 18 : 10), 22);
  const isAbove = wide > 0.3 * (right - left);
  const edge = left + (isAbove ? 8 : wide + 2);
  const nodes = (/** @type {number} */ middle) => {
    const y = isAbove ? top + 66 : middle;
    return [
      el("rect", { class: "sun", x: left, y: y - 17, width: wide, height: 34, rx: 7 }),
      el("text", { class: "sun-word", x: left + wide / 2, y: y + 6, "text-anchor": "middle" }, written),
      ...(isAbove ? [el("circle", { class: "sun", cx: edge, cy: middle, r: 7 })] : []),
    ];
  };
  return { edge, nodes };
}
