// Shares as bars.

import { el } from "../../../kit/browser/dom.js";

/**
 * A horizontal bar in its track.
 *
 * @param {number} share How much of the track is filled, 0 to 1.
 * @param {string} [kind] A further class of the bar.
 */
export function bar(share, kind) {
  const filled = el("div", { class: kind ? `bar ${kind}` : "bar", style: { width: `${100 * share}%` } });
  return el("div", { class: "track" }, filled);
}
