// The same answers of a model in training, marked all or nothing or digit by digit: one switch, and one moment to drag.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { el } from "../../../kit/browser/dom.js";
import { followDrag } from "../../../kit/browser/drag.js";
import { keepingHold } from "../../../kit/browser/focus.js";
import { slideStep } from "../../../kit/browser/keyboard.js";
import { glide, TWEEN } from "../../../kit/browser/motion.js";
import { count, measuredShare } from "../../../kit/browser/numbers.js";
import { pointerOn } from "../../../kit/browser/screen.js";
import { filled, filledText } from "../../../kit/browser/sentences.js";
import { sliderRole, within } from "../../../kit/browser/sliders.js";
import { stateOf } from "../../../kit/browser/state.js";
import { followSize, markNarrow } from "../../../kit/browser/width.js";
import { nearest } from "./answers_math.js";
import { curve, placesOf } from "./answers_view.js";
import { drawSheet, sheetSize } from "./sheet_view.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 *
 * @typedef {{ step: number, whole: number, digits: number, answers: string[] }} Moment `MomentPayload` in `answers.py`.
 * @typedef {{ asked: string, truth: string }} Sum
 *
 * @typedef {object} AnswersPayload `AnswersPayload` in `answers.py`.
 * @property {{ soft: 0 | 1, moment: number }} settings
 * @property {number} early The last moment before the jump, which is shown at first.
 * @property {Moment[]} moments
 * @property {Sum[]} sums
 * @property {number} tests Sums that the shares are of.
 * @property {string[]} ticks
 * @property {number[]} steps Those that are named on the axis.
 * @property {Record<string, string>} words
 *
 * @typedef {{ mix: number, frame?: number }} Memory `mix`: from 0, all or nothing, to 1, part marks.
 */

const NARROW = 720; // pixels

/**
 * @param {HTMLElement} root
 * @param {AnswersPayload} payload Its settings are changed.
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language }) {
  const { settings, moments, words } = payload;
  /** @type {Memory} */
  const memory = stateOf(root, () => ({ mix: settings.soft }));
  memory.mix = settings.soft;
  const svg = el("svg", { role: "group", "aria-label": words.alt });
  const plot = el("div", { class: "plot" }, svg);
  const sheet = el("svg", { role: "group" });
  const side = el("div", { class: "sheet" }, sheet);
  const said = el("p", { class: "stage-says", role: "status" });
  const handle = el(
    "g",
    { class: "handle", ...sliderRole(words.moment, 0, moments.length - 1) },
    el("circle", { r: 15 }),
    el("path", { class: "arrow", d: "M-4,-5l-5,5l5,5M4,-5l5,5l-5,5" }),
  );
  const scene = () => ({
    payload,
    narrow: root.clientWidth < NARROW,
    width: plot.clientWidth,
    height: plot.clientHeight,
    mix: memory.mix,
  });
  const draw = () => {
    const now = scene();
    const moment = moments[settings.moment];
    svg.setAttribute("viewBox", `0 0 ${now.width} ${now.height}`);
    handle.setAttribute("aria-valuenow", String(settings.moment));
    handle.setAttribute("aria-valuetext", filledText(words.sheet, { step: count(moment.step, language) }));
    keepingHold(handle, () => svg.replaceChildren(...curve(now, handle, language)));
    const { width, height } = sheetSize(side, now.narrow);
    sheet.setAttribute("viewBox", `0 0 ${width} ${height}`);
    sheet.setAttribute("aria-label", drawSheet(sheet, payload, { width, height, narrow: now.narrow, language }));
    for (const [soft, button] of faces.entries()) button.setAttribute("aria-pressed", String(settings.soft === soft));
    said.replaceChildren(...sentence(payload, language));
  };
  const turn = (/** @type {0 | 1} */ soft) => {
    const from = memory.mix;
    settings.soft = soft;
    remember(payload);
    glide(
      memory,
      (share) => {
        memory.mix = from + (soft - from) * share;
        draw();
      },
      TWEEN,
    );
  };
  const faces = /** @type {const} */ ([0, 1]).map((soft) =>
    el(
      "button",
      { type: "button", class: soft ? "soft" : "hard", onclick: () => turn(soft) },
      soft ? words.soft : words.hard,
      el("small", {}, soft ? words.soft_means : words.hard_means),
    ),
  );
  const to = (/** @type {number} */ moment) => {
    if (moment === settings.moment) return;
    settings.moment = moment;
    remember(payload);
    draw();
  };
  followDrag(svg, {
    move: (event) => to(nearest(placesOf(scene()).left, pointerOn(svg, event).left)),
    focused: handle,
  });
  handle.onkeydown = (event) => {
    const steps = slideStep(event);
    if (steps !== null) to(within(0, moments.length - 1, settings.moment + steps));
  };
  root.replaceChildren(
    el("div", { class: "hero" }, plot, el("div", { class: "switch", role: "group" }, ...faces), side),
    said,
  );
  remember(payload);
  const stops = [markNarrow(root, NARROW), followSize(plot, draw), () => cancelAnimationFrame(memory.frame ?? 0)];
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * What the answers of this moment are worth.
 *
 * @param {AnswersPayload} payload
 * @param {Language} language
 */
function sentence({ settings, early, moments, tests, words }, language) {
  const { step, whole, digits } = moments[settings.moment];
  /** @type {Record<string, string>} */
  const values = {
    step: count(step, language),
    tests: count(tests, language),
    right: count(Math.round(whole * tests), language),
    whole: measuredShare(whole),
    share: measuredShare(settings.soft ? digits : whole),
  };
  const said = settings.soft ? (settings.moment <= early ? words.says_soft_step : words.says_soft) : words.says_hard;
  return filled(said, (name) => el("strong", {}, values[name]));
}

/** @param {AnswersPayload} payload */
function remember({ settings, early }) {
  rememberInUrl({
    credit: settings.soft ? "part" : null,
    adding: settings.moment === early ? null : settings.moment,
  });
}
