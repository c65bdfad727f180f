// Curves, points and levels over two axes; new numbers replace the old ones in place, without a blank moment.

import { drawGraph } from "./graph/draw.js";
import { followWidth } from "./width.js";

/**
 * @param {HTMLElement} root
 * @param {import("./graph/draw.js").Graph} graph
 * @param {import("./streamlit.js").Surroundings} surroundings
 */
export function mount(root, graph, { language }) {
  return followWidth(root, (width) => drawGraph(root, graph, width, language)).stop;
}
