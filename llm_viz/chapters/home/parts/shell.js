// What stands around the river: its buttons, the picture's place, the sentence below it, the field to write into.

import { el } from "../../../kit/browser/dom.js";
import { isComposing } from "../../../kit/browser/keyboard.js";
import { screenHeight, topOnFirstScreen } from "../../../kit/browser/screen.js";
import { followRoomOnScreen } from "../../../kit/browser/width.js";
import { buildMenu } from "./menu.js";

const LEAST_HEIGHT = 300; // pixels
const LEAST_LENGTH = 380; // where the river runs downward: its lanes need room for their words
const MOST_HEIGHT = 620;
const FOOT = 14; // pixels left free at the lower edge of the screen

/** @param {HTMLElement} root */
export function buildShell(root) {
  const play = el("button", { type: "button", class: "play" });
  const outside = el("button", { type: "button" });
  const inside = el("button", { type: "button" });
  const next = el("button", { type: "button", class: "next" });
  const kept = el("p", { class: "kept quiet" });
  const heads = el("div", { class: "heads", role: "group", hidden: true });
  const menu = buildMenu();
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
    menu.node,
  );
  const failed = el("p", { class: "failed", role: "status", hidden: true });
  const stage = el("div", { class: "stage" }, svg, heads, field);
  const foot = el("div", { class: "foot" }, sentence, kept);
  const river = el("div", { class: "river" }, heading, bar, failed, stage, foot, alternative);
  root.replaceChildren(river);
  setPressed(outside, true);

  return {
    svg,
    play,
    outside,
    inside,
    next,
    heads,
    menu,

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
      menu.label(words);
      if (play.textContent === "") this.setPlaying(false);
    },

    /** @param {string} reason Why what is shown was kept from another run; empty: no reason. */
    fail(reason) {
      failed.hidden = reason === "";
      if (failed.textContent !== reason) failed.textContent = reason;
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

    /**
     * Follow the size of the place: the picture fills what is left of the first screen.
     *
     * @param {(size: { width: number, height: number }) => void} found
     */
    follow(found) {
      return followRoomOnScreen(root, () => {
        const size = this.room();
        if (size.width > 0) found(size);
      });
    },

    /** How large the picture may be, in pixels: what is left of the first screen. */
    room() {
      const width = stage.clientWidth;
      const isNarrow = width < 600;
      river.classList.toggle("narrow", isNarrow);
      if (isNarrow && heads.parentElement !== foot) sentence.after(heads);
      else if (!isNarrow && heads.parentElement !== stage) svg.after(heads);
      const [top, screen] = [topOnFirstScreen(root), screenHeight()];
      const above = top > 0 && top < screen * 0.6 ? top : Math.min(300, screen * 0.4);
      const around = bar.offsetHeight + failed.offsetHeight + Number.parseFloat(getComputedStyle(foot).minHeight); // however long the sentence is
      const height = Math.floor(
        Math.max(isNarrow ? LEAST_LENGTH : LEAST_HEIGHT, Math.min(MOST_HEIGHT, screen - above - around - FOOT)),
      );
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

    /**
     * The heads of an opened ribbon, to cut one of them; null: none is open.
     *
     * @param {{ name: string, pills: { head: number, text: string, pressed: boolean }[] } | null} offer
     * @param {(head: number) => void} choose
     * @returns {boolean} Whether one of them had the focus and is gone.
     */
    offerHeads(offer, choose) {
      const { activeElement } = /** @type {ShadowRoot} */ (root.getRootNode());
      const at = [...heads.children].indexOf(/** @type {Element} */ (activeElement));
      heads.hidden = offer === null;
      const pills = (offer?.pills ?? []).map(({ head, text, pressed }) => {
        const pill = el("button", { type: "button", class: "pill" }, text);
        setPressed(pill, pressed);
        pill.onclick = () => choose(head);
        return pill;
      });
      heads.setAttribute("aria-label", offer?.name ?? "");
      heads.replaceChildren(el("span", { class: "opened" }, offer?.name ?? ""), ...pills);
      if (at > 0) pills[Math.min(at, pills.length) - 1]?.focus();
      return at > 0 && offer === null;
    },

    /**
     * Let the visitor write another sentence, in the bed itself.
     *
     * @param {string} text What stands there.
     * @param {(wanted: string) => void} done Called with another text.
     */
    edit(text, done) {
      field.hidden = false;
      field.value = text;
      field.focus();
      field.setSelectionRange(text.length, text.length);
      field.onblur = () => {
        field.hidden = true;
      };
      field.onkeydown = (event) => {
        if (event.key === "Escape") field.hidden = true;
        if (event.key !== "Enter" || isComposing(event)) return;
        event.preventDefault();
        field.hidden = true;
        if (field.value !== "" && field.value !== text) done(field.value);
      };
    },
  };
}

/** @param {HTMLElement} button @param {boolean} pressed */
function setPressed(button, pressed) {
  button.setAttribute("aria-pressed", String(pressed));
}
