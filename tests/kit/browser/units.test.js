import assert from "node:assert/strict";
import { test } from "node:test";
import { written } from "../../../llm_viz/kit/browser/units.js";

const SENTENCES = {
  unit_years: "{value} years",
  unit_days: "{value} days",
  unit_hours_long: "{value} hours",
  unit_minutes: "{value} minutes",
  unit_seconds: "{value} s",
  unit_milliseconds: "{value} ms",
  unit_hours: "{value} h",
  unit_price: "US$ {value} / h",
};

test("two or three digits and a unit", () => {
  const shown = /** @type {[number, import("../../../llm_viz/kit/browser/units.js").Unit, string][]} */ ([
    [2512, "number", "2,512"],
    [25_149, "number", "25.1\u00a0k"],
    [1e6, "number", "1\u00a0M"],
    [536e6, "bytes", "536\u00a0MB"],
    [0.5, "bytes", "0.5\u00a0B"],
    [90e9, "bandwidth", "90\u00a0GB/s"],
    [0.25, "energy", "250\u00a0Wh"],
    [77_800_000, "mass", "77.8\u00a0t"],
    [0.4, "share", "40\u00a0%"],
    [1.1, "factor", "1.10"],
    [3.14e23, "flop", "3.1 × 10²³"],
    [2, "price", "US$ 2 / h"],
    [221_000, "hours", "221,000 h"],
    [1290.4, "count", "1,290"],
    [175e9, "large", "175.0\u00a0B"],
  ]);
  for (const [value, unit, text] of shown) assert.equal(written(value, unit, "en", SENTENCES), text);
});

test("in Japanese, counts go by 万, 億 and 兆, and the unit follows at once", () => {
  const sentences = { unit_money: "{value}\u00a0ドル", unit_hours: "{value}\u00a0時間" }; // as pages get them
  const shown = /** @type {[number, import("../../../llm_viz/kit/browser/units.js").Unit, string][]} */ ([
    [2512, "number", "2,512"],
    [25_149, "number", "2.5\u00a0万"],
    [8e9, "number", "80\u00a0億"],
    [175e9, "large", "1,750\u00a0億"],
    [78.4e6, "money", "7,840\u00a0万ドル"],
    [221_000, "hours", "22.1\u00a0万時間"],
    [950, "hours", "950\u00a0時間"],
    [90e9, "bandwidth", "90\u00a0GB/s"],
    [0.4, "share", "40%"],
  ]);
  for (const [value, unit, text] of shown) assert.equal(written(value, unit, "ja", sentences), text);
});

test("durations take the unit that leaves a number one can picture", () => {
  const seconds = [0.002, 1, 119, 120, 7199, 7200, 172_799, 172_800, 40_000_000];
  const shown = seconds.map((value) => written(value, "seconds", "en", SENTENCES));
  assert.deepEqual(shown, [
    "2 ms",
    "1 s",
    "119 s",
    "2 minutes",
    "120 minutes",
    "2 hours",
    "48 hours",
    "2 days",
    "1.3 years",
  ]);
  assert.equal(written(9, "days", "en", SENTENCES), "9 days");
});
