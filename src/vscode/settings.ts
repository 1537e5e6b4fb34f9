import * as vscode from "vscode";
import { DEFAULT_TIMEOUTS } from "../core/base/product";
import { Settings } from "./contributions";

export const TRACE_LEVELS = ["off", "messages", "verbose"] as const;
export type TraceLevel = (typeof TRACE_LEVELS)[number];

const DEFAULT_TRAFFIC_MB = 64;
const DEFAULT_RETENTION_DAYS = 7;
const DEFAULT_DISK_MB = 500;

// A settings file may hold anything, so every value is checked and a wrong one counts as not set.
function value(key: string): unknown {
  return vscode.workspace.getConfiguration().get<unknown>(key);
}

function positive(key: string, fallback: number): number {
  const found = value(key);
  return typeof found === "number" && found > 0 ? found : fallback;
}

/** The settings as they are now; times in milliseconds, sizes in bytes. */
export const settings = {
  traceLevel(): TraceLevel {
    const found = value(Settings.trace);
    return TRACE_LEVELS.find((level) => level === found) ?? "off";
  },
  initializeTimeout: () => positive(Settings.initializeTimeout, DEFAULT_TIMEOUTS.initialize / 1000) * 1000,
  requestTimeout: () => positive(Settings.requestTimeout, DEFAULT_TIMEOUTS.request / 1000) * 1000,
  autoRestart: () => value(Settings.autoRestart) !== false,
  keepOnDisk: () => value(Settings.keepOnDisk) !== false,
  retentionDays: () => positive(Settings.retentionDays, DEFAULT_RETENTION_DAYS),
  diskLimit: () => positive(Settings.diskLimit, DEFAULT_DISK_MB) * 1024 * 1024,
  trafficMemory: () => positive(Settings.trafficMemory, DEFAULT_TRAFFIC_MB) * 1024 * 1024,
  /** Only a person's own: a workspace must not decide which files of the machine are read. */
  linkedConfigurations(): readonly string[] {
    const found = vscode.workspace.getConfiguration().inspect<unknown>(Settings.linkedConfigurations)?.globalValue;
    return Array.isArray(found) ? found.flatMap((entry: unknown) => (typeof entry === "string" && entry.trim() !== "" ? [entry] : [])) : [];
  },
  bundledServer: () => value(Settings.bundledServer) !== false,
};
