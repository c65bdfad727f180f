// The wall before the answer: grey dots, and a line that divides them.

import { sendGuess } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";
import { followDrag } from "../../../kit/browser/drag.js";
import { isPress, slideStep } from "../../../kit/browser/keyboard.js";
import { count, percent } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { sliderRole } from "../../../kit/browser/sliders.js";
import { followSize } from "../../../kit/browser/width.js";
import { inColumns } from "./wall_math.js";
import { asking } from "./wall_side.js";
import { drawDots } from "./wall_view.js";

/**
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { Parts, WallPayload } from "./wall.js"
 */

/**
 * Grey dots, and a line that divides them: how many were read in their source?
 *
 * @param {Parts} parts
 * @param {WallPayload} payload
 * @param {Surroundings} surroundings
 */
export function askFirst({ plot, side, said }, payload, { language, send }) {
  const { settings, words, total } = payload;
  const grey = el("canvas", { "aria-hidden": "true" });
  const mine = el("canvas", { "aria-hidden": "true" });
  const written = el("span", {});
  const line = el("div", { class: "line", ...sliderRole(words.line, 0, 100) }, written, el("b", {}, "?"));
  const move = (/** @type {number} */ to) => {
    settings.line = Math.min(100, Math.max(0, Math.round(to)));
    const share = settings.line / 100;
    const text = filledText(words.you, { count: count(Math.round(share * total), language), share: percent(share) });
    line.style.left = `${settings.line}%`;
    mine.style.clipPath = `inset(0 ${100 - settings.line}% 0 0)`;
    written.textContent = text;
    written.style.transform = `translateX(${-settings.line}%)`;
    line.setAttribute("aria-valuenow", String(settings.line));
    line.setAttribute("aria-valuetext", text);
  };
  const follow = (/** @type {PointerEvent} */ event) => {
    const box = plot.getBoundingClientRect();
    move((100 * (event.clientX - box.left)) / box.width);
  };
  followDrag(plot, { move: follow, focused: line });
  line.onkeydown = (event) => {
    const steps = slideStep(event);
    if (steps !== null) move(settings.line + steps);
    else if (isPress(event)) sendGuess(send, String(settings.line));
  };
  plot.replaceChildren(el("div", { class: "area" }, grey, mine, line));
  side.replaceChildren(...asking(payload, language, send));
  said.textContent = filledText(words.before, { count: count(total, language) });
  move(settings.line);
  return followSize(plot, () => {
    const places = inColumns(total, grey.clientWidth, grey.clientHeight);
    drawDots(grey, places, null);
    drawDots(mine, places, null, { colour: "--dot-mine" });
  });
}
