// What a model takes as a square of true area beside things one knows: drag its corner, turn from memory to electricity.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { el } from "../../../kit/browser/dom.js";
import { followDrag } from "../../../kit/browser/drag.js";
import { keepingHold } from "../../../kit/browser/focus.js";
import { slideStep } from "../../../kit/browser/keyboard.js";
import { glide, TWEEN } from "../../../kit/browser/motion.js";
import { fixed, large, percent, threeDigits } from "../../../kit/browser/numbers.js";
import { pointerOn } from "../../../kit/browser/screen.js";
import { filled, filledText } from "../../../kit/browser/sentences.js";
import { sliderRole, within } from "../../../kit/browser/sliders.js";
import { stateOf } from "../../../kit/browser/state.js";
import { written } from "../../../kit/browser/units.js";
import { followSize, markNarrow } from "../../../kit/browser/width.js";
import { amountOf, parametersFor } from "./cost_math.js";
import { boxOf, drawSquares, fittingZoom } from "./cost_view.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { Unit } from "../../../kit/browser/units.js"
 * @import { Bill, Rates } from "./cost_math.js"
 * @import { Scene } from "./cost_view.js"
 *
 * @typedef {{ name: string, amount: number }} Known `KnownPayload` in `cost.py`.
 * @typedef {{ label: string, unit: Unit, known: Known[], working: string }} BillOf `BillPayload` in `cost.py`.
 *
 * @typedef {object} CostPayload `CostPayload` in `cost.py`.
 * @property {{ bill: Bill, model: number, parameters: number }} settings
 * @property {number} standard The model that is shown at first.
 * @property {Record<Bill, BillOf>} bills
 * @property {{ name: string, parameters: number, tokens: number }[]} models
 * @property {Rates} rates
 * @property {[number, number]} range Of the parameters.
 * @property {Record<string, string>} words
 *
 * @typedef {{ zoom: number, frame?: number }} Memory Pixels of a side for each root of the unit.
 */

const NARROW = 720; // pixels
const STEP = 1.16; // ratio of an arrow key
const HAND = 60; // pixels around the corner within which it is caught

/**
 * @param {HTMLElement} root
 * @param {CostPayload} payload Its settings are changed.
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language }) {
  const { settings, models, bills, words, rates, range } = payload;
  /** @type {Memory} */
  const memory = stateOf(root, () => ({ zoom: 0 }));
  const svg = el("svg", { role: "group", "aria-label": words.alt });
  const plot = el("div", { class: "plot" }, svg);
  const said = el("p", { class: "stage-says", role: "status" });
  const headline = el("p", { class: "headline" });
  const knob = el("circle", { class: "knob", r: 12, ...sliderRole(words.knob, range[0], range[1]) });
  const bill = () => bills[settings.bill];
  const amount = () => amountOf(settings.bill, settings.parameters, models[settings.model].tokens, rates);
  const name = () => {
    const { name: known, parameters } = models[settings.model];
    return parameters === settings.parameters ? known : words.own;
  };
  const text = (/** @type {number} */ value) => written(value, bill().unit, language);
  const scene = () =>
    /** @type {Scene} */ ({
      payload,
      amount: amount(),
      name: name(),
      narrow: root.clientWidth < NARROW,
      width: plot.clientWidth,
      height: plot.clientHeight,
      zoom: memory.zoom,
      written: text,
      times: (value) => filledText(words.times, { times: ratio(value, language) }),
    });
  const draw = () => {
    const now = scene();
    svg.setAttribute("viewBox", `0 0 ${now.width} ${now.height}`);
    keepingHold(knob, () => svg.replaceChildren(...drawSquares(now, knob)));
    knob.setAttribute("aria-valuenow", String(settings.parameters));
    knob.setAttribute("aria-valuetext", `${large(settings.parameters, language)} · ${text(now.amount)}`);
    headline.replaceChildren(el("strong", {}, `${now.name}: ${text(now.amount)}`), workingOf(payload, language, text));
    said.replaceChildren(...sentence(payload, now, language));
    for (const [group, value] of /** @type {const} */ ([
      [tabs, settings.bill],
      [presets, name() === words.own ? "" : String(settings.model)],
    ]))
      for (const button of group) button.setAttribute("aria-pressed", String(button.dataset.value === value));
  };
  const settle = () => {
    remember(payload);
    const [from, to] = [memory.zoom, fittingZoom(scene())];
    glide(
      memory,
      (share) => {
        memory.zoom = from * (to / from) ** share;
        draw();
      },
      TWEEN,
    );
  };
  const change = (/** @type {Partial<CostPayload["settings"]>} */ changed) => {
    const before = settings.bill;
    Object.assign(settings, changed);
    if (settings.bill !== before) memory.zoom = fittingZoom(scene());
    settle();
  };
  const resize = (/** @type {number} */ parameters) => {
    settings.parameters = Number(within(range[0], range[1], parameters).toPrecision(3));
  };
  const pill = (/** @type {string} */ value, /** @type {string} */ label, /** @type {() => void} */ onclick) =>
    el("button", { type: "button", class: "pill", dataset: { value }, onclick }, label);
  const tabs = Object.entries(bills).map(([key, { label }]) =>
    pill(key, label, () => change({ bill: /** @type {Bill} */ (key) })),
  );
  const presets = models.map((model, index) =>
    pill(String(index), model.name, () => change({ model: index, parameters: model.parameters })),
  );
  followDrag(svg, {
    begin: (event) => {
      const { left, top } = pointerOn(svg, event);
      const corner = boxOf(scene());
      if (Math.hypot(left - corner.right, top - corner.top) > HAND) return false;
      svg.classList.add("held");
      window.addEventListener("pointerup", settle, { once: true });
      return true;
    },
    move: (event) => {
      const { left, top } = pointerOn(svg, event);
      const { left: start, ground } = boxOf(scene());
      const side = Math.max(1, ground - top, left - start) / memory.zoom;
      resize(parametersFor(settings.bill, side ** 2, models[settings.model].tokens, rates));
      draw();
    },
    focused: knob,
  });
  knob.onkeydown = (event) => {
    const steps = slideStep(event);
    if (steps === null) return;
    resize(settings.parameters * STEP ** steps);
    settle();
  };
  root.replaceChildren(
    el(
      "div",
      { class: "hero" },
      el(
        "div",
        { class: "band" },
        el("div", { class: "tabs", role: "group", "aria-label": words.bills }, ...tabs),
        headline,
      ),
      plot,
      el("div", { class: "foot" }, el("div", { class: "tabs", role: "group", "aria-label": words.models }, ...presets)),
    ),
    said,
  );
  remember(payload);
  const stops = [
    markNarrow(root, NARROW),
    followSize(plot, () => {
      memory.zoom = fittingZoom(scene());
      draw();
    }),
    () => cancelAnimationFrame(memory.frame ?? 0),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * How the amount is computed.
 *
 * @param {CostPayload} payload
 * @param {Language} language
 * @param {(value: number) => string} text
 */
function workingOf({ settings, bills, models, rates }, language, text) {
  const { parameters, bill, model } = settings;
  const { tokens } = models[model];
  const values = {
    parameters: large(parameters, language),
    tokens: large(tokens, language),
    amount: text(amountOf(bill, parameters, tokens, rates)),
    flop: written(amountOf("flop", parameters, tokens, rates), "flop", language),
  };
  return el("span", {}, filledText(bills[bill].working, values));
}

/**
 * The amount beside the largest thing that it exceeds, or as a share of the smallest one.
 *
 * @param {CostPayload} payload
 * @param {Scene} scene
 * @param {Language} language
 */
function sentence({ settings, bills, words }, { amount }, language) {
  const { known } = bills[settings.bill];
  const beaten = known.filter((each) => each.amount <= amount).pop();
  const { amount: most, name: thing } = beaten ?? known[0];
  /** @type {Record<string, string>} */
  const values = { times: ratio(amount / most, language), share: percent(amount / most, language), name: thing };
  return filled(beaten ? words.more : words.less, (key) => el("strong", {}, values[key]));
}

/**
 * @param {number} value
 * @param {Language} language
 */
function ratio(value, language) {
  return value < 10 ? fixed(value, 1, language) : threeDigits(value, language);
}

/** @param {CostPayload} payload */
function remember({ settings: { bill, model, parameters }, standard, models }) {
  rememberInUrl({
    bill: bill === "memory" ? null : bill,
    cost_model: model === standard ? null : model,
    cost_size: parameters === models[model].parameters ? null : parameters,
  });
}
