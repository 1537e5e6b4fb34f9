import type { StdioLaunch } from "../core/server/launch";
import { childEnvironment } from "./env";
import { findCommand } from "./findCommand";
import type { LoginEnvironment, LoginShell } from "./loginShell";

/** What a server inherits, before its own variables come on top. */
export interface Inherited {
  readonly variables: NodeJS.ProcessEnv;
  /** The login shell that it comes from; `undefined` for that of this process. */
  readonly shell: string | undefined;
  /** Why it is not simply that of this process, in a sentence for people. */
  readonly note: string | undefined;
}

/**
 * Decides what a server inherits: the environment of this process, and that of the login shell when only that one has
 * the command. A command that says where it is, or a PATH that the configuration sets, leaves nothing to look for.
 */
export class Inheritance {
  /** @param shell `undefined` where it would tell nothing new (Windows) */
  constructor(
    private readonly shell: Pick<LoginShell, "ask"> | undefined,
    private readonly own: NodeJS.ProcessEnv = process.env,
  ) {}

  async of(launch: StdioLaunch, defaultCwd: string): Promise<Inherited> {
    const mine: Inherited = { variables: this.own, shell: undefined, note: undefined };
    if (!this.shell || has(this.own, launch, defaultCwd) || launch.command.includes("/") || typeof launch.env["PATH"] === "string") return mine;
    const known = await this.shell.ask();
    // What it told before may be older than what a person has installed since.
    const answer = known.ok && !has(known.variables, launch, defaultCwd) ? await this.shell.ask(true) : known;
    return answer.ok && has(answer.variables, launch, defaultCwd)
      ? { variables: answer.variables, shell: answer.shell, note: `${missing(launch)}, so the server gets the environment of the login shell ${answer.shell}, which has it.` }
      : { ...mine, note: inVain(launch, answer) };
  }
}

function has(inherited: NodeJS.ProcessEnv, { command, cwd, env }: StdioLaunch, defaultCwd: string): boolean {
  const variables = childEnvironment({ inherited, changes: env, mark: "", platform: process.platform });
  return findCommand({ command, cwd: cwd ?? defaultCwd, env: variables }) !== undefined;
}

function missing({ command, shown }: StdioLaunch): string {
  return `"${shown?.command ?? command}" is not on the PATH that the editor was started with`;
}

function inVain(launch: StdioLaunch, answer: LoginEnvironment): string {
  if (!answer.ok) return `${missing(launch)}. ${answer.message}`;
  return `${missing(launch)}, and the login shell ${answer.shell} does not have it either. Its PATH is: ${answer.variables["PATH"] ?? "(not set)"}.`;
}
