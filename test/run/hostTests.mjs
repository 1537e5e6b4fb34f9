// The host tests: compiled tests inside the extension host of a real VS Code, opened in a real browser.
import { appendFileSync, existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describeError } from "./failure.mjs";
import { NO_GALLERY, launchBrowser, openWorkbench, runFolder, startServer } from "./host.mjs";
import { atEnd } from "./lifetime.mjs";
import { inRoot, root } from "./paths.mjs";
import { copySample } from "./sample.mjs";

const LIMIT_MS = 8 * 60_000;
/** What the workbench looked like when a test failed. */
const picture = inRoot("out", "screenshots", "host-failed.png");
/** What the tests print begins with this; everything else on that console is VS Code and the extension. */
const TEST_LINE = "| ";
const FAILURE = /^\| +✗ /;
const consoleFile = inRoot("out", "host-console.log");

/**
 * @param {import('./host.d.mts').Host} host
 * @param {{ grep?: string | undefined, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<{ passed: number, failed: number, problem?: string }>} `problem`: why the run itself went wrong
 */
export async function runHostTests(host, { grep, env = {} }) {
  const { folder, remove } = await runFolder("host");
  atEnd(remove);
  rmSync(consoleFile, { force: true });
  const resultsFile = path.join(folder, "results.json");
  const server = await startServer({
    host,
    userDataDir: path.join(folder, "data"),
    extensionsDir: path.join(folder, "extensions"),
    trust: false,
    settings: { "chat.disableAIFeatures": true },
    env: { ...env, EXTENSIONS_GALLERY: NO_GALLERY, WIRELIGHT_RESULTS: resultsFile, ...(grep ? { WIRELIGHT_GREP: grep } : {}) },
  });
  const { browser, close } = await launchBrowser(host);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const end = Promise.race([
    exitOf(page),
    server.ended.then(({ code, signal }) => `the VS Code server ended early (${signal ?? code})`),
    sleep(LIMIT_MS, `the host tests did not end within ${LIMIT_MS / 60_000} minutes`, { ref: false }),
  ]);
  await openWorkbench(page, {
    server,
    folder: await copySample(path.join(folder, "sample")),
    extensionDevelopmentPath: root,
    extensionTestsPath: inRoot("out", "test", "host", "index.js"),
  });
  const ended = await end;
  await close();
  const killed = await server.stop();
  if (killed.length > 0) console.log(`Had to be killed after the host tests: ${killed.join(", ")}`);
  if (!existsSync(resultsFile)) {
    const why = typeof ended === "string" ? ended : `the extension host ended with ${ended} before all tests had run`;
    return { passed: 0, failed: 0, problem: `${why}. The console of the workbench is in ${consoleFile}; the server printed last:\n${server.output().slice(-4000)}` };
  }
  const counts = JSON.parse(readFileSync(resultsFile, "utf8"));
  if (counts.failed > 0) console.log(`The console of the workbench is in ${consoleFile}, and a picture of it after the last failure in ${picture}.`);
  const silent = counts.failed === 0 && ended !== 0;
  return { ...counts, ...(silent ? { problem: typeof ended === "string" ? ended : `the extension host ended with ${ended}` } : {}) };
}

/**
 * The exit code that VS Code gives to the page when the tests are over.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<number | string>} a string says why there is none
 */
function exitOf(page) {
  return new Promise((resolve, reject) => {
    page.on("crash", () => resolve("the page of the workbench crashed"));
    page.exposeFunction("codeAutomationLog", (/** @type {string} */ _type, /** @type {unknown[]} */ args) => {
      const text = args.map((arg) => (typeof arg === "string" ? arg : JSON.stringify(arg))).join(" ");
      if (text.startsWith(TEST_LINE)) console.log(text.slice(TEST_LINE.length));
      if (FAILURE.test(text)) page.screenshot({ path: picture }).catch((/** @type {unknown} */ error) => console.log(`There is no picture of the failure: ${describeError(error)}`));
      if (!text.startsWith(TEST_LINE)) appendFileSync(consoleFile, `${text}\n`);
    }).catch(reject);
    page.exposeFunction("codeAutomationExit", (/** @type {number} */ code) => resolve(code)).catch(reject);
  });
}
