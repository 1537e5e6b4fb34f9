import type { Replacement, VariableDialect } from "./variableDialect";
import type { VariableLookUp } from "./variableValues";

export interface NamedVariables {
  /** As people call the host. */
  readonly host: string;
  readonly lookUps: ReadonlyMap<string, VariableLookUp>;
  /** Those that advice names; all of them by default. */
  readonly told?: readonly string[];
  /** What the host puts in the place of a variable without value; where it does not say, the reference stays. */
  readonly unset: "nothing" | "reference";
}

/** Variables of the form `${name}` and `${name:argument}`; the host leaves those of other names as they are. */
export function namedVariables({ host, lookUps, told = [...lookUps.keys()], unset }: NamedVariables): VariableDialect {
  return {
    nesting: "braces",
    inPaths: true,
    replace({ inner, written }, environment): Replacement {
      const colon = inner.indexOf(":");
      const name = colon < 0 ? inner : inner.slice(0, colon);
      const found = lookUps.get(name)?.(colon < 0 ? undefined : inner.slice(colon + 1), environment, written);
      if (!found) return { text: written, problem: { severity: "warning", message: leftAlone(host, written, name, told) } };
      if ("value" in found) return { text: found.value };
      if ("input" in found) return { text: written, input: found.input };
      if ("error" in found) return { text: written, problem: { severity: "error", message: found.error } };
      const [text, instead] = unset === "nothing" ? ["", "nothing stands in its place"] : [written, `${written} stays as it is`];
      return { text, problem: { severity: "warning", message: `${found.unset} Until then ${instead}.` } };
    },
  };
}

/** For a host that replaces no variables at all. */
export function noVariables(host: string): VariableDialect {
  return namedVariables({ host, lookUps: new Map(), unset: "reference" });
}

function leftAlone(host: string, written: string, name: string, told: readonly string[]): string {
  if (told.length === 0) return `${host} replaces no variables, so the server is given ${written} as it stands. Write the value itself.`;
  const known = told.map((each) => `\${${each}${TAKES_ARGUMENT.has(each) ? ":…" : ""}}`).join(", ");
  const advice = told.includes("env") && /^[A-Za-z_]\w*$/.test(name) && !written.includes(":") ? ` If an environment variable is meant, write \${env:${name}}.` : "";
  return `${host} does not know ${written} and leaves it as it stands; it replaces ${known}.${advice}`;
}

const TAKES_ARGUMENT = new Set(["env", "config", "input", "command", "file"]);
