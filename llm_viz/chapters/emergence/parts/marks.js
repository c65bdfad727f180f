// The largest model is covered: drag it. Then the same answers, marked all or nothing or with part marks.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { askBox, sendGuess } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";
import { followDrag } from "../../../kit/browser/drag.js";
import { keepingHold } from "../../../kit/browser/focus.js";
import { isPress, slideStep } from "../../../kit/browser/keyboard.js";
import { glide, riseOnce, TWEEN } from "../../../kit/browser/motion.js";
import { measuredShare } from "../../../kit/browser/numbers.js";
import { pointerOn } from "../../../kit/browser/screen.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { sliderRole } from "../../../kit/browser/sliders.js";
import { stateOf } from "../../../kit/browser/state.js";
import { followSize, markNarrow } from "../../../kit/browser/width.js";
import { axes, boxOf, emergence, guess, points, scalesOf } from "./marks_view.js";

/**
 * @import { Question } from "../../../kit/browser/ask.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { Scene } from "./marks_view.js"
 *
 * @typedef {{ height: number, low: number | null, high: number | null }} Mark `MarkPayload` in `marks.py`.
 * @typedef {{ place: number, label: string, hard: Mark, soft: Mark, value: [hard: string, soft: string] }} Marked
 *   `MarkedPayload` in `marks.py`.
 * @typedef {{ axis: string, ticks: string[], means: string, said: string }} Face `FacePayload` in `marks.py`.
 *
 * @typedef {object} PictureOfMarks `PicturePayload` in `marks.py`.
 * @property {string} name
 * @property {string} about
 * @property {Marked[]} points
 * @property {[number, number]} ends
 * @property {string} axis
 * @property {[place: number, name: string][]} ticks
 * @property {[hard: Face, soft: Face]} faces
 * @property {boolean} computed Whether the part marks were computed, not measured.
 * @property {boolean} joined Whether the points belong on one line.
 *
 * @typedef {object} MarksPayload `MarksPayload` in `marks.py`.
 * @property {{ guess: number, picture: string, soft: 0 | 1 }} settings
 * @property {Question} question
 * @property {Record<string, PictureOfMarks>} pictures
 * @property {[place: number, size: string]} largest
 * @property {number} emerged
 * @property {string} told
 * @property {Record<string, string>} words
 *
 * @typedef {{ asked: boolean, mix: number, rise: number, frame?: number, turned: boolean }} Memory `turned`: the visitor
 *   has touched the switch or a card.
 */

const NARROW = 720; // pixels
const HAND = 160; // pixels beside the rail within which the mark is caught
const MINI = { width: 84, height: 48, room: 5 };

/**
 * @param {HTMLElement} root
 * @param {MarksPayload} payload Its settings are changed.
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { send }) {
  const { settings, question, pictures, words } = payload;
  /** @type {Memory} */
  const memory = stateOf(root, () => ({ asked: false, mix: settings.soft, rise: 1, turned: false }));
  const isFresh = !question.open && memory.asked;
  memory.asked = question.open;
  if (question.open) Object.assign(settings, { picture: "sums", soft: 0 });
  const svg = el("svg", { role: "group", "aria-label": words["picture-alt"] });
  const plot = el("div", { class: "plot" }, svg);
  const said = el("p", { class: "stage-says", role: "status" });
  const handle = el(
    "g",
    { class: "handle", ...sliderRole(words.mark, 0, 100) },
    el("circle", { r: 22 }),
    el("text", { y: 9, "text-anchor": "middle" }, "?"),
  );
  const scene = () =>
    /** @type {Scene} */ ({
      payload,
      picture: pictures[settings.picture],
      narrow: root.clientWidth < NARROW,
      width: plot.clientWidth,
      height: plot.clientHeight,
      mix: memory.mix,
      rise: memory.rise,
      percent: measuredShare,
    });
  const draw = () => {
    const now = scene();
    svg.setAttribute("viewBox", `0 0 ${now.width} ${now.height}`);
    const { x, y } = scalesOf(now);
    handle.setAttribute("transform", `translate(${x(payload.largest[0])} ${y(settings.guess / 100)})`);
    handle.setAttribute("aria-valuenow", String(settings.guess));
    keepingHold(handle, () =>
      svg.replaceChildren(...axes(now), ...emergence(now), ...points(now), ...guess(now, handle)),
    );
    side.show();
    const face = now.picture.faces[settings.soft];
    said.textContent = memory.turned && face.said ? face.said : payload.told;
  };
  const move = (/** @type {number} */ value) => {
    settings.guess = Math.max(0, Math.min(100, Math.round(value)));
    draw();
  };
  const turn = (/** @type {Partial<MarksPayload["settings"]>} */ changed) => {
    const [from, before] = [memory.mix, settings.picture];
    Object.assign(settings, changed);
    Object.assign(memory, { turned: true, rise: 1 });
    remember(settings);
    const to = settings.soft;
    if (settings.picture !== before) memory.mix = to;
    if (memory.mix === to) draw();
    else
      glide(
        memory,
        (share) => {
          memory.mix = from + (to - from) * share;
          draw();
        },
        TWEEN,
      );
  };
  const side = question.open ? before(payload, send) : after(payload, turn);
  root.replaceChildren(el("div", { class: "hero" }, plot, side.over, side.node), said);

  if (question.open) {
    svg.classList.add("asking");
    const withPointer = (/** @type {PointerEvent} */ event) => {
      const { top, base } = boxOf(scene());
      move((100 * (base - pointerOn(svg, event).top)) / (base - top));
    };
    const isNear = (/** @type {PointerEvent} */ event) => pointerOn(svg, event).left >= svg.clientWidth - HAND;
    followDrag(svg, { begin: isNear, move: withPointer, focused: handle });
    handle.onkeydown = (event) => {
      const steps = slideStep(event);
      if (steps !== null) move(settings.guess + steps);
      else if (isPress(event)) sendGuess(send, String(settings.guess));
    };
  } else {
    memory.mix = settings.soft;
    memory.turned ||= settings.soft === 1 || settings.picture !== "sums";
    remember(settings);
  }
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
 * What stands over and beside the picture before the guess.
 *
 * @param {MarksPayload} payload
 * @param {Surroundings["send"]} send
 */
function before({ question, settings, words }, send) {
  const onPicture = { label: words.show, guess: () => String(settings.guess), hint: words.rule };
  const over = askBox(question, send, { onPicture });
  const bricks = Array.from({ length: 100 }, () => el("i"));
  const count = el("b");
  const node = el(
    "div",
    { class: "side" },
    el("div", { class: "sum" }, el("b", {}, "357 + 268 = 625"), words.sum),
    el("div", { class: "hundred" }, count, el("div", { "aria-hidden": "true" }, ...bricks)),
  );
  const show = () => {
    count.textContent = filledText(words.hundred, { value: String(settings.guess) });
    for (const [index, brick] of bricks.entries()) brick.classList.toggle("full", index < settings.guess);
  };
  return { over, node, show };
}

/**
 * What stands there afterwards: the switch, and the tasks.
 *
 * @param {MarksPayload} payload
 * @param {(changed: Partial<MarksPayload["settings"]>) => void} turn
 */
function after({ settings, pictures, words }, turn) {
  const faces = /** @type {const} */ ([
    [0, words.hard],
    [1, words.soft],
  ]).map(([soft, name]) => {
    const means = el("small");
    return {
      soft,
      means,
      button: el(
        "button",
        { type: "button", class: soft ? "soft" : "hard", onclick: () => turn({ soft }) },
        name,
        means,
      ),
    };
  });
  const over = el("div", { class: "switch", role: "group" }, ...faces.map(({ button }) => button));
  const cards = Object.entries(pictures).map(([key, picture]) => {
    const mini = el("svg", { class: "mini", viewBox: `0 0 ${MINI.width} ${MINI.height}`, "aria-hidden": "true" });
    const button = el(
      "button",
      { type: "button", class: "task", dataset: { picture: key }, onclick: () => turn({ picture: key }) },
      el("b", {}, picture.name),
      el("span", {}, picture.about),
      mini,
    );
    return { key, picture, mini, button };
  });
  const node = el(
    "div",
    { class: "side", role: "group", "aria-label": words.tasks },
    ...cards.map(({ button }) => button),
  );
  const show = () => {
    for (const { soft, means, button } of faces) {
      button.setAttribute("aria-pressed", String(settings.soft === soft));
      means.textContent = pictures[settings.picture].faces[soft].means;
    }
    for (const { key, picture, mini, button } of cards) {
      button.setAttribute("aria-pressed", String(settings.picture === key));
      mini.replaceChildren(...miniature(picture, settings.soft));
    }
  };
  return { over, node, show };
}

/**
 * @param {PictureOfMarks} picture
 * @param {0 | 1} soft
 */
function miniature({ points: all, ends: [low, high] }, soft) {
  const [wide, tall] = [MINI.width - 2 * MINI.room, MINI.height - 2 * MINI.room];
  return all.map(({ place, hard, soft: part }) => {
    const height = soft ? part.height : hard.height;
    const at = { cx: MINI.room + ((place - low) / (high - low)) * wide, cy: MINI.room + (1 - height) * tall };
    return el("circle", { ...at, r: all.length > 30 ? 2 : 3 });
  });
}

/** @param {MarksPayload["settings"]} settings */
function remember({ picture, soft }) {
  rememberInUrl({ picture: picture === "sums" ? null : picture, marks: soft ? "part" : null });
}
