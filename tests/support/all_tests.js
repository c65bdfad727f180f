// Runs the tests of the browser's code in Node: all, or the files that are named. What Python is asked for is asked once,
// not by the process of every file.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KEPT, moduleText } from "./d3_module.js";

const named = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "llm-viz-"));
try {
  const kept = join(folder, "d3.module.js");
  writeFileSync(kept, moduleText());
  const files = named.length > 0 ? named : ["tests/**/*.test.js"];
  const given = ["--import", "./tests/support/d3.js", "--test", ...files];
  const env = { ...process.env, [KEPT]: kept };
  process.exitCode = spawnSync(process.execPath, given, { stdio: "inherit", env }).status ?? 1;
} finally {
  rmSync(folder, { recursive: true });
}
