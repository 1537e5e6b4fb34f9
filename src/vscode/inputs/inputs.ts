import * as vscode from "vscode";
import type { InputDefinition, ServerConfig } from "../../core/server/config";
import type { Prepared } from "../../core/server/server";
import { askInput } from "./askInput";
import type { AnswerMemory } from "./savedInputs";

/** The answers to all inputs of a server, or why there is one missing. */
export type Answers = { readonly ok: true; readonly values: ReadonlyMap<string, string> } | (Prepared & { readonly ok: false });

type Value = { readonly value: string } | (Prepared & { readonly ok: false }) | "missing";

/** Finds the values of `${input:…}`: remembered ones, else by asking, one question at a time. */
export class Inputs {
  /** Two boxes at once would close each other. */
  private queue: Promise<unknown> = Promise.resolve();

  constructor(private readonly memory: AnswerMemory) {}

  /** @param asked a person is there to be asked */
  async answers(config: ServerConfig, asked: boolean): Promise<Answers> {
    const values = new Map<string, string>();
    const missing: string[] = [];
    for (const input of config.inputs) {
      const found = await (asked ? this.inTurn(config, input) : this.remembered(config, input));
      if (found === "missing") missing.push(`"${input.id}"`);
      else if ("value" in found) values.set(input.id, found.value);
      else return found;
    }
    if (missing.length === 0) return { ok: true, values };
    return refuse("input", missing.length === 1
      ? vscode.l10n.t("The server needs the value of {0}, which nobody has given yet. Start it by hand to be asked.", missing.join(", "))
      : vscode.l10n.t("The server needs values of {0}, which nobody has given yet. Start it by hand to be asked.", missing.join(", ")));
  }

  /** Who waited meanwhile may find that the question has been answered. */
  private async inTurn(config: ServerConfig, input: InputDefinition): Promise<Value> {
    // Who needs no answer does not wait for a question that somebody leaves open.
    const before = await this.remembered(config, input);
    if (before !== "missing") return before;
    const turn = this.queue.then(async () => {
      const known = await this.remembered(config, input);
      return known === "missing" ? this.ask(config, input) : known;
    });
    // A rejection is for the one who asked; the next one has their turn all the same.
    this.queue = turn.then(() => undefined, () => undefined);
    return turn;
  }

  private async remembered({ source }: ServerConfig, input: InputDefinition): Promise<Value> {
    const value = await this.memory.get(source, input);
    return value === undefined || !fits(input, value) ? "missing" : { value };
  }

  private async ask({ source, name }: ServerConfig, input: InputDefinition): Promise<Value> {
    const answer = await askInput(name, input);
    if (!answer) return refuse("input", vscode.l10n.t('The start was cancelled, because the value of "{0}" was not given. Start the server again to be asked again.', input.id));
    if ("problem" in answer) return refuse("failed", answer.problem);
    await this.memory.set(source, input, answer.value);
    return answer;
  }
}

/** An option that is no longer offered is no answer any more. */
function fits(input: InputDefinition, value: string): boolean {
  return input.type !== "pickString" || input.options.some((option) => option.value === value);
}

function refuse(reason: "input" | "failed", message: string): Prepared & { readonly ok: false } {
  return { ok: false, reason, message };
}
