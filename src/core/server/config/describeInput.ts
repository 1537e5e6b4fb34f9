import { assertNever } from "../../base/assertNever";
import type { InputDefinition } from "../config";
import { quoteWord } from "../quoteWord";
import { isSecret } from "./fillInputs";

/**
 * One line about an input for people who decide about a launch: nothing is cut, and nothing is hidden but secrets.
 * @param saved the answer that the launch is given without asking; `undefined` when there is none
 */
export function describeInput(input: InputDefinition, saved: string | undefined): string {
  return saved === undefined ? describeQuestion(input) : describeSaved(input, saved);
}

function describeQuestion(input: InputDefinition): string {
  const name = quoteWord(input.id);
  switch (input.type) {
    case "promptString": {
      const fallback = input.default === undefined ? "" : `, ${quoted(input.default)} unless changed`;
      return `Asks you for ${name}${input.password ? " (a secret)" : ""}${about(input.description)}${fallback}`;
    }
    case "pickString":
      return `Lets you choose ${name}${about(input.description)}: ${input.options.map(({ value }) => quoted(value)).join(", ")}`;
    case "command":
      return `Runs ${commandOf(input)} for ${name}`;
    default:
      return assertNever(input);
  }
}

function describeSaved(input: InputDefinition, saved: string): string {
  const name = quoteWord(input.id);
  switch (input.type) {
    case "promptString":
    case "pickString": {
      const value = isSecret(input) ? "" : `: ${quoted(saved)}`;
      return `Gives the program your saved ${isSecret(input) ? "secret" : "value of"} ${name}${about(input.description)} without asking you${value}`;
    }
    case "command":
      return `Gives the program, without asking you, what ${commandOf(input)} answered before for ${name}`;
    default:
      return assertNever(input);
  }
}

function commandOf({ command, args }: InputDefinition & { type: "command" }): string {
  return `the editor's command ${quoteWord(command)}${args === undefined ? "" : ` with ${quoteWord(JSON.stringify(args))}`}`;
}

function about(description: string): string {
  return description === "" ? "" : ` (${quoteWord(description)})`;
}

function quoted(value: string): string {
  return value === "" ? "''" : quoteWord(value);
}
