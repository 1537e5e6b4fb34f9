// A real VS Code for tests and for `npm start`, from npm alone: server, workbench, browser.
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { browser } from "./browser.mjs";
import { Failure } from "./failure.mjs";
import { cleanEnv } from "./npm.mjs";
import { node24 } from "./node24.mjs";
import { markedEnv, run, start } from "./processes.mjs";
import { vscodeServer } from "./vscodeServer.mjs";

/** How long the server may take to listen; it does so in about a second on two cores. */
const LISTEN_MS = 60_000;

/** The value of `EXTENSIONS_GALLERY` that keeps a test from asking the network for extensions. */
export const NO_GALLERY = JSON.stringify({ serviceUrl: "" });

/**
 * @typedef {import('./host.d.mts').Host} Host
 * @typedef {import('./host.d.mts').Server} Server
 */

/**
 * Fetches what is missing. Done in turn, since the parts compete for one network and two cores anyway.
 * @returns {Promise<Host>}
 */
export async function provision() {
  const node = await node24();
  return { node, serverMain: await vscodeServer(node), browser: await browser() };
}

/**
 * A new private folder for one run. In the system's temporary folder, whose short path leaves room for socket names.
 * @param {string} name
 */
export async function runFolder(name) {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), `wirelight-${name}-`)));
  return { folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }) };
}

/**
 * Starts the server on a free loopback port.
 * @param {import('./host.d.mts').ServerOptions} options
 * @returns {Promise<Server>}
 */
export async function startServer({ host, userDataDir, extensionsDir, token, trust, port = 0, settings = {}, env = {}, driver = true, reconnectionGrace }) {
  // A folder opened by its address is not asked about otherwise, and a banner is easily overlooked.
  const userSettings = { "security.workspace.trust.enabled": trust, "security.workspace.trust.startupPrompt": "always", "workbench.startupEditor": "none", ...settings };
  await mkdir(extensionsDir, { recursive: true });
  // The browser is another machine to VS Code: what is scoped to a machine counts only in the settings of the server.
  const ofMachine = (/** @type {boolean} */ wanted) => Object.fromEntries(Object.entries(userSettings).filter(([name]) => name.startsWith("wirelight.") === wanted));
  await writeSettings(path.join(userDataDir, "data", "User"), ofMachine(false));
  await writeSettings(path.join(userDataDir, "data", "Machine"), ofMachine(true));
  const args = [
    host.serverMain, "--host", "127.0.0.1", "--port", String(port), "--accept-server-license-terms",
    "--server-data-dir", userDataDir, "--extensions-dir", extensionsDir, "--telemetry-level", "off",
    ...(token === undefined ? ["--without-connection-token"] : ["--connection-token", token]),
    ...(trust ? [] : ["--disable-workspace-trust"]),
    // Without it the payload that starts tests is ignored; a person's server does without it.
    ...(driver ? ["--enable-smoke-test-driver", "--enable-remote-auto-shutdown"] : []),
    ...(reconnectionGrace === undefined ? [] : ["--reconnection-grace-time", String(reconnectionGrace)]),
  ];
  const temporary = path.join(userDataDir, "t");
  await mkdir(temporary, { recursive: true });
  // Its sockets and caches then go away with the run; elsewhere the paths would be too long for sockets.
  const home = process.platform === "linux" && temporary.length < 50 ? { TMPDIR: temporary } : {};
  const started = start(host.node, args, { env: { ...cleanEnv(), ...home, ...env } });
  const listening = await portOf(started);
  const origin = `127.0.0.1:${listening}`;
  return {
    origin,
    port: listening,
    urlOf: (toOpen, payload) => urlOf(origin, token, toOpen, payload),
    output: started.output,
    ended: started.ended,
    stop: started.stop,
  };
}

/**
 * @param {string} folder
 * @param {object} settings
 */
async function writeSettings(folder, settings) {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, "settings.json"), JSON.stringify(settings, null, 2));
}

/** @param {import('./processes.mjs').Started} started */
async function portOf(started) {
  const quiet = new AbortController();
  const late = sleep(LISTEN_MS, `did not listen within ${LISTEN_MS / 1000} s`, { signal: quiet.signal });
  const early = started.ended.then(({ code, signal }) => `ended with ${signal ?? code} before it listened`);
  /** @type {Promise<number>} */
  const listening = new Promise((resolve) => {
    started.onOutput(() => {
      const port = /Extension host agent listening on (\d+)/.exec(started.output())?.[1];
      if (port) resolve(Number(port));
    });
  });
  const first = await Promise.race([listening, late, early]);
  quiet.abort();
  late.catch(() => {}); // Aborted on purpose.
  if (typeof first === "number") return first;
  await started.stop();
  throw new Failure(`The VS Code server ${first}. It printed:\n${started.output()}`);
}

/**
 * @param {string} origin
 * @param {string | undefined} token
 * @param {string} toOpen a folder or a `.code-workspace` file
 * @param {[string, string][]} payload
 */
function urlOf(origin, token, toOpen, payload = []) {
  const url = new URL(`http://${origin}/`);
  if (token !== undefined) url.searchParams.set("tkn", token);
  url.searchParams.set(toOpen.endsWith(".code-workspace") ? "workspace" : "folder", asUriPath(toOpen));
  if (payload.length > 0) url.searchParams.set("payload", JSON.stringify(payload));
  return url.href;
}

/** @param {string} file an absolute path, as the path of a URI: `C:\a` is `/C:/a` */
function asUriPath(file) {
  const slashes = file.replaceAll("\\", "/");
  return slashes.startsWith("/") ? slashes : `/${slashes}`;
}

/**
 * Installs a packaged extension the way a user does.
 * @param {import('./host.d.mts').InstallOptions} options
 */
export async function installVsix({ host, vsix, userDataDir, extensionsDir }) {
  const result = await run(host.node, [
    host.serverMain, "--accept-server-license-terms", "--server-data-dir", userDataDir, "--extensions-dir", extensionsDir,
    "--install-extension", vsix, "--force",
  ], { timeoutMs: 60_000 });
  if (result.code !== 0 || !result.output.includes("successfully installed")) {
    throw new Failure(`The VS Code server did not install ${vsix} (${result.signal ?? result.code}):\n${result.output}`);
  }
}

/**
 * Starts the browser without a window; `close` proves that no process of it is left.
 * @param {Host} host
 */
export async function launchBrowser(host) {
  const { chromium } = await import("playwright-core");
  const { env, stopMarked } = markedEnv(host.browser.env);
  const launched = await chromium.launch({
    executablePath: host.browser.executablePath,
    args: host.browser.args,
    env: definedOnly(env),
    headless: true,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  return {
    browser: launched,
    close: async () => {
      await launched.close();
      await stopMarked();
    },
  };
}

/** @param {NodeJS.ProcessEnv} env */
function definedOnly(env) {
  return Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/**
 * Opens the workbench in a page and returns when it can be used.
 * @param {import('playwright-core').Page} page
 * @param {import('./host.d.mts').WorkbenchOptions} options
 */
export async function openWorkbench(page, { server, folder, extensionDevelopmentPath, extensionTestsPath }) {
  const remote = (/** @type {string} */ file) => `vscode-remote://${server.origin}${asUriPath(file)}`;
  /** @type {[string, string][]} */
  const payload = [["skipWelcome", "true"]];
  if (extensionDevelopmentPath) payload.push(["extensionDevelopmentPath", remote(extensionDevelopmentPath)]);
  if (extensionTestsPath) payload.push(["extensionTestsPath", remote(extensionTestsPath)]);
  await page.goto(server.urlOf(folder, payload));
  await page.locator(".monaco-workbench").waitFor({ timeout: 60_000 });
}
