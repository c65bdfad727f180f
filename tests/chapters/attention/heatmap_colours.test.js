import assert from "node:assert/strict";
import { test } from "node:test";
import { newPalette } from "../../../llm_viz/chapters/attention/parts/heatmap_colours.js";
import { contrast } from "../../../llm_viz/kit/browser/colours.js";

/** @import { Rgb } from "../../../llm_viz/kit/browser/colours.js" */

/** @type {[string, Rgb, Rgb, Rgb][]} Ground, ink and the colour of attention, as config.toml has them. */
const THEMES = [
  ["light", [255, 255, 255], [27, 34, 48], [124, 34, 206]],
  ["dark", [14, 17, 23], [232, 235, 240], [203, 166, 255]],
];

for (const [name, ground, ink, full] of THEMES)
  test(`${name}: a word can be read whatever the weight behind it`, () => {
    const palette = newPalette(ground, ink, full);
    const tints = Array.from({ length: 101 }, (_, hundredth) => channels(palette.tint(hundredth / 100)));
    for (const tint of tints) assert.ok(contrast(tint, ink) >= 7, `${tint}`);
    assert.ok(contrast(tints[100], tints[0]) > 1.3, "a large weight differs from none");
  });

/**
 * @param {string} colour
 * @returns {Rgb}
 */
function channels(colour) {
  const [red, green, blue] = [...colour.matchAll(/\d+/g)].map(Number);
  return [red, green, blue];
}
