// Safes whose PINs stood in a model's text, and a thief who asks it: how many of the possible PINs must he try?

import { rememberInUrl } from "../../../../kit/browser/address.js";
import { askBox, sendGuess } from "../../../../kit/browser/ask.js";
import { el } from "../../../../kit/browser/dom.js";
import { glide, steady } from "../../../../kit/browser/motion.js";
import { count } from "../../../../kit/browser/numbers.js";
import { filled, filledText } from "../../../../kit/browser/sentences.js";
import { stateOf } from "../../../../kit/browser/state.js";
import { followSize, followWidth } from "../../../../kit/browser/width.js";
import { screenBelowCards } from "../../shared/parts/picture_room.js";
import { guessRail } from "../../shared/parts/rail.js";
import { twoZones } from "../../shared/parts/two_zones.js";
import { triesAt } from "./safes_math.js";
import { ghostField, pinField, safeDoors } from "./safes_view.js";

/**
 * @import { Question } from "../../../../kit/browser/ask.js"
 * @import { Surroundings } from "../../../../kit/browser/streamlit.js"
 *
 * @typedef {{ ranks: number[], half: number, said: string }} Raid `RaidPayload` in `safes.py`.
 * @typedef {{ name: string, raids: [plain: Raid, clean: Raid] }} Group `GroupPayload` in `safes.py`.
 *
 * @typedef {object} SafesPayload `SafesPayload` in `safes.py`.
 * @property {{ at: number, group: number, clean: 0 | 1 }} settings `at`: the number of the guess.
 * @property {Question} question
 * @property {Group[]} groups None as long as the question is open.
 * @property {number} asked The group that is asked for.
 * @property {number} safes
 * @property {number} pins
 * @property {number[]} guesses
 * @property {string} says
 * @property {Record<string, string>} words
 *
 * @typedef {{ shown: string, share: number, frame?: number }} Memory `shown`: the tries that were seen already.
 */

const ABOVE = 13; // pixels from the upper edge to the question
const FOOT = 74; // pixels of the strip with the choices
const ROW = 58; // pixels of the safes where they stand above the field
const LONG = 2600; // milliseconds that the thief tries
const MARK = 60; // pixels that half of the mark takes at the ends of its rail

/**
 * @param {HTMLElement} root
 * @param {SafesPayload} payload Its settings are changed.
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { send, language }) {
  const { settings, question, words } = payload;
  const seen = question.open ? "" : nameOf(settings);
  const memory = stateOf(root, () => /** @type {Memory} */ ({ shown: seen, share: 1 }));
  const isFresh = !question.open && memory.shown !== seen;
  memory.share = isFresh ? 0 : 1;
  const picture = el("div", { class: "picture" });
  const head = question.open ? questionBox(payload, send) : el("p", { class: "hero" });
  const foot = el("div", { class: "foot" });
  const said = el("p", { class: "stage-says", role: "status" }, question.open ? payload.says : "");
  root.replaceChildren(el("div", { class: "stage" }, picture, head, foot), said);
  const written = (/** @type {number} */ tries) => count(tries, language);

  const draw = (/** @type {number} */ wide) => {
    const raid = raidOf(payload);
    const last = raid ? Math.max(...raid.ranks) : payload.guesses[settings.at];
    const tries = raid ? triesAt(memory.share, last) : last;
    const nameOfTry = (/** @type {number} */ number) => filledText(words.try, { number: written(number) });
    const isOver = memory.share >= 1;
    if (raid) {
      const number = el("b", {}, nameOfTry(isOver ? raid.half : tries));
      head.replaceChildren(...filled(isOver ? words.hero : words.trying, { try: number }));
    }
    const room = twoZones(wide, { head: head.offsetHeight + ABOVE, foot: FOOT, screen: screenBelowCards(), row: ROW });
    const svg = el("svg", { role: "img", height: room.height, viewBox: `0 0 ${room.width} ${room.height}` });
    picture.replaceChildren(svg);
    const safes = raid
      ? raid.ranks.map((rank) => (rank <= tries ? (room.isNarrow ? written(rank) : nameOfTry(rank)) : null))
      : Array.from({ length: payload.safes }, () => null);
    const isAsked = settings.group === payload.asked && settings.clean === 0;
    const guess = raid && isAsked ? Number(question.guess) : 0;
    svg.append(...safeDoors(room, safes), ...pinField(room, payload.pins, tries, raid === null));
    svg.setAttribute("aria-label", filledText(words.alt, { tries: written(tries) }));
    if (guess > 0) svg.append(...ghostField(room, guess, filledText(words.you, { value: written(guess) })));
    if (raid && isOver) said.textContent = raid.said;
  };
  const { redraw, stop } = followWidth(picture, draw);
  const stops = [stop, followSize(head, redraw)];
  const tryAll = () => {
    memory.shown = nameOf(settings);
    const begun = (/** @type {number} */ share) => {
      memory.share = share;
      redraw();
    };
    stops.push(glide(memory, begun, LONG, steady));
  };
  if (question.open) {
    const rail = followWidth(foot, (wide) => foot.replaceChildren(railOf(payload, wide, written, send, redraw)));
    stops.push(rail.stop);
  } else {
    foot.append(...choices(payload, tryAll));
    if (isFresh) tryAll();
  }
  return () => {
    for (const end of stops) end();
  };
}

/**
 * @param {SafesPayload} payload
 * @param {Surroundings["send"]} send
 */
function questionBox({ question, settings, guesses, words }, send) {
  const onPicture = { label: words.confirm, guess: () => String(guesses[settings.at]) };
  return askBox(question, send, { onPicture });
}

/** @param {SafesPayload["settings"]} settings */
function nameOf({ group, clean }) {
  return `${group} ${clean}`;
}

/**
 * What came of it where the visitor looks; null as long as the question is open.
 *
 * @param {SafesPayload} payload
 */
function raidOf({ groups, settings, question }) {
  return question.open ? null : groups[settings.group].raids[settings.clean];
}

/**
 * The mark that says how many tries it may take.
 *
 * @param {SafesPayload} payload
 * @param {number} wide
 * @param {(tries: number) => string} written
 * @param {Surroundings["send"]} send
 * @param {() => void} moved
 */
function railOf({ settings, guesses, words }, wide, written, send, moved) {
  const [low, high] = [guesses[0], guesses[guesses.length - 1]];
  const rail = {
    label: words.mark,
    values: guesses,
    text: (/** @type {number} */ tries) => filledText(words.tries, { number: written(tries) }),
    scale: { low, high, base: low, log: true },
    ends: { left: MARK, right: wide - MARK },
    top: 0,
    height: FOOT - 14,
  };
  return guessRail(rail, settings, (tries) => sendGuess(send, String(tries)), moved);
}

/**
 * How often the PIN stood in the text, and whether copies were taken out of it before.
 *
 * @param {SafesPayload} payload
 * @param {() => void} chosen
 */
function choices({ groups, settings, words }, chosen) {
  const show = () => {
    for (const [number, button] of buttons.entries()) {
      button.setAttribute("aria-pressed", String(number === settings.group));
    }
    clean.setAttribute("aria-pressed", String(settings.clean === 1));
  };
  const choose = (/** @type {Partial<SafesPayload["settings"]>} */ changed) => {
    Object.assign(settings, changed);
    rememberInUrl({ safes_group: settings.group, safes_clean: settings.clean });
    show();
    chosen();
  };
  const pill = (/** @type {string} */ name, /** @type {() => void} */ press) =>
    el("button", { type: "button", class: "pill", onclick: press }, name);
  const buttons = groups.map(({ name }, group) => pill(name, () => choose({ group })));
  const clean = pill(words.clean, () => choose({ clean: settings.clean ? 0 : 1 }));
  show();
  return [
    el("span", { class: "group-name" }, words.times),
    el("div", { class: "pills", role: "group", "aria-label": words.times }, ...buttons, clean),
  ];
}
