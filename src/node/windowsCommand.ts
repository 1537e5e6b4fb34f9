import { win32 } from "node:path";

export interface WindowsCommandRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: { readonly [name: string]: string };
  readonly isFile: (path: string) => boolean;
}

export type WindowsCommand =
  | { readonly found: true; readonly file: string; readonly args: readonly string[]; /** `args` are quoted already. */ readonly verbatim: boolean }
  | { readonly found: false; readonly code: "ENOENT" | "EINVAL"; readonly message: string };

/**
 * What to hand to CreateProcess. It starts `.exe` and `.com` only, and Node refuses batch files without a shell
 * (CVE-2024-27980), so `npx` and its like are resolved through PATH and PATHEXT here and run by cmd.exe with every
 * argument quoted for it. A bare name is not looked for in the working directory: a workspace must not be able to
 * slip in its own `npx.cmd`.
 */
export function windowsCommand(request: WindowsCommandRequest): WindowsCommand {
  const file = findWindowsProgram(request)?.file;
  if (file === undefined) return { found: false, code: "ENOENT", message: `"${request.command}" was not found.` };
  if (!isBatch(file)) return { found: true, file, args: request.args, verbatim: false };
  const impossible = [file, ...request.args].find((text) => /[\0\r\n]/.test(text));
  if (impossible !== undefined || file.includes('"')) {
    return {
      found: false,
      code: "EINVAL",
      message: `"${file}" is a batch file, and cmd.exe cannot pass it ${JSON.stringify(impossible ?? file)} unchanged. Remove the line break, or start the program behind the batch file directly.`,
    };
  }
  const line = [file, ...request.args].map(quoteForBatch).join(" ");
  // /s strips exactly the outer quotes, /d skips AutoRun commands, /v:off keeps `!` literal, /e:on allows `%cd:~,%`.
  const args = ["/d", "/e:on", "/v:off", "/s", "/c", `"${line}"`];
  return { found: true, file: variable(request.env, "ComSpec") ?? "cmd.exe", args, verbatim: true };
}

/** The file behind a command, and the entry of PATH that it was found in; bare names are looked for in PATH only. */
export function findWindowsProgram({ command, cwd, env, isFile }: Omit<WindowsCommandRequest, "args">): { readonly file: string; readonly entry: string | undefined } | undefined {
  if (command === "") return undefined;
  const hasFolder = /[\\/]/.test(command) || /^[a-z]:/i.test(command);
  const folders = hasFolder ? [cwd] : (variable(env, "PATH") ?? "").split(";").map((folder) => folder.replaceAll('"', "")).filter((folder) => win32.isAbsolute(folder));
  const extensions = (variable(env, "PATHEXT") ?? ".COM;.EXE;.BAT;.CMD").split(";").filter((extension) => extension !== "");
  const complete = win32.extname(command) !== "";
  for (const folder of folders) {
    for (const extension of complete ? ["", ...extensions] : extensions) {
      const path = win32.resolve(folder, command + extension);
      if (isFile(path)) return { file: path, entry: hasFolder ? undefined : folder };
    }
  }
  return undefined;
}

/** Windows ignores dots and spaces at the end of a file name, so `x.bat. .` is a batch file too (CVE-2024-36138). */
function isBatch(file: string): boolean {
  return /\.(bat|cmd)$/i.test(file.replace(/[. ]+$/, ""));
}

/**
 * Quotes one argument so that it survives cmd.exe, the `%*` of the batch file and the program's own parser.
 * Inside quotes only `"` and `%` mean something to cmd: a quote is doubled, which leaves cmd in quoted mode and is read
 * as one quote by the program; after a percent sign comes an empty substring of a variable that always exists.
 */
function quoteForBatch(argument: string): string {
  const escaped = argument
    .replace(/(\\*)"/g, '$1$1""')
    .replace(/\\+$/, (backslashes) => backslashes + backslashes)
    .replaceAll("%", "%%cd:~,%");
  return `"${escaped}"`;
}

function variable(env: { readonly [name: string]: string }, name: string): string | undefined {
  return Object.entries(env).find(([each]) => each.toUpperCase() === name.toUpperCase())?.[1];
}
