// Draws the row of cards, the strip above it, and the labels of what is too narrow for its name.

import { el } from "../../../kit/browser/dom.js";
import { hueColour, huesOf } from "../../../kit/browser/hues.js";
import { count, percent } from "../../../kit/browser/numbers.js";
import { zoomOfPage } from "../../../kit/browser/screen.js";
import { filledText } from "../../../kit/browser/sentences.js";
import { between, layout, ribbon, spreadLabels } from "./deck_math.js";

/**
 * @import { CardsPayload } from "./cards.js"
 * @import { Layout, Place, Token } from "./deck_math.js"
 * @typedef {{ width: number, height: number, top: number, tall: number, strip: number, isNarrow: boolean }} Room
 */

const ARTICLE_WORDS = 4;
const STRIP = 26; // pixels: height of the strip
const FALL = 78; // pixels: from the top of the strip to the cards
const LABELS = 58; // pixels: height of a row of labels
const GAP = 8; // pixels between two labels
const [LEAST_TALL, MOST_TALL] = [84, 240]; // pixels: height of a card

export class DeckView {
  constructor() {
    this.flow = el("svg", { class: "flow", "aria-hidden": "true" });
    this.strip = el("div", { class: "strip", "aria-hidden": "true" });
    this.cards = el("div", { class: "cards", role: "img" });
    this.labels = el("div", { class: "labels", "aria-hidden": "true" });
    this.node = el("div", { class: "deck" }, this.flow, this.strip, this.cards, this.labels);
    /** @type {Map<number, number>} Ids → hues, of the tokens that are drawn. */
    this.hues = new Map();
    /** @type {Map<string, number>} */
    this.widths = new Map();
    this.pen = /** @type {CanvasRenderingContext2D} */ (el("canvas").getContext("2d"));
    /** The height of the cards, kept for a text. */
    this.kept = { key: "", tall: 0 };
    /** @type {Room} */
    this.room = { width: 0, height: 0, top: 0, tall: 0, strip: 0, isNarrow: false };
  }

  /** Pixels from the bottom of the picture to just above the cards: the place of the question. */
  roomAboveCards() {
    return this.room.height - this.room.top + 14;
  }

  /** @param {string | null} choice The guess lands on the widest card at once. */
  land(choice) {
    const mark = this.cards.querySelector(".dashed-mark");
    if (mark && choice !== null) mark.textContent = choice;
  }

  /**
   * @param {CardsPayload} payload
   * @param {number} width
   * @param {number} share From the strip's row (0) to the cards' own (1).
   */
  draw(payload, width, share) {
    const { tokens, cards, before } = payload;
    const isCovered = payload.question?.open ?? false;
    const height = this.node.clientHeight;
    const isNarrow = width < 600;
    this.room.isNarrow = isNarrow;
    const to = layout(tokens, cards, width);
    const from = before
      ? layout(
          tokens.map(({ id, was }) => ({ id, p: was ?? 0 })),
          before,
          width,
        )
      : null;
    const now = from ? between(from, to, share) : to;
    const byId = new Map(tokens.map((token) => [token.id, token]));
    const outside = tokens.filter((token) => this.isOutside(token, to, isCovered, cards, isNarrow));
    const fallen = (before ?? []).filter((id) => share === 1 && !cards.includes(id)).slice(0, this.mostFallen(before));
    const labels = [...outside.map(({ id }) => id), ...fallen].map((id) => this.labelOf(id, now, payload, byId));
    const rows = labels.reduce((sum, label) => sum + label.width + GAP, 0) > width + GAP ? 2 : 1;
    const tall = this.tallness(payload, height - rows * LABELS - 8);
    const top = height - rows * LABELS - 8 - tall;
    this.room = { width, height, top, tall, strip: top - FALL, isNarrow };
    this.node.classList.toggle("told", !isCovered);
    this.hues = huesById([...new Set([...cards, ...(before ?? [])])], byId);
    this.drawFlow(from, now, payload);
    this.drawStrip(from, payload, byId);
    this.drawCards(now, payload, byId, isCovered);
    this.drawLabels(labels, payload);
    this.drawGhost(to, payload);
    this.cards.setAttribute("aria-label", payload.alt);
  }

  /** @param {Token} token @param {Layout} to @param {boolean} isCovered @param {number[]} cards @param {boolean} isNarrow */
  isOutside(token, to, isCovered, cards, isNarrow) {
    const place = to.places.get(token.id);
    if (!place || !cards.includes(token.id)) return false;
    return !this.fits(isCovered ? "" : token.label, place, isNarrow);
  }

  /** @param {string} name @param {Place} place @param {boolean} isNarrow */
  fits(name, place, isNarrow) {
    const least = Math.max(this.measure(name, isNarrow ? 17 : 19, 650), this.measure(percent(place.p), 16, 400));
    return least + 10 < place.width;
  }

  /** @param {Layout | null} from @param {Layout} now @param {CardsPayload} payload */
  drawFlow(from, now, { before, cards }) {
    const { strip, top } = this.room;
    const ribbons = from
      ? [...new Set([...(before ?? []), ...cards])].map((id) => {
          const [above, below] = [from.places.get(id), now.places.get(id)];
          if (!above || !below || above.width === 0) return null; // the article says nothing of other tokens
          return el("path", { d: ribbon(above, below, strip + STRIP, top - 2), style: { fill: this.colourOf(id) } });
        })
      : [];
    this.flow.replaceChildren(...ribbons.filter((path) => path !== null));
  }

  /** @param {Layout | null} from @param {CardsPayload} payload @param {Map<number, Token>} byId */
  drawStrip(from, { before, before_name: name, exchanges, words }, byId) {
    const { strip } = this.room;
    if (!from || !before) {
      this.strip.replaceChildren();
      return;
    }
    const box = (/** @type {number} */ x, /** @type {number} */ width) => ({
      left: `${x}px`,
      width: `${Math.max(1, width - 1.5)}px`,
      top: `${strip}px`,
      height: `${STRIP}px`,
    });
    const pieces = before.map((id) => {
      const place = /** @type {Place} */ (from.places.get(id));
      const label = byId.get(id)?.label ?? "";
      const both = `${label} ${percent(place.p)}`;
      const text = [both, label].find((written) => this.measure(written, 16, 400) + 8 < place.width) ?? "";
      return el("span", { style: { ...box(place.x, place.width), background: this.colourOf(id) } }, text);
    });
    const rest = el("span", { class: "rest", style: box(from.rest.x, from.rest.width) });
    const at = { top: `${strip - 25}px` };
    const hint = exchanges ? [el("em", { class: "hint", style: at }, words.hint)] : [];
    this.strip.replaceChildren(
      el("em", { style: at }, name),
      ...hint,
      ...pieces,
      ...(from.rest.width > 1 ? [rest] : []),
    );
  }

  /** @param {Layout} now @param {CardsPayload} payload @param {Map<number, Token>} byId @param {boolean} isCovered */
  drawCards(now, payload, byId, isCovered) {
    const kept = new Map([...this.cards.children].map((card) => [card.getAttribute("data-id"), card]));
    const drawn = payload.cards.map((id, index) => {
      const place = /** @type {Place} */ (now.places.get(id));
      const token = /** @type {Token} */ (byId.get(id));
      const card = /** @type {HTMLElement} */ (kept.get(String(id)) ?? newCard(id));
      const style = { ...this.boxOf(place), "--c": this.colourOf(id), "--n": index };
      for (const [name, value] of Object.entries(style)) card.style.setProperty(name, String(value));
      card.classList.toggle("guessed", !isCovered && payload.before === null && payload.ghost?.id === id);
      this.fillCard(card, token, place, payload, isCovered, index === 0);
      return card;
    });
    const { rest } = now;
    const [long, short] = [
      filledText(payload.words.others, { count: count(payload.others, "en") }),
      payload.words.others_short,
    ];
    const name = [long, short].find((text) => this.measure(text, 17, 500) + 30 < rest.width) ?? "";
    const last = el(
      "div",
      { class: "card rest", style: this.boxOf(rest) },
      ...(name === "" ? [] : [el("b", {}, name), el("span", {}, percent(rest.p))]),
    );
    this.cards.replaceChildren(...drawn, last);
  }

  /**
   * @param {HTMLElement} card
   * @param {Token} token
   * @param {Place} place
   * @param {CardsPayload} payload
   * @param {boolean} isCovered
   * @param {boolean} isFirst
   */
  fillCard(card, token, place, payload, isCovered, isFirst) {
    const { isNarrow } = this.room;
    const [back, face] = [...card.querySelectorAll(".side")];
    const p = percent(place.p);
    const isRoomy = this.measure(p, 16, 400) + 10 < place.width;
    back.replaceChildren(
      ...(isFirst && place.width > 60 ? [el("b", { class: "dashed-mark" }, "?")] : []),
      el("span", {}, isRoomy ? p : ""),
    );
    const sizes = isNarrow ? [26, 21, 17] : [42, 32, 24, 19];
    const room = this.room.tall - (token.was === null || payload.before === null ? 34 : 58);
    const size =
      sizes.find((pixels) => this.measure(token.label, pixels, 650) + 14 < place.width && 1.2 * pixels < room) ?? 0;
    const fits = !isCovered && this.fits(token.label, place, isNarrow);
    const was =
      token.was === null || payload.before === null ? "" : filledText(payload.words.was, { p: percent(token.was) });
    const below = this.measure(was, 16, 400) + 12 < place.width ? was : "";
    face.replaceChildren(
      ...(fits
        ? [
            el("b", { style: { "font-size": `${size || sizes[sizes.length - 1]}px` } }, token.label),
            el("span", {}, p),
            el("small", {}, below),
          ]
        : []),
    );
  }

  /** @param {{ x: number, width: number }} place */
  boxOf({ x, width }) {
    const { top, tall } = this.room;
    return { left: `${x}px`, width: `${Math.max(1, width)}px`, top: `${top}px`, height: `${tall}px` };
  }

  /** @param {number[] | null} before How many tokens that lost their card keep a label: the article's all do. */
  mostFallen(before) {
    if (this.room.isNarrow) return 1;
    return before?.length === ARTICLE_WORDS ? ARTICLE_WORDS : 2;
  }

  /**
   * How tall the cards are: what the sentence above and the question leave, and no other when the cards turn.
   *
   * @param {CardsPayload} payload
   * @param {number} room
   */
  tallness({ text, question, before }, room) {
    const [line, ask] = [".line", ".ask"].map(
      (name) => (this.node.querySelector(name)?.getBoundingClientRect().height ?? 0) / zoomOfPage(),
    );
    const key = `${text} ${this.room.isNarrow}`;
    if (question?.open || this.kept.key !== key || before !== null) {
      const above = Math.max(question?.open ? ask + 24 : 60, before === null ? 0 : FALL + STRIP + 8);
      this.kept = { key, tall: Math.max(LEAST_TALL, Math.min(MOST_TALL, room - line - above)) };
    }
    return this.kept.tall;
  }

  /**
   * What stands below the cards about one of them.
   *
   * @param {number} id
   * @param {Layout} now
   * @param {CardsPayload} payload
   * @param {Map<number, Token>} byId
   */
  labelOf(id, now, { before, question, cards, words }, byId) {
    const place = /** @type {Place} */ (now.places.get(id));
    const token = /** @type {Token} */ (byId.get(id));
    const hasWas = token.was !== null && before !== null && !this.room.isNarrow;
    const was = hasWas ? `, ${filledText(words.was, { p: percent(token.was ?? 0) })}` : "";
    const [name, line] = [question?.open ? "" : token.label, percent(place.p) + was];
    const width = Math.ceil(Math.max(this.measure(name, 18, 650) + 12, this.measure(line, 15, 400))) + 6;
    return { id, at: place.x + place.width / 2, width, name, line, isFallen: !cards.includes(id) };
  }

  /** @param {ReturnType<DeckView["labelOf"]>[]} labels @param {CardsPayload} payload */
  drawLabels(labels, payload) {
    const { top, tall, width } = this.room;
    const byId = new Map(labels.map((label) => [label.id, label]));
    const start = top + tall;
    const leads = el("svg", { class: "flow" });
    const placed = spreadLabels(labels, width, GAP);
    const nodes = placed.map(({ id, at, x, row, width: wide }) => {
      const { name, line, isFallen } = /** @type {typeof labels[number]} */ (byId.get(id));
      const [y, middle] = [start + 14 + row * 50, x + wide / 2];
      const d = `M${at} ${start + 1}C${at} ${start + 10} ${middle} ${y - 10} ${middle} ${y}`;
      leads.append(el("path", { class: "lead", d }));
      const style = { left: `${x}px`, top: `${y}px`, width: `${wide}px`, "--c": this.colourOf(id) };
      const written = [name === "" ? null : el("b", {}, name), el("i", {}, line)];
      return el("span", { class: isFallen ? "fallen" : "", style }, ...written);
    });
    const left = Math.min(width, ...placed.map(({ x }) => x));
    const isFree = payload.now_name !== "" && this.measure(payload.now_name, 16, 400) + 20 < left;
    const caption = isFree ? [el("em", { style: { top: `${start + 8}px` } }, payload.now_name)] : [];
    this.labels.replaceChildren(leads, ...nodes, ...caption);
  }

  /** @param {Layout} to @param {CardsPayload} payload */
  drawGhost(to, { ghost, words, before, question }) {
    if (!ghost || before !== null || question?.open) return;
    const { top, width } = this.room;
    const text = filledText(words.you, { word: ghost.label });
    const place = to.places.get(ghost.id) ?? to.rest;
    const half = this.measure(text, 17, 650) / 2 + 16;
    const left = Math.min(width - half, Math.max(half, place.x + place.width / 2));
    this.labels.append(
      el(
        "span",
        { class: "dashed-mark ghost mine", style: { left: `${left}px`, top: `${top - 44}px`, width: "auto" } },
        text,
      ),
    );
  }

  /** @param {number} id */
  colourOf(id) {
    return hueColour(this.hues.get(id) ?? 0);
  }

  /** @param {string} text @param {number} size @param {number} weight */
  measure(text, size, weight) {
    const key = `${weight} ${size} ${text}`;
    const known = this.widths.get(key);
    if (known !== undefined) return known;
    this.pen.font = `${weight} ${size}px ${getComputedStyle(this.node).fontFamily}`;
    const { width } = this.pen.measureText(text);
    if (this.widths.size > 2000) this.widths.clear();
    this.widths.set(key, width);
    return width;
  }
}

/** @param {number} id */
function newCard(id) {
  const sides = ["back", "face"].map((name) => el("div", { class: `side ${name}` }));
  return el("div", { class: "card", dataset: { id } }, el("div", { class: "turn" }, ...sides));
}

/**
 * The hues of tokens, by their ids.
 *
 * @param {number[]} ids
 * @param {Map<number, Token>} byId
 */
function huesById(ids, byId) {
  const hues = huesOf(ids.map((id) => byId.get(id)?.label ?? ""));
  return new Map(ids.map((id, index) => [id, hues[index]]));
}
