import { randomUUID } from "node:crypto";
import { homedir, userInfo } from "node:os";
import type { Clock } from "../core/base/clock";
import { childEnvironment, markVariable } from "./env";
import type { Reaper } from "./reaper";
import { runLimited } from "./runLimited";

export interface LoginShellOptions {
  readonly clock: Clock;
  /** Ends the shell when this process dies. */
  readonly reaper: Reaper;
  /** Where the shell is named and what it inherits; `process.env` by default. */
  readonly environment?: NodeJS.ProcessEnv;
  /** How long the shell may take, milliseconds. */
  readonly limit?: number;
}

/** The environment that a login shell sets up, or why it could not be had. */
export type LoginEnvironment =
  | { readonly ok: true; readonly shell: string; readonly variables: { readonly [name: string]: string } }
  /** The message is a whole sentence about the shell. */
  | { readonly ok: false; readonly shell: string; readonly message: string };

/** Start-up files may ask the network or a person; nobody waits longer for them. Milliseconds. */
const LIMIT = 5000;

const RUNTIME = "WIRELIGHT_RUNTIME";
const SCRIPT = "WIRELIGHT_SCRIPT";
const FENCE = "WIRELIGHT_FENCE";

/** Nothing in it is special to one shell only: bash, zsh, fish, ksh and dash read it alike. */
const COMMAND = `"$${RUNTIME}" -e "$${SCRIPT}"`;

/** Between two fences, since start-up files may write to stdout as well. Values may contain anything but NUL. */
const PRINT = `const { env } = process; const fence = env.${FENCE}; delete env.${FENCE}; process.stdout.write(fence + Object.keys(env).map((name) => name + "=" + env[name] + "\\0").join("") + fence);`;

/** What belongs to the shell itself, or only to this question. */
const OWN = new Set([RUNTIME, SCRIPT, markVariable, "ELECTRON_RUN_AS_NODE", "_", "SHLVL", "PWD", "OLDPWD"]);

/**
 * An editor that was started from a desktop has not the PATH that its user has in a terminal (nvm, fnm, Homebrew, pyenv
 * set it in start-up files of the shell). The shell is asked once for what it makes of the environment; what it cannot
 * tell is asked for again when it is needed again. Not for Windows, where PATH is the same everywhere.
 */
export class LoginShell {
  private asking: Promise<LoginEnvironment> | undefined;

  constructor(private readonly options: LoginShellOptions) {}

  /** @param anew when what it told before does not help */
  ask(anew = false): Promise<LoginEnvironment> {
    if (this.asking && !anew) return this.asking;
    const asking = this.run();
    this.asking = asking;
    void asking.then(({ ok }) => {
      if (!ok && this.asking === asking) this.asking = undefined;
    });
    return asking;
  }

  private async run(): Promise<LoginEnvironment> {
    const { clock, reaper, environment = process.env, limit = LIMIT } = this.options;
    const shell = environment["SHELL"] || userInfo().shell || "/bin/sh";
    const fence = `<${randomUUID()}>`;
    const mark = randomUUID();
    const changes = { [RUNTIME]: process.execPath, [SCRIPT]: PRINT, [FENCE]: fence, ELECTRON_RUN_AS_NODE: "1" };
    const env = childEnvironment({ inherited: environment, changes, mark, platform: process.platform });
    const request = { command: shell, args: ["-l", "-i", "-c", COMMAND], cwd: homedir(), env };
    const ran = await runLimited(request, { clock, reaper, mark, limit, enough: (output) => output.split(fence).length > 2 });
    const [, told, rest] = ran.output.split(fence);
    if (told !== undefined && rest !== undefined) return { ok: true, shell, variables: variablesIn(told) };
    return { ok: false, shell, message: `The login shell ${shell} could not be asked for its environment: ${ran.end}.${stderrWords(ran.stderr)}` };
  }
}

function variablesIn(text: string): { readonly [name: string]: string } {
  return Object.fromEntries(text.split("\0").flatMap((entry) => {
    const at = entry.indexOf("=");
    const name = entry.slice(0, at);
    return at > 0 && !OWN.has(name) ? [[name, entry.slice(at + 1)]] : [];
  }));
}

function stderrWords(stderr: string): string {
  const last = stderr.split("\n").map((line) => line.trim()).filter((line) => line !== "").at(-1);
  return last === undefined ? "" : ` Its last line on stderr: ${last.slice(0, 300)}`;
}
