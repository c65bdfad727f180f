// Act 3: one head at a time. An arc is as wide as the share of its look; the bar below is the whole look, 100 %.

import { el } from "../../../kit/browser/dom.js";
import { glide, TWEEN } from "../../../kit/browser/motion.js";
import { percent } from "../../../kit/browser/numbers.js";
import { filled, filledText } from "../../../kit/browser/sentences.js";
import { stateOf } from "../../../kit/browser/state.js";
import { noteNode } from "./act_draw.js";
import { followRoom } from "./act_room.js";
import { headScene } from "./one_head_scene.js";

/**
 * @typedef {{ label: string, kind: "word" | "sink" | "gathered" }} Lane `LanePayload` in `one_head.py`.
 * @typedef {{ layer: number, head: number, rows: number[][], without: number | null }} Head `HeadPayload` in
 *   `one_head.py`; rows are (lane that looks, lane that is looked at).
 *
 * @typedef {object} OneHeadPayload `OneHeadPayload` in `one_head.py`.
 * @property {string} subject
 * @property {Lane[]} lanes
 * @property {Head[]} heads Those that matter most first.
 * @property {{ label: string, probability: number } | null} target
 * @property {string} note
 * @property {{ head: number }} settings
 * @property {Record<string, string>} texts
 *
 * @typedef {{ subject: string, from: number, shown: number[], frame?: number }} State `from` is the lane that looks.
 */

const SAME = 0.005; // a probability that changes by less stays

/**
 * @param {HTMLElement} root
 * @param {OneHeadPayload} payload
 */
export function mount(root, payload) {
  const { heads, lanes, settings, subject, texts, note } = payload;
  const last = lanes.length - 1;
  const state = stateOf(root, () => /** @type {State} */ ({ subject: "", from: last, shown: [] }));
  if (state.subject !== subject) {
    Object.assign(state, { subject, from: last, shown: lanes.map(() => 0) });
    settings.head = 0;
  }
  const heading = el("h2", { class: "visually-hidden" }, texts.name);
  const says = el("p", { class: "stage-says", role: "status" });
  const caption = noteNode(texts.about, note);
  if (heads.length === 0) {
    root.replaceChildren(el("section", { class: "stage" }, heading, el("p", { class: "none" }, texts.none)));
    return () => {};
  }
  const svg = el("svg", { role: "group", "aria-label": texts.picture });
  const picture = el("div", { class: "act-picture" }, svg);
  const panel = panelOf(payload, (step) => {
    settings.head = (settings.head + step + heads.length) % heads.length;
    move();
  });
  root.replaceChildren(
    el("section", { class: "stage" }, heading, panel.node, picture),
    says,
    ...(caption === null ? [] : [caption]),
  );
  /** @type {ReturnType<typeof headScene> | null} */
  let scene = null;
  const draw = () => scene?.paint(state.shown, state.from, rowOf());
  const rowOf = () => heads[settings.head].rows[state.from];
  const move = () => {
    const [from, row] = [[...state.shown], rowOf()];
    panel.show(settings.head);
    says.replaceChildren(...sentenceOf(payload, heads[settings.head], state.from));
    glide(
      state,
      (share) => {
        state.shown = row.map((end, lane) => from[lane] + share * (end - from[lane]));
        draw();
      },
      TWEEN,
    );
  };
  const stop = followRoom(root, svg, [says, panel.node], (room) => {
    scene = headScene(
      payload,
      room,
      (lane) => {
        state.from = lane;
        move();
      },
      picture,
    );
    svg.replaceChildren(...scene.nodes);
    draw();
  });
  move();
  return () => {
    cancelAnimationFrame(state.frame ?? 0);
    stop();
  };
}

/**
 * Which head it is, and what comes next with its look and without.
 *
 * @param {OneHeadPayload} payload
 * @param {(step: number) => void} go
 */
function panelOf({ heads, target, texts }, go) {
  const name = el("strong", { class: "head-name" });
  const place = el("span", { class: "quiet place" });
  const walk = (/** @type {number} */ step, /** @type {string} */ label, /** @type {string} */ sign) =>
    el("button", { type: "button", class: "pill", "aria-label": label, onclick: () => go(step) }, sign);
  const bars = ["before", "after"].map((key) => {
    const bar = el("div", { class: key === "before" ? "bar chosen" : "bar" });
    const share = el("span", { class: "number" });
    const row = el("div", { class: "chance" }, el("span", {}, texts[key]), el("div", { class: "track" }, bar), share);
    const show = (/** @type {number} */ value) => {
      bar.style.width = `${100 * value}%`;
      share.textContent = percent(value);
    };
    return { row, show };
  });
  const next =
    target === null
      ? null
      : el(
          "div",
          { class: "chances" },
          el("div", { class: "quiet" }, filledText(texts.bar, { word: target.label })),
          ...bars.map(({ row }) => row),
        );
  const node = el(
    "div",
    { class: "panel" },
    el(
      "div",
      { class: "walk" },
      walk(-1, texts.previous, "←"),
      el("div", { class: "which" }, name, place),
      walk(1, texts.next, "→"),
    ),
    next,
  );
  const show = (/** @type {number} */ index) => {
    const { layer, head, without } = heads[index];
    name.textContent = filledText(texts.head, { layer: String(layer), head: String(head) });
    place.textContent = filledText(texts.place, { number: String(index + 1), count: String(heads.length) });
    bars[0].show(target?.probability ?? 0);
    bars[1].show(without ?? 0);
  };
  return { node, show };
}

/**
 * @param {OneHeadPayload} payload
 * @param {Head} head
 * @param {number} from
 * @returns {(Node | string)[]}
 */
function sentenceOf({ lanes, target, texts }, { layer, head, rows, without }, from) {
  const place = { layer: String(layer), head: String(head), looking: lanes[from].label };
  const row = rows[from];
  const seen = lanes
    .map((_, lane) => lane)
    .filter((lane) => lane !== from && lanes[lane].kind !== "sink" && row[lane] > 0);
  const best = seen.reduce((one, other) => (row[other] > row[one] ? other : one), seen[0]);
  if (best === undefined) return filled(texts.alone, place);
  const parts = filled(texts.looks, {
    ...place,
    seen: el("strong", {}, lanes[best].label),
    share: percent(row[best]),
  });
  const sink = lanes.findIndex(({ kind }) => kind === "sink");
  if (from !== lanes.length - 1 || target === null || without === null) {
    const rest =
      sink >= 0 && from !== sink
        ? [" ", filledText(texts.rest, { word: lanes[sink].label, share: percent(row[sink]) })]
        : [];
    return [...parts, ...rest];
  }
  const change = without - target.probability;
  const sentence = Math.abs(change) < SAME ? texts.same : change < 0 ? texts.falls : texts.rises;
  const values = { word: target.label, before: percent(target.probability), after: el("strong", {}, percent(without)) };
  return [...parts, " ", ...filled(sentence, values)];
}
