import * as vscode from "vscode";
import type { CancelSignal } from "../../core/base/cancel";
import { JoinedWork } from "../../core/base/joinedWork";
import type { ConfigSource, InputDefinition, ServerConfig } from "../../core/server/config";
import type { Prepared } from "../../core/server/server";
import { type Answer, askInput } from "./askInput";
import type { AnswerMemory } from "./savedInputs";

/** The answers to all inputs of a server, or why there is one missing. */
export type Answers = { readonly ok: true; readonly values: ReadonlyMap<string, string> } | (Prepared & { readonly ok: false });

type Value = { readonly value: string } | (Prepared & { readonly ok: false }) | "missing";

/** Finds the values of `${input:…}`: remembered ones, else by asking, one question at a time. */
export class Inputs {
  /** Two boxes at once would close each other. */
  private queue: Promise<unknown> = Promise.resolve();
  private readonly commands = new JoinedWork<Answer>();

  constructor(private readonly memory: AnswerMemory) {}

  /**
   * @param asked a person is there to be asked
   * @param cancel nobody needs the answers any more: what is asked is closed, and what comes later is not kept
   */
  async answers(config: ServerConfig, asked: boolean, cancel: CancelSignal): Promise<Answers> {
    const values = new Map<string, string>();
    const missing: string[] = [];
    for (const input of config.inputs) {
      const found = await (asked ? this.byAsking(config, input, cancel) : this.remembered(config, input));
      if (found === "missing") missing.push(`"${input.id}"`);
      else if ("value" in found) values.set(input.id, found.value);
      else return found;
    }
    if (missing.length === 0) return { ok: true, values };
    return refuse("input", missing.length === 1
      ? vscode.l10n.t("The server needs the value of {0}, which nobody has given yet. Start it by hand to be asked.", missing.join(", "))
      : vscode.l10n.t("The server needs values of {0}, which nobody has given yet. Start it by hand to be asked.", missing.join(", ")));
  }

  /** The answer that a launch would be given without a question. */
  async saved(source: ConfigSource, input: InputDefinition): Promise<string | undefined> {
    const value = await this.memory.get(source, input);
    return value === undefined || !fits(input, value) ? undefined : value;
  }

  private async byAsking(config: ServerConfig, input: InputDefinition, cancel: CancelSignal): Promise<Value> {
    // Who needs no answer does not wait for a question that somebody leaves open.
    const before = await this.remembered(config, input);
    if (before !== "missing") return before;
    return input.type === "command" ? this.byCommand(config, input, cancel) : this.inTurn(config, input, cancel);
  }

  /** Who waited meanwhile may find that the question has been answered. */
  private async inTurn(config: ServerConfig, input: InputDefinition, cancel: CancelSignal): Promise<Value> {
    const turn = this.queue.then(async () => {
      if (cancel.cancelled) return this.accept(config, input, undefined);
      const known = await this.remembered(config, input);
      if (known !== "missing") return known;
      const answer = await askInput(config.name, input, cancel);
      return this.accept(config, input, cancel.cancelled ? undefined : answer);
    });
    // A rejection is for the one who asked; the next one has their turn all the same.
    this.queue = turn.then(() => undefined, () => undefined);
    return turn;
  }

  /** A command may ask something itself, so it waits for open questions; but as it may never end, none waits for it. */
  private async byCommand(config: ServerConfig, input: InputDefinition, cancel: CancelSignal): Promise<Value> {
    const { source, name } = config;
    const key = JSON.stringify([source.file ?? source.label, input]);
    const answer = await this.commands.join(key, cancel, async (joint) => {
      await this.queue;
      return joint.cancelled ? undefined : askInput(name, input, joint);
    });
    return this.accept(config, input, answer);
  }

  private async remembered({ source }: ServerConfig, input: InputDefinition): Promise<Value> {
    const value = await this.saved(source, input);
    return value === undefined ? "missing" : { value };
  }

  private async accept({ source }: ServerConfig, input: InputDefinition, answer: Answer): Promise<Value> {
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
