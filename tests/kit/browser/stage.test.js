// The one look: every hue for tokens carries the page's ink, in both themes.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { contrast } from "../../../llm_viz/kit/browser/colours.js";

const css = readFileSync("llm_viz/kit/browser/stage.css", "utf-8");
const settings = readFileSync(".streamlit/config.toml", "utf-8");

/** @param {string} hex Such as #c3d6fa. */
const rgb = (hex) => {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return /** @type {import("../../../llm_viz/kit/browser/colours.js").Rgb} */ ([red, green, blue]);
};

/** @param {string} theme */
function ink(theme) {
  const [, section] = settings.split(`[theme.${theme}]`);
  return rgb(/textColor = "(#\w{6})"/.exec(section)?.[1] ?? "");
}

test("ink on every hue, on the ground and on the back of a card has a contrast of 7:1", () => {
  const [light, dark] = css.split('.root[data-theme="dark"]');
  for (const [theme, rules] of [
    ["light", light],
    ["dark", dark],
  ]) {
    const colours = Object.fromEntries(
      [...rules.matchAll(/--([\w-]+): (#\w{6});/g)].map(([, name, hex]) => [name, hex]),
    );
    const grounds = Object.keys(colours).filter((name) => /^(hue-\d|ground)$/.test(name));
    assert.equal(grounds.length, 9, theme);
    for (const name of grounds) assert.ok(contrast(ink(theme), rgb(colours[name])) >= 7, `${theme} ${name}`);
    for (const back of [colours.back, colours["back-pattern"]])
      assert.ok(contrast(rgb(colours["back-ink"]), rgb(back)) >= 4.5, `${theme} ${back}`);
  }
});
