// Sliders and choices of one from several, each with its name.

import { el } from "./dom.js";
import { walkWithArrows } from "./keyboard.js";

const PLACES = 1000; // of a logarithmic slider
const STOPS = 6; // of the Tab key in a choice; the buttons of a longer one are a single stop

/**
 * @typedef {object} SliderOptions
 * @property {string} id
 * @property {string} label
 * @property {number} min Lowest place of the slider.
 * @property {number} max
 * @property {number} step
 * @property {(place: number) => number} [read] From a place to the value; the place itself if not given.
 * @property {(value: number) => number} [place] From a value to its place.
 * @property {(value: number) => string} text The value as written beside the name.
 * @property {string} [className] Class of the whole.
 * @property {Record<string, unknown>} [dataset] Of the input.
 * @property {import("./dom.js").Child} [note] What stands below.
 * @property {(value: number) => void} moved Called at every step of a movement.
 * @property {(value: number) => void} [settled] Called when the slider is let go.
 */

/**
 * A slider with its name and its value. `show(value)` moves it without calling anything.
 *
 * @param {SliderOptions} options
 */
export function slider({ id, label, min, max, step, read, place, text, className, dataset, note, moved, settled }) {
  const output = el("output", { for: id });
  const input = el("input", { type: "range", id, min, max, step, dataset });
  const valueAt = read ?? Number;
  const placeOf = place ?? Number;
  const current = () => valueAt(Number(input.value));
  input.oninput = () => moved(current());
  input.onchange = () => settled?.(current());
  const show = (/** @type {number} */ value) => {
    if (current() !== value) input.value = String(placeOf(value));
    output.textContent = text(value);
    input.setAttribute("aria-valuetext", output.textContent);
  };
  const head = el("div", { class: "knob-head" }, el("label", { for: id }, label), output);
  return { input, show, node: el("div", { class: className ? `knob ${className}` : "knob" }, head, input, note) };
}

/**
 * The attributes of what is a slider without being an input: something in a picture that is dragged or moved by key.
 *
 * @param {string} label
 * @param {number | string} least
 * @param {number | string} most
 */
export function sliderRole(label, least, most) {
  return { tabindex: 0, role: "slider", "aria-label": label, "aria-valuemin": least, "aria-valuemax": most };
}

/**
 * Places of a slider whose equal steps are equal ratios, from `low` to `high`; values keep that many digits.
 *
 * @param {number} low
 * @param {number} high
 * @param {number} digits
 */
export function logarithmic(low, high, digits) {
  return {
    min: 0,
    max: PLACES,
    step: 1,
    read: (/** @type {number} */ place) => within(low, high, rounded(low * (high / low) ** (place / PLACES), digits)),
    place: (/** @type {number} */ value) => (PLACES * Math.log(value / low)) / Math.log(high / low),
  };
}

/**
 * @param {number} value
 * @param {number} digits
 */
function rounded(value, digits) {
  return Number(value.toPrecision(digits));
}

/**
 * @param {number} low
 * @param {number} high
 * @param {number} value
 */
export function within(low, high, value) {
  return Math.max(low, Math.min(high, value));
}

/**
 * Buttons of which one is pressed: `chosen` is called on a press, `show(value)` presses one.
 *
 * @template {string | number} Value
 * @param {string} title
 * @param {[Value, string][]} options Values with their labels.
 * @param {(value: Value) => void} chosen
 */
export function choice(title, options, chosen) {
  const buttons = options.map(([value, label]) =>
    el("button", { type: "button", dataset: { value }, onclick: () => chosen(value) }, label),
  );
  const node = el(
    "div",
    { class: "choice", role: "group", "aria-label": title },
    el("span", { class: "quiet" }, title),
    el("span", { class: "buttons" }, ...buttons),
  );
  const show = (/** @type {Value | null} */ value) => {
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.value === String(value)));
    const start = buttons.findIndex((button) => button.dataset.value === String(value));
    if (buttons.length > STOPS) walkWithArrows(node, buttons, { start });
  };
  return { node, show };
}
