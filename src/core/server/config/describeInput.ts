import { assertNever } from "../../base/assertNever";
import type { InputDefinition } from "../config";
import { quoteWord } from "../quoteWord";

/** One line about an input for people who decide about a launch: nothing is cut and nothing is hidden. */
export function describeInput(input: InputDefinition): string {
  const name = quoteWord(input.id);
  switch (input.type) {
    case "promptString": {
      const fallback = input.default === undefined ? "" : `, ${quoted(input.default)} unless changed`;
      return `Asks you for ${name}${input.password ? " (a secret)" : ""}${about(input.description)}${fallback}`;
    }
    case "pickString":
      return `Lets you choose ${name}${about(input.description)}: ${input.options.map(({ value }) => quoted(value)).join(", ")}`;
    case "command":
      return `Runs the editor's command ${quoteWord(input.command)}${input.args === undefined ? "" : ` with ${quoteWord(JSON.stringify(input.args))}`} for ${name}`;
    default:
      return assertNever(input);
  }
}

function about(description: string): string {
  return description === "" ? "" : ` (${quoteWord(description)})`;
}

function quoted(value: string): string {
  return value === "" ? "''" : quoteWord(value);
}
