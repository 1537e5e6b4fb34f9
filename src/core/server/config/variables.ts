/** Where the values of variables come from. */
export interface VariableEnvironment {
  /** Absolute path; `undefined` when no folder is open. */
  readonly workspaceFolder: string | undefined;
  env(name: string): string | undefined;
}

/** A variable that could not be resolved; `start` and `length` count UTF-16 units of the text. */
export interface VariableProblem {
  readonly start: number;
  readonly length: number;
  readonly message: string;
}

export interface Resolved {
  /** The text with its variables replaced; those with a problem stand as they were written. */
  readonly text: string;
  readonly problems: readonly VariableProblem[];
}

const VARIABLE = /\$\{([^}]*)\}/g;
const SUPPORTED = "Wirelight resolves ${workspaceFolder} and ${env:NAME}";

/** Replaces `${workspaceFolder}` and `${env:NAME}` once: what a value contains is not looked at again. */
export function resolveVariables(text: string, environment: VariableEnvironment): Resolved {
  const problems: VariableProblem[] = [];
  const resolved = text.replace(VARIABLE, (written: string, name: string, start: number) => {
    const found = lookUp(written, name, environment);
    if ("value" in found) return found.value;
    problems.push({ start, length: written.length, message: found.problem });
    return written;
  });
  return { text: resolved, problems };
}

type Found = { readonly value: string } | { readonly problem: string };

function lookUp(written: string, name: string, environment: VariableEnvironment): Found {
  if (name === "workspaceFolder") {
    return environment.workspaceFolder === undefined
      ? { problem: `${written} has no value, because no folder is open. Open a folder, or write the path itself.` }
      : { value: environment.workspaceFolder };
  }
  if (name.startsWith("env:")) return lookUpEnvironment(written, name.slice("env:".length), environment);
  return { problem: `${written} is not supported: ${SUPPORTED}. ${adviceFor(name)}` };
}

function lookUpEnvironment(written: string, variable: string, environment: VariableEnvironment): Found {
  if (variable === "") return { problem: `${written} names no variable. Write the name after the colon, as in \${env:HOME}.` };
  const value = environment.env(variable);
  return value === undefined
    ? { problem: `The environment variable ${variable} is not set, so ${written} has no value. Set it and start the editor or the terminal again, or write the value itself.` }
    : { value };
}

function adviceFor(name: string): string {
  const kind = name.split(":", 1)[0] ?? name;
  switch (kind) {
    case "input":
    case "command":
    case "config":
      return "Put the value into an environment variable and refer to that, or write the value itself.";
    case "workspaceFolder":
      return "Write ${workspaceFolder} for the folder of this configuration, or the path itself.";
    case "userHome":
      return "Write ${env:HOME} (on Windows ${env:USERPROFILE}) instead.";
    default:
      return /^\w+$/.test(name) ? `If an environment variable is meant, write \${env:${name}}.` : "Write the value itself.";
  }
}
