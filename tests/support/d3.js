// Lets Node load `kit/browser/d3.module.js`, which is not a file: the app's server makes it (`kit/browser/modules.py`).
// Used as `node --import ./tests/support/d3.js --test`, mostly by `all_tests.js`, which makes the module once for all.

import { readFileSync } from "node:fs";
import { register } from "node:module";
import { KEPT, moduleText } from "./d3_module.js";

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

const kept = process.env[KEPT];
register(`data:text/javascript,${encodeURIComponent(HOOK)}`, {
  data: kept ? readFileSync(kept, "utf8") : moduleText(),
});
