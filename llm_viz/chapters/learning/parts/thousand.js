// A thousand words of a training text as squares, in the hue of their language: English first, the others where they
// are left. How many are Japanese is guessed; then every language can be asked for.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { askBox } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";
import { HUES, hueColour } from "../../../kit/browser/hues.js";
import { walkWithArrows } from "../../../kit/browser/keyboard.js";
import { riseOnce } from "../../../kit/browser/motion.js";
import { count } from "../../../kit/browser/numbers.js";
import { screenHeight } from "../../../kit/browser/screen.js";
import { filled, filledText } from "../../../kit/browser/sentences.js";
import { stateOf } from "../../../kit/browser/state.js";
import { followWidth, markNarrow } from "../../../kit/browser/width.js";
import { gridOf, pathOf, SQUARES, startsOf } from "./thousand_math.js";

/**
 * @import { Question } from "../../../kit/browser/ask.js"
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 *
 * @typedef {{ code: string, name: string, squares: number, share: number }} Spoken `SpokenPayload` in `thousand.py`.
 * @typedef {{ languages: Spoken[], others: number, question: Question, settings: { words: string },
 *   strings: Record<string, string> }} ThousandPayload
 * @typedef {{ rise: number, wasOpen: boolean, frame?: number }} State
 */

const NARROW = 720; // pixels
const AROUND = 268; // pixels of the window above and below the squares
const HEIGHT = { least: 300, most: 640 };

/**
 * @param {HTMLElement} root
 * @param {ThousandPayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language, send }) {
  const { languages, question, settings, strings } = payload;
  const state = stateOf(root, () => /** @type {State} */ ({ rise: 1, wasOpen: false }));
  const svg = el("svg", { "aria-hidden": "true" });
  const plot = el("div", { class: "plot" }, svg);
  const says = el("p", { class: "stage-says", role: "status" });
  const english = el(
    "p",
    { class: "english" },
    el("b", {}, count(languages[0].squares, language)),
    " ",
    languages[0].name,
  );
  const list = question.open ? null : listOf(payload, language, (code) => choose(code));
  const side = el("div", { class: "side" }, question.open ? english : null, list?.node);
  root.replaceChildren(
    el(
      "div",
      { class: "stage", role: "group", "aria-label": strings.picture },
      el("p", { class: "title" }, strings.title),
      el("div", { class: "hero" }, plot, side),
      question.open ? askBox(question, send) : null,
    ),
    says,
  );
  const stopMarking = markNarrow(root, NARROW);
  const draw = (/** @type {number} */ width) => {
    const isNarrow = root.clientWidth < NARROW;
    const height = Math.min(HEIGHT.most, Math.max(HEIGHT.least, screenHeight() - AROUND));
    const grid = gridOf(width, isNarrow ? Number.POSITIVE_INFINITY : height, isNarrow);
    const [across, down] = [grid.columns * grid.pitch, grid.rows * grid.pitch];
    svg.setAttribute("viewBox", `0 0 ${across} ${down}`);
    svg.setAttribute("width", String(across));
    svg.setAttribute("height", String(down));
    svg.replaceChildren(...squares(payload, grid, state.rise, (code) => choose(code)));
  };
  const { stop, redraw } = followWidth(plot, draw);
  const choose = (/** @type {string} */ code) => {
    settings.words = code;
    rememberInUrl({ words: code });
    list?.press(code);
    says.replaceChildren(...sentence(payload, language));
    redraw();
  };
  if (question.open) says.textContent = filledText(strings.before, { count: count(languages[0].squares, language) });
  else choose(settings.words);
  const isDue = state.wasOpen && !question.open;
  state.wasOpen = question.open;
  const end = riseOnce(state, isDue, redraw);
  return () => {
    stop();
    stopMarking();
    end();
  };
}

/**
 * Every language as one outline of its squares; those of the chosen one are ringed. What nobody may see yet is open.
 *
 * @param {ThousandPayload} payload
 * @param {Parameters<typeof pathOf>[2]} grid
 * @param {number} rise From 0 to 1: how many of those after English stand already.
 * @param {(code: string) => void} choose
 */
function squares({ languages, question, settings }, grid, rise, choose) {
  const starts = startsOf(languages.map((spoken) => spoken.squares));
  const [english] = languages;
  const known = starts[languages.length];
  const seen = question.open ? known : english.squares + Math.round(rise * (SQUARES - english.squares));
  const nodes = languages.flatMap((spoken, at) => {
    const amount = Math.max(0, Math.min(spoken.squares, seen - starts[at]));
    const d = pathOf(starts[at], amount, grid);
    const square = el("path", { class: at === 0 ? "english" : "other", d, style: { "--hue": hue(at) } });
    square.onclick = () => choose(spoken.code);
    const isChosen = !question.open && spoken.code === settings.words && at > 0;
    return isChosen ? [square, el("path", { class: "ring", d: pathOf(starts[at], amount, grid, 0) })] : [square];
  });
  const rest = SQUARES - Math.min(known, seen);
  const open = el("path", { class: question.open ? "covered" : "rest", d: pathOf(SQUARES - rest, rest, grid) });
  return [open, ...nodes];
}

/** @param {number} at The language's place; the first hue is too like that of English. */
function hue(at) {
  return hueColour(1 + ((at + HUES - 2) % (HUES - 1)));
}

/**
 * A button for each language, with its squares, the most frequent first; last, without a button, how many are left.
 *
 * @param {ThousandPayload} payload
 * @param {Language} language
 * @param {(code: string) => void} choose
 */
function listOf({ languages, others, strings }, language, choose) {
  const buttons = languages.map((spoken, at) =>
    el(
      "button",
      { type: "button", "aria-pressed": "false", onclick: () => choose(spoken.code) },
      el("i", { style: { "--hue": hue(at) }, class: at === 0 ? "english" : "" }),
      el("b", {}, spoken.squares > 0 ? count(spoken.squares, language) : strings.fewer),
      spoken.name,
    ),
  );
  const rest = SQUARES - languages.reduce((sum, spoken) => sum + spoken.squares, 0);
  const node = el(
    "div",
    { class: "list", role: "group", "aria-label": strings.choose },
    ...buttons,
    el(
      "p",
      {},
      el("i", { class: "rest" }),
      el("b", {}, count(rest, language)),
      filledText(strings.others, { count: count(others, language) }),
    ),
  );
  walkWithArrows(node, buttons, { isColumn: true });
  const press = (/** @type {string} */ code) => {
    for (const [at, button] of buttons.entries())
      button.setAttribute("aria-pressed", String(languages[at].code === code));
  };
  return { node, press };
}

/**
 * What is said of the chosen language, after what was guessed.
 *
 * @param {ThousandPayload} payload
 * @param {Language} language
 */
function sentence({ languages, question, settings, strings }, language) {
  const [english] = languages;
  const spoken = languages.find(({ code }) => code === settings.words) ?? english;
  const said = {
    name: spoken.name,
    count: el("strong", {}, count(spoken.squares, language)),
    times: el("strong", {}, count(Math.round(english.share / spoken.share), language)),
    one: el("strong", {}, count(Math.round(1 / spoken.share), language)),
  };
  const guess = question.guess === null ? "" : filledText(strings.guessed, { guess: question.guess });
  if (spoken === english) return [guess, ...filled(strings.first, said)];
  return [guess, ...filled(spoken.squares > 0 ? strings.some : strings.rest, said)];
}
