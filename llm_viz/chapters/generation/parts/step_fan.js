// The branches of a step: from the place in the text down to every candidate, each as broad on its card as it is likely.

import { el } from "../../../kit/browser/dom.js";
import { boxWithin } from "../../../kit/browser/screen.js";

const LEAST = 1.5; // pixels, so that a branch can be seen
const ROOT = 96; // pixels: as broad as all branches are together where they begin, at most

/** @typedef {{ card: Element, share: number, isChosen: boolean }} FanCard */

export class StepFan {
  node = el("svg", { class: "fan", "aria-hidden": "true" });
  /** @type {SVGPathElement[]} They stay, so that they move from step to step. */
  branches = [];

  /**
   * @param {FanCard[]} cards From the left.
   * @param {Element | null} source Under which they grow.
   */
  draw(cards, source) {
    while (this.branches.length < cards.length) this.branches.push(el("path"));
    const drawn = this.branches.slice(0, source === null ? 0 : cards.length);
    if (source !== null) this.place(cards, source);
    if (drawn.length !== this.node.childElementCount) this.node.replaceChildren(...drawn);
  }

  /**
   * Give every branch its way. All places are asked for before the first is given: then the browser lays out once.
   *
   * @param {FanCard[]} cards
   * @param {Element} source
   */
  place(cards, source) {
    const { x, y, width, height } = boxWithin(this.node, source);
    const whole = Math.min(ROOT, width);
    const boxes = cards.map(({ card }) => boxWithin(this.node, card));
    let reached = x + (width - whole) / 2;
    cards.forEach(({ share, isChosen }, index) => {
      const box = boxes[index];
      const path = this.branches[index];
      path.setAttribute(
        "d",
        branch([reached, y + height + 3, whole * share], [box.x + box.width / 2, box.y, box.width * share]),
      );
      path.setAttribute("class", `branch${isChosen ? " taken" : ""}`);
      reached += whole * share;
    });
  }
}

/**
 * A band from one place down to another, as a path.
 *
 * @param {[left: number, top: number, broad: number]} from
 * @param {[middle: number, bottom: number, broad: number]} to
 */
export function branch([left, top, broad], [middle, bottom, end]) {
  const [half, first, last] = [(top + bottom) / 2, Math.max(LEAST, broad), Math.max(LEAST, end)];
  const [west, east] = [middle - last / 2, middle + last / 2];
  const there = `C${left},${half} ${west},${half} ${west},${bottom}`;
  const back = `C${east},${half} ${left + first},${half} ${left + first},${top}`;
  return `M${left},${top}${there}H${east}${back}Z`;
}
