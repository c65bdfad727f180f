// What may happen to any part, by `payload.state`: a guess is on its way to the server, or drawing fails.

import { askBox } from "../../llm_viz/kit/browser/ask.js";
import { el } from "../../llm_viz/kit/browser/dom.js";

const WORDS = {
  en: { text: "Which word comes next?", options: ["cat", "dog"], waive: "Just show me" },
  ja: { text: "次に来る言葉はどれでしょうか？", options: ["犬", "猫"], waive: "答えを見る" },
};

/**
 * @param {HTMLElement} root
 * @param {{ state: string }} payload
 * @param {import("../../llm_viz/kit/browser/streamlit.js").Surroundings} surroundings
 */
export function mount(root, { state }, { language, send }) {
  if (state === "failed") throw new Error("a part that fails, to show what stands there then");
  const box = askBox({ key: "k", open: true, guess: null, own: "", longest: 60, ...WORDS[language] }, send);
  root.replaceChildren(el("div", { class: "stage" }, box));
  /** @type {HTMLElement | null} */ (box.querySelector(".candidate"))?.click();
}
