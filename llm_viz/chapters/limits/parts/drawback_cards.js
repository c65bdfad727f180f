// The eleven drawbacks, each with the one number that stands for it; one of them is on the stage.

import { el } from "../../../kit/browser/dom.js";
import { walkWithArrows } from "../../../kit/browser/keyboard.js";
import { showInStrip } from "../../../kit/browser/screen.js";

/**
 * @import { Surroundings } from "../../../kit/browser/streamlit.js"
 *
 * @typedef {{ key: string, name: string, number: string, of: string, share: number | null, asked: boolean }} Card
 *   `CardPayload` in `drawback_cards.py`.
 * @typedef {{ label: string, hint: string, cards: Card[], chosen: string }} CardsPayload
 */

/**
 * @param {HTMLElement} root
 * @param {CardsPayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, { label, hint, cards, chosen }, { send }) {
  const buttons = cards.map((card) => {
    const isChosen = card.key === chosen;
    return el(
      "button",
      { class: "card", role: "radio", "aria-checked": String(isChosen), onclick: () => send("chosen", card.key) },
      el("span", { class: "name" }, card.name),
      el("strong", { class: `count${card.asked ? " asked" : ""}` }, card.number),
      el("span", { class: "of" }, card.of),
      card.share === null ? null : el("span", { class: "share", style: { "--share": card.share } }),
    );
  });
  const group = el("div", { class: "cards", role: "radiogroup", "aria-label": label }, ...buttons);
  const place = cards.findIndex(({ key }) => key === chosen);
  walkWithArrows(group, buttons, { start: place });
  const about = el("p", { class: "about", "aria-hidden": "true" }, el("strong", {}, label), ` ${hint}`);
  root.replaceChildren(el("div", { class: "field" }, group, about));
  if (buttons[place]) showInStrip(group, buttons[place]);
}
