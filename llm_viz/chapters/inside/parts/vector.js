// A word is a list of numbers: the lists of the sentence's tokens, and which words have a similar one.

import { el } from "../../../kit/browser/dom.js";
import { isComposing } from "../../../kit/browser/keyboard.js";
import { count, fixed } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { stateOf } from "../../../kit/browser/state.js";
import { followWidth } from "../../../kit/browser/width.js";
import { skyOf } from "./sky_math.js";
import { cellColour, deepest, tile } from "./tile.js";
import { wordRow } from "./words.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 * @import { Star } from "./sky_math.js"
 * @import { Word } from "./words.js"
 *
 * @typedef {{ cells: number[], stars: Star[], mean: number }} SkyPayload `SkyPayload` in `vector.py`.
 * @typedef {{ first: number, last: number, cosines: number[] }} DriftPayload
 * @typedef {{ words: string[], cut: string[], sky: SkyPayload | null, says: string }} SumPayload
 *
 * @typedef {object} VectorPayload `VectorPayload` in `vector.py`.
 * @property {string} name Of text and model.
 * @property {Word[]} words
 * @property {Record<string, SkyPayload>} skies By the id of the token.
 * @property {DriftPayload | null} drift
 * @property {SumPayload} sum
 * @property {string[][]} sums That are offered.
 * @property {number} word Where it starts: a place in the row.
 * @property {number} width
 * @property {number} vocabulary
 * @property {{ word: number, view: "near" | "sum" }} settings
 * @property {Record<string, string>} strings
 */

const HEIGHT = 232;
const PALER = 12; // so many times smaller numbers have the colour that is behind written ones, which must be readable

/**
 * @param {HTMLElement} root
 * @param {VectorPayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, payload, { language, send }) {
  const { words, skies, settings, strings, sum } = payload;
  const state = stateOf(root, () => ({ name: payload.name }));
  if (state.name !== payload.name) {
    state.name = payload.name;
    settings.word = payload.word;
  }
  settings.word = Math.min(settings.word, words.length - 1);
  const most = deepest(Object.values(skies).flatMap(({ cells }) => cells));
  const isSum = settings.view === "sum";
  const chosen = words[settings.word];
  const same = words.flatMap((word, place) => (word.id === chosen.id && !isSum ? [place] : []));
  const row = wordRow(words, {
    label: strings.words,
    pressed: same,
    press: (place) => {
      Object.assign(settings, { word: place, view: "near" });
      mount(root, payload, /** @type {Surroundings} */ ({ language, send }));
    },
    below: (place) => [tile(skies[words[place].id].cells, most)],
  });
  const tabs = el(
    "div",
    { class: "stage-tools" },
    ...["near", "sum"].map((view) =>
      el(
        "button",
        {
          type: "button",
          class: "pill",
          "aria-pressed": String(settings.view === view),
          onclick: () => {
            Object.assign(settings, { view });
            mount(root, payload, /** @type {Surroundings} */ ({ language, send }));
          },
        },
        strings[`view_${view}`],
      ),
    ),
    isSum ? sumForm(payload, send) : el("span", { class: "quiet" }, strings.closer),
  );
  const sky = isSum ? sum.sky : skies[chosen.id];
  const middle = isSum ? sumText(sum.words) : chosen.name;
  const picture = el("svg", { class: "sky", role: "img" });
  const says = isSum ? sum.says : saysOf(payload, chosen, language);
  const body = el(
    "div",
    { class: "vector-body" },
    picture,
    sky ? numbers(sky.cells, most, payload, middle, language) : null,
  );
  const spoken = el("p", { class: "stage-says", role: "status" }, says);
  root.replaceChildren(el("div", { class: "stage" }, ...(isSum ? [tabs] : [row, tabs]), body), spoken);
  const draw = () => drawSky(picture, sky, middle, strings, language);
  return followWidth(picture, draw).stop;
}

/**
 * @param {VectorPayload} payload
 * @param {Word} chosen
 * @param {Language} language
 */
function saysOf({ skies, words, drift, strings, width, vocabulary }, chosen, language) {
  const [nearest] = [...skies[chosen.id].stars].sort((one, other) => other.cosine - one.cosine);
  const values = {
    word: chosen.name,
    width: count(width, language),
    vocabulary: count(vocabulary, language),
    nearest: nearest?.text ?? "",
    cosine: nearest ? fixed(nearest.cosine, 2, language) : "",
  };
  const twin = drift !== null && words.some(({ position, id }) => position === drift.last && id === chosen.id);
  const first = filledText(nearest ? strings.says : strings.says_alone, values);
  if (!twin || drift === null) return first;
  const ends = {
    after: fixed(drift.cosines[1], 2, language),
    end: fixed(drift.cosines.at(-1) ?? 0, 2, language),
    layers: count(drift.cosines.length - 1, language),
  };
  const isEqual = drift.cosines[0] > 0.9999;
  return `${first} ${filledText(isEqual ? strings.twins : strings.twins_placed, { ...values, ...ends, start: fixed(drift.cosines[0], 2, language) })}`;
}

/** @param {string[]} words */
function sumText([first, without, plus]) {
  return `${first} − ${without} + ${plus}`;
}

/**
 * @param {VectorPayload} payload
 * @param {(name: string, value: unknown) => void} send
 */
function sumForm({ sum, sums, strings }, send) {
  const fields = sum.words.map((word, place) =>
    el("input", { type: "text", value: word, size: 7, maxlength: 40, "aria-label": strings[`field_${place}`] }),
  );
  const ask = (/** @type {string[]} */ words) => send("sum", { words });
  const go = () => ask(fields.map((field) => field.value));
  for (const field of fields) {
    field.onkeydown = (event) => {
      if (event.key === "Enter" && !isComposing(event)) go();
    };
  }
  return el(
    "span",
    { class: "sum" },
    fields[0],
    "−",
    fields[1],
    "+",
    fields[2],
    el("button", { type: "button", class: "pill", onclick: go }, strings.compute),
    ...sums.map((words) =>
      el("button", { type: "button", class: "pill offer", onclick: () => ask(words) }, sumText(words)),
    ),
  );
}

/**
 * @param {number[]} cells
 * @param {number} most
 * @param {VectorPayload} payload
 * @param {string} word
 * @param {Language} language
 */
function numbers(cells, most, { strings, width }, word, language) {
  const list = filledText(strings.list, { word, width: count(width, language) });
  const written = cells.map((value) => fixed(value, 2, language).replace("0.", "."));
  return el(
    "figure",
    { class: "numbers" },
    el("figcaption", {}, list),
    el(
      "div",
      { class: "grid", role: "img", "aria-label": `${list}: ${written.join(" ")}` },
      ...cells.map((value, place) =>
        el("span", { style: { background: cellColour(value / PALER, most) } }, written[place]),
      ),
    ),
    el("p", { class: "quiet" }, filledText(strings.more, { count: count(width - cells.length, language) })),
  );
}

/**
 * @param {SVGSVGElement} picture
 * @param {SkyPayload | null} sky
 * @param {string} middle
 * @param {Record<string, string>} strings
 * @param {Language} language
 */
function drawSky(picture, sky, middle, strings, language) {
  const width = picture.clientWidth;
  picture.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
  picture.setAttribute("height", String(HEIGHT));
  if (sky === null) {
    picture.replaceChildren();
    return;
  }
  const { x, y, places, ring, isRingSeen } = skyOf(sky.stars, sky.mean, width, HEIGHT);
  const named = sky.stars.map(({ text, cosine }) => `\u2068${text}\u2069 ${fixed(cosine, 2, language)}`);
  picture.setAttribute("aria-label", `${middle}: ${named.join(", ")}`);
  picture.replaceChildren(
    ...(isRingSeen
      ? [
          el("circle", { class: "ring", cx: x, cy: y, r: ring }),
          el(
            "text",
            { class: "quiet-text", x: 6, y: HEIGHT - 8 },
            filledText(strings.mean, { cosine: fixed(sky.mean, 2, language) }),
          ),
        ]
      : []),
    ...places.map((place) => el("line", { class: "ray", x1: x, y1: y, x2: place.x, y2: place.y })),
    ...places.map((place) => el("circle", { class: "star", cx: place.x, cy: place.y, r: 5 })),
    ...places.map((place, index) =>
      el(
        "text",
        {
          class: "star-word",
          x: place.x + (place.anchor === "start" ? 9 : -9),
          y: place.y + 5,
          "text-anchor": place.anchor,
        },
        named[index],
      ),
    ),
    ...middleSign(x, y, middle),
  );
}

/**
 * @param {number} x
 * @param {number} y
 * @param {string} text
 */
function middleSign(x, y, text) {
  const wide = [...text].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0x2e80 ? 18 : 10), 22);
  return [
    el("rect", { class: "sun", x: x - wide / 2, y: y - 17, width: wide, height: 34, rx: 7 }),
    el("text", { class: "sun-word", x, y: y + 6, "text-anchor": "middle" }, text),
  ];
}
