// Shares before and after a cut.

import { el } from "../../../kit/browser/dom.js";
import { percent } from "../../../kit/browser/numbers.js";
import { bar } from "./bars.js";

/**
 * One bar, or two: before (pale) and after. null is a share too small to be listed.
 *
 * @param {number | null} before
 * @param {number | null} [after] Missing: nothing is cut.
 * @param {number} [below] What is not listed is smaller than this.
 */
export function bars(before, after, below = 0) {
  const number = (/** @type {number | null} */ share, kind = "number") =>
    el("span", { class: kind }, share === null ? `< ${percent(below)}` : percent(share));
  if (after === undefined) return el("div", { class: "bars" }, bar(before ?? 0, "only"), number(before));
  return el(
    "div",
    { class: "bars both" },
    bar(before ?? 0, "before"),
    number(before, "number quiet"),
    bar(after ?? 0, "after"),
    number(after),
  );
}
