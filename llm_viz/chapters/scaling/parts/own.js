// A scaling law of our own: first one says where the largest model lands; then points are taken off the line, and back.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { askBox, sendGuess } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";
import { followDrag } from "../../../kit/browser/drag.js";
import { keepingFocus } from "../../../kit/browser/focus.js";
import { fillWithGraph } from "../../../kit/browser/graph/draw.js";
import { label } from "../../../kit/browser/graph/labels.js";
import { isPress, slideStep } from "../../../kit/browser/keyboard.js";
import { riseOnce } from "../../../kit/browser/motion.js";
import { fixed, large, percent } from "../../../kit/browser/numbers.js";
import { pointerOn } from "../../../kit/browser/screen.js";
import { filled, filledText } from "../../../kit/browser/sentences.js";
import { choice, sliderRole, within } from "../../../kit/browser/sliders.js";
import { stateOf } from "../../../kit/browser/state.js";
import { followSize, markNarrow } from "../../../kit/browser/width.js";
import { judged, LEAST, lawThrough, lossAt } from "./own_math.js";
import { graphOf, NARROW, pointsOf, promiseOf } from "./own_view.js";

/**
 * @import { Question } from "../../../kit/browser/ask.js"
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { Law } from "./own_math.js"
 * @import { Drawn } from "./own_view.js"
 *
 * @typedef {"size" | "data"} SeriesName
 *
 * @typedef {object} OwnPayload `OwnPayload` in `own.py`.
 * @property {{ series: SeriesName, floor: "known" | "free" }} settings
 * @property {Question} question
 * @property {number | null} guess A loss in nats per word.
 * @property {number} asked Parameters of the model that is asked about.
 * @property {Partial<Record<SeriesName, { x: number, losses: number[] }[]>>} samples
 * @property {number} floor Of the language itself.
 * @property {{ seed: string, trials: [x: number, loss: number][] } | null} mine
 * @property {Record<string, string>} strings
 *
 * @typedef {{ x: number, losses: number[], loss: number, counts: boolean }} Point `loss`: the mean of all seeds.
 *
 * @typedef {object} Scene What is drawn.
 * @property {OwnPayload} payload
 * @property {Point[]} points
 * @property {Law} law Through the points that count.
 * @property {{ point: Point, loss: number } | null} promised What the law says of the largest point that does not.
 * @property {string} alt
 * @property {number} top The highest loss that has a place.
 * @property {Language} language
 *
 * @typedef {object} Memory What is kept between calls.
 * @property {Partial<Record<SeriesName, number[]>>} left Places of the points that do not count.
 * @property {boolean} few Whether one was to be taken off that the line needs.
 * @property {boolean} asked Whether the question was open before.
 * @property {number | null} guess
 * @property {number} rise
 */

const STEP = 0.01; // nats of an arrow key
const HAND = 60; // pixels beside the rail within which the mark is caught
const THOUSANDTHS = 1000; // a guess is sent in thousandths of a nat

/**
 * @param {HTMLElement} root
 * @param {OwnPayload} payload Its settings are changed.
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language, send }) {
  const { question, settings, strings } = payload;
  if (question.open) Object.assign(settings, { series: "size", floor: "known" });
  const memory = stateOf(
    root,
    () => /** @type {Memory} */ ({ left: {}, few: false, asked: false, guess: null, rise: 1 }),
  );
  const isFresh = !question.open && memory.asked;
  memory.asked = question.open;
  const plot = el("div", { class: "plot" });
  const live = el("p", { class: "stage-says", role: "status" });
  const room = el("div", { class: "room" }, plot);
  const redraw = () => {
    const scene = sceneOf(payload, memory, language);
    live.replaceChildren(...scene.says);
    if (plot.clientWidth > 0 && plot.clientHeight > 0)
      keepingFocus(root, () => draw(scene, plot, memory, { press, send }));
  };
  const press = (/** @type {number} */ index) => {
    toggle(payload, memory, index);
    redraw();
  };
  const set = (/** @type {Partial<OwnPayload["settings"]>} */ changed) => {
    Object.assign(settings, changed);
    memory.few = false;
    for (const { show } of controls) show();
    remember(settings);
    redraw();
  };
  const controls = question.open ? [] : controlsOf(payload, set);
  if (question.open) {
    const guess = () => String(Math.round(THOUSANDTHS * (memory.guess ?? 0)));
    const onPicture = { label: strings.done, guess, hint: strings.rule };
    room.prepend(askBox(question, send, { onPicture }));
  }
  const tools = question.open
    ? null
    : el("div", { class: "top" }, ...controls.map(({ node }) => node), el("p", { class: "tap" }, strings.tap));
  root.replaceChildren(el("div", { class: "hero" }, tools, room), live);
  for (const { show } of controls) show();
  if (!question.open) remember(settings);
  redraw();
  const stops = [riseOnce(memory, isFresh, redraw), markNarrow(root, NARROW), followSize(plot, redraw)];
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * The choices of what grows and of the floor.
 *
 * @param {OwnPayload} payload
 * @param {(changed: Partial<OwnPayload["settings"]>) => void} set
 */
function controlsOf({ settings, strings }, set) {
  /** @type {[SeriesName, string][]} */
  const grown = [
    ["size", strings["series-size"]],
    ["data", strings["series-data"]],
  ];
  /** @type {["known" | "free", string][]} */
  const floors = [
    ["known", strings["floor-known"]],
    ["free", strings["floor-free"]],
  ];
  const series = choice(strings.series, grown, (value) => set({ series: value }));
  const floor = choice(strings.floor, floors, (value) => set({ floor: value }));
  return [
    { node: series.node, show: () => series.show(settings.series) },
    { node: floor.node, show: () => floor.show(settings.floor) },
  ];
}

/**
 * What differs from the defaults goes into the address.
 *
 * @param {OwnPayload["settings"]} settings
 */
function remember({ series, floor }) {
  rememberInUrl({ series: series === "size" ? null : series, floor: floor === "known" ? null : floor });
}

/**
 * Take a point off the line, or back; a line keeps as many as it needs.
 *
 * @param {OwnPayload} payload
 * @param {Memory} memory
 * @param {number} index
 */
function toggle(payload, memory, index) {
  const { series } = payload.settings;
  const left = leftOut(payload, memory);
  const all = payload.samples[series]?.length ?? 0;
  const isBack = left.includes(index);
  memory.few = !isBack && all - left.length <= LEAST;
  if (!memory.few) memory.left[series] = isBack ? left.filter((each) => each !== index) : [...left, index];
}

/**
 * Places of the points that do not count: at first the largest.
 *
 * @param {OwnPayload} payload
 * @param {Memory} memory
 */
function leftOut({ settings: { series }, samples, question }, memory) {
  const last = (samples[series]?.length ?? 1) - 1;
  return memory.left[series] ?? (question.open ? [] : [last]);
}

/**
 * The points with the law through them, and what it says.
 *
 * @param {OwnPayload} payload
 * @param {Memory} memory
 * @param {Language} language
 * @returns {Scene & { says: (Node | string)[] }}
 */
function sceneOf(payload, memory, language) {
  const { settings, strings } = payload;
  const left = leftOut(payload, memory);
  const points = (payload.samples[settings.series] ?? []).map(({ x, losses }, index) => ({
    x,
    losses,
    loss: losses.reduce((sum, loss) => sum + loss, 0) / losses.length,
    counts: !left.includes(index),
  }));
  const kept = points.filter(({ counts }) => counts);
  const law = lawThrough(kept, settings.floor === "known" ? payload.floor : null);
  const off = points.filter(({ counts }) => !counts).at(-1);
  const promised = off ? { point: off, loss: lossAt(law, off.x) } : null;
  const scene = { payload, points, law, promised, alt: "", top: points[0].loss, language };
  const says = sentence(scene, memory);
  const told = says.map((part) => (typeof part === "string" ? part : part.textContent)).join("");
  return { ...scene, says, alt: `${strings[`alt-${settings.series}`]} ${told}` };
}

/**
 * What the line promised, and how far it is off; or, if it goes through all points, what it says of more.
 *
 * @param {Scene} scene
 * @param {Memory} memory
 * @returns {(Node | string)[]}
 */
function sentence({ payload, points, law, promised, language }, { few }) {
  const { strings, settings, question, guess, asked, floor, mine } = payload;
  /** @type {(key: string, values: Record<string, string>) => (Node | string)[]} */
  const told = (key, values) => filled(strings[key], (name) => el("strong", {}, values[name]));
  if (question.open) {
    const times = fixed(asked / points[points.length - 1].x, 1, language);
    return told("before", { count: String(points.length), times });
  }
  if (few) return [strings.few];
  const count = String(points.filter(({ counts }) => counts).length);
  const apart = mine && settings.series === "data" ? [` ${strings["other-series"]}`] : [];
  if (!promised) {
    const tenfold = percent(1 - 10 ** -law.exponent, language);
    const half = fixed(2 ** (1 / law.exponent), 1, language);
    return [...told(`all-${settings.series}`, { count, tenfold, half }), ...apart];
  }
  const measured = promised.point.loss;
  const verdict = judged({ promised: promised.loss, measured, floor });
  const values = {
    count,
    x: filledText(strings[`x-${settings.series}`], { x: large(promised.point.x, language) }),
    predicted: fixed(promised.loss, 3, language),
    measured: fixed(measured, 3, language),
    off: fixed(Math.abs(promised.loss - measured), 3, language),
  };
  const isGuessed = guess !== null && settings.series === "size" && promised.point === points.at(-1);
  return [...told(verdict, values), ...(isGuessed ? told("said", { guess: fixed(guess, 2, language) }) : []), ...apart];
}

/**
 * @param {Scene} scene
 * @param {HTMLElement} plot
 * @param {Memory} memory
 * @param {{ press: (index: number) => void, send: Surroundings["send"] }} hands
 */
function draw(scene, plot, memory, { press, send }) {
  const isNarrow = plot.clientWidth < NARROW;
  const drawn = fillWithGraph(plot, graphOf(scene, isNarrow), scene.language);
  drawn.node.setAttribute("role", "group");
  const points = pointsOf(scene, drawn, press);
  if (scene.payload.question.open) drawn.node.append(points, ...rail(scene, drawn, memory, { isNarrow, send }));
  else drawn.node.append(...promiseOf(scene, drawn, isNarrow, memory.rise), points);
}

/**
 * The mark that is dragged up and down where the largest model will be.
 *
 * @param {Scene} scene
 * @param {Drawn} drawn
 * @param {Memory} memory
 * @param {{ isNarrow: boolean, send: Surroundings["send"] }} around
 */
function rail({ payload, points, law, language, top }, { node, box, x, y }, memory, { isNarrow, send }) {
  const { strings, asked } = payload;
  const place = x(asked);
  const lowest = law.floor + y.invert(box.bottom);
  const words = label(place + 28, 0, "", "start", "me");
  const handle = el(
    "g",
    {
      class: "handle",
      ...sliderRole(strings.mark, lowest.toFixed(2), top.toFixed(2)),
      "aria-orientation": "vertical",
    },
    el("circle", { r: 20 }),
    el("text", { y: 8, "text-anchor": "middle" }, "?"),
  );
  const move = (/** @type {number} */ loss) => {
    const guess = within(lowest, top, Math.round(loss / STEP) * STEP);
    memory.guess = guess;
    const height = y(guess - law.floor);
    handle.setAttribute("transform", `translate(${place} ${height})`);
    handle.setAttribute("aria-valuenow", guess.toFixed(2));
    const written = fixed(guess, 2, language);
    words.textContent = isNarrow ? written : filledText(strings.you, { loss: written });
    words.setAttribute("y", String(height + 6));
  };
  move(memory.guess ?? points[points.length - 1].loss);
  followDrag(node, {
    begin: (event) => Math.abs(pointerOn(node, event).left - place) <= HAND,
    move: (event) => move(law.floor + y.invert(within(box.top, box.bottom, pointerOn(node, event).top))),
    focused: handle,
  });
  handle.onkeydown = (event) => {
    const steps = slideStep(event);
    if (steps !== null) move((memory.guess ?? 0) + STEP * steps);
    else if (isPress(event)) sendGuess(send, String(Math.round(THOUSANDTHS * (memory.guess ?? 0))));
  };
  return [el("line", { class: "rail", x1: place, x2: place, y1: box.top, y2: box.bottom }), handle, words];
}
