/** Where the values of variables come from: the extension host's machine and what its editor knows. */
export interface VariableEnvironment {
  /** Absolute path of the folder that the configuration belongs to; `undefined` when no folder is open. */
  readonly workspaceFolder: string | undefined;
  /** Absolute path of the workspace's folder of this name. */
  folder(name: string): string | undefined;
  /** Absolute path; `undefined` where it is not known. */
  readonly userHome: string | undefined;
  readonly pathSeparator: "/" | "\\";
  env(name: string): string | undefined;
  /** What stands for an environment variable that is not set and has no default; without it, what the host says. */
  readonly unsetEnv?: (name: string) => string;
  /** Value of a setting of the editor, whatever its type; `undefined` when there is no such setting. */
  config(key: string): unknown;
  /** Text of a file at an absolute path; `undefined` when it cannot be read. */
  file(path: string): string | undefined;
}
