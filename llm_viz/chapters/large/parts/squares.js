// One model, one square: draw GPT-3's, then zoom out, and turn from parameters to training text and computation.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { askBox, sendGuess } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";
import { followDrag } from "../../../kit/browser/drag.js";
import { isPress, slideStep, walkWithArrows } from "../../../kit/browser/keyboard.js";
import { glide, riseOnce, TWEEN } from "../../../kit/browser/motion.js";
import { fixed, large } from "../../../kit/browser/numbers.js";
import { pointerOn } from "../../../kit/browser/screen.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { sliderRole, within } from "../../../kit/browser/sliders.js";
import { stateOf } from "../../../kit/browser/state.js";
import { followSize, markNarrow } from "../../../kit/browser/width.js";
import { guess, guessSpot, mostToGuess, paperZoom, placed, squares, times, valuesOf, viewOf } from "./squares_view.js";

/**
 * @import { Question } from "../../../kit/browser/ask.js"
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { Scene } from "./squares_view.js"
 *
 * @typedef {{ value: number, amount: string, human: string }} Size `SizePayload` in `squares.py`.
 * @typedef {{ name: string, sizes: Record<string, Size | null> }} Square `SquarePayload` in `squares.py`.
 *
 * @typedef {object} SquaresPayload `SquaresPayload` in `squares.py`.
 * @property {{ guess: number, measure: string, far: number, chosen: number }} settings `guess` in parameters.
 * @property {Question} question
 * @property {Square[]} squares
 * @property {number} guessed The place in the row of the model that is guessed.
 * @property {number} paper Parameters of a square as high as the picture before the guess.
 * @property {string[]} secret
 * @property {Record<string, Record<string, string>>} units What a cell of a power of ten is called, by measure.
 * @property {string} surprise
 * @property {Record<string, string>} words
 *
 * @typedef {{ asked: boolean, rise: number, mix: number, from: Scene["from"], frame?: number, isFar: boolean }} Memory
 *   `isFar`: the visitor has zoomed or turned.
 */

const NARROW = 720; // pixels
const CELL = 44; // pixels: the largest cell that explains the paper
const JOURNEY = 1800; // milliseconds: a zoom over four powers of ten
const STEP = 1.16; // ratio of an arrow key
const SMALLEST = 1e8;
const CLOSE = 1.2; // ratio of guess and truth
const MEASURES = ["parameters", "tokens", "flop"];
const PLACES = 1000; // of the slider

/**
 * @param {HTMLElement} root
 * @param {SquaresPayload} payload Its settings are changed.
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language, send }) {
  const { settings, question, words } = payload;
  /** @type {Memory} */
  const memory = stateOf(root, () => ({ asked: false, rise: 1, mix: 1, from: null, isFar: false }));
  const isFresh = !question.open && memory.asked;
  memory.asked = question.open;
  if (question.open) Object.assign(settings, { measure: "parameters", far: 0, chosen: -1 });
  else if (isFresh)
    Object.assign(settings, { far: -1, chosen: payload.guessed }); // -1: as far as it was drawn
  else if (settings.far === 0) settings.far = 1;
  const svg = el("svg", { role: "group", "aria-label": words.picture });
  const pen = el("canvas").getContext("2d");
  const plot = el("div", { class: "plot" }, svg);
  const said = el("p", { class: "stage-says", role: "status" });
  const headline = el("p", { class: "headline" });
  const legend = el("p", { class: "legend" });
  const knob = el("circle", { class: "knob", r: 12, ...sliderRole(words.knob, 0, settings.guess) });

  const scene = () =>
    /** @type {Scene} */ ({
      payload,
      language,
      narrow: root.clientWidth < NARROW,
      width: plot.clientWidth,
      height: plot.clientHeight,
      far: settings.far,
      rise: memory.rise,
      from: memory.from,
      mix: memory.mix,
      measure: (text) => {
        if (!pen) return 8 * text.length;
        pen.font = `650 15px ${getComputedStyle(root).fontFamily}`;
        return pen.measureText(text).width + 3;
      },
      choose: (index) => {
        if (!question.open) settings.chosen = settings.chosen === index ? -1 : index;
        draw();
      },
    });
  const draw = () => {
    if (settings.far < 0) {
      settings.far = farOfPaper(scene());
      remember(settings);
    }
    const now = scene();
    svg.setAttribute("viewBox", `0 0 ${now.width} ${now.height}`);
    const holder = /** @type {ShadowRoot | Document} */ (root.getRootNode());
    const held = holder.activeElement;
    const name = held instanceof SVGElement ? held.dataset.name : undefined;
    const { nodes, pressed, level } = squares(now);
    const row = el("g", {}, ...nodes);
    svg.replaceChildren(row, ...guess(now, knob));
    walkWithArrows(row, pressed);
    if (held === knob) knob.focus({ preventScroll: true });
    else if (name) pressed.find((node) => node.dataset.name === name)?.focus({ preventScroll: true });
    const cell = level.filter(({ pixels }) => pixels <= CELL).pop();
    const box = cell ? el("i", { style: { width: `${cell.pixels}px`, height: `${cell.pixels}px` } }) : null;
    legend.replaceChildren(...(box && cell ? [box, `= ${payload.units[settings.measure][cell.power]}`] : []));
    tell(now);
    tools.show();
  };
  const tell = (/** @type {Scene} */ now) => {
    const index = focused(now);
    const { name, sizes } = payload.squares[index];
    const size = sizes[settings.measure];
    const title = size
      ? filledText(words[`size_${settings.measure}`], { name, amount: size.amount })
      : filledText(words.none, { name });
    headline.replaceChildren(el("strong", {}, title), ...(size ? [el("span", {}, size.human)] : []));
    said.textContent = sentence(now, index, memory, language);
    svg.setAttribute("aria-label", [words.picture, title, said.textContent].join(language === "ja" ? "。" : ". "));
  };

  const change = (/** @type {Partial<SquaresPayload["settings"]>} */ changed) => {
    cancelAnimationFrame(memory.frame ?? 0);
    Object.assign(settings, changed);
    Object.assign(memory, { rise: 1, mix: 1, from: null, isFar: true });
    remember(settings);
    draw();
  };
  const turn = (/** @type {string} */ measure) => {
    if (question.open || measure === settings.measure) return;
    const from = { measure: settings.measure, far: settings.far };
    change({ measure, far: 1, chosen: -1 });
    memory.from = from;
    glide(
      memory,
      (share) => {
        memory.mix = share;
        draw();
      },
      TWEEN,
    );
  };
  const travel = (/** @type {number} */ to) => {
    const from = settings.far;
    settings.chosen = -1;
    memory.isFar = true;
    glide(
      memory,
      (share) => {
        settings.far = from + (to - from) * share;
        draw();
        if (share === 1) remember(settings);
      },
      JOURNEY,
    );
  };
  const tools = toolsOf(payload, { turn, change, travel });
  const told = () => String(Math.round(settings.guess));
  root.replaceChildren(
    el(
      "div",
      { class: "hero" },
      el("div", { class: "band" }, tools.tabs, headline),
      plot,
      ...(question.open
        ? [askBox(question, send, { onPicture: { label: words.done, guess: told, hint: words.rule } })]
        : []),
      el("div", { class: "foot" }, legend, ...(question.open ? [] : [tools.zoom])),
    ),
    said,
  );

  if (question.open) {
    svg.classList.add("asking");
    const pull = (/** @type {PointerEvent} */ event) => {
      const { left, top } = pointerOn(svg, event);
      const now = scene();
      const { x, y, zoom } = guessSpot(now);
      const [right, up] = [left - x, y - top];
      settings.guess = within((4 / zoom) ** 2, mostToGuess(now), (Math.max(0, right + up) / 2 / zoom) ** 2);
      draw();
    };
    followDrag(svg, { move: pull, focused: knob });
    knob.onkeydown = (event) => {
      const steps = slideStep(event);
      if (steps === null) {
        if (isPress(event)) sendGuess(send, told());
        return;
      }
      settings.guess = within(SMALLEST, mostToGuess(scene()), settings.guess * STEP ** steps);
      draw();
    };
  } else remember(settings);
  const stops = [
    riseOnce(memory, isFresh && question.guess !== null, draw),
    markNarrow(root, NARROW),
    followSize(plot, draw),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * How far out one must be to see the squares as they were drawn.
 *
 * @param {Scene} scene
 */
function farOfPaper(scene) {
  const [near, far] = [0, 1].map((end) => placed(scene, "parameters", end).zoom);
  return within(0, 1, Math.log(near / paperZoom(scene)) / Math.log(near / far));
}

/**
 * The square that the headline speaks of: the one pressed, else the largest that is wholly in view.
 *
 * @param {Scene} scene
 */
function focused(scene) {
  const { payload, far } = scene;
  const { settings, question } = payload;
  if (settings.chosen >= 0) return settings.chosen;
  if (question.open) return 0;
  const { spots } = placed(scene, settings.measure, far);
  const { right } = viewOf(scene);
  let best = 0;
  for (const [index, spot] of spots.entries()) {
    const isSeen = spot.known && spot.x + spot.side <= right + 2 && spot.y - spot.side >= 0;
    if (isSeen && spot.side > spots[best].side) best = index;
  }
  return best;
}

/**
 * What just happened, in words.
 *
 * @param {Scene} scene
 * @param {number} index Of the square that the headline speaks of.
 * @param {Memory} memory
 * @param {Language} language
 */
function sentence(scene, index, memory, language) {
  const { payload } = scene;
  const { settings, question, words, surprise } = payload;
  if (question.open) return words.before;
  const values = valuesOf(scene, settings.measure);
  const parts = [];
  if (!memory.isFar && question.guess !== null) parts.push(verdict(payload, language));
  if (settings.measure === "tokens" && surprise) return surprise;
  const [own] = values;
  const value = values[index];
  if (own !== null && value !== null && index > 0) {
    parts.push(filledText(words.times, { name: payload.squares[index].name, times: times(value / own, language) }));
  }
  const { spots } = placed(scene, settings.measure, scene.far);
  if (own !== null && spots[0].side < 6)
    parts.push(filledText(words.dot, { pixels: fixed(spots[0].side, 1, language) }));
  return parts.join(language === "ja" ? "" : " ");
}

/**
 * @param {SquaresPayload} payload
 * @param {Language} language
 */
function verdict({ settings, squares: shown, guessed, words }, language) {
  const truth = shown[guessed].sizes.parameters?.value ?? 1;
  const ratio = truth / settings.guess;
  const said = { guess: large(Number(settings.guess.toPrecision(2)), language) };
  if (ratio < CLOSE && 1 / ratio < CLOSE) return filledText(words.told_close, said);
  return ratio > 1
    ? filledText(words.told, { ...said, times: times(ratio, language) })
    : filledText(words.told_over, { ...said, times: times(1 / ratio, language) });
}

/**
 * What is compared, and how far out one looks.
 *
 * @param {SquaresPayload} payload
 * @param {{ turn: (measure: string) => void, change: (changed: Partial<SquaresPayload["settings"]>) => void,
 *   travel: (to: number) => void }} actions
 */
function toolsOf({ settings, question, words }, { turn, change, travel }) {
  const buttons = MEASURES.map((measure) =>
    el("button", { type: "button", class: "pill", dataset: { measure }, onclick: () => turn(measure) }, words[measure]),
  );
  const tabs = el("div", { class: "tabs", role: "group", "aria-label": words.measure }, ...buttons);
  const slider = el("input", { type: "range", min: 0, max: PLACES, step: 1, "aria-label": words.zoom });
  slider.oninput = () => change({ far: Number(slider.value) / PLACES, chosen: -1 });
  const near = el(
    "button",
    { type: "button", "aria-label": words.near, onclick: () => travel(Math.max(0, settings.far - 0.25)) },
    "+",
  );
  const out = el("button", { type: "button", class: "out", onclick: () => travel(1) }, words.out);
  const zoom = el("div", { class: "zoom" }, near, slider, out);
  const show = () => {
    for (const button of buttons) {
      button.setAttribute("aria-pressed", String(button.dataset.measure === settings.measure));
      button.disabled = question.open && button.dataset.measure !== "parameters";
    }
    slider.value = String(Math.round(settings.far * PLACES));
    near.disabled = settings.far <= 0;
    out.disabled = settings.far >= 1;
  };
  return { tabs, zoom, show };
}

/** @param {SquaresPayload["settings"]} settings */
function remember({ measure, far }) {
  rememberInUrl({
    large_in: measure === "parameters" ? null : measure,
    far: far > 0 && far < 1 ? far.toFixed(3) : null,
  });
}
