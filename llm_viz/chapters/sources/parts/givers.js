// Whose models and figures these are: a strip of dots for each, in the colours of how sure the figures are.

import { rememberInUrl } from "../../../kit/browser/address.js";
import { el } from "../../../kit/browser/dom.js";
import { walkWithArrows } from "../../../kit/browser/keyboard.js";
import { glide, reducedMotion } from "../../../kit/browser/motion.js";
import { stateOf } from "../../../kit/browser/state.js";
import { followSize, markNarrow } from "../../../kit/browser/width.js";
import { kindsInRow, pitchFor, strip } from "./givers_math.js";
import { KINDS, kindLines, kindRow, placeOf, sourceLink } from "./side.js";
import { drawDots } from "./wall_view.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 *
 * @typedef {object} Giver `GiverPayload` in `givers.py`.
 * @property {string} name
 * @property {string} amount
 * @property {string} about
 * @property {{ text: string, href: string | null }[]} links
 * @property {number[] | null} kinds null for a model.
 * @property {number} dots
 *
 * @typedef {object} GiversPayload `GiversPayload` in `givers.py`.
 * @property {{ kind: string }} settings
 * @property {Giver[]} models
 * @property {Giver[]} figures
 * @property {string} told
 * @property {Record<string, string>} words
 *
 * @typedef {{ at: number, hasRisen: boolean, frame?: number }} Memory `at`: the strip that is looked at, models first.
 * @typedef {{ giver: Giver, canvas: HTMLCanvasElement, button: HTMLButtonElement }} Row
 */

const NARROW = 720; // pixels

/**
 * @param {HTMLElement} root
 * @param {GiversPayload} payload Its settings are changed.
 * @param {Surroundings} surroundings
 */
export function mount(root, { settings, models, figures, told, words }, { language }) {
  /** @type {Memory} */
  const memory = stateOf(root, () => ({ at: models.length, hasRisen: false }));
  const groups = [models, figures].map((group) => group.map(rowOf));
  const rows = groups.flat();
  const headings = [words.models, words.figures].map((text) => el("p", { class: "unit" }, text));
  const plot = el(
    "div",
    { class: "plot", role: "group", "aria-label": words.picture },
    ...groups.flatMap((group, place) => [headings[place], ...group.map(({ button }) => button)]),
  );
  const card = el("div", { class: "card" });
  const kinds = kindRow({
    words,
    language,
    amounts: KINDS.map((_, kind) => figures.reduce((sum, giver) => sum + (giver.kinds?.[kind] ?? 0), 0)),
    press: (kind) => {
      settings.kind = settings.kind === kind ? "" : kind;
      if (settings.kind) look(mostOf(placeOf(kind)));
      refresh();
      draw(1);
    },
  });
  const side = el("div", { class: "side" }, kinds.node, card);
  root.replaceChildren(el("div", { class: "hero" }, plot, side), el("p", { class: "stage-says" }, told));

  const look = (/** @type {number} */ at) => {
    memory.at = at;
    for (const [index, { button }] of rows.entries()) button.setAttribute("aria-pressed", String(index === at));
    card.replaceChildren(...cardOf(rows[at].giver, words, language));
  };
  for (const [index, { button }] of rows.entries()) button.onfocus = button.onclick = () => look(index);
  const mostOf = (/** @type {number} */ kind) => {
    const amounts = rows.map(({ giver }) => giver.kinds?.[kind] ?? -1);
    return amounts.indexOf(Math.max(...amounts));
  };
  const refresh = () => {
    kinds.refresh(settings.kind);
    rememberInUrl({ kind: settings.kind || null });
  };
  const draw = (/** @type {number} */ share) => {
    const chosen = placeOf(settings.kind);
    for (const group of groups) {
      const { clientWidth: width, clientHeight: height } = group[0].canvas;
      const pitch = pitchFor(Math.max(...group.map(({ giver }) => giver.dots)), width, height);
      for (const { giver, canvas } of group) {
        const ofKinds = giver.kinds && kindsInRow(giver.kinds);
        const fits = ofKinds?.map((kind) => Number(chosen < 0 || kind === chosen));
        drawDots(canvas, strip(Math.ceil(giver.dots * share), pitch, height), ofKinds, { leastLow: 0, fits });
      }
    }
  };
  walkWithArrows(
    plot,
    rows.map(({ button }) => button),
    { start: memory.at },
  );
  look(memory.at);
  refresh();
  const stopSize = followSize(plot, () => {
    if (memory.hasRisen || reducedMotion()) draw(1);
    else glide(memory, draw);
    memory.hasRisen = true;
  });
  const stopMarking = markNarrow(root, NARROW);
  return () => {
    stopSize();
    stopMarking();
    cancelAnimationFrame(memory.frame ?? 0);
  };
}

/**
 * @param {Giver} giver
 * @returns {Row}
 */
function rowOf(giver) {
  const canvas = el("canvas", { "aria-hidden": "true" });
  const button = el(
    "button",
    { type: "button", class: "row" },
    el("span", { class: "who" }, el("b", {}, giver.name), " ", el("small", {}, giver.amount)),
    el("span", { class: "strip" }, canvas),
  );
  return { giver, canvas, button };
}

/**
 * What somebody gave, how sure it is, under which licence, and the way there.
 *
 * @param {Giver} giver
 * @param {Record<string, string>} words
 * @param {Language} language
 */
function cardOf(giver, words, language) {
  return [
    el("h3", {}, giver.name),
    el("p", {}, giver.about),
    ...kindLines(giver.kinds ?? [], words, language),
    ...giver.links.map(({ text, href }) => el("p", {}, href ? sourceLink(text, href) : text)),
  ];
}
