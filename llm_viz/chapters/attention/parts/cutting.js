// Cut links and silence heads, and see before and after: attention, meaning, next tokens. The model runs on the server.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { el } from "../../../kit/browser/dom.js";
import { keepingFocus } from "../../../kit/browser/focus.js";
import { stateOf } from "../../../kit/browser/state.js";
import { followWidth } from "../../../kit/browser/width.js";
import { contextOf } from "./cutting_context.js";
import { firstTool, headTool, rangeTool, tokenTool } from "./cutting_tools.js";
import { senseChart } from "./sense_chart.js";

/**
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { Piece, Span } from "./cutting_links.js"
 * @import { ChartPayload, Line } from "./sense_chart.js"
 *
 * @typedef {object} Cuts `CutsPayload` in `cutting.py`: what is taken away, as it stands in the address.
 * @property {string[]} links
 * @property {string[]} heads
 * @property {number} first First of the layers in which links are cut, from 1.
 * @property {number} last
 *
 * @typedef {object} Pieces `PiecesPayload` in `cutting.py`: a context in words or in tokens.
 * @property {Piece[]} pieces
 * @property {number[][]} before Who looks at whom; rows look.
 * @property {number[][] | null} after
 *
 * @typedef {object} NextToken `NextPayload` in `cutting.py`.
 * @property {string} label
 * @property {number | null} before null: too small to be listed.
 * @property {number | null} [after] Missing: nothing is cut.
 * @property {number} below What is not listed is smaller than this.
 *
 * @typedef {object} CutContext `CutContextPayload` in `cutting.py`.
 * @property {string} text
 * @property {Span} word The studied word.
 * @property {Pieces} words
 * @property {Pieces} tokens
 * @property {string[]} all_others Links that cut it off from all other words, without their side.
 * @property {number[]} scores
 * @property {number[] | null} scores_after
 * @property {{ before: number, after: number | null }} means
 * @property {NextToken[] | null} next
 *
 * @typedef {object} SuggestedCut `SuggestedCutPayload` in `cutting.py`: a cut to try first.
 * @property {number} side Of which context, 0 or 1.
 * @property {string | null} word null: all but the first token.
 * @property {string[]} links Without their side.
 *
 * @typedef {object} OwnPayload
 * @property {number} heads
 * @property {boolean} causal
 * @property {Cuts} cuts
 * @property {SuggestedCut[]} first The most effective one at the front.
 * @property {string[]} suggestions Heads worth silencing.
 * @property {CutContext[]} contexts
 *
 * @typedef {ChartPayload & OwnPayload} CuttingPayload `CuttingPayload` in `cutting.py`.
 *
 * @typedef {object} CuttingState What stays while the model runs.
 * @property {CutContext[] | null} contexts Those drawn.
 * @property {() => void} drawCurves
 * @property {boolean} byToken Whether the visitor wants every token by itself.
 * @property {(Span | null | undefined)[]} looking Whom the visitor chose to look in each context; null: everybody,
 *   undefined: nobody was chosen.
 * @property {string[]} texts Of the contexts.
 */

const CURVE_HEIGHT = 230; // pixels

/** An answer of the server that changes nothing ends the waiting, too. */
export const everyRun = true;

/**
 * @param {HTMLElement} root
 * @param {CuttingPayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, surroundings) {
  const state = stateOf(root, () => newState());
  if (state.contexts !== payload.contexts) {
    state.contexts = payload.contexts;
    keepLookers(state, payload.contexts);
    root.classList.remove("busy");
    const { links, heads, layers } = asText(payload.cuts, payload.layers);
    rememberInUrl({ cut: links || null, silence: heads || null, cut_layers: layers || null });
    build(root, payload, state, (cuts) => {
      root.classList.add("busy");
      surroundings.send("cuts", asText(cuts, payload.layers));
    });
  }
  return followWidth(root, () => state.drawCurves()).stop;
}

/** @returns {CuttingState} */
function newState() {
  return { contexts: null, drawCurves: () => {}, byToken: false, looking: [], texts: [] };
}

/**
 * Who was chosen to look stays as long as the context stays the same.
 *
 * @param {CuttingState} state
 * @param {CutContext[]} contexts
 */
function keepLookers(state, contexts) {
  const texts = contexts.map(({ text, tokens }) => `${text} ${tokens.pieces.length}`);
  state.looking = texts.map((text, side) => (text === state.texts[side] ? state.looking[side] : undefined));
  state.texts = texts;
}

/**
 * The cuts as they stand in the address: "a4-2.bx-3", "7-3.8-1", "5-20" (nothing for all layers).
 *
 * @param {Cuts} cuts
 * @param {number} layers
 */
function asText({ links, heads, first, last }, layers) {
  const isEverywhere = first === 1 && last === layers;
  return { links: links.join("."), heads: heads.join("."), layers: isEverywhere ? "" : `${first}-${last}` };
}

/**
 * @param {HTMLElement} root
 * @param {CuttingPayload} payload
 * @param {CuttingState} state
 * @param {(cuts: Cuts) => void} send
 */
function build(root, payload, state, send) {
  const { contexts, cuts, layers, strings } = payload;
  const curves = contexts.map(() => el("div", { class: "curve" }));
  const sections = contexts.map((_, side) => contextOf(payload, side, curves[side], { state, send }));
  const toggleTokens = (/** @type {boolean} */ byToken) => {
    Object.assign(state, { byToken, looking: [] });
    keepingFocus(root, () => build(root, payload, state, send));
  };
  const mendAll = () => send({ links: [], heads: [], first: 1, last: layers });
  const disabled = cuts.links.length === 0 && cuts.heads.length === 0;
  const restoring = { type: "button", class: "restore", disabled, onclick: mendAll };
  const restore = el("button", restoring, `↺ ${strings.restore}`);
  const byToken = tokenTool(payload, state.byToken, toggleTokens);
  root.replaceChildren(
    firstTool(payload, send),
    el("div", { class: "tools" }, rangeTool(payload, send), headTool(payload, send), byToken, restore),
    el("div", { class: "contexts" }, ...sections),
  );
  state.drawCurves = () => {
    for (const [side, place] of curves.entries()) drawCurve(place, payload, side);
  };
  state.drawCurves();
}

/**
 * The score of a context before and after, in the width there is.
 *
 * @param {HTMLElement} place
 * @param {CuttingPayload} payload
 * @param {number} side
 */
function drawCurve(place, payload, side) {
  const width = place.clientWidth;
  if (width === 0) return;
  const { scores, scores_after: after } = payload.contexts[side];
  /** @type {Line[]} */
  const lines = [{ side, values: scores, kind: after === null ? "main" : "before" }];
  if (after !== null) lines.push({ side, values: after, kind: "main" });
  place.replaceChildren(senseChart({ width, height: CURVE_HEIGHT }, payload, lines).node);
}
