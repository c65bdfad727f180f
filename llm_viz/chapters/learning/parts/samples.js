// What was written after the prompt, a row for each moment of the training, the latest on top and largest.

import { el } from "../../../kit/browser/dom.js";
import { count } from "../../../kit/browser/numbers.js";

/**
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 *
 * @typedef {{ step: number, text: string }} Sample
 * @typedef {{ prompt: string, samples: Sample[], strings: { step: string, text: string } }} SamplesPayload
 *   `SamplesPayload` in `samples.py`.
 */

/**
 * @param {HTMLElement} root
 * @param {SamplesPayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, { prompt, samples, strings }, { language }) {
  const titles = [strings.step, strings.text].map((title) => el("th", { scope: "col" }, title));
  const rows = samples.map(({ step, text }) => {
    const head = el("th", { scope: "row", class: "number" }, count(step, language));
    return el("tr", {}, head, el("td", {}, el("span", { class: "quiet" }, prompt), text));
  });
  root.replaceChildren(el("table", {}, el("thead", {}, el("tr", {}, ...titles)), el("tbody", {}, ...rows)));
}
