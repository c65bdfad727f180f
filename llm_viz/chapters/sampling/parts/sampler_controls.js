// What the visitor turns: the four filters, recipes that set them all, and the order for texts.

import { el } from "../../../kit/browser/dom.js";
import { filled } from "../../../kit/browser/sentences.js";
import { slider, within } from "../../../kit/browser/sliders.js";

/**
 * @import { SamplerPayload } from "./sampler.js"
 * @import { Filters } from "./sampling_math.js"
 */

/** @type {Filters} */
const OFF = { temperature: 1, top_k: 0, top_p: 1, min_p: 0 };
/** @type {Record<string, Filters>} */
const RECIPES = {
  plain: OFF,
  greedy: { ...OFF, temperature: 0 },
  focused: { temperature: 0.7, top_k: 40, top_p: 0.9, min_p: 0 },
  wild: { ...OFF, temperature: 1.6 },
  tamed: { ...OFF, temperature: 1.6, min_p: 0.1 },
};

/**
 * The sliders in the order in which the filters work, and the recipes.
 *
 * @param {SamplerPayload} payload Its settings are changed.
 * @param {() => void} moved Called at every step of a movement.
 * @param {() => void} settled Called at its end.
 */
export function controlsOf(payload, moved, settled) {
  const { settings, strings } = payload;
  const sliders = slidersOf(payload, moved, settled);
  const recipes = Object.entries(RECIPES).map(([name, filters]) => {
    const press = () => {
      Object.assign(settings, filters);
      moved();
      settled();
    };
    return el(
      "button",
      { type: "button", class: "pill", dataset: { recipe: name }, onclick: press },
      strings[`recipe_${name}`],
    );
  });
  const node = el(
    "div",
    { class: "turned" },
    el("div", { class: "recipes" }, el("span", { class: "quiet" }, strings.recipes), ...recipes),
    el("div", { class: "knobs" }, ...sliders.map((control) => control.node)),
  );
  const show = () => {
    for (const control of sliders) control.show(settings[control.name]);
    node.classList.toggle("greedy", settings.temperature === 0);
  };
  return { node, show };
}

/**
 * @param {SamplerPayload} payload
 * @param {() => void} moved
 * @param {() => void} settled
 */
function slidersOf({ settings, strings, stops, max_temperature: max }, moved, settled) {
  const ks = [...new Set([...stops, settings.top_k])].filter((k) => k > 0).sort((a, b) => a - b);
  const places = [...ks, 0]; // off stands at the right end
  const topK = {
    max: places.length - 1,
    step: 1,
    read: (/** @type {number} */ place) => places[place],
    place: (/** @type {number} */ k) => places.indexOf(k),
    text: (/** @type {number} */ k) => (k === 0 ? strings.off : String(k)),
  };
  const off = (/** @type {number} */ value, /** @type {number} */ end, /** @type {number} */ digits) =>
    value === end ? strings.off : value.toFixed(digits);
  const filters = {
    temperature: { max, step: 0.01, text: (/** @type {number} */ value) => value.toFixed(2) },
    top_k: topK,
    top_p: { max: 1, step: 0.01, text: (/** @type {number} */ value) => off(value, 1, 2) },
    min_p: { max: 0.5, step: 0.005, text: (/** @type {number} */ value) => off(value, 0, 3) },
  };
  return /** @type {(keyof Filters)[]} */ (Object.keys(filters)).map((name) => {
    const change = (/** @type {number} */ value) => {
      settings[name] = value;
      moved();
    };
    const note = el("span", { class: "quiet" }, strings[`${name}_help`]);
    const common = { id: name, label: strings[name], className: `knob-${name}`, min: 0, note, moved: change, settled };
    return { name, ...slider({ ...common, ...filters[name] }) };
  });
}

/**
 * "Draw 8 texts of 20 tokens with seed 0": asks the server, and only when pressed.
 *
 * @param {SamplerPayload} payload Its settings are changed.
 * @param {() => void} settled
 * @param {() => void} draw
 */
export function drawBar({ settings, strings, counts, lengths, max_seed: maxSeed }, settled, draw) {
  const choice = (/** @type {"count" | "length"} */ name, /** @type {number[]} */ values) => {
    const options = values.map((value) => el("option", { value, selected: value === settings[name] }, String(value)));
    const select = el("select", { id: name, "aria-label": strings[name] }, ...options);
    select.onchange = () => {
      settings[name] = Number(select.value);
      settled();
    };
    return select;
  };
  const number = { type: "number", id: "seed", min: 0, max: maxSeed, step: 1, value: settings.seed };
  const seed = el("input", { ...number, "aria-label": strings.seed });
  seed.onchange = () => {
    settings.seed = within(0, maxSeed, Math.trunc(Number(seed.value)) || 0);
    seed.value = String(settings.seed);
    settled();
  };
  const order = filled(strings.order, { count: choice("count", counts), length: choice("length", lengths), seed });
  const button = el("button", { type: "button", class: "primary", id: "draw", onclick: draw }, strings.draw);
  return el("div", { class: "draw" }, el("span", {}, ...order), button);
}
