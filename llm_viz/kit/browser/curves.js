// Curves with a cursor that a slider moves. The server is never asked.

import { rememberInUrl } from "./address.js";
import { SERIES_COLOURS } from "./colours.js";
import { el } from "./dom.js";
import { drawGraph } from "./graph/draw.js";
import { fixed } from "./numbers.js";
import { filled } from "./sentences.js";
import { written } from "./units.js";
import { followWidth } from "./width.js";

/**
 * @import { Graph } from "./graph/draw.js"
 * @import { Language } from "./numbers.js"
 * @import { Unit } from "./units.js"
 *
 * @typedef {object} CurvesPayload `CurvesPayload` in `curves.py`.
 * @property {string} name
 * @property {{ at: number }} settings Which value of x the cursor stands at.
 * @property {number} standard Where it stands at first.
 * @property {Unit} unit How x is written.
 * @property {number} digits Decimals of what is read off.
 * @property {string[]} keys Names of the curves in the sentence.
 * @property {Graph} graph All series have the same x.
 * @property {string} reading The sentence with marks: `x` and the keys.
 */

const THUMB = 8; // pixels, half of a slider's thumb: its middle stands under the cursor

/**
 * @param {HTMLElement} root
 * @param {CurvesPayload} payload
 * @param {import("./streamlit.js").Surroundings} surroundings
 */
export function mount(root, payload, { language }) {
  return followWidth(root, (width) => draw(root, payload, width, language)).stop;
}

/**
 * @param {HTMLElement} root
 * @param {CurvesPayload} payload
 * @param {number} width
 * @param {Language} language
 */
function draw(root, { name, settings, standard, unit, digits, keys, graph, reading: sentence }, width, language) {
  const { node, box, x, y } = drawGraph(root, graph, width, language);
  const cursor = el("line", { class: "cursor", y1: box.top, y2: box.bottom });
  const dots = graph.series.map(({ colour }) => el("circle", { r: 6, style: { fill: SERIES_COLOURS[colour] } }));
  node.append(cursor, ...dots);
  const reading = el("p", { class: "reading", "aria-live": "polite" });
  const last = graph.series[0].points.length - 1;
  const input = el("input", {
    type: "range",
    id: `${name}-at`,
    "aria-label": graph.x.title,
    min: 0,
    max: last,
    step: 1,
  });
  const refresh = () => {
    const values = graph.series.map(({ points }) => points[settings.at][1]);
    const [at] = graph.series[0].points[settings.at];
    const place = String(x(at));
    cursor.setAttribute("x1", place);
    cursor.setAttribute("x2", place);
    dots.forEach((dot, index) => {
      dot.setAttribute("cx", place);
      dot.setAttribute("cy", String(y(values[index])));
    });
    const read = (/** @type {string} */ key) =>
      key === "x" ? written(at, unit, language) : fixed(values[keys.indexOf(key)], digits, language);
    reading.replaceChildren(...filled(sentence, (key) => el("strong", {}, read(key))));
    node.setAttribute("aria-label", `${graph.alt} ${reading.textContent}`);
    input.value = String(settings.at);
    input.setAttribute("aria-valuetext", written(at, unit, language));
    Object.assign(root.dataset, Object.fromEntries(keys.map((key, index) => [key, values[index]])), { x: at });
    rememberInUrl({ [`${name}_at`]: settings.at === standard ? null : settings.at });
  };
  input.oninput = () => {
    settings.at = Number(input.value);
    refresh();
  };
  input.style.setProperty("margin-left", `${box.left - THUMB}px`);
  input.style.setProperty("width", `${box.right - box.left + 2 * THUMB}px`);
  node.after(input);
  root.append(reading);
  refresh();
}
