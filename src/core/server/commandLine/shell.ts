import { cmdWord } from "./cmdWord";
import { posixWord } from "./posixWord";
import { powershellWord } from "./powershellWord";

/**
 * What reads a command line.
 * - `posix`: sh, bash, zsh, dash
 * - `cmd`: cmd.exe
 * - `powershell`: PowerShell on Windows, which hands words on to programs only after a parse of its own
 * - `pwsh`: PowerShell elsewhere
 */
export type Shell = "posix" | "cmd" | "powershell" | "pwsh";

/** The kind of shell that a program is, by its path. */
export function shellOf(program: string, isWindows: boolean): Shell {
  const name = program.split(/[\\/]/).at(-1)?.toLowerCase().replace(/\.exe$/, "") ?? "";
  if (name === "pwsh" || name === "powershell") return isWindows ? "powershell" : "pwsh";
  return isWindows && (name === "cmd" || name === "") ? "cmd" : "posix";
}

/** Words as one line that the shell takes apart into the same words. */
export function commandLine(words: readonly string[], shell: Shell): string {
  switch (shell) {
    case "posix":
      return words.map(posixWord).join(" ");
    case "cmd":
      return words.map(cmdWord).join(" ");
    case "powershell": {
      // All versions of PowerShell hand on what follows `--%` as it stands, where each has its own rules for quotes.
      const [program = "", ...rest] = words;
      const isPlain = rest.every((word) => /^[\w./:\\-]+$/.test(word));
      return [cmdWord(program), ...(isPlain ? [] : ["--%"]), ...rest.map(cmdWord)].join(" ");
    }
    case "pwsh":
      return words.map(powershellWord).join(" ");
  }
}
