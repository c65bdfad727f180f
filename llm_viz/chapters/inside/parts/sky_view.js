// Draws the tokens around the one that they are like; while the question is open, the one in the middle only.

import { dashedMark } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";
import { pressable, walkWithArrows } from "../../../kit/browser/keyboard.js";
import { fixed } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { skyOf } from "./sky_math.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { SkyPayload } from "./vector.js"
 *
 * @typedef {object} SkyLook
 * @property {string} middle What is in the middle.
 * @property {number} share How far the stars have come from the middle, from 0 to 1.
 * @property {string | null} guess The star that was guessed.
 * @property {number | null} opened The star whose cosine is opened.
 * @property {(star: number) => void} open
 */

export const HEIGHT = 196; // pixels
const ASKING = 62; // pixels of it, while the question stands below

/**
 * @param {SVGSVGElement} picture
 * @param {SkyPayload} sky
 * @param {SkyLook} look
 * @param {Record<string, string>} strings
 * @param {Language} language
 */
export function drawSky(picture, sky, { middle, share, guess, opened, open }, strings, language) {
  const width = picture.clientWidth;
  frameOf(picture, width, HEIGHT);
  const { x, y, places, ring, isRingSeen } = skyOf(sky.stars, sky.mean, width, HEIGHT);
  const nearest = Math.max(...sky.stars.map(({ cosine }) => cosine));
  const named = sky.stars.map(({ text, cosine }) => `\u2068${text}\u2069 ${fixed(cosine, 2, language)}`);
  picture.setAttribute("aria-label", `${middle}: ${named.join(", ")}`);
  const average = filledText(strings.mean, { cosine: fixed(sky.mean, 2, language) });
  const stars = places.map((place, star) => {
    const [left, top] = [x + (place.x - x) * share, y + (place.y - y) * share];
    const { text, cosine } = sky.stars[star];
    const label = `${named[star]}: ${strings.open}`; // it must hold the visible name
    const toRight = place.anchor === "start";
    return el(
      "g",
      {
        ...pressable(() => open(star)),
        class: cosine === nearest ? "star nearest" : "star",
        "aria-label": label,
        "aria-pressed": String(opened === star),
      },
      el("rect", { class: "hit", x: toRight ? left - 10 : left - 112, y: top - 11, width: 122, height: 22 }),
      text === guess ? el("circle", { class: "guessed", cx: left, cy: top, r: 10 }) : null,
      el("circle", { cx: left, cy: top, r: 5 }),
      el(
        "text",
        {
          class: "star-word",
          x: left + (toRight ? 9 : -9) + (text === guess ? (toRight ? 5 : -5) : 0),
          y: y + (place.label - y) * share + 5,
          "text-anchor": place.anchor,
          style: { opacity: share },
        },
        named[star],
      ),
    );
  });
  picture.replaceChildren(
    ...(isRingSeen
      ? [
          el("circle", { class: "ring", cx: x, cy: y, r: ring * share }),
          el("text", { class: "quiet-text", x: 6, y: HEIGHT - 6 }, average),
        ]
      : []),
    ...places.map((place) =>
      el("line", { class: "ray", x1: x, y1: y, x2: x + (place.x - x) * share, y2: y + (place.y - y) * share }),
    ),
    ...stars,
    ...middleSign(x, y, middle),
  );
  walkWithArrows(picture, stars, { start: opened ?? 0 });
}

/**
 * The word in the middle, and the place of what is most like it.
 *
 * @param {SVGSVGElement} picture
 * @param {string} middle
 */
export function drawAsking(picture, middle) {
  const width = picture.clientWidth;
  frameOf(picture, width, ASKING);
  const [x, y, far] = [width / 2 - 60, ASKING / 2, 130];
  picture.setAttribute("aria-label", middle);
  picture.replaceChildren(
    el("line", { class: "ray", x1: x, y1: y, x2: x + far, y2: y }),
    ...middleSign(x, y, middle),
    dashedMark("?", { x: x + far, y, size: 26 }),
  );
}

/**
 * @param {SVGSVGElement} picture
 * @param {number} width
 * @param {number} height
 */
function frameOf(picture, width, height) {
  picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
  picture.setAttribute("height", String(height));
}

/**
 * @param {number} x
 * @param {number} y
 * @param {string} text
 */
function middleSign(x, y, text) {
  const wide = [...text].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0x2e80 ? 18 : 10), 22);
  return [
    el("rect", { class: "sun", x: x - wide / 2, y: y - 17, width: wide, height: 34, rx: 7 }),
    el("text", { class: "sun-word", x, y: y + 6, "text-anchor": "middle" }, text),
  ];
}
