/** Carries the random mark of one server, so that what left its process group can still be found. */
export const markVariable = "WIRELIGHT_MARK";

/** What an editor sets for its own processes. Inherited, it turns an Electron into a Node or attaches a debugger. */
const editorInternal = /^(ELECTRON_|VSCODE_|APPLICATION_INSIGHTS|APPLICATIONINSIGHTS_)/;

export interface ChildEnvironment {
  /** Usually `process.env`. */
  readonly inherited: { readonly [name: string]: string | undefined };
  /** As configured: `null` deletes a variable; may bring back an editor's variable on purpose. */
  readonly changes: { readonly [name: string]: string | null };
  readonly mark: string;
  readonly platform: NodeJS.Platform;
}

/** The environment of a server: inherited without the editor's internals, then the configured changes, then the mark. */
export function childEnvironment({ inherited, changes, mark, platform }: ChildEnvironment): { [name: string]: string } {
  const ignoreCase = platform === "win32";
  const result = new Map<string, string>();
  for (const [name, value] of Object.entries(inherited)) {
    if (value !== undefined && !editorInternal.test(ignoreCase ? name.toUpperCase() : name)) result.set(name, value);
  }
  for (const [name, value] of Object.entries({ ...changes, [markVariable]: mark })) {
    // Windows reads `Path` and `PATH` as one variable, so an older spelling must not stay beside the new one.
    if (ignoreCase) for (const old of result.keys()) if (old.toUpperCase() === name.toUpperCase()) result.delete(old);
    if (value === null) result.delete(name);
    else result.set(name, value);
  }
  return Object.fromEntries(result);
}
