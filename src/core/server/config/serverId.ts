import type { ConfigSource } from "../config";

/**
 * Stable and unique for the place, the project in it where it has several, and the name, whatever characters they have.
 * The place is the file where there is one: its label changes when a folder joins the workspace, and what runs must not
 * be taken for another server then.
 */
export function serverId(source: Pick<ConfigSource, "label" | "file">, name: string, project?: string): string {
  return JSON.stringify([source.file ?? source.label, name, ...(project === undefined ? [] : [project])]);
}
