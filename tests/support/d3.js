// Lets Node load `kit/browser/d3.module.js`, which is not a file: the app's server makes it (`kit/browser/modules.py`).
// Used as `node --import ./tests/support/d3.js --test`.

import { execFileSync } from "node:child_process";
import { register } from "node:module";

const PYTHON = process.env.PYTHON ?? ".venv/bin/python";
const SHOW = "from llm_viz.kit.browser.modules import D3, modules; print(modules().files[D3])";
const HOOK = `
let source;
export const initialize = (given) => { source = given; };
export const resolve = (name, context, next) => {
  if (!name.endsWith("/d3.module.js")) return next(name, context);
  return { url: new URL(name, context.parentURL).href, shortCircuit: true };
};
export const load = (url, context, next) =>
  url.endsWith("/d3.module.js") ? { format: "module", source, shortCircuit: true } : next(url, context);
`;

register(`data:text/javascript,${encodeURIComponent(HOOK)}`, {
  data: execFileSync(PYTHON, ["-c", SHOW], { encoding: "utf8", maxBuffer: 10_000_000 }),
});
