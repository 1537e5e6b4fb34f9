import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { inProject } from "./project";

/** Compares with test/golden/<name>.txt; UPDATE_GOLDEN=1 writes what is there now, for you to read in the diff. */
export function assertGolden(name: string, actual: string): void {
  const file = inProject("test", "golden", `${name}.txt`);
  const text = actual.endsWith("\n") || actual === "" ? actual : `${actual}\n`;
  if (process.env["UPDATE_GOLDEN"]) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return;
  }
  assert.ok(existsSync(file), `test/golden/${name}.txt does not exist; run the test with UPDATE_GOLDEN=1 and read what it writes.`);
  assert.equal(text, readFileSync(file, "utf8").replaceAll("\r\n", "\n"), `differs from test/golden/${name}.txt (UPDATE_GOLDEN=1 rewrites it)`);
}
