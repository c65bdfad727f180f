// The picture's own menu: signs or words only, and the picture as a file.

import { el } from "../../../kit/browser/dom.js";
import { filmKind } from "./film.js";

/** @typedef {"svg" | "png" | "film"} Format */

export function buildMenu() {
  const button = el("button", { type: "button", class: "more", "aria-expanded": "false" }, "⋯");
  const words = el("input", { type: "checkbox" });
  const name = el("span", {});
  /** @type {Format[]} */
  const formats = ["svg", "png", ...(filmKind() ? [/** @type {const} */ ("film")] : [])];
  const files = formats.map((format) => ({ format, node: el("button", { type: "button", class: "file" }) }));
  const list = el(
    "div",
    { class: "list", hidden: true },
    el("label", {}, words, name),
    ...files.map(({ node }) => node),
  );
  const node = el("div", { class: "menu" }, button, list);
  const open = (/** @type {boolean} */ isOpen) => {
    list.hidden = !isOpen;
    button.setAttribute("aria-expanded", String(isOpen));
  };
  button.onclick = () => open(button.getAttribute("aria-expanded") === "false");
  node.onkeydown = (event) => {
    if (event.key !== "Escape" || list.hidden) return;
    open(false);
    button.focus();
  };
  node.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !node.contains(relatedTarget)) open(false);
  });

  return {
    node,

    /** @param {Record<string, string>} texts */
    label(texts) {
      button.setAttribute("aria-label", texts.menu);
      name.textContent = texts.words_only;
      for (const { format, node: file } of files) file.textContent = texts[`save_${format}`];
    },

    /**
     * @param {boolean} wordsOnly What is set.
     * @param {(wordsOnly: boolean) => void} choose
     * @param {(format: Format) => void} save
     */
    wire(wordsOnly, choose, save) {
      words.checked = wordsOnly;
      words.onchange = () => {
        open(false); // on a phone it would cover the words
        button.focus();
        choose(words.checked);
      };
      for (const { format, node: file } of files)
        file.onclick = () => {
          open(false);
          button.focus();
          save(format);
        };
    },
  };
}
