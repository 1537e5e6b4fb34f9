import * as vscode from "vscode";
import { HOST_NAMES, HOST_TITLES, type HostName } from "../../node/hostConfigs/hostName";

/** Programs by their names, each once, within a sentence. */
export function listHosts(hosts: readonly HostName[]): string {
  const titles = HOST_NAMES.filter((name) => hosts.includes(name)).map((name) => HOST_TITLES[name]);
  return new Intl.ListFormat(vscode.env.language, { type: "conjunction" }).format(titles);
}
