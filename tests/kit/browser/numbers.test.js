import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  count,
  fixed,
  large,
  measuredShare,
  percent,
  powerOfTen,
  readIn,
  superscript,
  threeDigits,
} from "../../../llm_viz/kit/browser/numbers.js";

test("figures look the same in both languages", () => {
  for (const language of /** @type {const} */ (["ja", "en"])) {
    assert.equal(count(49152, language), "49,152");
    assert.equal(fixed(1.7, 2, language), "1.70");
    assert.equal(threeDigits(1287.3, language), "1,290");
    assert.equal(threeDigits(0.2512, language), "0.251");
  }
});

test("a mantissa is never written as 10.0", () => {
  assert.equal(powerOfTen(9.97e23), "1.0 × 10²⁴");
  assert.equal(powerOfTen(3.14e23), "3.1 × 10²³");
  assert.equal(powerOfTen(2.5e-3), "2.5 × 10⁻³");
  assert.equal(superscript(-120), "⁻¹²⁰");
});

test("shares and large counts, in each language", () => {
  const table = /** @type {Record<"percent" | "large", [number, string, string][]>} */ (
    JSON.parse(readFileSync(new URL("numbers.json", import.meta.url), "utf8"))
  );
  for (const [value, english, japanese] of table.percent) {
    assert.deepEqual([percent(value, "en"), percent(value, "ja")], [english, japanese]);
  }
  for (const [value, english, japanese] of table.large) {
    assert.deepEqual([large(value, "en"), large(value, "ja")], [english, japanese]);
  }
});

test("shares of a test, with the digits that it allows", () => {
  const shares = [0, 0.8, 0.084, 0.0015];
  assert.deepEqual(
    shares.map((value) => measuredShare(value, "en")),
    ["0\u00a0%", "80\u00a0%", "8.4\u00a0%", "0.15\u00a0%"],
  );
  assert.equal(measuredShare(0.084, "ja"), "8.4%");
});

test("the language of the page counts where no other is named", () => {
  assert.equal(percent(0.4), "40\u00a0%");
  readIn("ja");
  assert.deepEqual([percent(0.4), large(49152)], ["40%", "4.92\u00a0万"]);
  readIn("en");
});
