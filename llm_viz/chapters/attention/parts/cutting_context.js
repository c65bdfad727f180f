// One context: who looks, what it sees, what that does to the meaning, and what would follow.

import { el } from "../../../kit/browser/dom.js";
import { walkWithArrows } from "../../../kit/browser/keyboard.js";
import { bars } from "./cutting_bars.js";
import { isInside, isSameSpan } from "./cutting_links.js";
import { linkRows } from "./cutting_rows.js";
import { leaning, SIDES, signed } from "./sense_text.js";

/**
 * @import { CutContext, Cuts, CuttingPayload, CuttingState, NextToken } from "./cutting.js"
 * @import { Piece, Span } from "./cutting_links.js"
 */

/**
 * @param {CuttingPayload} payload
 * @param {number} side
 * @param {Node} curve Where the scores are drawn.
 * @param {{ state: CuttingState, send: (cuts: Cuts) => void }} actions
 */
export function contextOf(payload, side, curve, { state, send }) {
  const context = payload.contexts[side];
  const { letter, name } = SIDES[side];
  const node = el("section", { class: `side-${name}`, "aria-label": context.text });
  const look = (/** @type {Span | null} */ span) => {
    state.looking[side] = span;
    draw();
    const pressed = node.querySelector(".who [aria-pressed=true]");
    if (pressed instanceof HTMLElement) pressed.focus();
  };
  const draw = () => {
    const pieces = state.byToken ? context.tokens : context.words;
    const chosen = state.looking[side];
    const looking = chosen === undefined ? context.word : chosen;
    node.replaceChildren(
      el("h3", {}, el("span", { class: "badge" }, letter), el("span", {}, context.text)),
      lookers(payload, context, pieces.pieces, looking, look),
      linkRows(payload, side, pieces, looking, send),
      verdict(payload, context),
      curve,
      following(payload, context),
    );
  };
  draw();
  return node;
}

/**
 * Step 1: choose who looks.
 *
 * @param {CuttingPayload} payload
 * @param {CutContext} context
 * @param {Piece[]} pieces
 * @param {Span | null} looking
 * @param {(span: Span | null) => void} look
 */
function lookers({ causal, strings }, { word }, pieces, looking, look) {
  const button = (/** @type {Span | null} */ span, /** @type {string} */ text, /** @type {string} */ kind) => {
    const isChosen = span && looking ? isInside(looking, span[0]) : isSameSpan(span, looking);
    const pressed = { "aria-pressed": String(isChosen), onclick: () => look(span) };
    return el("button", { type: "button", class: kind, ...pressed }, text);
  };
  const buttons = pieces.map(({ text, first, last }) => {
    const isStudied = first <= word[1] && word[0] <= last;
    return button([first, last], text, isStudied ? "studied" : "other");
  });
  buttons.push(button(null, causal ? strings.everyone_later : strings.everyone_else, "everyone"));
  const query = el("span", { class: "axis q", "aria-hidden": "true" }, "q ");
  const node = el(
    "div",
    { class: "who", role: "group", "aria-label": strings.who },
    el("span", { class: "step" }, query, strings.who),
    ...buttons,
  );
  walkWithArrows(node, buttons, { start: buttons.findIndex((each) => each.getAttribute("aria-pressed") === "true") });
  return node;
}

/**
 * The score of the last third of the layers, before and after.
 *
 * @param {CuttingPayload} payload
 * @param {CutContext} context
 */
function verdict(payload, { means: { before, after } }) {
  const { strings } = payload;
  const towards = (/** @type {number} */ score) => leaning(score, payload);
  const change =
    after === null
      ? [` (${towards(before)})`]
      : [
          " → ",
          el("strong", { class: "after" }, signed(after)),
          ` (${towards(after)}; ${strings.shift} ${signed(after - before)})`,
        ];
  const start = [el("span", {}, `${strings.meaning} `), el("strong", {}, signed(before))];
  return el("p", { class: "verdict", "aria-live": "polite" }, ...start, ...change);
}

/**
 * The next tokens, before and after.
 *
 * @param {CuttingPayload} payload
 * @param {CutContext} context
 */
function following({ strings }, { next }) {
  const rows = (next ?? []).map((/** @type {NextToken} */ { label, before, after, below }) =>
    el("div", { class: "row" }, el("span", { class: "chip" }, label), bars(before, after, below)),
  );
  const title = el("div", { class: "quiet" }, next ? strings.follows : strings.no_next);
  return el("div", { class: "follows" }, title, ...rows);
}
