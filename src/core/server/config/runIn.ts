import type { ServerConfig } from "../config";

/** Servers that do not say where they run run in the folder that configures them, which need not be the window's first. */
export function runIn(folder: string, configs: readonly ServerConfig[]): readonly ServerConfig[] {
  return configs.map((config) => (config.launch && config.launch.cwd === undefined ? { ...config, launch: { ...config.launch, cwd: folder } } : config));
}
