// Every parameter of a model as one area: guess its largest part, take parts apart to their matrices, grow the model.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { askBox } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";
import { keepingFocus } from "../../../kit/browser/focus.js";
import { glide, riseOnce, TWEEN } from "../../../kit/browser/motion.js";
import { count, percent } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { slider } from "../../../kit/browser/sliders.js";
import { stateOf } from "../../../kit/browser/state.js";
import { followSize, markNarrow } from "../../../kit/browser/width.js";
import { alikeColumns, between, columnsOf, countsOf, numbersOf, steps } from "./mosaic_math.js";
import { drawMosaic, matricesOf, partsOf, shortName } from "./mosaic_view.js";
import { sentenceOf } from "./mosaic_words.js";

/**
 * @import { Question } from "../../../kit/browser/ask.js"
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { Column, Piece, Recipe, Size } from "./mosaic_math.js"
 * @import { Scene } from "./mosaic_view.js"
 *
 * @typedef {{ recipe: number, width: number, layers: number, part: string }} MosaicSettings `MosaicSettings` in
 *   `mosaic.py`.
 *
 * @typedef {object} MosaicPayload `MosaicPayload` in `mosaic.py`.
 * @property {MosaicSettings} settings
 * @property {Question} question
 * @property {{ outside: string[], inside: string[], layers: number }} asked
 * @property {Recipe[]} recipes
 * @property {{ width: [number, number], layers: [number, number] }} ranges
 * @property {Record<string, string>} parts
 * @property {Record<string, string>} glosses What matrices are for, by name.
 * @property {string} before
 * @property {string} headline
 * @property {Record<string, string>} words
 *
 * @typedef {object} Memory What is kept between calls.
 * @property {boolean} asked Whether the question was open before.
 * @property {boolean} isTold What came of the guess is told, until the visitor does something.
 * @property {number} rise
 * @property {Size | null} shown The size that is drawn on the way to another.
 * @property {string} opened The part that was taken apart when it was last drawn.
 * @property {number} [frame]
 */

const NARROW = 720; // pixels
const UNIT = { width: 32, layers: 1 }; // what widths and depths of the sliders are multiples of
const SMALLER = 1 / 12; // share of the area below which another model is drawn beside this one

/**
 * @param {HTMLElement} root
 * @param {MosaicPayload} payload Its settings are changed.
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language, send }) {
  const { settings, question, recipes, words, parts } = payload;
  /** @type {Memory} */
  const memory = stateOf(root, () => ({ asked: false, isTold: true, rise: 1, shown: null, opened: "" }));
  const isFresh = !question.open && memory.asked;
  memory.asked = question.open;
  if (question.open) Object.assign(settings, { recipe: 0, width: 0, layers: 0, part: "" });
  else if (settings.recipe >= recipes.length) settings.recipe = 0; // the visitor's own model cannot be used any more
  if (isFresh) memory.isTold = true;
  const pen = el("canvas").getContext("2d");
  const svg = el("svg", { role: "img" });
  const plot = el("div", { class: "plot" }, svg);
  const said = el("p", { class: "stage-says", role: "status" });
  const headline = el("p", { class: "headline" });
  const legend = el("div", { class: "tabs parts", role: "group", "aria-label": words.parts });

  const draw = () => {
    const { clientWidth: width, clientHeight: height } = plot;
    if (width === 0 || height === 0) return;
    const columns = question.open ? alikeColumns(payload.asked) : columnsOf(recipeOf(payload), shownSize());
    const numbers = question.open ? null : countsOf(columns);
    const scene = /** @type {Scene} */ ({
      columns: question.open ? columns : between(columns, alikeColumns(payload.asked), memory.rise),
      numbers,
      names: parts,
      guess: memory.isTold && settings.part === "" ? guessedPart(payload) : null,
      beside: besideOf(payload, numbers),
      narrow: root.clientWidth < NARROW,
      width,
      height,
      language,
      measure: (text) => {
        if (!pen) return 9 * text.length;
        pen.font = `650 15px ${getComputedStyle(root).fontFamily}`;
        return pen.measureText(text).width;
      },
    });
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg.replaceChildren(...drawMosaic(scene));
    keepingFocus(root, () => takeApart(width, height));
    tell(columns);
  };
  const shownSize = () => memory.shown ?? sizeOf(payload);
  const takeApart = (/** @type {number} */ width, /** @type {number} */ height) => {
    plot.querySelector(".opened")?.remove();
    const recipe = question.open ? null : recipeOf(payload);
    const piece = recipe && pieceOf(recipe, settings.part);
    svg.classList.toggle("covered", Boolean(piece));
    const isFresh = memory.opened !== settings.part;
    memory.opened = settings.part;
    if (!recipe || !piece) return;
    const around = { width, height, language, words, glosses: payload.glosses };
    const opened = matricesOf(piece, shownSize().width / recipe.width, around, () => open(piece.part));
    opened.classList.toggle("fresh", isFresh);
    plot.append(opened);
  };
  const tell = (/** @type {Column[]} */ columns) => {
    const told = sentenceOf(payload, columns, { guess: memory.isTold ? guessedPart(payload) : null, language });
    said.textContent = told.says;
    headline.replaceChildren(el("strong", {}, told.title), el("span", {}, told.shape));
    svg.setAttribute("aria-label", `${words.alt} ${told.says}`);
    keepingFocus(legend, () => legend.replaceChildren(...(question.open ? [] : legendOf(columns))));
    for (const control of controls) control.show();
  };
  const legendOf = (/** @type {Column[]} */ columns) => {
    const found = partsOf(columns);
    const all = found.reduce((sum, [, numbers]) => sum + numbers, 0);
    return found.map(([part, numbers]) =>
      el(
        "button",
        { type: "button", class: "pill", "aria-pressed": String(settings.part === part), onclick: () => open(part) },
        el("i", { dataset: { part } }),
        `${root.clientWidth < NARROW ? shortName(parts[part]) : parts[part]} ${percent(numbers / all, language)}`,
      ),
    );
  };
  const change = (/** @type {Partial<MosaicSettings>} */ changed) => {
    cancelAnimationFrame(memory.frame ?? 0);
    Object.assign(settings, changed);
    Object.assign(memory, { isTold: false, rise: 1, shown: null });
    remember(settings);
    draw();
  };
  const open = (/** @type {string} */ part) => change({ part: settings.part === part ? "" : part });
  const turn = (/** @type {number} */ recipe) => {
    const from = shownSize();
    Object.assign(settings, { recipe, width: 0, layers: 0 });
    const to = sizeOf(payload);
    remember(settings);
    memory.isTold = false;
    glide(
      memory,
      (share) => {
        const way = (/** @type {number} */ one, /** @type {number} */ other) =>
          Math.round(one * (other / one) ** share);
        memory.shown = share < 1 ? { width: way(from.width, to.width), layers: way(from.layers, to.layers) } : null;
        draw();
      },
      TWEEN,
    );
  };
  const controls = question.open ? [] : controlsOf(payload, language, { change, turn });
  const box = question.open ? askBox(question, send) : null;
  plot.onclick = ({ target }) => {
    const part = target instanceof SVGElement ? target.dataset.part : undefined;
    if (part === undefined) return;
    const candidate = [...(box?.querySelectorAll("button") ?? [])].find((button) => button.textContent === parts[part]);
    if (box) candidate?.click();
    else open(part);
  };
  root.replaceChildren(
    el(
      "div",
      { class: "hero" },
      el("div", { class: "band" }, controls[0]?.node, headline),
      plot,
      el("div", { class: "foot" }, box, question.open ? null : legend, ...controls.slice(1).map(({ node }) => node)),
    ),
    said,
  );
  if (!question.open) remember(settings);
  const narrow = markNarrow(root, NARROW);
  draw(); // at once: what is written around the picture takes room from it
  const stops = [
    narrow,
    riseOnce(memory, isFresh, draw),
    followSize(plot, draw),
    () => cancelAnimationFrame(memory.frame ?? 0),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * The models to choose from, and the sliders of depth and width.
 *
 * @param {MosaicPayload} payload
 * @param {Language} language
 * @param {{ change: (changed: Partial<MosaicSettings>) => void, turn: (recipe: number) => void }} actions
 */
function controlsOf(payload, language, { change, turn }) {
  const { settings, recipes, words, ranges } = payload;
  const buttons = recipes.map(({ name }, index) =>
    el("button", { type: "button", class: "pill", onclick: () => turn(index) }, name),
  );
  const press = () => {
    for (const [index, button] of buttons.entries())
      button.setAttribute("aria-pressed", String(index === settings.recipe && isOwnSize(payload)));
  };
  const known = { width: recipes.map(({ width }) => width), layers: recipes.map(({ pattern }) => pattern.length) };
  const knobs = /** @type {const} */ (["layers", "width"]).map((name) => {
    const values = steps(ranges[name], UNIT[name], known[name]);
    const made = slider({
      id: `parts-${name}`,
      label: words[name],
      min: 0,
      max: values.length - 1,
      step: 1,
      read: (place) => values[place],
      place: (value) => values.filter((each) => each < value).length,
      text: (value) => count(value, language),
      moved: (value) => change({ [name]: value }),
    });
    return { node: made.node, show: () => made.show(sizeOf(payload)[name]) };
  });
  const models = el("div", { class: "tabs", role: "group", "aria-label": words.models }, ...buttons);
  return [{ node: models, show: press }, ...knobs];
}

/** @param {MosaicPayload} payload */
function recipeOf({ settings, recipes }) {
  return recipes[settings.recipe];
}

/**
 * @param {MosaicPayload} payload
 * @returns {Size}
 */
function sizeOf(payload) {
  const { width, pattern } = recipeOf(payload);
  return { width: payload.settings.width || width, layers: payload.settings.layers || pattern.length };
}

/** @param {MosaicPayload} payload */
function isOwnSize(payload) {
  const { width, pattern } = recipeOf(payload);
  const size = sizeOf(payload);
  return size.width === width && size.layers === pattern.length;
}

/**
 * The part of the first layer that has it, or of what stands outside.
 *
 * @param {Recipe} recipe
 * @param {string} part
 */
function pieceOf({ outside, kinds }, part) {
  return [...kinds.flat(), ...outside].find((piece) => piece.part === part) ?? null;
}

/** @param {MosaicPayload} payload */
function guessedPart({ question, parts }) {
  const found = Object.entries(parts).find(([, name]) => name === question.guess);
  return found ? found[0] : null;
}

/**
 * The first model at the scale of one that is many times larger.
 *
 * @param {MosaicPayload} payload
 * @param {Map<string, number> | null} numbers
 * @returns {Scene["beside"]}
 */
function besideOf({ recipes, words }, numbers) {
  if (!numbers) return null;
  const [{ name, width, pattern, outside, kinds }] = recipes;
  const all = (/** @type {Piece[]} */ pieces) => pieces.reduce((sum, piece) => sum + numbersOf(piece, 1), 0);
  const own = all(outside) + pattern.reduce((sum, kind) => sum + all(kinds[kind]), 0);
  const share = own / [...numbers.values()].reduce((sum, each) => sum + each, 0);
  return width > 0 && share < SMALLER ? { share, name: filledText(words.scale, { name }) } : null;
}

/** @param {MosaicSettings} settings */
function remember({ recipe, width, layers, part }) {
  rememberInUrl({
    parts_model: recipe || null,
    parts_width: width || null,
    parts_layers: layers || null,
    parts_open: part || null,
  });
}
