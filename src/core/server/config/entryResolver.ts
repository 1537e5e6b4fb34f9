import type { EntryProblems } from "./entryProblems";
import type { HostFormat } from "./hostFormat";
import type { InputTable } from "./readInputs";
import type { InputDefinition } from "../config";
import type { HttpLaunch, Launch } from "../launch";
import { homePath, isAbsolutePath, resolvePath } from "./resolvePath";
import type { VariableEnvironment } from "./variableEnvironment";
import { type InputReference, resolveVariables } from "./variables";
import type { WrittenLaunch } from "./writtenLaunch";
import type { WrittenRemote } from "./writtenRemote";
import type { WrittenText } from "./writtenText";

/** Replaces the variables of one entry, and gathers the inputs that it refers to; what cannot be resolved is a problem. */
export class EntryResolver {
  private readonly found = new Map<string, InputDefinition>();

  constructor(
    private readonly format: HostFormat,
    private readonly environment: VariableEnvironment,
    private readonly table: InputTable,
    private readonly problems: EntryProblems,
  ) {}

  /** Each once, in the order of the first reference. */
  get inputs(): readonly InputDefinition[] {
    return [...this.found.values()];
  }

  /** The launch as written, and with its variables resolved and its paths absolute. */
  launches({ command, args, cwd, env, envFile }: WrittenLaunch): { readonly unresolved: Launch; readonly launch: Launch } {
    const program = (text: WrittenText): string => this.atHome(this.text(text));
    return {
      unresolved: { type: "stdio", command: command.value, args: args.map(({ value }) => value), cwd: cwd?.value, env: variables(env, ({ value }) => value), envFile: envFile?.value },
      launch: {
        type: "stdio",
        command: program(command),
        args: args.map(program),
        cwd: cwd && this.path(cwd, "cwd"),
        env: variables(env, (text) => this.text(text)),
        envFile: envFile && this.path(envFile, "envFile"),
      },
    };
  }

  remote(type: HttpLaunch["type"], { url, headers }: WrittenRemote): HttpLaunch {
    return { type, url: this.text(url), headers: Object.fromEntries(headers.map(([name, value]) => [name, this.text(value)])) };
  }

  private text({ value, node }: WrittenText): string {
    const { text, problems, inputs } = resolveVariables(value, this.format.variables, this.environment);
    for (const problem of problems) this.problems.within(node, problem);
    for (const input of inputs) this.refer(input, { value, node });
    return text;
  }

  private refer({ id, start, length }: InputReference, { node }: WrittenText): void {
    const command = /^command:(.*)$/s.exec(id)?.[1];
    const definition = command === undefined ? this.table.get(id) : ({ type: "command", id, command, args: undefined } as const);
    if (definition) {
      this.found.set(id, this.found.get(id) ?? definition);
      return;
    }
    const message = this.table.has(id) ? `The input ${JSON.stringify(id)} is defined with a fault. Correct it under "inputs".` : `There is no input ${JSON.stringify(id)}. Define it under "inputs", or write the value itself.`;
    this.problems.within(node, { severity: "error", start, length, message });
  }

  private path(written: WrittenText, name: "cwd" | "envFile"): string | undefined {
    const path = this.atHome(this.format.variables.inPaths ? this.text(written) : this.literal(written, name));
    // What a person answers may be an absolute path.
    if (isAbsolutePath(path) || /^\$\{(input|command):/.test(path)) return path;
    if (/^~(?=[\\/]|$)/.test(path)) {
      this.problems.error(written.node, `"${name}" begins with "~", which only a shell replaces. Write the path of your home folder itself.`);
      return undefined;
    }
    const { workspaceFolder } = this.environment;
    if (workspaceFolder === undefined) {
      this.problems.error(written.node, `"${name}" is the relative path ${JSON.stringify(path)}, and no folder is open that it could belong to. Write an absolute path.`);
      return undefined;
    }
    return resolvePath(workspaceFolder, path);
  }

  private literal({ value, node }: WrittenText, name: string): string {
    if (value.includes("${")) this.problems.warning(node, `${this.format.host} replaces no variables in "${name}". Write the path itself.`);
    return value;
  }

  private atHome(path: string): string {
    return this.format.entry.tilde ? homePath(path, this.environment.userHome) : path;
  }
}

/** Own properties whatever their names: `__proto__` is a name like any other. */
function variables(env: WrittenLaunch["env"], read: (text: WrittenText) => string): Launch["env"] {
  return Object.fromEntries(env.map(([name, value]) => [name, value && read(value)]));
}
