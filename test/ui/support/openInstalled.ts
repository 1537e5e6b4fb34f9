import * as path from "node:path";
import type { Page } from "playwright-core";
import { NO_GALLERY, installVsix, launchBrowser, openWorkbench, provision, runFolder, startServer } from "../../run/host.mjs";
import { inRoot } from "../../run/paths.mjs";
import { copySample } from "../../run/sample.mjs";
import { packageVsix } from "../../run/vsix.mjs";
import { Workbench } from "./workbench";

interface Options {
  /** Whether Workspace Trust is on, so that the folder opens restricted; see `Workbench.trustFolder`. */
  readonly trust?: boolean;
  /** Shows notifications, which VS Code keeps back while tests drive it. */
  readonly notifications?: boolean;
  /** User settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Changes the copy of the sample workspace before it is opened; may return a `.code-workspace` file to open instead. */
  readonly prepare?: (folder: string) => Promise<string | void>;
  /** Makes further extensions as VSIX files in the folder it is given, and returns them. */
  readonly extensions?: (folder: string) => Promise<readonly string[]>;
  /** Of the VS Code server and all below it. */
  readonly env?: NodeJS.ProcessEnv;
  /** How long an extension host waits for a page that went without saying so, seconds; hours unless said otherwise. */
  readonly reconnectionGrace?: number;
  /** Does something with the page of the browser before the workbench is opened in it. */
  readonly preparePage?: (page: Page) => Promise<void>;
  readonly width?: number;
  readonly height?: number;
}

/** What has been opened, in the order to undo it. */
type Undo = (() => Promise<unknown>)[];

/**
 * Opens the workbench on a copy of the sample workspace with the extension installed from its VSIX, as a user has it.
 * The caller closes it.
 */
export async function openInstalled(options: Options = {}): Promise<Workbench> {
  const undo: Undo = [];
  const end = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    return await open(options, undo, end);
  } catch (error) {
    await end();
    throw error;
  }
}

async function open({ trust = false, notifications = false, settings = {}, prepare, extensions, env = {}, reconnectionGrace, preparePage, width = 1440, height = 900 }: Options, undo: Undo, end: () => Promise<void>): Promise<Workbench> {
  const host = await provision();
  const { folder, remove } = await runFolder("ui");
  undo.push(remove);
  const userDataDir = path.join(folder, "data");
  const extensionsDir = path.join(folder, "extensions");
  for (const vsix of [await builtVsix(), ...((await extensions?.(folder)) ?? [])]) await installVsix({ host, vsix, userDataDir, extensionsDir });
  const sample = await copySample(path.join(folder, "sample"));
  const toOpen = (await prepare?.(sample)) ?? sample;
  const server = await startServer({
    host,
    userDataDir,
    extensionsDir,
    trust,
    driver: !notifications,
    settings: { ...QUIET, ...settings },
    env: { EXTENSIONS_GALLERY: NO_GALLERY, ...env },
    reconnectionGrace,
  });
  undo.push(server.stop);
  const { browser, close } = await launchBrowser(host);
  undo.push(close);
  const page = await browser.newPage({ viewport: { width, height } });
  await preparePage?.(page);
  await openWorkbench(page, { server, folder: toOpen });
  return new Workbench(page, sample, end);
}

/** Keeps what is not ours off the screen. */
const QUIET = {
  "chat.disableAIFeatures": true,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.tips.enabled": false,
  "git.openRepositoryInParentFolders": "never",
};

/** The VSIX of this run of `npm test`, or a new one when the tests run on their own. */
async function builtVsix(): Promise<string> {
  const given = process.env["WIRELIGHT_VSIX"];
  if (given !== undefined) return given;
  const file = inRoot("out", "wirelight.vsix");
  await packageVsix(file);
  return file;
}
