import type { VariableEnvironment } from "./variableEnvironment";

/** What a variable stands for; `undefined` when it is not written the way the host reads it. */
export type VariableValue =
  | { readonly value: string }
  /** It has none, and there is no way to go on without it. */
  | { readonly error: string }
  /** It has none; the host says what stands in its place then. */
  | { readonly unset: string }
  | { readonly input: string }
  | undefined;

/** @param argument what stands behind the first colon */
export type VariableLookUp = (argument: string | undefined, environment: VariableEnvironment, written: string) => VariableValue;

export const ENVIRONMENT_VARIABLE: VariableLookUp = (name, environment, written) => {
  if (name === undefined || name === "") return { error: `${written} names no variable. Write the name after the colon, as in \${env:HOME}.` };
  const value = environment.env(name) ?? environment.unsetEnv?.(name);
  if (value !== undefined) return { value };
  return { unset: `The environment variable ${name} is not set. Set it and start the editor or the terminal again, or write the value itself.` };
};

/** The folder of the configuration, or the one with a name. */
export const FOLDER: VariableLookUp = (name, environment, written) => {
  if (name === undefined) return ownFolder(environment, written);
  const value = environment.folder(name);
  return value === undefined ? { error: `${written} has no value, because no folder of this workspace is called ${JSON.stringify(name)}. Correct the name, or open the folder.` } : { value };
};

/** Only the folder of the configuration. */
export const OWN_FOLDER: VariableLookUp = (name, environment, written) => (name === undefined ? ownFolder(environment, written) : undefined);

function ownFolder({ workspaceFolder }: VariableEnvironment, written: string): VariableValue {
  return workspaceFolder === undefined
    ? { error: `${written} has no value, because no folder is open. Open a folder, or write the path itself.` }
    : { value: workspaceFolder };
}

/** The last part of the path that another variable gives. */
export function basenameOf(folder: VariableLookUp): VariableLookUp {
  return (name, environment, written) => {
    const found = folder(name, environment, written);
    return found && "value" in found ? { value: found.value.split(/[\\/]/).findLast((part) => part !== "") ?? "" } : found;
  };
}

export const USER_HOME: VariableLookUp = (argument, { userHome }, written) => {
  if (argument !== undefined) return undefined;
  return userHome === undefined ? { error: `${written} has no value, because your home folder is not known. Write the path itself.` } : { value: userHome };
};

export const PATH_SEPARATOR: VariableLookUp = (argument, { pathSeparator }) => (argument === undefined ? { value: pathSeparator } : undefined);

export const SETTING: VariableLookUp = (key, environment, written) => {
  if (key === undefined || key === "") return { error: `${written} names no setting. Write its name after the colon, as in \${config:editor.fontSize}.` };
  const value = environment.config(key);
  if (value === undefined || value === null) return { error: `${written} has no value, because there is no setting ${JSON.stringify(key)}. Correct the name, or write the value itself.` };
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return { value: String(value) };
  return { error: `${written} has no value that fits into a text, because the setting ${JSON.stringify(key)} is a list or an object. Write the value itself.` };
};

export const FILE_CONTENT: VariableLookUp = (path, environment, written) => {
  if (path === undefined || path === "") return { error: `${written} names no file. Write its path after the colon, as in \${file:/run/secrets/token}.` };
  const content = environment.file(path);
  if (content === undefined) return { unset: `The file ${path} cannot be read. Correct the path, or write the value itself.` };
  // Editors end a file with a line break, which is no part of a secret.
  return { value: content.replace(/\r?\n$/, "") };
};

export const INPUT: VariableLookUp = (id, _, written) => (id === undefined || id === "" ? { error: `${written} names no input. Write the id of one of the "inputs" after the colon.` } : { input: id });

export const COMMAND: VariableLookUp = (id, _, written) =>
  id === undefined || id === "" ? { error: `${written} names no command. Write the id of one after the colon.` } : { input: `command:${id}` };

/** Variables that stand for what is open in the editor at the moment. */
export const EDITOR_STATE: VariableLookUp = (_, __, written) => ({ error: `${written} depends on what is open in the editor at the moment, so no server can be started with it. Write the value itself.` });
