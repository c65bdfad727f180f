// The legend of a narrow graph.

import { SERIES_COLOURS } from "../colours.js";
import { el } from "../dom.js";

/** @import { Series } from "./draw.js" */

/**
 * Each named series with its mark or its stroke.
 *
 * @param {Series[]} series
 */
export function legendOf(series) {
  const entries = series
    .filter(({ name }) => name)
    .map(({ name, marks, colour, dash }) => {
      const style = { "--colour": SERIES_COLOURS[colour], "--style": dash === "solid" ? "solid" : "dashed" };
      return el("span", { class: "entry" }, el("span", { class: `swatch ${marks ? "dot" : "stroke"}`, style }), name);
    });
  return el("div", { class: "graph-legend" }, ...entries);
}
