// Sampling, filter by filter. Everything follows the sliders while they move; the server is asked only to draw texts.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { el } from "../../../kit/browser/dom.js";
import { count, percent } from "../../../kit/browser/numbers.js";
import { filled, filledText } from "../../../kit/browser/sentences.js";
import { hasChanged, stateOf } from "../../../kit/browser/state.js";
import { followSize } from "../../../kit/browser/width.js";
import { addressOf } from "./draw_settings.js";
import { Flow } from "./flow_view.js";
import { controlsOf, drawBar } from "./sampler_controls.js";
import { formulaOf } from "./sampler_formula.js";
import { tableOf } from "./sampler_table.js";
import { countOf, levelsOf, massOf, sample, weightsAt } from "./sampling_math.js";
import { wordOf } from "./token_word.js";

/**
 * @import { Token } from "../../../kit/browser/chips.js"
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { DrawSettings } from "./draw_settings.js"
 * @import { Levels, Rest, Result } from "./sampling_math.js"
 *
 * @typedef {Record<string, string>} Strings
 *
 * @typedef {object} SamplerPayload `SamplerPayload` in `sampler.py`.
 * @property {Token[]} tokens The most probable tokens, best first.
 * @property {number} few Rows shown at first.
 * @property {number[]} logits Of all listed tokens, best first; longer than `tokens`.
 * @property {Rest} rest
 * @property {number} entropy In bits, of the whole distribution at temperature 1.
 * @property {number} vocabulary Number of all tokens.
 * @property {number[]} stops Values of k on its slider.
 * @property {number[]} counts Numbers of texts that may be drawn.
 * @property {number[]} lengths Their possible lengths in tokens.
 * @property {number} max_seed
 * @property {number} max_temperature
 * @property {DrawSettings} defaults
 * @property {DrawSettings} settings
 * @property {DrawSettings | null} drawn What the texts on the page were drawn with.
 * @property {{ numbers: boolean, many: boolean }} opened What the address asks for: the table, and more rows in it.
 * @property {Strings} strings
 *
 * @typedef {object} SamplerState
 * @property {DrawSettings | null} drawn
 * @property {boolean} numbers Whether the visitor has opened the table of numbers.
 * @property {boolean} many Whether the visitor asked for more rows.
 * @property {(() => void) | null} fit Draws anew in the room that there is.
 */

/** The address says whether the texts on the page belong to the settings, which may change in any run. */
export const everyRun = true;

/**
 * @param {HTMLElement} root
 * @param {SamplerPayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language, send }) {
  const { drawn, settings, opened, ...content } = payload;
  const state = stateOf(root, () => /** @type {SamplerState} */ ({ drawn, ...opened, fit: null }));
  state.drawn = drawn;
  const remember = () => {
    const folds = { numbers: state.numbers ? 1 : null, many: state.many ? 1 : null };
    rememberInUrl({ ...addressOf(settings, state.drawn, content.defaults), ...folds });
  };
  if (hasChanged(root, [content, language])) {
    build(root, payload, state, language, { remember, draw: () => send("draw", settings) });
  }
  remember();
  const place = root.querySelector(".flow-place");
  return place ? followSize(place, () => state.fit?.()) : undefined;
}

/**
 * Makes the whole part, and keeps it up to date with the settings.
 *
 * @param {HTMLElement} root
 * @param {SamplerPayload} payload
 * @param {SamplerState} state
 * @param {Language} language
 * @param {{ remember: () => void, draw: () => void }} actions
 */
function build(root, payload, state, language, { remember, draw }) {
  const { settings, strings, tokens } = payload;
  const levels = levelsOf(payload);
  const weights = weightsAt(levels, 1);
  const total = massOf(levels.counts, weights);
  const raw = weights.map((weight) => weight / total);
  const says = el("p", { class: "stage-says", "aria-live": "polite" });
  const counters = el("div", { class: "counters" });
  const precision = el("p", { class: "quiet precision" });
  const flow = new Flow(payload, language);
  const place = el("div", { class: "flow-place" }, flow.node);
  const table = tableOf(payload, language);
  const formula = formulaOf(payload);
  const refresh = () => {
    const result = sample(levels, settings);
    controls.show();
    flow.show(levels, raw, result, toldOf(result, payload));
    says.replaceChildren(...liveSentence(result, payload));
    publish(root, levels, result);
    table.show(levels, raw, result);
    formula.show(levels, result.heat, settings);
    counters.replaceChildren(...countersOf(result, payload, language));
    const values = { error: errorText(result.tailError), listed: count(levels.listed, language) };
    precision.replaceChildren(...filled(strings[precisionOf(levels, result)], values));
  };
  const controls = controlsOf(payload, refresh, remember);
  const setRows = () => {
    table.setRows(state.many ? tokens.length : payload.few);
    more.textContent = state.many ? strings.fewer : strings.more;
    refresh();
  };
  const toggleRows = () => {
    state.many = !state.many;
    setRows();
    remember();
  };
  const more = el("button", { type: "button", class: "more", onclick: toggleRows });
  const below = el("div", { class: "below" }, more, formula.node);
  const summary = el("summary", {}, strings.numbers);
  const numbers = el(
    "details",
    { class: "numbers", open: state.numbers },
    summary,
    counters,
    table.node,
    below,
    precision,
  );
  numbers.ontoggle = () => {
    state.numbers = numbers.open;
    remember();
  };
  const heading = el("h2", { class: "visually-hidden" }, strings.table);
  const foot = el("div", { class: "below-picture" }, says, drawBar(payload, remember, draw));
  root.replaceChildren(el("div", { class: "stage filters" }, heading, controls.node, place, foot), numbers);
  state.fit = () => {
    flow.fit(place.clientWidth, place.clientHeight);
    refresh();
  };
  setRows();
}

/**
 * The result as data attributes, for tests.
 *
 * @param {HTMLElement} root
 * @param {Levels} levels
 * @param {Result} result
 */
function publish(root, levels, result) {
  Object.assign(root.dataset, {
    tailHeat: massOf(levels.counts, result.heat, levels.listed),
    tailFinal: massOf(result.alive[3], result.final, levels.listed),
    tailError: result.tailError,
    approximate: result.approximate,
    kept: countOf(result.alive[3]),
    keptMass: result.keptMass,
    entropy: result.entropyBits,
  });
}

/**
 * What can be said of how exact the final shares are: the key of a sentence.
 *
 * @param {Levels} levels
 * @param {Result} result
 */
function precisionOf(levels, { alive, approximate }) {
  if (approximate) return "approximate";
  return countOf(alive[3], levels.listed) > 0 ? "bounded" : "exact";
}

/**
 * A bound in percentage points, rounded up so that it stays one.
 *
 * @param {number} error
 */
function errorText(error) {
  const points = 100 * error;
  if (points === 0) return "0";
  return points < 0.001 ? "0.001" : (Math.ceil(points * 1000) / 1000).toString();
}

/**
 * "X comes out in 33 % of draws, something else in 67 %."
 *
 * @param {Result} result
 * @param {SamplerPayload} payload
 */
function liveSentence({ final }, { tokens, strings }) {
  const strong = (/** @type {string} */ text) => el("strong", {}, text);
  const [share, others] = [percent(final[0]), percent(1 - final[0])].map(strong);
  return filled(final[0] === 1 ? strings.always : strings.live, { token: strong(wordOf(tokens[0])), share, others });
}

/**
 * The picture in words: what it is, and what comes out.
 *
 * @param {Result} result
 * @param {SamplerPayload} payload
 */
function toldOf({ final }, { tokens, strings }) {
  const values = { token: wordOf(tokens[0]), share: percent(final[0]), others: percent(1 - final[0]) };
  return `${strings.table} – ${filledText(final[0] === 1 ? strings.always : strings.live, values)}`;
}

/**
 * @param {Result} result
 * @param {SamplerPayload} payload
 * @param {Language} language
 */
function countersOf({ alive, keptMass, entropyBits, approximate }, { strings, vocabulary, entropy }, language) {
  const about = approximate ? "≈ " : "";
  const counter = (/** @type {string} */ name, /** @type {string} */ value) => {
    const label = filled(strings[name], { total: count(vocabulary, language) });
    const number = el("strong", {}, value);
    return el(
      "div",
      { class: "counter", dataset: { counter: name } },
      number,
      el("span", { class: "quiet" }, ...label),
    );
  };
  return [
    counter("kept", about + count(countOf(alive[3]), language)),
    counter("mass", about + percent(keptMass)),
    counter("entropy", `${entropy.toFixed(2)} → ${about}${entropyBits.toFixed(2)}`),
  ];
}
