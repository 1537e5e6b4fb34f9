// The types of host.mjs for the tests, which are TypeScript; the scripts themselves must run before anything is built.
import type { Browser, Page } from "playwright-core";

export interface Host {
  readonly node: string;
  readonly serverMain: string;
  readonly browser: { readonly executablePath: string; readonly args: string[]; readonly env: NodeJS.ProcessEnv };
}

export interface Server {
  /** `127.0.0.1:port` */
  readonly origin: string;
  readonly port: number;
  readonly urlOf: (toOpen: string, payload?: [string, string][]) => string;
  /** What the server has printed so far. */
  readonly output: () => string;
  readonly ended: Promise<{ code: number | null; signal: string | null }>;
  /** Ends the server with everything below it; resolves to what had to be killed, rejects when a process is left. */
  readonly stop: () => Promise<string[]>;
}

export interface ServerOptions {
  readonly host: Pick<Host, "node" | "serverMain">;
  /** Becomes `--server-data-dir`. */
  readonly userDataDir: string;
  readonly extensionsDir: string;
  /** Without one, anybody on this machine can use the server: for tests only. */
  readonly token?: string | undefined;
  /** Whether Workspace Trust is on, so that a folder opens restricted until a person trusts it. */
  readonly trust: boolean;
  /** 0, the default, takes a free one. */
  readonly port?: number | undefined;
  /** User settings beside those the run needs. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: NodeJS.ProcessEnv;
  /** The test driver of the workbench; on unless said otherwise. */
  readonly driver?: boolean;
  /** How long an extension host waits for a page that went without saying so, seconds; hours unless said otherwise. */
  readonly reconnectionGrace?: number | undefined;
}

export interface InstallOptions {
  readonly host: Pick<Host, "node" | "serverMain">;
  readonly vsix: string;
  readonly userDataDir: string;
  readonly extensionsDir: string;
}

export interface WorkbenchOptions {
  readonly server: Server;
  /** Or a `.code-workspace` file. */
  readonly folder: string;
  readonly extensionDevelopmentPath?: string;
  readonly extensionTestsPath?: string;
}

/** The value of `EXTENSIONS_GALLERY` that keeps a test from asking the network for extensions. */
export const NO_GALLERY: string;
export function provision(): Promise<Host>;
export function runFolder(name: string): Promise<{ folder: string; remove: () => Promise<void> }>;
export function startServer(options: ServerOptions): Promise<Server>;
export function installVsix(options: InstallOptions): Promise<void>;
export function launchBrowser(host: Host): Promise<{ browser: Browser; close: () => Promise<void> }>;
export function openWorkbench(page: Page, options: WorkbenchOptions): Promise<void>;
