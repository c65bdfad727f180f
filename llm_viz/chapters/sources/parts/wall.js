// A wall of dots, one for each published figure: grey, to be divided by a guess; then in the colours of how sure each is.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { el } from "../../../kit/browser/dom.js";
import { arrowStep } from "../../../kit/browser/keyboard.js";
import { glide, reducedMotion, TWEEN } from "../../../kit/browser/motion.js";
import { count, percent } from "../../../kit/browser/numbers.js";
import { pointerOn } from "../../../kit/browser/screen.js";
import { filled, filledText } from "../../../kit/browser/sentences.js";
import { stateOf } from "../../../kit/browser/state.js";
import { followSize, markNarrow } from "../../../kit/browser/width.js";
import { KINDS, LOW } from "./side.js";
import { askFirst } from "./wall_ask.js";
import { filterOf, start } from "./wall_filter.js";
import { bySource, inColumns, inGroups, nearest, neighbour } from "./wall_math.js";
import { cardOf, controls, spoken } from "./wall_side.js";
import { between, drawDots } from "./wall_view.js";

/**
 * @import { Question } from "../../../kit/browser/ask.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { Heading, Places } from "./wall_math.js"
 *
 * @typedef {object} Texts `TextsPayload` in `wall.py`: the arrays of the payload point into the first five lists.
 * @property {string[]} labels
 * @property {string[]} units
 * @property {string[]} sources
 * @property {string[]} notes
 * @property {string[]} files
 * @property {(string | null)[]} links Of the sources.
 * @property {number[]} rooms Of the files: places in `chapters`.
 * @property {string[]} chapters
 * @property {string[]} named
 *
 * @typedef {{ order: string, kind: string, find: string, line: number }} WallSettings `line`: the guess, in per cent.
 *
 * @typedef {object} WallPayload `WallPayload` in `wall.py`.
 * @property {WallSettings} settings
 * @property {Question} question
 * @property {number} total
 * @property {{ value: number | null, unit: string, label: string, source: string }} example
 * @property {Texts | null} texts null before the answer.
 * @property {Uint8Array} kinds
 * @property {Uint8Array} recomputed
 * @property {Float64Array} values
 * @property {Uint16Array} labels
 * @property {Uint16Array} units
 * @property {Uint16Array} sources
 * @property {Uint16Array} notes
 * @property {Uint16Array} files
 * @property {Record<string, string>} words
 *
 * @typedef {{ wasOpen: boolean, frame?: number, at: number, isKept: boolean, source: number }} Memory `at`: the dot that
 *   is looked at; `isKept`: until another is pressed; `source`: the only one that is shown, −1: all.
 */

const NARROW = 720; // pixels
const HEADING = { wide: 26, narrow: 23 }; // pixels
const REACH = { fine: 12, coarse: 24 }; // pixels, from the pointer to a dot
const LARGEST_SOURCES = 7;
const READ = KINDS.indexOf("read");

/**
 * @param {HTMLElement} root
 * @param {WallPayload} payload Its settings are changed.
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, surroundings) {
  /** @type {Memory} */
  const memory = stateOf(root, () => ({ wasOpen: false, at: -1, isKept: false, source: -1 }));
  const plot = el("div", { class: "plot" });
  const side = el("div", { class: "side" });
  const said = el("p", { class: "stage-says", role: "status" });
  root.replaceChildren(el("div", { class: "hero" }, plot, side), said);
  const parts = { root, plot, side, said };
  root.classList.toggle("asking", payload.texts === null);
  const stop = payload.texts
    ? showWall(parts, payload, payload.texts, memory, surroundings)
    : askFirst(parts, payload, surroundings);
  memory.wasOpen = payload.texts === null;
  const stopMarking = markNarrow(root, NARROW);
  return () => {
    stop();
    stopMarking();
    cancelAnimationFrame(memory.frame ?? 0);
  };
}

/** @typedef {{ root: HTMLElement, plot: HTMLElement, side: HTMLElement, said: HTMLElement }} Parts */

/**
 * Every dot in the colour of its kind; one is looked at, others can be searched and put into another order.
 *
 * @param {Parts} parts
 * @param {WallPayload} payload
 * @param {Texts} texts
 * @param {Memory} memory
 * @param {Surroundings} surroundings
 */
function showWall({ root, plot, side, said }, payload, texts, memory, { language }) {
  const { settings, words, kinds, sources, files, total, question } = payload;
  const canvas = el("canvas", { "aria-hidden": "true" });
  const names = el("div", { class: "names" });
  const ring = el("div", { class: "ring" });
  const card = el("div", { class: "card" });
  const read = el("p", { class: "visually-hidden", role: "status" });
  const guess = question.guess === null ? null : Number(question.guess) / 100;
  const ghost = el("div", { class: "line was" }, el("span", {}));
  plot.replaceChildren(
    el(
      "div",
      { class: "area", tabindex: 0, role: "application", "aria-label": words.picture },
      canvas,
      names,
      ghost,
      ring,
    ),
    read,
  );
  const area = /** @type {HTMLElement} */ (plot.firstElementChild);
  const rooms = Array.from(files, (file) => texts.rooms[file]);
  const largest = bySource(sources, LARGEST_SOURCES);
  const fitting = filterOf(payload, texts);
  let fits = fitting(memory.source);
  /** @type {Places & { headings?: Heading[] }} */
  let places = { x: new Float32Array(total), y: new Float32Array(total), pitch: 1 }; // until the area has a size

  const heading = () => (root.clientWidth < NARROW ? HEADING.narrow : HEADING.wide);
  const ordered = () => {
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    if (settings.order === "chapter") return inGroups(rooms, width, height, heading());
    if (settings.order === "source") return inGroups(largest.groups, width, height, heading());
    return inColumns(total, width, height);
  };
  const isFiltered = () => settings.kind !== "" || settings.find.trim() !== "" || memory.source >= 0;
  const draw = (/** @type {Places} */ where, upTo = Infinity) =>
    drawDots(canvas, where, kinds, { upTo, ...(isFiltered() ? { fits } : {}) });
  const nameOf = (/** @type {number} */ group) => {
    if (settings.order === "chapter") return texts.chapters[group];
    return group < LARGEST_SOURCES ? texts.sources[largest.largest[group]] : words.rest;
  };
  const write = () => {
    names.replaceChildren(
      ...(places.headings ?? []).map(({ group, count: amount, y }) =>
        el(
          "p",
          { style: { top: `${y}px` } },
          ...filled(words.heading, { name: el("b", {}, nameOf(group)), count: count(amount, language) }),
        ),
      ),
    );
    ghost.hidden = guess === null || settings.order !== "sure";
    if (guess === null) return;
    ghost.style.left = `${100 * guess}%`;
    const [text] = ghost.children;
    text.textContent = filledText(words.you, {
      count: count(Math.round(guess * total), language),
      share: percent(guess),
    });
    /** @type {HTMLElement} */ (text).style.transform = `translateX(${-100 * guess}%)`;
  };
  const look = (/** @type {number} */ index, aloud = false) => {
    memory.at = index;
    ring.hidden = index < 0;
    card.replaceChildren();
    if (index < 0) {
      card.append(el("p", {}, words.nothing));
      return;
    }
    ring.style.transform = `translate(${places.x[index]}px, ${places.y[index]}px)`;
    ring.classList.toggle("kept", memory.isKept);
    const isSame = memory.source >= 0;
    const same = () => {
      memory.source = isSame ? -1 : sources[index];
      memory.isKept = true;
      change({});
      /** @type {HTMLElement | null} */ (card.querySelector(".same"))?.focus();
    };
    card.append(...cardOf(payload, texts, index, language, { isSame, same }).filter((node) => node !== null));
    if (aloud) read.textContent = spoken(payload, texts, index, language);
  };
  const tell = () => {
    const shown = isFiltered() ? fits : null;
    if (shown) {
      const found = Array.from(kinds.keys()).filter((index) => shown[index]);
      said.textContent = filledText(words.few, {
        count: count(found.length, language),
        sources: count(new Set(found.map((index) => sources[index])).size, language),
        read: count(found.filter((index) => kinds[index] === READ).length, language),
      });
      return;
    }
    const amount = kinds.reduce((sum, kind) => sum + Number(kind === READ), 0);
    const low = kinds.reduce((sum, kind) => sum + Number(kind === LOW), 0);
    said.replaceChildren(
      ...filled(words.told, {
        count: el("strong", {}, count(amount, language)),
        share: percent(amount / total),
        low: count(low, language),
        names: texts.named.join(language === "ja" ? "、" : ", "),
      }),
      guess === null ? "" : filledText(words["told-guess"], { guess: percent(guess) }),
    );
  };
  const change = (/** @type {Partial<WallSettings>} */ changed) => {
    Object.assign(settings, changed);
    fits = fitting(memory.source);
    if (memory.at < 0 || !fits[memory.at]) look(fits.indexOf(1));
    remember(settings);
    panel.refresh();
    tell();
    if (changed.order) fly();
    else {
      draw(places);
      look(memory.at);
    }
  };
  const fly = () => {
    const from = places;
    const to = ordered();
    places = to;
    ring.hidden = true;
    names.replaceChildren();
    glide(
      memory,
      (share) => {
        draw(between(from, to, share));
        if (share < 1) return;
        write();
        look(memory.at);
      },
      TWEEN,
    );
  };
  const under = (/** @type {PointerEvent} */ event) => {
    const { left, top } = pointerOn(area, event);
    const reach = event.pointerType === "mouse" ? REACH.fine : REACH.coarse;
    return nearest(places, fits, left, top, reach);
  };
  area.onpointermove = (event) => {
    if (memory.isKept || event.pointerType !== "mouse") return;
    const index = under(event);
    if (index >= 0 && index !== memory.at) look(index);
  };
  area.onclick = (event) => {
    const index = under(/** @type {PointerEvent} */ (event));
    memory.isKept = index >= 0 && !(memory.isKept && index === memory.at);
    look(index >= 0 ? index : memory.at, true);
  };
  area.onkeydown = (event) => {
    const step = arrowStep(event);
    if (step && memory.at >= 0) {
      memory.isKept = true;
      look(neighbour(places, fits, memory.at, step), true);
    } else if (event.key === "Escape") {
      memory.isKept = false;
      look(memory.at);
    }
  };
  const panel = controls(payload, language, change);
  side.replaceChildren(...panel.nodes, card);
  remember(settings);
  tell();
  if (memory.at < 0 || !fits[memory.at]) memory.at = start(payload, texts, fits);
  let isFresh = memory.wasOpen && !reducedMotion();
  return followSize(plot, () => {
    places = ordered();
    const width = canvas.clientWidth;
    write();
    look(memory.at);
    if (!isFresh) draw(places);
    else glide(memory, (share) => draw(places, share >= 1 ? Infinity : share * width));
    isFresh = false;
  });
}

/** @param {WallSettings} settings */
function remember({ order, kind, find }) {
  rememberInUrl({ order: order === "sure" ? null : order, kind: kind || null, find: find.trim() || null });
}
