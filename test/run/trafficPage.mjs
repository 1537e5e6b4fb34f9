// The Traffic page in a Chromium of its own, without VS Code around it: the page as it is built for the extension, under
// the same content policy, with the real feed of a host that lives in a worker.
// `node test/run/trafficPage.mjs [--theme dark|light|contrast] [--rows N] [--filter text] [--size 1200x420] [--select N] [--out folder]`
// takes a screenshot of each theme, to be looked at.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { browser } from "./browser.mjs";
import { inRoot, root } from "./paths.mjs";
import { launchBrowser } from "./host.mjs";

const ORIGIN = "http://traffic.test";
const NONCE = "abcdefgh";
/** The extension's policy, and what the stand-in needs for its worker. */
const POLICY = `default-src 'none'; script-src 'nonce-${NONCE}'; style-src ${ORIGIN}; img-src data: blob:; worker-src ${ORIGIN};`;
/** What a test reads too early, before a frame, it reads too early always with this. */
const LATE_FRAMES = Number(process.env.WIRELIGHT_LATE_FRAMES ?? 0);
const THEMES = /** @type {const} */ (["dark", "light", "contrast"]);

/** @returns {Promise<Record<string, string>>} by name, the scripts and styles */
async function bundles() {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [
      { in: "media/traffic/main.ts", out: "traffic" },
      { in: "media/traffic/traffic.css", out: "traffic" },
      { in: "test/page/webview.ts", out: "webview" },
      { in: "test/page/hostWorker.ts", out: "host" },
    ],
    bundle: true,
    write: false,
    outdir: "out/page",
    platform: "browser",
    target: "chrome134",
    format: "iife",
    sourcemap: "inline",
    logLevel: "warning",
  });
  return Object.fromEntries(outputFiles.map((file) => [path.basename(file.path), file.text]));
}

/**
 * What the page's side of the harness has in TypeScript and this side needs too.
 * @returns {Promise<{ themes: typeof import('../page/themes'), everyday: typeof import('../page/everydayTraffic'), translations: typeof import('../../src/core/feed/translationsElement') }>}
 */
async function shared() {
  const { outputFiles: [file] } = await build({ absWorkingDir: root, stdin: { contents: 'export * as themes from "./test/page/themes"; export * as everyday from "./test/page/everydayTraffic"; export * as translations from "./src/core/feed/translationsElement";', resolveDir: root }, bundle: true, write: false, format: "esm", platform: "node" });
  return import(`data:text/javascript;base64,${Buffer.from(file?.text ?? "").toString("base64")}`);
}

/** @param {string} theme @param {string} bodyClass @param {string} translations the element that holds them */
function documentOf(theme, bodyClass, translations) {
  return `<!DOCTYPE html><html lang="en"><head><meta charset="UTF-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}">
<link rel="stylesheet" href="theme-${theme}.css"><link rel="stylesheet" href="traffic.css"></head>
<body class="${bodyClass}">${translations}<script nonce="${NONCE}" src="webview.js"></script><script nonce="${NONCE}" src="traffic.js"></script></body></html>`;
}

/** @returns {Promise<import('./trafficPage.d.mts').TrafficBrowser>} */
export async function trafficBrowser() {
  const [files, { themes, everyday, translations }] = await Promise.all([bundles(), shared()]);
  for (const theme of THEMES) files[`theme-${theme}.css`] = themes.themeStyles(theme);
  const launched = await launchBrowser({ browser: await browser() });
  const made = { files, bodyClass: (/** @type {import('./trafficPage.d.mts').ThemeName} */ theme) => themes.THEMES[theme].body, everyday: everyday.everydayTraffic(), element: translations.translationsElement };
  return { open: (options) => openPage(launched.browser, made, options), close: launched.close };
}

/**
 * @param {import('playwright-core').Browser} launched
 * @param {{ files: Record<string, string>, bodyClass: (theme: import('./trafficPage.d.mts').ThemeName) => string, everyday: readonly import('../page/steps').Step[], element: typeof import('../../src/core/feed/translationsElement').translationsElement }} made
 * @param {import('./trafficPage.d.mts').TrafficPageOptions} [options]
 * @returns {Promise<import('./trafficPage.d.mts').TrafficPage>}
 */
async function openPage(launched, { files, bodyClass, everyday, element }, { theme = "dark", width = 1200, height = 420, state, translations, lateFrames = LATE_FRAMES } = {}) {
  const page = await launched.newPage({ viewport: { width, height } });
  /** @type {string[]} */
  const problems = [];
  page.on("pageerror", (error) => problems.push(String(error.stack ?? error)));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") problems.push(message.text());
  });
  // Nothing is loaded but the page itself, and pictures that are shown from memory.
  page.on("request", (request) => {
    if (!request.url().startsWith(`${ORIGIN}/`) && !request.url().startsWith(`blob:${ORIGIN}/`)) problems.push(`The page asked for ${request.url().slice(0, 200)}`);
  });
  let shown = theme;
  await page.route(`${ORIGIN}/**`, (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    if (name === "") return route.fulfill({ contentType: "text/html", body: documentOf(shown, bodyClass(shown), element(translations)) });
    const body = files[name];
    return body === undefined ? route.fulfill({ status: 404, body: "" }) : route.fulfill({ contentType: name.endsWith(".css") ? "text/css" : "text/javascript", body });
  });
  if (state !== undefined) {
    await page.addInitScript((kept) => {
      if (sessionStorage.getItem("webview-state") === null) sessionStorage.setItem("webview-state", kept);
    }, JSON.stringify(state));
  }
  if (lateFrames > 0) await page.addInitScript(delayFrames, lateFrames);
  await page.goto(`${ORIGIN}/`);
  return {
    page,
    order: (order) => page.evaluate((given) => /** @type {any} */ (window).harness.order(given), order),
    playEveryday: () => page.evaluate((steps) => /** @type {any} */ (window).harness.order({ type: "play", steps }), everyday),
    setTheme: async (next) => {
      shown = next;
      await page.reload();
    },
    reports: () => page.evaluate(() => /** @type {any} */ (window).harness.reports),
    untranslated: (area, data) => page.evaluate((given) => /** @type {any} */ (window).harness.untranslated(given.area, given.data), { area, data }),
    cramped: (area, layered) => page.evaluate((given) => /** @type {any} */ (window).harness.cramped(given.area, given.layered), { area, layered }),
    textsAstray: () => page.evaluate(() => /** @type {any} */ (window).harness.textsAstray()),
    problems: async () => [...problems, ...(await page.evaluate(() => /** @type {any} */ (window).harness.broken))],
    settled: async () => {
      // The host sends at most every 50 ms.
      await page.waitForTimeout(150);
      await page.waitForFunction(() => !/loading/i.test(document.querySelector(".counts")?.textContent ?? ""));
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    },
  };
}

/** Runs in the page. @param {number} ms */
function delayFrames(ms) {
  const [request, cancel] = [window.requestAnimationFrame.bind(window), window.cancelAnimationFrame.bind(window)];
  /** @type {Map<number, number>} by the number of the timer, the frame that it asked for */
  const frames = new Map();
  window.requestAnimationFrame = (work) => {
    const timer = window.setTimeout(() => frames.set(timer, request((time) => {
      frames.delete(timer);
      work(time);
    })), ms);
    return timer;
  };
  window.cancelAnimationFrame = (timer) => {
    window.clearTimeout(timer);
    cancel(frames.get(timer) ?? 0);
    frames.delete(timer);
  };
}

async function screenshots() {
  const { values } = parseArgs({
    options: { theme: { type: "string" }, rows: { type: "string" }, filter: { type: "string" }, size: { type: "string", default: "1200x420" }, select: { type: "string" }, out: { type: "string", default: inRoot("out", "page") }, state: { type: "string" } },
  });
  const [width = 1200, height = 420] = values.size.split("x").map(Number);
  await mkdir(values.out, { recursive: true });
  const chromium = await trafficBrowser();
  try {
    for (const theme of THEMES.filter((each) => values.theme === undefined || each === values.theme)) {
      const state = { filter: values.filter ?? "", ...(values.select === undefined ? {} : { session: "live", selected: Number(values.select), detailsOpen: true }), ...JSON.parse(values.state ?? "{}") };
      const opened = await chromium.open({ theme, width, height, state });
      await (values.rows === undefined ? opened.playEveryday() : opened.order({ type: "load", rows: Number(values.rows) }));
      await opened.settled();
      await opened.page.waitForTimeout(400);
      const file = path.join(values.out, `traffic-${theme}.png`);
      await opened.page.screenshot({ path: file });
      console.log(file);
      for (const problem of await opened.problems()) console.log(`  ${problem}`);
      await opened.page.close();
    }
  } finally {
    await chromium.close();
  }
}

// Not awaited at the top: the tests load this file with `require`.
if (process.argv[1] === fileURLToPath(import.meta.url)) void screenshots();
