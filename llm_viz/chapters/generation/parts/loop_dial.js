// The loop as a dial: four stations, a bead that stands at one of them, and the round in the middle.

import { dashedMark } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";

export const PHASES = /** @type {const} */ (["read", "predict", "choose", "append"]);
export const DIAL_RADIUS = 58; // pixels, with half of the arcs' width
const RADIUS = 52;
const [HALF_WIDTH, HALF_HEIGHT] = [104, 76]; // with the names of the stations
const SPAN = 38; // degrees on either side of the middle of an arc
const FIRST = -135; // degrees: the first station is at the upper left

/** @param {number} degrees @param {number} radius */
function pointAt(degrees, radius) {
  const angle = (degrees * Math.PI) / 180;
  return `${(radius * Math.cos(angle)).toFixed(1)},${(radius * Math.sin(angle)).toFixed(1)}`;
}

export class LoopDial {
  /**
   * @param {Record<string, string>} words
   * @param {boolean} isInviting Whether the bead goes round by itself, with a "?" in the middle.
   */
  constructor(words, isInviting) {
    this.arcs = PHASES.map((_, station) => {
      const middle = FIRST + 90 * station;
      const arc = `M${pointAt(middle - SPAN, RADIUS)}A${RADIUS},${RADIUS} 0 0 1 ${pointAt(middle + SPAN, RADIUS)}`;
      return el("path", { class: "arc", d: arc, style: { "--station": station } });
    });
    this.names = PHASES.map((phase, station) => {
      const [isLeft, isAbove] = [station % 3 === 0, station < 2];
      const place = { x: isLeft ? -44 : 44, y: isAbove ? -56 : 68, "text-anchor": isLeft ? "end" : "start" };
      return el("text", { class: "station", ...place }, words[phase]);
    });
    this.bead = el("g", { class: "bead" }, el("circle", { cx: RADIUS, r: 10 }));
    this.number = el("text", { class: "round", y: 6 });
    this.total = el("text", { class: "total", y: 32 });
    const middle = isInviting ? [dashedMark("?", { x: 0, y: 0, width: 44, size: 26 })] : [this.number, this.total];
    this.node = el(
      "svg",
      {
        class: `dial${isInviting ? " inviting" : ""}`,
        viewBox: `${-HALF_WIDTH} ${-HALF_HEIGHT} ${2 * HALF_WIDTH} ${2 * HALF_HEIGHT}`,
        width: 2 * HALF_WIDTH,
        height: 2 * HALF_HEIGHT,
        role: "img",
        "aria-label": words.dial,
      },
      ...this.arcs,
      ...this.names,
      this.bead,
      ...middle,
    );
  }

  /**
   * @param {number} position Four a round.
   * @param {number} rounds How many rounds there are.
   */
  show(position, rounds) {
    const isOver = position >= 4 * rounds;
    const station = isOver ? -1 : position % 4;
    [...this.arcs, ...this.names].forEach((node, index) => {
      node.classList.toggle("now", index % 4 === station);
    });
    this.bead.style.transform = `rotate(${FIRST + 90 * (isOver ? position - 1 : position)}deg)`;
    this.number.textContent = String(Math.min(rounds, Math.floor(position / 4) + 1));
    this.total.textContent = `/ ${rounds}`;
  }
}
