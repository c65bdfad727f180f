// The controls of the player: buttons, the slider over the steps, the speed.

import { el } from "../../../kit/browser/dom.js";
import { filledText } from "../../../kit/browser/sentences.js";

/** @import { Playback } from "./playback.js" */

const SPEEDS = [0.5, 1, 2, 4, 8];
const ICONS = {
  rewind: "M5 4v16 M20 4 9 12l11 8z",
  back: "M16 4 5 12l11 8z M20 4v16",
  play: "M6 4v16l14-8z",
  pause: "M6 4h4v16H6z M14 4h4v16h-4z",
  forward: "M4 4v16 M8 4l11 8-11 8z",
};

/**
 * Puts the controls into `root`. `draw` shows where the player stands; `near` tells whether they are in sight, or not
 * far above it.
 *
 * @param {HTMLElement} root
 * @param {Playback} playback
 */
export function controlsOf(root, playback) {
  const rewind = iconButton("rewind", "rewind", () => playback.step(-playback.cursor));
  const back = iconButton("back", "back", () => playback.step(-1));
  const play = iconButton("play", "play primary", () => playback.toggle());
  const forward = iconButton("forward", "forward", () => playback.step(1));
  const scrubber = el("input", { type: "range", min: 0, step: 1 });
  scrubber.oninput = () => {
    const cursor = scrubber.valueAsNumber; // stopping shows the present step, also here
    playback.stop();
    playback.go(cursor);
  };
  const count = el("span", { class: "count quiet" });
  const options = SPEEDS.map((factor) =>
    el("option", { value: factor, selected: factor === playback.data.settings.speed }, `${factor} ×`),
  );
  const speed = el("select", {}, ...options);
  speed.onchange = () => {
    playback.data.settings.speed = Number(speed.value);
    playback.remember();
  };
  const buttons = [rewind, back, play, forward].map(({ button }) => button);
  root.dataset.writing = "";
  root.replaceChildren(el("div", { class: "transport", role: "group" }, ...buttons, scrubber, count, speed));

  const draw = (/** @type {Playback} */ { data: { words }, playing, cursor, line, waiting, end }) => {
    name(rewind.button, words.rewind);
    name(back.button, words.back);
    name(forward.button, words.forward);
    name(speed, words.speed);
    scrubber.setAttribute("aria-label", words.scrubber);
    play.button.title = words.keys;
    play.word.textContent = playing ? words.pause : words.play;
    play.path.setAttribute("d", playing ? ICONS.pause : ICONS.play);
    rewind.button.disabled = back.button.disabled = cursor === 0;
    forward.button.disabled = cursor === line.length - 1 && end.ending !== null;
    scrubber.max = String(line.length - 1);
    scrubber.value = String(cursor);
    const sentence = end.ending ? words.progress : words["progress-open"];
    const where = filledText(sentence, { step: String(cursor), total: String(line.length - 1) });
    count.textContent = waiting ? words.thinking : where;
    scrubber.setAttribute("aria-valuetext", count.textContent);
  };
  const near = () => {
    const { top, bottom } = root.getBoundingClientRect();
    return top < window.innerHeight && bottom > -window.innerHeight;
  };
  return { draw, near };
}

/**
 * @param {keyof typeof ICONS} icon
 * @param {string} className
 * @param {() => void} onclick
 */
function iconButton(icon, className, onclick) {
  const path = el("path", { d: ICONS[icon] });
  const size = { viewBox: "0 0 24 24", width: "1em", height: "1em" };
  const word = el("span", { class: "word" });
  const svg = el("svg", { ...size, "aria-hidden": "true" }, path);
  return { button: el("button", { type: "button", class: className, onclick }, svg, word), path, word };
}

/**
 * @param {HTMLElement} control
 * @param {string} text
 */
function name(control, text) {
  control.setAttribute("aria-label", text);
  control.title = text;
}
