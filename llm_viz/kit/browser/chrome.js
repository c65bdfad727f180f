// What Streamlit draws around the chapters: in the visitor's language, quiet where it says nothing, out of the way on a
// phone. The language of the document is set too, so that a screen reader takes the right voice and the browser the
// right form of Chinese characters. What scrolls sideways there can be reached by the keyboard, and the act that is shown
// is in sight in the row of their names.

import { inverse, translated } from "./chrome_words.js";
import { projectorMode } from "./projector.js";
import { showInStrip } from "./screen.js";
import { stateOf } from "./state.js";

/**
 * @import { Surroundings } from "./streamlit.js"
 * @import { Words } from "./chrome_words.js"
 *
 * @typedef {{ words: Words, projector: boolean }} ChromePayload `chrome.py`.
 */

const ATTRIBUTES = ["aria-label", "title", "placeholder"];
const OURS = "[data-testid=stMain] [data-testid=stMarkdownContainer], .st-key-rail, pre, svg, .js-plotly-plot";
/** What may scroll sideways, by `shell.css` and by KaTeX. */
const SIDEWAYS = "[data-testid=stMarkdownContainer]:has(> table, .katex), .katex-display";
const ACT = "[class*=st-key-act-] [role=radio][aria-checked=true]";
const ICON = '[role=img][aria-label$=" icon"]'; // drawn by a font; its name is not a word, and a word stands beside it

/**
 * @param {HTMLElement} root
 * @param {ChromePayload} payload
 * @param {Surroundings} surroundings
 */
export function mount(root, { words, projector }, { language }) {
  const endProjector = projectorMode(projector);
  const state = stateOf(root, () => ({ words: /** @type {Words} */ ([]) }));
  const back = inverse(state.words);
  state.words = words;
  document.documentElement.lang = language;
  const say = (/** @type {string} */ text) => translated(translated(text, back), words);
  translateTree(document.body, say);
  const { mark: markScrollers, stop } = followScrollers();
  const showAct = followAct();
  const markAll = () => {
    markCurrentChapter();
    markScrollers();
    showAct();
  };
  const observer = new MutationObserver((changes) => {
    for (const { target, addedNodes, attributeName, type } of changes) {
      if (type === "attributes") translateAttribute(/** @type {Element} */ (target), String(attributeName), say);
      else if (type === "characterData") translateText(/** @type {Text} */ (target), say);
      for (const node of addedNodes) translateTree(node, say);
    }
    markAll();
  });
  const watched = { subtree: true, childList: true, characterData: true, attributeFilter: ATTRIBUTES };
  observer.observe(document.body, watched);
  markAll(); // on a slow device all may stand there already
  return () => {
    observer.disconnect();
    stop();
    endProjector();
  };
}

/**
 * Makes a table or formula a stop of the Tab key as long as it is wider than its place. `mark` looks for them anew, once
 * for all changes before the next picture.
 */
function followScrollers() {
  let due = 0;
  const look = () => {
    for (const box of document.querySelectorAll(SIDEWAYS)) {
      const scrolls = box.scrollWidth > box.clientWidth + 1 && getComputedStyle(box).overflowX === "auto";
      if (scrolls) box.setAttribute("tabindex", "0");
      else box.removeAttribute("tabindex");
    }
  };
  const mark = () => {
    cancelAnimationFrame(due);
    due = requestAnimationFrame(look);
  };
  const size = new ResizeObserver(mark);
  size.observe(document.documentElement);
  const stop = () => {
    cancelAnimationFrame(due);
    size.disconnect();
  };
  return { mark, stop };
}

/** Shows the name of the act in the row, once for each act: then the visitor may move the row. */
function followAct() {
  let shown = "";
  return () => {
    const act = document.querySelector(ACT);
    const name = act ? `${location.pathname} ${act.textContent}` : "";
    if (name === shown) return;
    shown = name;
    const row = act?.closest("[role=radiogroup]");
    if (act && row) showInStrip(row, act);
  };
}

/** Tells the links to the chapters which of them is shown; Streamlit tells it by a colour only. */
function markCurrentChapter() {
  const shown = location.pathname.split("/").pop();
  for (const link of document.querySelectorAll("[data-testid=stPageLink-NavLink]")) {
    if (link.getAttribute("href") === shown) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

/**
 * @param {Node} top
 * @param {(text: string) => string} say
 */
function translateTree(top, say) {
  if (top instanceof Text) translateText(top, say);
  if (!(top instanceof Element)) return;
  const nodes = document.createTreeWalker(top, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = nodes.currentNode; node; node = /** @type {Node} */ (nodes.nextNode())) {
    if (node instanceof Text) translateText(node, say);
    else for (const name of ATTRIBUTES) translateAttribute(/** @type {Element} */ (node), name, say);
  }
}

/**
 * @param {Element} node
 * @param {string} name
 * @param {(text: string) => string} say
 */
function translateAttribute(node, name, say) {
  const given = node.getAttribute(name);
  if (given === null) return;
  if (node.matches(ICON)) node.setAttribute("aria-hidden", "true");
  const wanted = say(given);
  if (wanted !== given) node.setAttribute(name, wanted);
}

/**
 * @param {Text} text
 * @param {(text: string) => string} say
 */
function translateText(text, say) {
  const wanted = say(text.data);
  if (wanted !== text.data && text.parentElement?.closest(OURS) === null) text.data = wanted;
}
