// Draws the fork that is open: branches as wide as their probabilities, and how one of them becomes the bed.

import { el } from "../../../kit/browser/dom.js";
import { pressable } from "../../../kit/browser/keyboard.js";
import { count, percent } from "../../../kit/browser/numbers.js";
import { blend, ease, mixed, outline } from "./bands.js";
import { bankOf, bedOf, chancesOf, falls, fan, segments, TAKEN_DOWN } from "./flow_math.js";

/**
 * @import { Branch } from "./river.js"
 * @import { Picture, Stage } from "./scene.js"
 */

/**
 * @typedef {Picture & { bank: number, reach: number, mirrored: number }} Moment Where the fork begins across, how long it
 *   is, and whether its order is turned round.
 */

const SHARE = 76; // pixels of a probability and the space before it

/**
 * The fork's nodes, and a function that draws them as `picture` says.
 *
 * @param {Stage} stage
 * @param {Picture} picture
 * @param {number} end Along: where the fork stands.
 */
export function forkView(stage, picture, end) {
  const { room, line, words, language, on, measure } = stage;
  const { branches } = line.forks[picture.at];
  const shown = branches.slice(0, room.named);
  const chances = branches.map(({ p }) => p);
  const paths = [...shown, null].map((_, index) =>
    el("path", { class: index === picture.aim ? "branch aimed" : index === shown.length ? "branch others" : "branch" }),
  );
  const labels = shown.map((branch, index) => {
    const written = branch.kind === "special" ? words.end : short(branch, room.down ? 7 : 16);
    const fits = ((room.down ? 68 : room.length - room.mouth - room.reach - 84) / measure(written, "word")) * 22;
    const size = `${Math.min(fits, sizeOf(branch.p, room.down)).toFixed(1)}px`;
    const name = el("tspan", { class: "name", style: { "font-size": size } }, `${written} `);
    const share = el("tspan", { class: "share" });
    const ends = branch.kind === "special";
    const press = pressable(() => on.take(picture.at, index));
    const attributes = { class: index === picture.aim ? "option aimed" : "option", ...(ends ? {} : press) };
    return { node: el("text", { ...attributes, tabindex: ends ? null : -1 }, name, share), share, branch };
  });
  const others_ = el("text", { class: "option rest" });
  const counted = words.others.replace("{count}", count(line.vocabulary - shown.length, language));
  const named =
    measure(counted, "option rest") < room.length - room.mouth - room.reach - SHARE ? counted : words.others_short;
  const flood = el("path", { class: "body" });
  const segment = segments([end], [], room)[0];
  const grown = (/** @type {Branch} */ { label, p }) => {
    const length = room.down ? TAKEN_DOWN : Math.max(measure(label, "word"), measure(percent(p), "small")) + 16;
    const [, taken] = segments([end], [{ length, probability: p }], room);
    return taken;
  };

  const draw = (/** @type {Moment} */ { open, flood: flooded, fold, bank, reach, mirrored, probabilities, aim }) => {
    const total = chancesOf(probabilities ?? chances, room.named);
    const { shapes, ends } = fan({ ...room, reach }, total, end, bank, ease(open), mirrored);
    const folded = ease(fold);
    let drawn = shapes;
    if (folded > 0 && shown[aim]) {
      const taken = grown(shown[aim]);
      const dry = falls(
        taken,
        total[aim],
        total.filter((_, index) => index !== aim),
        room,
      );
      const body = bedOf(taken, total[aim], room);
      drawn = shapes.map((shape, index) =>
        blend(shape, index === aim ? body : dry[index < aim ? index : index - 1], folded),
      );
    }
    for (const [index, path] of paths.entries()) {
      path.setAttribute("d", outline(drawn[index], room.down));
      path.classList.toggle("dried", folded > 0.5 && index !== aim);
    }
    const near = segment.end;
    const front = near + (reach + 40) * flooded;
    flood.setAttribute(
      "d",
      flooded > 0 && drawn[aim]
        ? outline(
            drawn[aim].map(([along, across]) => [Math.min(along, folded > 0 ? 1e6 : front), across]),
            room.down,
          )
        : "",
    );
    for (const [index, { node, share }] of labels.entries()) {
      placeLabel(node, share, ends[index], index, reach);
      share.textContent = percent(total[index]);
      const gone = index === aim ? folded * 2 : folded * 3;
      node.style.opacity = String(Math.max(0, Math.min(1, (open - 0.35) * 3 - index * 0.12)) * Math.max(0, 1 - gone));
    }
    placeOthers(ends[shown.length], total[shown.length], reach);
    others_.style.opacity = String(Math.max(0, Math.min(1, (open - 0.6) * 3)) * Math.max(0, 1 - folded * 3));
  };

  /** @param {SVGTextElement} node @param {SVGTSpanElement} share @param {number} across @param {number} index @param {number} reach */
  const placeLabel = (node, share, across, index, reach) => {
    if (room.down) {
      const y = end + reach + 20 + (index % 2) * 34;
      place(node, across, y, "middle");
      for (const part of node.querySelectorAll("tspan")) part.setAttribute("x", String(across));
      share.setAttribute("dy", "17");
    } else {
      place(node, end + reach + 14, across + 7, "start");
      share.setAttribute("dx", "3");
    }
  };
  /** @param {number} across @param {number} p @param {number} reach */
  const placeOthers = (across, p, reach) => {
    if (room.down) {
      place(others_, across, end + reach + 20 + (shown.length % 2) * 34, "middle");
      others_.replaceChildren(
        el("tspan", { x: across }, words.others_short),
        el("tspan", { x: across, dy: 17, class: "share" }, percent(p)),
      );
    } else {
      place(others_, end + reach + 14, across + 5, "start");
      others_.replaceChildren(named, el("tspan", { dx: 8, class: "share" }, percent(p)));
    }
  };

  const group = el("g", { class: "fan" }, ...paths, flood, ...labels.map(({ node }) => node), others_);
  const bank = () => bankOf(fan(room, chancesOf(chances, room.named), end, room.crest, 1).shapes[picture.aim]);
  return {
    group,
    draw,
    bank,
    options: labels.filter(({ branch }) => branch.kind !== "special").map(({ node }) => node),
    grown,
  };
}

/**
 * @param {SVGTextElement} node
 * @param {number} x
 * @param {number} y
 * @param {string} anchor
 */
function place(node, x, y, anchor) {
  node.setAttribute("x", x.toFixed(1));
  node.setAttribute("y", y.toFixed(1));
  node.setAttribute("text-anchor", anchor);
}

/**
 * Likelier words are written larger.
 *
 * @param {number} probability
 * @param {boolean} down
 */
function sizeOf(probability, down) {
  return Math.round(down ? mixed(16, 24, Math.sqrt(probability)) : mixed(19, 36, Math.sqrt(probability)));
}

/**
 * @param {Branch} branch
 * @param {number} most
 */
function short({ label }, most) {
  const letters = [...label];
  return letters.length > most ? `${letters.slice(0, most - 1).join("")}…` : label;
}
