// What stands around the river: its buttons, the picture's place, the sentence below it, the field to write into.

import { el } from "../../../kit/browser/dom.js";
import { screenHeight, topOnScreen } from "../../../kit/browser/screen.js";

const LEAST_HEIGHT = 300; // pixels
const MOST_HEIGHT = 620;
const FOOT = 14; // pixels left free at the lower edge of the screen

/** @param {HTMLElement} root */
export function buildShell(root) {
  const play = el("button", { type: "button", class: "play" });
  const outside = el("button", { type: "button" });
  const inside = el("button", { type: "button" });
  const next = el("button", { type: "button", class: "next" });
  const kept = el("span", { class: "kept small quiet" });
  const heading = el("h2", { class: "visually-hidden" });
  const svg = el("svg", { role: "group" });
  const sentence = el("p", { class: "sentence" });
  const alternative = el("p", { class: "visually-hidden" });
  const field = el("input", { type: "text", class: "field", hidden: true, spellcheck: "false", autocapitalize: "off" });
  const bar = el(
    "div",
    { class: "controls" },
    play,
    el("div", { class: "switch", role: "group" }, outside, inside),
    next,
    kept,
  );
  const stage = el("div", { class: "stage" }, svg, field);
  const foot = el("div", { class: "foot" }, sentence);
  const river = el("div", { class: "river" }, heading, bar, stage, foot, alternative);
  root.replaceChildren(river);
  setPressed(outside, true);

  return {
    svg,
    play,
    outside,
    inside,
    next,

    /** @param {Record<string, string>} words */
    label(words) {
      heading.textContent = words.name;
      outside.textContent = words.outside;
      inside.textContent = words.inside;
      next.replaceChildren(el("span", { "aria-hidden": "true" }, "↻"), el("span", { class: "long" }, words.next));
      play.dataset.play = words.play;
      play.dataset.pause = words.pause;
      field.setAttribute("aria-label", words.write);
      svg.setAttribute("aria-label", words.picture);
      if (play.textContent === "") this.setPlaying(false);
    },

    /** @param {boolean} playing */
    setPlaying(playing) {
      play.textContent = playing ? "❚❚" : "▶";
      play.setAttribute("aria-label", (playing ? play.dataset.pause : play.dataset.play) ?? "");
      river.classList.toggle("flowing", playing);
    },

    /** @param {boolean} within */
    setInside(within) {
      setPressed(outside, !within);
      setPressed(inside, within);
    },

    /** How large the picture may be, in pixels: what is left of the first screen. */
    room() {
      const width = stage.clientWidth;
      river.classList.toggle("narrow", width < 600);
      const [top, screen] = [topOnScreen(root), screenHeight()];
      const above = top > 0 && top < screen * 0.6 ? top : Math.min(300, screen * 0.4);
      const around = bar.offsetHeight + Number.parseFloat(getComputedStyle(foot).minHeight); // however long the sentence is
      const height = Math.floor(Math.max(LEAST_HEIGHT, Math.min(MOST_HEIGHT, screen - above - around - FOOT)));
      svg.style.height = `${height}px`;
      return { width, height };
    },

    /**
     * @param {string} text
     * @param {boolean} playing Whether the picture plays by itself: then nothing is read out.
     */
    say(text, playing) {
      sentence.setAttribute("aria-live", playing ? "off" : "polite");
      if (sentence.textContent !== text) sentence.textContent = text;
    },

    /**
     * @param {string} text What the picture shows.
     * @param {string} note
     * @param {string} model
     */
    tell(text, note, model) {
      if (alternative.textContent !== text) alternative.textContent = text;
      const shown = note === "" ? model : `${model} · ${note}`;
      if (kept.textContent !== shown) kept.textContent = shown;
    },

    /** @param {string} text */
    openField(text) {
      field.hidden = false;
      field.value = text;
      field.focus();
      field.setSelectionRange(text.length, text.length);
      return field;
    },

    closeField() {
      field.hidden = true;
    },
  };
}

/** @param {HTMLElement} button @param {boolean} pressed */
function setPressed(button, pressed) {
  button.setAttribute("aria-pressed", String(pressed));
}
