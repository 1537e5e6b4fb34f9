import type { ConfigProblem } from "../config";
import type { FoundVariable } from "./findVariables";
import type { VariableEnvironment } from "./variableEnvironment";

/** What stands in the place of a variable, and what is wrong with it. */
export interface Replacement {
  readonly text: string;
  readonly problem?: Pick<ConfigProblem, "severity" | "message">;
  /** Id of the input that a person is asked for later; its reference stays in the text until then. */
  readonly input?: string;
}

/** The variables that a host replaces in its configuration, and how. */
export interface VariableDialect {
  readonly nesting: "braces" | "variables";
  /** Whether they are replaced in `cwd` and `envFile` too. */
  readonly inPaths: boolean;
  replace(variable: FoundVariable, environment: VariableEnvironment): Replacement;
}
