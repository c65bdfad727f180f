// What else may be asked, once the question on the piles is answered: other things, and a title of one's own.

import { el } from "../../../../kit/browser/dom.js";
import { isComposing } from "../../../../kit/browser/keyboard.js";

/**
 * @import { Surroundings } from "../../../../kit/browser/streamlit.js"
 *
 * @typedef {{ asked: string, offered: { key: string, name: string }[], longest: number }} Choice `ChoicePayload` in
 *   `piles.py`.
 */

/**
 * @param {Choice} choice
 * @param {Record<string, string>} strings
 * @param {Surroundings["send"]} send
 */
export function choices({ asked, offered, longest }, strings, send) {
  const pills = offered.map(({ key, name }) =>
    el(
      "button",
      { type: "button", class: "pill", "aria-pressed": String(key === asked), onclick: () => send("asked", key) },
      name,
    ),
  );
  const field = el("input", {
    type: "text",
    class: "own",
    placeholder: strings.own,
    "aria-label": strings.own,
    maxlength: longest,
  });
  field.onkeydown = (event) => {
    const title = field.value.trim();
    if (event.key === "Enter" && !isComposing(event) && title !== "") send("title", title);
  };
  return el("div", { class: "choices", role: "group", "aria-label": strings.others }, ...pills, field);
}
