import { existsSync } from "node:fs";
import { mkdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { installVsix, launchBrowser, NO_GALLERY, openWorkbench, provision, runFolder, startServer } from "../run/host.mjs";
import { packageVsix } from "../run/vsix.mjs";
import { makeVsix } from "./makeVsix";
import { median } from "./pairs";

const ROUNDS = 7;
/** Longest wait for the window to come up and the marks to be written, milliseconds. */
const LIMIT = 60_000;

/** Milliseconds of loading the code and of `activate`, for each extension. */
type Times = Record<string, { readonly load: number; readonly activate: number }>;

const EMPTY = `exports.activate = () => {};`;

/** Reads the marks that the extension host itself sets around every extension; they have a resolution of 1 ms. */
const PROBE = `
const fs = require("node:fs");
exports.activate = () => setTimeout(() => {
  const marks = new Map(globalThis.MonacoPerformanceMarks.getMarks().map((mark) => [mark.name, mark.startTime]));
  const between = (what, id) => marks.get("code/extHost/did" + what + "/" + id) - marks.get("code/extHost/will" + what + "/" + id);
  const times = {};
  for (const id of ["wirelight.wirelight", "bench.empty"])
    times[id] = { load: between("LoadExtensionCode", id), activate: between("ActivateExtension", id) };
  const own = new Map(performance.getEntriesByType("mark").map((mark) => [mark.name, mark.startTime]));
  times.edge = { load: own.get("wirelight/didLoadEdge") - own.get("wirelight/willLoadEdge"), activate: 0 };
  fs.writeFileSync(process.env.WIRELIGHT_MARKS, JSON.stringify(times));
}, 4000);
`;

async function round(folder: string, index: number, host: Awaited<ReturnType<typeof provision>>): Promise<Times> {
  const marks = path.join(folder, `marks-${index}.json`);
  const server = await startServer({
    host, userDataDir: path.join(folder, "data"), extensionsDir: path.join(folder, "extensions"), trust: false,
    // No server configured means the bundled one too.
    settings: { "wirelight.codeAnalysis.enabled": false, "chat.disableAIFeatures": true },
    env: { EXTENSIONS_GALLERY: NO_GALLERY, WIRELIGHT_MARKS: marks },
  });
  const { browser, close } = await launchBrowser(host);
  await openWorkbench(await browser.newPage(), { server, folder: path.join(folder, "workspace") });
  for (const end = Date.now() + LIMIT; !existsSync(marks) && Date.now() < end; ) await sleep(100);
  await sleep(100);
  await close();
  await server.stop();
  return JSON.parse(await readFile(marks, "utf8")) as Times;
}

async function main(): Promise<void> {
  const host = await provision();
  const { folder, remove } = await runFolder("bench");
  try {
    const vsix = path.join(folder, "wirelight.vsix");
    await packageVsix(vsix);
    await mkdir(path.join(folder, "workspace"));
    for (const file of [vsix, await makeVsix(folder, "empty", EMPTY), await makeVsix(folder, "probe", PROBE)]) {
      await installVsix({ host, vsix: file, userDataDir: path.join(folder, "data"), extensionsDir: path.join(folder, "extensions") });
    }
    const rounds: Times[] = [];
    for (let index = -1; index < ROUNDS; index++) {
      const times = await round(folder, index, host);
      if (index >= 0) rounds.push(times);
    }
    console.log(`activation of the packaged extension, no servers configured, ${ROUNDS} starts of VS Code, medians`);
    const sums = new Map<string, number[]>();
    for (const id of ["wirelight.wirelight", "bench.empty"]) {
      const column = (key: "load" | "activate"): number[] => rounds.map((times) => times[id]?.[key] ?? NaN);
      sums.set(id, rounds.map((times) => (times[id]?.load ?? NaN) + (times[id]?.activate ?? NaN)));
      console.log(`  ${id.padEnd(20)} load ${median(column("load")).toFixed(1).padStart(5)} ms, activate ${median(column("activate")).toFixed(1).padStart(5)} ms`);
    }
    const share = rounds.map((_, index) => (sums.get("wirelight.wirelight")?.[index] ?? NaN) - (sums.get("bench.empty")?.[index] ?? NaN));
    console.log(`  our share beyond the empty extension: ${median(share).toFixed(1)} ms  (bar: at most 25)`);
    console.log(`  the rest of it, loaded once the activation is over: ${median(rounds.map((times) => times["edge"]?.load ?? NaN)).toFixed(1)} ms`);
    console.log(`VSIX: ${((await stat(vsix)).size / 1e6).toFixed(2)} MB  (bar: under 1.5)`);
  } finally {
    await remove();
  }
}

void main();
