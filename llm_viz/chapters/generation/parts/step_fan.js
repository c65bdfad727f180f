// The branches of a step: from what was read to every candidate, as thick as its probability, and from the one that was
// taken on into the text.

import { el } from "../../../kit/browser/dom.js";
import { boxWithin } from "../../../kit/browser/screen.js";

const WHOLE = 0.55; // of the height: as thick as all branches are together where they begin
const LEAST = 1; // pixels, so that a branch can be seen
const END = 20; // pixels: no branch is thicker where it ends, so that it fits beside its row

/** @typedef {{ start: Element, end: Element, share: number, isChosen: boolean }} FanRow The edges of a candidate's row. */

export class StepFan {
  node = el("svg", { class: "fan", "aria-hidden": "true" });
  /** @type {SVGPathElement[]} They stay, so that they move from step to step. */
  branches = [];
  onward = el("path", { class: "onward" });
  root = el("rect", { class: "fan-root", width: 8, rx: 3 });

  /**
   * @param {FanRow[]} candidates From the top.
   * @param {Element} source Out of whose left edge they grow.
   * @param {Element | null} taken What shows the token that was taken.
   */
  draw(candidates, source, taken) {
    const boxOf = (/** @type {Element} */ node) => boxWithin(this.node, node);
    while (this.branches.length < candidates.length) this.branches.push(el("path"));
    const drawn = this.branches.slice(0, candidates.length);
    const { x: left, y: top, height } = boxOf(source);
    const whole = WHOLE * height;
    let reached = top + (height - whole) / 2;
    this.onward.setAttribute("d", "");
    for (const [name, value] of Object.entries({ x: left, y: reached, height: whole })) {
      this.root.setAttribute(name, candidates.length > 0 ? String(value) : "0");
    }
    candidates.forEach(({ start, end: last, share, isChosen }, index) => {
      const { x, y, height } = boxOf(start);
      const [middle, thick] = [y + height / 2, whole * share];
      drawn[index].setAttribute("d", branch([left + 8, reached, thick], [x - 6, middle, Math.min(END, thick)]));
      drawn[index].setAttribute("class", `branch${isChosen ? " taken" : ""}`);
      reached += thick;
      if (!isChosen || taken === null) return;
      const to = boxOf(taken);
      const edge = boxOf(last);
      const [from, end] = [edge.x + edge.width + 4, to.x - 6];
      const half = (from + end) / 2;
      if (end < from + 20) return; // it stands below, on a phone
      this.onward.setAttribute(
        "d",
        `M${from},${middle}C${half},${middle} ${half},${to.y + to.height / 2} ${end},${to.y + to.height / 2}`,
      );
    });
    this.node.replaceChildren(this.root, ...drawn, this.onward);
  }
}

/**
 * A band that grows thinner from one place to the other, as a path.
 *
 * @param {[x: number, top: number, thick: number]} from
 * @param {[x: number, middle: number, thick: number]} to
 */
export function branch([left, top, thick], [right, middle, thin]) {
  const [half, first, last] = [(left + right) / 2, Math.max(LEAST, thick), Math.max(LEAST, thin)];
  const [above, below] = [middle - last / 2, middle + last / 2];
  const [from, to] = [`${left},${top}`, `${right},${above}`];
  return `M${from}C${half},${top} ${half},${above} ${to}V${below}C${half},${below} ${half},${top + first} ${left},${top + first}Z`;
}
