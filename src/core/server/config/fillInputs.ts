import type { InputDefinition } from "../config";
import type { StdioLaunch } from "../launch";
import { applyInputs } from "./applyInputs";

/** What stands for a secret wherever it could be seen. */
export const MASK = "••••••";

/**
 * The launch with the answers in its texts and, where some of them are secret, how it may be shown and traced. What a
 * command of the editor gave may be a token as well, so it counts as secret.
 * @param answers by id of the input; see `applyInputs`
 */
export function fillInputs(launch: StdioLaunch, inputs: readonly InputDefinition[], answers: ReadonlyMap<string, string>): StdioLaunch {
  if (inputs.length === 0) return launch;
  const filled = applyInputs(launch, answers);
  const secret = new Set(inputs.filter(isSecret).map(({ id }) => id));
  if (secret.size === 0) return filled;
  return { ...filled, shown: applyInputs(launch, new Map([...answers].map(([id, value]) => [id, secret.has(id) ? MASK : value]))) };
}

export function isSecret(input: InputDefinition): boolean {
  return input.type === "command" || (input.type === "promptString" && input.password);
}
