// The dial: a large number and a range from cold to hot.

import { el } from "../../../kit/browser/dom.js";

/**
 * @param {object} options
 * @param {string} options.label
 * @param {string} options.cold What the left end means.
 * @param {string} options.hot
 * @param {number} options.max
 * @param {(temperature: number) => void} options.moved Called at every step of a movement.
 * @param {() => void} options.settled Called at its end.
 */
export function heatDial({ label, cold, hot, max, moved, settled }) {
  const output = el("output", { class: "heat", for: "temperature" });
  const input = el("input", { type: "range", id: "temperature", class: "dial", min: 0, max, step: 0.05 });
  input.oninput = () => moved(Number(input.value));
  input.onchange = () => settled();
  const head = el("label", { class: "heat-name", for: "temperature" }, label);
  const ends = el("div", { class: "ends" }, el("span", {}, cold), el("span", {}, hot));
  const node = el("div", { class: "heat-dial" }, el("div", {}, head, output), el("div", {}, input, ends));
  const show = (/** @type {number} */ temperature) => {
    if (Number(input.value) !== temperature) input.value = String(temperature);
    output.textContent = temperature.toFixed(2);
    input.setAttribute("aria-valuetext", output.textContent);
  };
  return { node, input, show };
}
