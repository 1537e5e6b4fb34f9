import type { ConfigProblem } from "../config";
import { findVariables } from "./findVariables";
import type { VariableDialect } from "./variableDialect";
import type { VariableEnvironment } from "./variableEnvironment";

/** A variable that has no value, or not the one that was probably meant; `start` and `length` count UTF-16 units of the text. */
export interface VariableProblem extends Pick<ConfigProblem, "severity" | "message"> {
  readonly start: number;
  readonly length: number;
}

export interface Resolved {
  /** The text with its variables replaced; references to inputs and what the host leaves alone stand as they were written. */
  readonly text: string;
  readonly problems: readonly VariableProblem[];
  readonly inputs: readonly InputReference[];
}

export interface InputReference {
  readonly id: string;
  readonly start: number;
  readonly length: number;
}

/** Replaces the variables of a text once, as a host does: what a value contains is not looked at again. */
export function resolveVariables(text: string, dialect: VariableDialect, environment: VariableEnvironment): Resolved {
  const problems: VariableProblem[] = [];
  const inputs: InputReference[] = [];
  let resolved = "";
  let from = 0;
  for (const variable of findVariables(text, dialect.nesting)) {
    const { start, written } = variable;
    const { text: value, problem, input } = dialect.replace(variable, environment);
    if (problem) problems.push({ ...problem, start, length: written.length });
    if (input !== undefined) inputs.push({ id: input, start, length: written.length });
    resolved += text.slice(from, start) + value;
    from = start + written.length;
  }
  return { text: resolved + text.slice(from), problems, inputs };
}
