import type { Replacement, VariableDialect } from "./variableDialect";

const REFERENCE = /^([A-Za-z_][A-Za-z0-9_]*)(?::-([\s\S]*))?$/;

/**
 * Environment variables as Claude Code writes them, `${NAME}` and `${NAME:-default}`. One that is set but empty is empty,
 * not its default; a default is taken as it is written; one without value stays as it is.
 */
export function shellVariables(host: string): VariableDialect {
  return {
    nesting: "variables",
    inPaths: false,
    replace({ inner, written }, environment): Replacement {
      const [, name, fallback] = REFERENCE.exec(inner) ?? [];
      if (name === undefined) return left(written, `${host} replaces only \${NAME} and \${NAME:-default} by environment variables and leaves ${written} as it stands.${adviceFor(inner)}`);
      const value = environment.env(name) ?? fallback ?? environment.unsetEnv?.(name);
      if (value !== undefined) return { text: value };
      return left(written, `The environment variable ${name} is not set, so ${written} stays as it is. Set it, or write a default: \${${name}:-default}.`);
    },
  };
}

function left(written: string, message: string): Replacement {
  return { text: written, problem: { severity: "warning", message } };
}

function adviceFor(inner: string): string {
  const name = /^env:([A-Za-z_]\w*)$/.exec(inner)?.[1];
  return name === undefined ? "" : ` Write \${${name}}.`;
}
