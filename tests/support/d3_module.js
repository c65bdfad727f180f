// The text of `kit/browser/d3.module.js`, as the app's server makes it.

import { execFileSync } from "node:child_process";

/** The environment variable that says where the text lies already. */
export const KEPT = "LLM_VIZ_TESTS_D3";

const PYTHON = process.env.PYTHON ?? ".venv/bin/python";
const SHOW = "from llm_viz.kit.browser.modules import D3, modules; print(modules().files[D3])";

export function moduleText() {
  return execFileSync(PYTHON, ["-c", SHOW], { encoding: "utf8", maxBuffer: 10_000_000 });
}
