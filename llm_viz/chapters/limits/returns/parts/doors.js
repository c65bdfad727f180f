// Doors behind one of which the next token is, and the money that takes some of them away: squares of true area.

import { rememberInUrl } from "../../../../kit/browser/address.js";
import { askBox, sendGuess } from "../../../../kit/browser/ask.js";
import { el } from "../../../../kit/browser/dom.js";
import { riseOnce } from "../../../../kit/browser/motion.js";
import { filled, filledText } from "../../../../kit/browser/sentences.js";
import { slider } from "../../../../kit/browser/sliders.js";
import { stateOf } from "../../../../kit/browser/state.js";
import { followSize, followWidth } from "../../../../kit/browser/width.js";
import { screenBelowCards } from "../../shared/parts/picture_room.js";
import { guessRail } from "../../shared/parts/rail.js";
import { twoZones } from "../../shared/parts/two_zones.js";
import { between, doorsText, money } from "./doors_math.js";
import { askedDoor, doorRow, ghostSquare, squares } from "./doors_view.js";

/**
 * @import { Question } from "../../../../kit/browser/ask.js"
 * @import { Surroundings } from "../../../../kit/browser/streamlit.js"
 * @import { Curve } from "./doors_math.js"
 * @import { Step } from "./doors_view.js"
 *
 * @typedef {object} DoorsPayload `DoorsPayload` in `doors.py`.
 * @property {{ at: number, place: number }} settings `at`: the number of the guess; `place`: of the money on the curve.
 * @property {Question} question
 * @property {Step[]} steps What whole numbers of doors cost, as far as it is told.
 * @property {number} asked Doors.
 * @property {number[]} guesses US dollars.
 * @property {Curve | null} curve Once the question is answered.
 * @property {number} tenfold Places of the curve from one sum to ten times as much.
 * @property {number} measured US dollars up to which there are runs.
 * @property {string} says
 * @property {Record<string, string>} words
 *
 * @typedef {{ rise: number, asked: boolean, moved: boolean, frame?: number }} Memory `moved`: the visitor has spent money.
 */

const ABOVE = 13; // pixels from the upper edge to the question
const FOOT = 74; // pixels of the strip with the slider
const MARK = 70; // pixels that half of the mark takes at the ends of its rail

/**
 * @param {HTMLElement} root
 * @param {DoorsPayload} payload Its settings are changed.
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { send, language }) {
  const { settings, question, curve, words } = payload;
  const memory = stateOf(root, () => /** @type {Memory} */ ({ rise: 1, asked: false, moved: false }));
  const isFresh = memory.asked && question.guess !== null;
  memory.asked = question.open;
  const inMoney = (/** @type {number} */ dollars) => filledText(words.money, { value: money(dollars, language) });
  const picture = el("div", { class: "picture" });
  const head = question.open ? questionBox(payload, send) : el("p", { class: "hero" });
  const foot = el("div", { class: "foot" });
  const said = el("p", { class: "stage-says", role: "status" }, payload.says);
  root.replaceChildren(el("div", { class: "stage" }, picture, head, foot), said);

  const draw = (/** @type {number} */ wide) => {
    const now = shown(payload, memory.rise);
    if (curve) head.replaceChildren(...hero(now, words.hero, inMoney));
    const room = twoZones(wide, { head: head.offsetHeight + ABOVE, foot: FOOT, screen: screenBelowCards() });
    const named = (/** @type {Step} */ { doors, dollars }) => [
      filledText(words.doors, { doors: doorsText(doors) }),
      inMoney(dollars),
    ];
    const svg = el("svg", { role: "img", height: room.height, viewBox: `0 0 ${room.width} ${room.height}` });
    picture.replaceChildren(svg);
    const isBeyond = now.dollars > payload.measured;
    svg.append(
      ...doorRow(room, now.doors),
      ...(curve ? [] : [askedDoor(room, payload.asked)]),
      ...squares(svg, room, payload.steps, { now, isGuess: question.open, isBeyond, named }),
    );
    if (curve && question.guess !== null) {
      const guess = Number(question.guess);
      svg.append(...ghostSquare(svg, room, guess, now.dollars, filledText(words.you, { value: inMoney(guess) })));
    }
    const told = [...payload.steps, ...(curve ? [now] : [])].map((step) => named(step).join(": "));
    svg.setAttribute("aria-label", `${words.alt} ${told.join(", ")}`);
  };
  const { redraw, stop } = followWidth(picture, draw);
  const stops = [stop, followSize(head, redraw)];
  if (curve) {
    const spend = (/** @type {number} */ place) => {
      settings.place = place;
      Object.assign(memory, { moved: true, rise: 1 });
      redraw();
    };
    foot.append(spending(payload, curve, inMoney, spend, said));
    stops.push(riseOnce(memory, isFresh, redraw));
  } else {
    const rail = followWidth(foot, (wide) => foot.replaceChildren(railOf(payload, wide, inMoney, send, redraw)));
    stops.push(rail.stop);
  }
  return () => {
    for (const end of stops) end();
  };
}

/**
 * @param {DoorsPayload} payload
 * @param {Surroundings["send"]} send
 */
function questionBox({ question, settings, guesses, words }, send) {
  const onPicture = { label: words.confirm, guess: () => String(guesses[settings.at]) };
  return askBox(question, send, { onPicture });
}

/**
 * What is paid now, and the doors that this leaves; on its way from the guess to the truth as `rise` goes from 0 to 1.
 *
 * @param {DoorsPayload} payload
 * @param {number} rise
 * @returns {Step}
 */
function shown({ settings, question, asked, guesses, curve }, rise) {
  if (!curve) return { doors: asked, dollars: guesses[settings.at] };
  const there = between(curve, settings.place);
  const guess = Number(question.guess) || there.dollars;
  return { doors: there.doors, dollars: guess * (there.dollars / guess) ** rise };
}

/**
 * @param {Step} now
 * @param {string} sentence
 * @param {(dollars: number) => string} inMoney
 */
function hero({ doors, dollars }, sentence, inMoney) {
  return filled(sentence, { money: el("b", {}, inMoney(dollars)), doors: doorsText(doors) });
}

/**
 * The mark that says what the asked number of doors may cost.
 *
 * @param {DoorsPayload} payload
 * @param {number} wide
 * @param {(dollars: number) => string} text
 * @param {Surroundings["send"]} send
 * @param {() => void} moved
 */
function railOf({ settings, guesses, words }, wide, text, send, moved) {
  const [low, high] = [guesses[0], guesses[guesses.length - 1]];
  const scale = { low, high, base: low, log: true };
  const ends = { left: MARK, right: wide - MARK };
  const rail = { label: words.mark, values: guesses, text, scale, ends, top: 0, height: FOOT - 14 };
  return guessRail(rail, settings, (dollars) => sendGuess(send, String(dollars)), moved);
}

/**
 * The slider of the money that is spent, once the question is answered, and what it says.
 *
 * @param {DoorsPayload} payload
 * @param {Curve} curve
 * @param {(dollars: number) => string} inMoney
 * @param {(place: number) => void} spend
 * @param {HTMLElement} said
 */
function spending({ settings, tenfold, measured, words }, curve, inMoney, spend, said) {
  const last = curve.dollars.length - 1 - tenfold; // beyond it, nobody could say what ten times as much would do
  const text = (/** @type {number} */ place) => inMoney(between(curve, place).dollars);
  const moved = (/** @type {number} */ place) => {
    spend(place);
    knob.show(place);
    rememberInUrl({ doors_place: place });
    const [now, then] = [between(curve, place), between(curve, place + tenfold)];
    const values = {
      money: inMoney(now.dollars),
      doors: doorsText(now.doors),
      more: inMoney(then.dollars),
      fewer: doorsText(then.doors),
    };
    said.textContent = filledText(words.ten + (then.dollars > measured ? words.beyond : ""), values);
  };
  const knob = slider({ id: "spent", label: words.spend, min: 0, max: last, step: 1, text, moved });
  knob.show(settings.place);
  return knob.node;
}
