// What is seen of the path from text to next token.

import { chip } from "../../../kit/browser/chips.js";
import { el } from "../../../kit/browser/dom.js";
import { percent } from "../../../kit/browser/numbers.js";
import { spokenStage } from "./journey_spoken.js";
import { roundOf, STAGES } from "./walk.js";

/**
 * @import { Door, JourneyPayload, Round } from "./journey.js"
 * @import { Stage, Walk } from "./walk.js"
 *
 * @typedef {{ node: HTMLElement, title: HTMLElement, body: HTMLElement, door: HTMLElement }} StageView
 * @typedef {ReturnType<typeof buildView>} View
 */

/** @type {Set<Stage>} */
const LISTS = new Set(/** @type {const} */ (["layers", "probabilities"]));

/**
 * Puts the elements into `root`.
 *
 * @param {HTMLElement} root
 */
export function buildView(root) {
  const play = el("button", { type: "button", class: "primary" });
  const [back, step, restart] = ["back", "step", "restart"].map(() => el("button", { type: "button" }));
  const round = el("span", { class: "quiet" });
  const status = el("span", { class: "quiet", role: "status" });
  const spoken = el("p", { class: "visually-hidden", role: "status" });
  const again = el("p", { class: "again small" });
  const stages = {
    text: stageView("text"),
    tokens: stageView("tokens"),
    layers: stageView("layers"),
    probabilities: stageView("probabilities"),
    chosen: stageView("chosen"),
  };
  stages.chosen.node.append(again);
  const path = STAGES.slice(1).map((stage) => stages[stage].node);
  root.replaceChildren(
    el("div", { class: "controls" }, play, back, step, restart, round, status),
    stages.text.node,
    el("div", { class: "path" }, ...path),
    spoken,
  );
  return { play, back, step, restart, round, status, spoken, again, stages, drawn: "" };
}

/**
 * @param {Stage} stage
 * @returns {StageView}
 */
function stageView(stage) {
  const title = el("h3");
  const body = el(LISTS.has(stage) ? "ol" : "div", { class: "body" });
  const door = el("p", { class: "door small" });
  return { node: el("section", { class: `stage ${stage}` }, title, body, door), title, body, door };
}

/**
 * Texts that stay the same while it plays. `open` is called with the chapter behind a door.
 *
 * @param {View} view
 * @param {JourneyPayload} data
 * @param {(chapter: string) => void} open
 */
export function label(view, { labels, doors }, open) {
  view.step.textContent = `${labels.step} →`;
  view.back.textContent = "←";
  view.back.setAttribute("aria-label", labels.back);
  view.restart.textContent = "↺";
  view.restart.setAttribute("aria-label", labels.restart);
  view.again.textContent = `↩ ${labels.again}`;
  for (const stage of STAGES) {
    const { title, door: place } = view.stages[stage];
    const door = doors[stage];
    title.textContent = labels[stage];
    place.replaceChildren(...(door ? [doorLink(door, open)] : []));
  }
}

/**
 * A real link, so that it can be opened in another tab; a plain click stays in the session.
 *
 * @param {Door} door
 * @param {(chapter: string) => void} open
 */
function doorLink({ chapter, label: text }, open) {
  const onclick = (/** @type {MouseEvent} */ event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(chapter);
  };
  return el("a", { href: `${chapter}${window.location.search}`, onclick }, text);
}

/**
 * Let running transitions jump to their end, so that a new action starts from a finished picture.
 *
 * @param {HTMLElement} root
 */
export function finishAtOnce(root) {
  root.classList.add("instant");
  root.getBoundingClientRect(); // makes the browser apply the class before it is taken away again
  root.classList.remove("instant");
}

/**
 * @param {View} view
 * @param {Walk} walk
 */
export function showControls(view, { data: { labels, rounds }, position, playing, awaiting, atEnd }) {
  view.play.textContent = playing ? `❚❚ ${labels.pause}` : `▶ ${labels.play}`;
  view.step.disabled = atEnd || (awaiting && !playing);
  view.back.disabled = view.restart.disabled = position <= 0;
  view.round.textContent = rounds[roundOf(position)].name;
  view.status.textContent = awaiting ? labels.waiting : atEnd ? labels.ended : "";
}

/**
 * Draw the round of a position, up to its stage.
 *
 * @param {View} view
 * @param {JourneyPayload} data
 * @param {number} position
 */
export function showStage(view, data, position) {
  const stage = position % STAGES.length;
  const isLast = stage === STAGES.length - 1;
  const round = data.rounds[roundOf(position)];
  STAGES.forEach((name, index) => {
    view.stages[name].node.classList.toggle("ahead", index > stage);
    view.stages[name].node.classList.toggle("now", index === stage);
  });
  const drawn = [data.model, data.text, data.labels.others, roundOf(position)].join("\n");
  if (view.drawn !== drawn) {
    view.drawn = drawn; // drawing again would cut short what is moving
    drawRound(view, round, data.labels);
  }
  const pieces = round.written.map((piece) => el("mark", {}, piece));
  const next = isLast ? el("mark", { class: "next" }, round.candidates[0].label) : "";
  view.stages.text.body.replaceChildren(data.text, ...pieces, next);
  view.again.classList.toggle("ahead", !isLast);
  const spoken = spokenStage(data, position);
  if (view.spoken.textContent !== spoken) view.spoken.textContent = spoken; // once, not with every run of the page
}

/**
 * @param {View} view
 * @param {Round} round
 * @param {JourneyPayload["labels"]} labels
 */
function drawRound({ stages }, round, labels) {
  const [chosen] = round.candidates;
  stages.tokens.body.replaceChildren(...tokenChips(round));
  stages.layers.body.replaceChildren(...layerRows(round, labels));
  stages.probabilities.body.replaceChildren(...probabilityRows(round, labels));
  const share = el("span", { class: "number" }, percent(chosen.probability));
  stages.chosen.body.replaceChildren(chip(chosen, { chosen: true }), share);
}

/** @param {Round} round */
function tokenChips({ tokens, earlier }) {
  const chips = tokens.map((token) => chip(token));
  const hasEarlier = (tokens[0]?.position ?? 0) > 0;
  return hasEarlier ? [el("span", { class: "quiet small" }, earlier), ...chips] : chips;
}

/**
 * @param {Round} round
 * @param {JourneyPayload["labels"]} labels
 */
function layerRows({ layers }, labels) {
  return layers.map(({ layer, favourite, winner, first }, index) => {
    const style = { "--index": index, "--glow": Math.sqrt(winner).toFixed(3) };
    return el(
      "li",
      { class: first ? "first" : "", style },
      el("span", { class: "number quiet" }, layer === 0 ? labels.embeddings : String(layer)),
      el("span", { class: "word" }, favourite.label),
      el("span", { class: "number small" }, percent(favourite.probability)),
    );
  });
}

/**
 * The candidates, best first, and all others together.
 *
 * @param {Round} round
 * @param {JourneyPayload["labels"]} labels
 */
function probabilityRows({ candidates, rest }, labels) {
  const row = (/** @type {string} */ name, /** @type {number} */ share, /** @type {string} */ kind) => {
    const style = { "--share": `${100 * share}%` };
    const bar = el("div", { class: kind === "first" ? "bar chosen" : "bar", style });
    const number = el("span", { class: "number small" }, percent(share));
    return el("li", { class: kind }, el("span", { class: "word" }, name), el("div", { class: "track" }, bar), number);
  };
  const rows = candidates.map(({ label: name, probability }, index) =>
    row(name, probability, index === 0 ? "first" : ""),
  );
  return [...rows, row(labels.others, rest, "rest")];
}
