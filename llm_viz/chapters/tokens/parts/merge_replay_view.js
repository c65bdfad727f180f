// What is seen of the replay of merges.

import { el } from "../../../kit/browser/dom.js";
import { count } from "../../../kit/browser/numbers.js";

/**
 * @import { Language } from "../../../kit/browser/numbers.js"
 * @import { MergeReplayPayload } from "./merge_replay.js"
 * @import { Merge } from "./merges.js"
 *
 * @typedef {ReturnType<typeof viewOf>} View
 */

const ICONS = {
  first: "M3 3v10M13 3 6 8l7 5z",
  back: "M11 3 4 8l7 5z",
  play: "M4 2.5 13 8l-9 5.5z",
  pause: "M5 3v10M11 3v10",
  forward: "M5 3l7 5-7 5z",
  last: "M13 3v10M3 3l7 5-7 5z",
};

/**
 * The elements; `show` draws the pieces after `step` merges.
 *
 * @param {MergeReplayPayload} payload
 * @param {string[][]} sequences The pieces after each number of merges.
 * @param {Language} language
 */
export function viewOf({ merges, agrees, found, labels }, sequences, language) {
  const total = merges.length;
  const button = (/** @type {"first" | "back" | "forward" | "last"} */ name) =>
    el("button", { type: "button", class: name, "aria-label": labels[name], title: labels[name] }, iconOf(name));
  const [first, back, forward, last] = [button("first"), button("back"), button("forward"), button("last")];
  const play = el("button", { type: "button", class: "play", disabled: total === 0 });
  const scrub = el("input", { type: "range", min: 0, max: total, step: 1, "aria-label": labels.scrub });
  scrub.disabled = total === 0;
  const counter = el("span", { class: "count number" });
  const now = el("p", { class: "stage-says", role: "status" });
  const pieces = el("div", { class: "pieces visually-hidden", role: "group", "aria-label": labels.pieces });
  const list = el("ol", { class: "merges", tabindex: 0, "aria-label": labels.list });
  const controls = el("div", { class: "stage-tools" }, first, back, play, forward, last, scrub, counter);
  const show = (/** @type {number} */ step, /** @type {boolean} */ isPlaying) => {
    const [made, next] = [merges[step - 1], merges[step]];
    first.disabled = back.disabled = step === 0;
    forward.disabled = last.disabled = step === total;
    const action = isPlaying ? "pause" : "play";
    play.replaceChildren(iconOf(action), ` ${labels[action]}`);
    scrub.value = String(step);
    counter.textContent = `${step} / ${total}`;
    if (made) now.replaceChildren(...sentenceOf(made, sequences[step - 1], labels, language));
    else now.textContent = total > 0 ? labels.start : labels.none;
    if (step === total) {
      const verdict = el("strong", { class: "verdict" }, agrees ? labels.agrees : labels.disagrees);
      now.append(" ", verdict, " ", found);
    }
    pieces.replaceChildren(
      ...sequences[step].map((piece, index) => el("span", { class: classOf(index, made, next) }, piece)),
    );
    markInList(list, step - 1);
  };
  return { first, back, play, forward, last, scrub, list, controls, pieces, now, show };
}

/**
 * Drawn here, because few fonts have these signs.
 *
 * @param {keyof typeof ICONS} name
 */
function iconOf(name) {
  return el("svg", { class: "icon", viewBox: "0 0 16 16", "aria-hidden": "true" }, el("path", { d: ICONS[name] }));
}

/**
 * "l + o → lo, rank 3".
 *
 * @param {Merge} merge
 * @param {string[]} pieces Before the merge.
 * @param {MergeReplayPayload["labels"]} labels
 * @param {Language} language
 */
function sentenceOf({ index, rank, piece }, pieces, labels, language) {
  return [
    el("bdi", { class: "piece" }, pieces[index]),
    " + ",
    el("bdi", { class: "piece" }, pieces[index + 1]),
    " → ",
    el("bdi", { class: "piece made" }, piece),
    el("span", { class: "quiet" }, ` ${labels.rank} `),
    el("span", { class: "mono" }, count(rank, language)),
  ];
}

/**
 * How a piece looks: whether the last merge made it, and whether it is the left or the right one of the next merge.
 *
 * @param {number} index
 * @param {Merge | undefined} made
 * @param {Merge | undefined} next
 */
function classOf(index, made, next) {
  const isLeft = index === next?.index;
  const isRight = next !== undefined && index === next.index + 1;
  const classes = { made: index === made?.index, next: isLeft || isRight, left: isLeft };
  const chosen = Object.entries(classes).flatMap(([name, holds]) => (holds ? [name] : []));
  return ["piece", ...chosen].join(" ");
}

/**
 * @param {HTMLElement} list
 * @param {number} current
 */
function markInList(list, current) {
  [...list.children].forEach((item, index) => {
    item.classList.toggle("done", index <= current);
    item.classList.toggle("current", index === current);
  });
  const item = /** @type {HTMLElement | undefined} */ (list.children[current]);
  // This moves the list only, never the page.
  list.scrollTop = item ? item.offsetTop - list.offsetTop - list.clientHeight / 2 : 0;
}
