import { isJsonObject } from "../../core/base/json";
import { type Machine, pathsOf } from "./machine";

const DEFAULT_PROFILE = "__default__profile__";

/**
 * The folder that holds the `mcp.json` of the profile that VS Code uses for a workspace. Extensions are not told which
 * profile that is, so it is looked up where VS Code itself keeps it: `globalStorage/storage.json` below the user folder.
 * What is not recorded there is the default profile.
 * @param userFolder absolute path of VS Code's folder `User`, which is that of the default profile
 * @param state text of storage.json; `undefined` when there is none
 * @param workspace URI of the folder or the workspace file that is open, as VS Code writes it
 */
export function profileFolder(machine: Pick<Machine, "platform">, userFolder: string, state: string | undefined, workspace: string | undefined): string {
  const stored = workspace === undefined ? undefined : parse(state);
  const associations = stored?.["profileAssociations"];
  const workspaces = isJsonObject(associations) ? associations["workspaces"] : undefined;
  const id = isJsonObject(workspaces) && workspace !== undefined ? workspaces[workspace] : undefined;
  if (typeof id !== "string" || id === DEFAULT_PROFILE) return userFolder;
  const location = locationOf(stored?.["userDataProfiles"], id);
  // A profile that was removed counts no more, and one may share the servers of the default profile.
  return location === undefined ? userFolder : pathsOf(machine).join(userFolder, "profiles", ...location.split("/"));
}

function locationOf(profiles: unknown, id: string): string | undefined {
  for (const profile of Array.isArray(profiles) ? profiles : []) {
    if (!isJsonObject(profile) || typeof profile["location"] !== "string") continue;
    const { location, useDefaultFlags } = profile;
    const parts = location.split("/");
    if (parts.at(-1) !== id || parts.includes("..")) continue;
    return isJsonObject(useDefaultFlags) && useDefaultFlags["mcp"] === true ? undefined : location;
  }
  return undefined;
}

function parse(text: string | undefined): { readonly [key: string]: unknown } | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    // The file is VS Code's own; without it everything belongs to the default profile.
    return undefined;
  }
}
