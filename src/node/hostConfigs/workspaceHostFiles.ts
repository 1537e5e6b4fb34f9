import type { HostFile } from "./hostFile";
import { type Machine, pathsOf } from "./machine";

/**
 * The files in which other hosts look for the servers of a folder. The root `.mcp.json` of Claude Code is not among
 * them: VS Code reads it too, so it is always listed.
 * @param folder absolute path of the workspace's folder
 */
export function workspaceHostFiles(machine: Pick<Machine, "platform">, folder: string): readonly HostFile[] {
  const paths = pathsOf(machine);
  return [
    { host: "cursor", file: paths.join(folder, ".cursor", "mcp.json"), author: "workspace" },
    { host: "zed", file: paths.join(folder, ".zed", "settings.json"), author: "workspace" },
  ];
}
