// What stands beside the picture of the drawn line: the question, or what to do after it, and the doors.

import { askBox } from "../../../kit/browser/ask.js";
import { el } from "../../../kit/browser/dom.js";
import { fixed } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { COLUMNS, gains, lossAt, START } from "./drawing_math.js";
import { doors } from "./drawing_words.js";

/**
 * @import { Send } from "../../../kit/browser/ask.js"
 * @import { Answer, DrawingPayload } from "./drawing.js"
 * @import { Way } from "./drawing_math.js"
 * @import { Scene } from "./drawing_view.js"
 */

const STEPS = 6;
const DOORS = 32;
const NAME = 26; // pixels above the bars, for the first one's number
/** @type {Way[]} */
const WAYS = ["both", "parameters", "data"];

/**
 * The question, with a button that works once the line is whole, and one for those who would rather see.
 *
 * @param {DrawingPayload} payload
 * @param {Send} send
 * @param {() => string} guess
 * @param {(choice: string | null) => void} chosen
 */
export function questionBox({ question, words, first }, send, guess, chosen) {
  const [begin] = first[first.length - 1];
  const times = fixed(10 ** Math.round(COLUMNS[COLUMNS.length - 1] - Math.log10(begin)), 0, "en");
  const onPicture = { label: words.more, guess, hint: filledText(words.rule, { times }) };
  const node = askBox(question, send, { chosen, onPicture });
  const button = /** @type {HTMLButtonElement} */ (node.querySelector(".commit"));
  const show = (/** @type {boolean} */ isWhole) => {
    button.disabled = !isWhole;
    button.textContent = isWhole ? words.show : words.more;
  };
  return { node, show };
}

/**
 * What grows, ten times more, and what each of them bought.
 *
 * @param {DrawingPayload} payload
 * @param {Answer} answer
 * @param {(changed: Partial<DrawingPayload["settings"]>) => void} change
 */
export function card({ settings, words }, { law, runs }, change) {
  const ways = WAYS.map((way) =>
    el("button", { type: "button", dataset: { way }, onclick: () => change({ way }) }, words[`way-${way}`]),
  );
  const step = (/** @type {number} */ by) => change({ steps: Math.max(0, Math.min(STEPS, settings.steps + by)) });
  const more = el("button", { type: "button", class: "ten", onclick: () => step(1) }, words.ten);
  const back = el("button", { type: "button", class: "back", "aria-label": words.back, onclick: () => step(-1) }, "↶");
  const bars = el("svg", { class: "bars", "aria-hidden": "true" });
  const node = el(
    "div",
    { class: "card" },
    el("div", { class: "ways", role: "group", "aria-label": words.ways }, ...ways),
    el("div", { class: "row" }, more, back),
    el("p", { class: "gains" }, words.gains),
    bars,
  );
  const edge = runs[runs.length - 1][0];
  const show = (/** @type {Scene} */ { language }) => {
    for (const button of ways) button.setAttribute("aria-pressed", String(button.dataset.way === settings.way));
    more.disabled = settings.steps >= STEPS;
    back.disabled = settings.steps === 0;
    const [most] = gains(law, "both", 1);
    const [width, height] = [bars.clientWidth, bars.clientHeight];
    const wide = width / STEPS;
    const drawn = gains(law, settings.way, settings.steps).flatMap((gain, index) => {
      const tall = (gain / most) * (height - NAME);
      const look = START + index + 1 > edge + 0.05 ? "far" : "";
      const bar = el("rect", {
        class: look,
        x: index * wide + 4,
        y: height - 2 - tall,
        width: wide - 10,
        height: tall,
      });
      const at = { x: (index + 0.5) * wide - 1, y: height - 7 - tall, class: "gain", "text-anchor": "middle" };
      return [bar, el("text", at, fixed(gain, 2, language))];
    });
    const ground = el("line", { class: "base", x1: 0, x2: width, y1: height - 1, y2: height - 1 });
    bars.replaceChildren(...drawn, ground);
  };
  return { node, show };
}

/**
 * The loss as doors, one for each token among which the model is unsure.
 *
 * @param {Record<string, string>} words
 */
export function doorsNode(words) {
  const leaves = Array.from({ length: DOORS }, () => el("i"));
  const title = el("b");
  const node = el(
    "div",
    { class: "doors" },
    title,
    el("span", {}, words.behind),
    el("div", { "aria-hidden": "true" }, ...leaves),
  );
  const show = (/** @type {Scene} */ { payload, language }, /** @type {number} */ last) => {
    const { answer, first, settings } = payload;
    const drawn = settings.line[Math.min(last, settings.line.length - 1)];
    const isMine = answer === null && drawn !== undefined;
    const loss = answer
      ? lossAt(answer.law, settings.way, START + settings.steps)
      : (drawn ?? first[first.length - 1][1]);
    node.classList.toggle("mine", isMine);
    title.textContent = filledText(words.doors, { value: doors(loss, language) });
    for (const [index, leaf] of leaves.entries()) {
      leaf.style.setProperty("--filled", `${100 * Math.min(1, Math.max(0, Math.exp(loss) - index))}%`);
    }
  };
  return { node, show };
}
