// Draws one neuron: how the tokens of a text excite it, the words of the stories that excite it most, one below the other,
// and from it the tokens that it raises.

import { el } from "../../../kit/browser/dom.js";
import { cutToRoom, linesOf, shortened, widest } from "../../../kit/browser/graph/labels.js";
import { hueColour, huesInRow } from "../../../kit/browser/hues.js";
import { pressable, walkWithArrows } from "../../../kit/browser/keyboard.js";
import { fixed, percent } from "../../../kit/browser/numbers.js";
import { filledText } from "../../../kit/browser/sentences.js";

/**
 * @import { Token } from "../../../kit/browser/chips.js"
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { Neuron, Place } from "./neuron.js"
 * @import { NeuronRoom } from "./neuron_room.js"
 */

const LEAST_SHARE = 0.02; // that is written over a bar
const CHIP = 26; // pixels

/**
 * The visitor's text: a bar over each token, down and hatched where the activation is negative. Each can be opened.
 *
 * @param {SVGSVGElement} picture
 * @param {NeuronRoom} room
 * @param {{ tokens: Token[], felt: number[], opened: number | null, words: Record<string, string>,
 *   open: (place: number) => void }} look
 * @param {number} grown From 0 to 1.
 */
export function feltNodes(picture, { tokens: area }, { tokens, felt, opened, words, open }, grown) {
  const hues = huesInRow(tokens.map(({ label }) => label));
  const columns = tokens.map((token, place) => {
    const share = felt[place];
    const x = area.left + area.column * ((place % area.columns) + 0.5);
    const foot = area.top + area.line * Math.floor(place / area.columns) + area.rise + 16;
    const values = { token: token.label, share: signedPercent(share) };
    const high = Math.max(2, area.rise * Math.min(1, Math.abs(share)) * grown);
    const width = area.column - 6;
    const kind = share < 0 ? "felt minus" : "felt";
    return el(
      "g",
      {
        ...pressable(() => open(place)),
        class: "column",
        "aria-label": filledText(words.open, values),
        "aria-pressed": String(opened === place),
        dataset: { share: share.toFixed(2) },
      },
      el("title", {}, filledText(words.felt, values)),
      el("rect", {
        class: "hit",
        x: x - width / 2,
        y: foot - area.rise - 14,
        width,
        height: area.rise + CHIP + 16,
        rx: 6,
      }),
      el("rect", { class: kind, x: x - 13, y: foot - high, width: 26, height: high, rx: 3 }),
      el("rect", {
        x: x - width / 2 + 2,
        y: foot + 1,
        width: width - 4,
        height: CHIP,
        rx: 5,
        style: { fill: hueColour(hues[place]) },
      }),
      el(
        "text",
        { class: "small", x, y: foot - high - 4, "text-anchor": "middle" },
        Math.abs(share) < LEAST_SHARE ? "" : signedPercent(share),
      ),
    );
  });
  // Beside its button, not in it: a button is called by all that is written in it, without a space between.
  const names = tokens.map(({ label }, place) => {
    const x = area.left + area.column * ((place % area.columns) + 0.5);
    const y = area.top + area.line * Math.floor(place / area.columns) + area.rise + 35;
    return el(
      "text",
      { class: "token", x, y, "text-anchor": "middle" },
      shortened(picture, label, area.column - 16, "token"),
    );
  });
  const row = el("g", { class: "tokens", role: "group", "aria-label": words.yours }, ...columns);
  walkWithArrows(row, columns, { start: opened ?? tokens.length - 1 });
  return [...heading(picture, words.yours, area.left, area.top - 8, area.column * area.columns), row, ...names];
}

/**
 * The strongest places in the stories, their words one below the other.
 *
 * @param {SVGSVGElement} picture
 * @param {NeuronRoom} room
 * @param {Neuron} neuron
 * @param {Record<string, string>} words
 * @param {((text: string) => void) | null} take null: the lines are only read.
 */
export function storyNodes(picture, { stories: area, heart }, { places }, words, take) {
  const lines = places.slice(0, area.lines).map((place, line) => storyNode(picture, area, place, line, words, take));
  const ways = places.slice(0, area.lines).map(({ share }, line) => {
    const y = area.top + area.pitch * (line + 0.5);
    const middle = (area.right + heart.x - heart.r) / 2;
    const path = `M${area.right + 4} ${y}C${middle} ${y} ${middle} ${heart.y} ${heart.x - heart.r} ${heart.y}`;
    return area.isBeside
      ? el("path", { class: "way", d: path, style: { "stroke-width": `${1 + 6 * share}px` } })
      : null;
  });
  const group = el(
    "g",
    { class: "stories", role: "group", "aria-label": take ? words.stories : words.places },
    ...lines,
  );
  if (take) walkWithArrows(group, lines);
  const title = take ? words.stories : words.places;
  return [...heading(picture, title, area.left, area.top - 10, area.right - area.left), ...ways, group];
}

/**
 * @param {SVGSVGElement} picture
 * @param {NeuronRoom["stories"]} area
 * @param {Place} place
 * @param {number} line
 * @param {Record<string, string>} words
 * @param {((text: string) => void) | null} take
 */
function storyNode(picture, { left, right, key, top, pitch }, { before, word, after, share }, line, words, take) {
  const y = top + pitch * (line + 0.5);
  const text = `${before.replace(/^…/, "")}${word}`.trim();
  const wide = widest(picture, [word.trim()], "keyword");
  const start = Math.min(key, right - wide - 6);
  const widthOf = (/** @type {string} */ written) => widest(picture, [written], "line");
  const [ahead] = [tailToRoom(before, start - left - 8, widthOf)];
  const behind = right - start - wide - 14;
  const rest = behind < 30 ? "" : cutToRoom(after, behind, widthOf);
  const name = filledText(words.read, { text });
  return el(
    "g",
    { class: "story", ...(take ? { ...pressable(() => take(text)), "aria-description": name } : {}) },
    el("rect", { class: "hit", x: left - 4, y: y - pitch / 2 + 1, width: right - left + 8, height: pitch - 2, rx: 6 }),
    el("rect", {
      class: "mark",
      x: start - 5,
      y: y - 12,
      width: wide + 10,
      height: 24,
      rx: 5,
      style: { opacity: 0.12 + 0.3 * share },
    }),
    el("text", { class: "line quiet-line", x: start - 8, y: y + 5, "text-anchor": "end" }, ahead),
    el("text", { class: "keyword", x: start, y: y + 5 }, word.trim()),
    el("text", { class: "line", x: start + wide + 9, y: y + 5 }, rest),
  );
}

/**
 * As much of the end of a text as has room, beginning with “…” where it is not all of it.
 *
 * @param {string} text
 * @param {number} room Pixels.
 * @param {(written: string) => number} widthOf
 */
export function tailToRoom(text, room, widthOf) {
  const letters = [...text.replace(/^…/, "")];
  let written = text;
  while (letters.length > 1 && widthOf(written) > room) {
    letters.shift();
    written = `…${letters.join("")}`;
  }
  return written;
}

/**
 * The neuron itself, as bright as the text excites it, and what it raises; no more than its name while that is asked.
 *
 * @param {SVGSVGElement} picture
 * @param {NeuronRoom} room
 * @param {Neuron} neuron
 * @param {Record<string, string>} words
 * @param {number} grown From 0 to 1.
 * @param {Language} language
 */
export function heartNodes(picture, { heart, raised: area }, { layer, number, felt, raised }, words, grown, language) {
  const glow = Math.min(1, Math.max(0, ...felt.slice(1)));
  const fill = `color-mix(in srgb, var(--chosen) ${(100 * glow).toFixed(0)}%, var(--st-background-color))`;
  const name = filledText(words.name, { layer: String(layer), number: String(number) });
  const most = Math.max(...raised.map(({ deviations }) => deviations), 1e-9);
  const from = heart.x + heart.r;
  const rows = raised.slice(0, area.lines).map(({ label, deviations }, row) => {
    const y = area.top + area.pitch * (row + 0.5);
    const size = fixed(deviations, 1, language);
    const middle = (from + area.left) / 2;
    const way = `M${from} ${heart.y}C${middle} ${heart.y} ${middle} ${y} ${area.left - 4} ${y}`;
    const kind = row === 0 ? "best" : "";
    return el(
      "g",
      { class: "raises" },
      el("title", {}, filledText(words.raised, { token: label, deviations: size })),
      area.isBeside
        ? el("path", {
            class: `way ${kind}`,
            d: way,
            style: { "stroke-width": `${(7 * deviations * grown) / most}px` },
          })
        : null,
      el(
        "text",
        { class: `word-raised ${kind}`, x: area.left, y: y + 5 },
        shortened(picture, label, area.bar - area.left - 8, "word-raised"),
      ),
      el("rect", {
        class: `lifts ${kind}`,
        x: area.bar,
        y: y - 8,
        width: ((area.right - 62 - area.bar) * deviations * grown) / most,
        height: 16,
        rx: 3,
      }),
      el("text", { class: "small", x: area.right, y: y + 5, "text-anchor": "end" }, `+${size} σ`),
    );
  });
  const label = heart.isBeside
    ? { x: heart.x, y: heart.y + heart.r + 20, "text-anchor": "middle" }
    : { x: heart.x + heart.r + 12, y: heart.y + 5 };
  return [
    ...(raised.length > 0 ? [el("text", { class: "heading", x: area.left, y: area.top - 10 }, words.writes)] : []),
    ...rows,
    raised.length === 0
      ? el("path", {
          class: "way unknown",
          d: heart.isBeside ? `M${from} ${heart.y}H${area.left - 16}` : `M${heart.x} ${heart.y + heart.r}v28`,
        })
      : "",
    el("circle", { class: "heart", cx: heart.x, cy: heart.y, r: heart.r, style: { fill } }),
    el("text", { class: "small", ...label }, name),
  ];
}

/**
 * A heading that ends at `y`, in as many lines as it needs.
 *
 * @param {SVGSVGElement} picture
 * @param {string} text
 * @param {number} x
 * @param {number} y
 * @param {number} room Pixels.
 */
function heading(picture, text, x, y, room) {
  const lines = linesOf(text, room, (written) => widest(picture, [written], "heading"));
  return lines.map((line, index) => el("text", { class: "heading", x, y: y - 17 * (lines.length - 1 - index) }, line));
}

/** @param {number} share */
export function signedPercent(share) {
  return share < 0 ? `−${percent(-share)}` : percent(share);
}
