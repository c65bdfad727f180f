// A small and a large model write beside each other, each square a token, as fast as the machine's memory allows.

import { el } from "../../../../kit/browser/dom.js";
import { glide, steady } from "../../../../kit/browser/motion.js";
import { count } from "../../../../kit/browser/numbers.js";
import { filledText } from "../../../../kit/browser/sentences.js";
import { stateOf } from "../../../../kit/browser/state.js";
import { followWidth } from "../../../../kit/browser/width.js";
import { squareFor, writtenBy } from "./race_math.js";

/**
 * @import { Surroundings } from "../../../../kit/browser/streamlit.js"
 *
 * @typedef {{ name: string, rate: number }} Lane `rate`: tokens a second.
 * @typedef {{ lanes: Lane[], seconds: number, strings: Record<string, string> }} RacePayload `RacePayload` in `race.py`.
 * @typedef {{ seconds: number, frame?: number }} State How long they have been writing.
 */

const HEAD = 34; // pixels above the squares of a lane
const LANE = { wide: 150, narrow: 170 };
const NARROW = 560;
const LARGEST = 22;
const INSET = 18;

/**
 * @param {HTMLElement} root
 * @param {RacePayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language }) {
  const { seconds, strings } = payload;
  const state = stateOf(root, () => /** @type {State} */ ({ seconds: 0 }));
  const picture = el("div", { class: "picture" });
  const again = el("button", { type: "button", class: "pill", onclick: () => start() }, strings.again);
  root.replaceChildren(el("div", { class: "stage" }, picture, again));
  const width = followWidth(picture, (wide) => draw(picture, payload, wide, state.seconds, language));
  const write = (/** @type {number} */ share) => {
    state.seconds = share * seconds;
    width.redraw();
  };
  const start = () => glide(state, write, seconds * 1000, steady);
  if (state.seconds < seconds) start();
  return () => {
    cancelAnimationFrame(state.frame ?? 0);
    width.stop();
  };
}

/**
 * @param {HTMLElement} picture
 * @param {RacePayload} payload
 * @param {number} wide
 * @param {number} seconds
 * @param {Surroundings["language"]} language
 */
function draw(picture, { lanes, seconds: last, strings }, wide, seconds, language) {
  const lane = wide < NARROW ? LANE.narrow : LANE.wide;
  const height = lanes.length * lane + INSET;
  const most = Math.max(...lanes.map(({ rate }) => writtenBy(rate, last)));
  const { each, columns } = squareFor(most, wide - 2 * INSET, lane - HEAD - INSET, LARGEST);
  const ended = lanes.map(({ name, rate }) => tokens(name, writtenBy(rate, last)));
  const svg = el("svg", { role: "img", "aria-label": `${strings.alt} ${ended.join(", ")}` });
  svg.setAttribute("height", String(height));
  svg.setAttribute("viewBox", `0 0 ${wide} ${height}`);
  for (const [place, { name, rate }] of lanes.entries()) {
    const top = INSET + place * lane;
    const written = writtenBy(rate, seconds);
    svg.append(
      el("text", { class: "lane", x: INSET, y: top + 14 }, name),
      el("text", { class: "written", x: wide - INSET, y: top + 14 }, tokens("", written)),
      ...Array.from({ length: written }, (_, number) =>
        el("rect", {
          x: INSET + (number % columns) * each,
          y: top + HEAD - 8 + Math.floor(number / columns) * each,
          width: each * 0.84,
          height: each * 0.84,
          rx: each / 6,
          fill: `var(--hue-${number % 8})`,
        }),
      ),
    );
  }
  picture.replaceChildren(svg);

  /**
   * @param {string} name
   * @param {number} number
   */
  function tokens(name, number) {
    return `${name} ${filledText(strings.tokens, { count: count(number, language) })}`.trim();
  }
}
