// `npm run test:desktop [-- --grep text]`: the same compiled host tests in a desktop VS Code, which is downloaded
// unless WIRELIGHT_CODE names one. Needs a display (on Linux `xvfb-run -a` will do).
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { bootstrap } from "./bootstrap.mjs";
import { hasDisplay } from "./desktopCode.mjs";
import { Failure } from "./failure.mjs";
import { runFolder } from "./host.mjs";
import { atEnd, script } from "./lifetime.mjs";
import { hostDir, inRoot, root } from "./paths.mjs";
import { run } from "./processes.mjs";
import { copySample } from "./sample.mjs";

await script(async () => {
  const { values } = parseArgs({ options: { grep: { type: "string" } } });
  if (!hasDisplay()) throw new Failure("A desktop VS Code needs a display. Without one use `npm run test:host`, or `xvfb-run -a npm run test:desktop`.");
  await bootstrap();
  for (const args of [[], ["tests"]]) {
    const { code } = await run(process.execPath, [inRoot("esbuild.mjs"), ...args], { cwd: root, show: true });
    if (code !== 0) return 1;
  }
  const { folder, remove } = await runFolder("desktop");
  atEnd(remove);
  const resultsFile = path.join(folder, "results.json");
  const { runTests } = await import("@vscode/test-electron");
  const program = process.env["WIRELIGHT_CODE"];
  const code = await runTests({
    ...(program ? { vscodeExecutablePath: program } : {}),
    cachePath: path.join(hostDir, "desktop"),
    extensionDevelopmentPath: root,
    extensionTestsPath: inRoot("out", "test", "host", "index.js"),
    extensionTestsEnv: { WIRELIGHT_RESULTS: resultsFile, WIRELIGHT_GREP: values.grep },
    launchArgs: [
      await copySample(path.join(folder, "sample")), "--disable-workspace-trust", "--skip-welcome",
      "--user-data-dir", path.join(folder, "data"), "--extensions-dir", path.join(folder, "extensions"),
    ],
  }).catch((/** @type {unknown} */ error) => {
    // A failed test rejects as well; its counts are in the file then, and anything else is a failure of the run.
    if (existsSync(resultsFile)) return 1;
    throw error;
  });
  const { passed, failed } = existsSync(resultsFile) ? JSON.parse(readFileSync(resultsFile, "utf8")) : { passed: 0, failed: 1 };
  console.log(`\n${passed} passed, ${failed} failed`);
  return code;
});
