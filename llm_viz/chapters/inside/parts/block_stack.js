// All blocks at the side of the picture: how long the passing list is after each, and what its two parts add.

import { el } from "../../../kit/browser/dom.js";

/**
 * @import { BlockPayload } from "./block.js"
 * @import { BlockRoom } from "./block_room.js"
 */

/**
 * Bars from 0 on one scale, the first block at the bottom; a wedge leads from the chosen one to the picture.
 *
 * @param {BlockRoom} room
 * @param {BlockPayload} payload
 */
export function stackNodes({ stack, left }, { layers, lengths, question, settings, strings }) {
  if (stack === null) return [];
  const { x, y, width, height } = stack;
  const most = Math.max(...lengths, 1e-9);
  const pitch = height / layers;
  const top = (/** @type {number} */ layer) => y + height - (layer + 1) * pitch;
  const across = (/** @type {number} */ length) => Math.max(length > 0 ? 0.5 : 0, (width * length) / most);
  const rows = Array.from({ length: layers }, (_, layer) => {
    const [, brought, worked, after] = lengths.subarray(layer * 4, layer * 4 + 4);
    const bar = (
      /** @type {string} */ kind,
      /** @type {number} */ length,
      /** @type {number} */ from,
      /** @type {number} */ share,
    ) => el("rect", { class: kind, x, y: top(layer) + from * pitch, width: across(length), height: share * pitch });
    return el(
      "g",
      { class: layer === settings.layer ? "block-row chosen" : "block-row" },
      el("rect", {
        class: question.open ? "hit closed" : "hit",
        x,
        y: top(layer) + 0.06 * pitch,
        width,
        height: 0.88 * pitch,
      }),
      bar("passes", after, 0.08, 0.84),
      bar("attends", brought, 0.14, 0.34),
      bar("feeds", worked, 0.52, 0.34),
    );
  });
  const chosen = top(settings.layer);
  const tall = Math.max(8, pitch);
  const middle = chosen + pitch / 2;
  const number = (/** @type {number} */ layer, kind = "quiet-text") =>
    el("text", { class: kind, x: x - 6, y: top(layer) + pitch / 2 + 5, "text-anchor": "end" }, String(layer + 1));
  const isEnd = (/** @type {number} */ end) => Math.abs(top(end) - chosen) < 18;
  return [
    el("path", {
      class: "wedge",
      d: `M${x + width + 4} ${middle - tall / 2}L${left - 8} ${y}V${y + height}L${x + width + 4} ${middle + tall / 2}Z`,
    }),
    el("text", { class: "quiet-text", x, y: y - 10 }, strings.block),
    el("g", { class: "bars", role: "img", "aria-label": strings.bars }, ...rows),
    el("rect", { class: "frame", x: x - 3, y: middle - tall / 2 - 1, width: width + 6, height: tall + 2, rx: 4 }),
    ...[0, layers - 1].filter((end) => !isEnd(end)).map((end) => number(end)),
    number(settings.layer, "chosen-number"),
  ];
}
