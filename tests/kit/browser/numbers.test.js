import assert from "node:assert/strict";
import { test } from "node:test";
import * as d3 from "../../../llm_viz/kit/browser/d3.module.js";
test("d3", () => assert.equal(d3.scaleLinear().domain([0, 1]).range([0, 10])(0.5), 5));
