import { closestName } from "./closestName";
import { describeNode, type Property } from "./configNode";
import type { EntryProblems } from "./entryProblems";
import type { HostFormat } from "./hostFormat";

type Fields = ReadonlyMap<string, Property>;

const KNOWN = ["type", "command", "args", "cwd", "env", "envFile", "disabled"];

/** Says which keys of a program to start have no effect, here or in the host. */
export function checkKeys(fields: Fields, format: HostFormat, problems: EntryProblems): void {
  for (const field of fields.values()) checkKey(field, fields, format, problems);
}

function checkKey({ name, key, value }: Property, fields: Fields, { host, entry }: HostFormat, problems: EntryProblems): void {
  const unsupported = entry.unsupported.get(name);
  if (unsupported !== undefined) {
    // Switched off it asks for nothing that is not done.
    if (value?.value !== false) problems.warning(key, unsupported);
    return;
  }
  if (name === "envFile" && entry.envFile !== "read") return problems.warning(key, `${host} does not read "envFile", so its variables are missing. Write them under "env".`);
  if (name === "cwd" && entry.cwd === "ignored") return problems.warning(key, `${host} does not read "cwd", so the server does not run there, neither in ${host} nor here. Write absolute paths.`);
  if (name === "cwd" && entry.cwd === "undocumented") return problems.warning(key, `${host} does not document "cwd", so it may run this server in another folder than Wirelight. Write absolute paths.`);
  if (KNOWN.includes(name) || name === entry.enabledKey || entry.typeKeys.includes(name) || entry.harmless.has(name)) return;
  const meant = closestName(name, [...KNOWN, ...entry.unsupported.keys()].filter((each) => !fields.has(each)));
  if (meant !== undefined) problems.warning(key, `"${name}" is not known and has no effect. Did you mean "${meant}"?`);
  // Other hosts have keys of their own, and get new ones all the time.
  else if (entry.closed) problems.warning(key, `"${name}" is not known and has no effect. Known are "type", "command", "args", "cwd", "env" and "envFile".`);
}

/** Whether the server is switched off where it is configured. */
export function isDisabled(fields: Fields, { entry: { enabledKey } }: HostFormat, problems: EntryProblems): boolean {
  const off = truth("disabled", fields, problems) === true;
  return (enabledKey !== undefined && truth(enabledKey, fields, problems) === false) || off;
}

function truth(name: string, fields: Fields, problems: EntryProblems): boolean | undefined {
  const value = fields.get(name)?.value;
  const written: unknown = value?.value;
  if (!value || typeof written === "boolean") return value ? written === true : undefined;
  problems.warning(value, `"${name}" must be true or false, but this is ${describeNode(value)}, so it has no effect.`);
  return undefined;
}
