// How much of the screen the picture of a drawback has.

import { screenHeight } from "../../../../kit/browser/screen.js";

const STRIP = 108; // pixels
const NARROW = "(max-width: 899px)"; // as in drawback_cards.css

/** Pixels of the screen but for the cards, which stand beside the picture or, on a narrow screen, in a strip above it. */
export function screenBelowCards() {
  return screenHeight() - (window.matchMedia(NARROW).matches ? STRIP : 0);
}
