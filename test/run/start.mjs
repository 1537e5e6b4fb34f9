// `npm start [-- --port N] [--no-open]`: Wirelight on a sample workspace, in the desktop VS Code where there is one,
// else in the server build of VS Code, opened in your browser. Stays in the foreground until Ctrl+C.
import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { bootstrap } from "./bootstrap.mjs";
import { desktopCode, hasDisplay } from "./desktopCode.mjs";
import { Failure, describeError } from "./failure.mjs";
import { installVsix, runFolder, startServer } from "./host.mjs";
import { atEnd, script } from "./lifetime.mjs";
import { node24 } from "./node24.mjs";
import { inRoot, root } from "./paths.mjs";
import { run, start } from "./processes.mjs";
import { copySample, sampleUserSettings } from "./sample.mjs";
import { vscodeServer } from "./vscodeServer.mjs";
import { packageVsix } from "./vsix.mjs";

function readOptions() {
  const { values } = parseArgs({ options: { port: { type: "string" }, open: { type: "boolean", default: true } }, allowNegative: true });
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Failure(`--port takes a number from 1 to 65535, not ${values.port}.`);
  return { port, open: values.open };
}

/**
 * @param {string} code the program
 * @param {{ folder: string, sample: string }} places
 */
async function inDesktop(code, { folder, sample }) {
  const built = await run(process.execPath, [inRoot("esbuild.mjs")], { cwd: root, show: true });
  if (built.code !== 0) return 1;
  const userFolder = path.join(folder, "data", "User");
  await mkdir(userFolder, { recursive: true });
  await writeFile(path.join(userFolder, "settings.json"), JSON.stringify({ ...(await sampleUserSettings()), "workbench.startupEditor": "none" }, null, 2));
  console.log(`Opening ${code} on ${sample}.\nClose its window or press Ctrl+C here to end.`);
  const { ended } = start(code, [
    "--new-window", "--user-data-dir", path.join(folder, "data"), "--extensions-dir", path.join(folder, "extensions"),
    `--extensionDevelopmentPath=${root}`, sample,
  ], { show: true });
  return (await ended).code ?? 1;
}

/**
 * @param {{ port: number, open: boolean }} options
 * @param {{ folder: string, sample: string }} places
 */
async function inBrowser({ port, open }, { folder, sample }) {
  const vsix = path.join(folder, "wirelight.vsix");
  console.log("Packaging the extension ...");
  await packageVsix(vsix);
  const node = await node24();
  const host = { node, serverMain: await vscodeServer(node) };
  const userDataDir = path.join(folder, "data");
  const extensionsDir = path.join(folder, "extensions");
  await installVsix({ host, vsix, userDataDir, extensionsDir });
  const settings = { ...(await sampleUserSettings()), "workbench.secondarySideBar.defaultVisibility": "hidden" };
  const server = await startServer({ host, userDataDir, extensionsDir, token: randomBytes(24).toString("hex"), trust: true, port, settings, driver: false });
  const url = server.urlOf(sample);
  console.log(`
Wirelight is installed in a real VS Code, open on ${sample}.

  Open  ${url}

Trust the folder, then open the Wirelight view in the activity bar: servers run there, others wait for your approval.
The address holds a secret; whoever has it can use this VS Code. Press Ctrl+C here to end.
`);
  if (open && hasDisplay()) openInBrowser(url);
  const { code, signal } = await server.ended;
  console.error(`The VS Code server ended by itself (${signal ?? code}). It printed last:\n${server.output().slice(-2000)}`);
  return 1;
}

/** @param {string} url */
function openInBrowser(url) {
  const [command = "", ...args] = process.platform === "darwin" ? ["open"] : process.platform === "win32" ? ["rundll32", "url.dll,FileProtocolHandler"] : ["xdg-open"];
  start(command, [...args, url]).ended.catch((/** @type {unknown} */ error) => console.log(`The browser was not opened; open the address yourself. ${describeError(error)}`));
}

await script(async () => {
  const options = readOptions();
  await bootstrap();
  const { folder, remove } = await runFolder("start");
  atEnd(remove);
  const places = { folder, sample: await copySample(path.join(folder, "sample")) };
  const code = hasDisplay() ? desktopCode() : undefined;
  return code ? inDesktop(code, places) : inBrowser(options, places);
});
