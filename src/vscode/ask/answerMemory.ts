import type * as vscode from "vscode";
import { isJsonObject } from "../../core/base/json";
import { isSecretName } from "../../core/mcp/schema/secretName";

const KEY = "wirelight.givenValues";
/** Prompts and templates that are remembered, and values of each argument; a longer value is no line to choose again. */
const MOST_SUBJECTS = 200;
const MOST_VALUES = 8;
const LONGEST_VALUE = 500;

/** Values by the name of the argument, the newest first. */
type Values = { readonly [argument: string]: readonly string[] };

/** Remembers in the workspace what was given for the arguments of prompts and templates; never a secret. */
export class AnswerMemory {
  constructor(private readonly memory: vscode.Memento) {}

  /** @param subject names the prompt or template and its server */
  of(subject: string): Values {
    return this.stored().get(subject) ?? {};
  }

  async add(subject: string, values: { readonly [argument: string]: string }): Promise<void> {
    const stored = this.stored();
    const before = stored.get(subject) ?? {};
    const now: { [argument: string]: readonly string[] } = { ...before };
    for (const [name, value] of Object.entries(values)) {
      if (value === "" || value.length > LONGEST_VALUE || isSecretName(name)) continue;
      const earlier = Object.hasOwn(before, name) ? (before[name] ?? []) : [];
      now[name] = [value, ...earlier.filter((each) => each !== value)].slice(0, MOST_VALUES);
    }
    // The newest come last, so that the oldest can be dropped.
    stored.delete(subject);
    stored.set(subject, now);
    await this.memory.update(KEY, [...stored].slice(-MOST_SUBJECTS));
  }

  async forgetAll(): Promise<void> {
    await this.memory.update(KEY, undefined);
  }

  private stored(): Map<string, Values> {
    const value = this.memory.get<unknown>(KEY);
    const entries = Array.isArray(value) ? (value as readonly unknown[]) : [];
    return new Map(entries.flatMap((entry): [string, Values][] => (isEntry(entry) ? [[entry[0], entry[1]]] : [])));
  }
}

function isEntry(value: unknown): value is readonly [string, Values] {
  return (
    Array.isArray(value) && typeof value[0] === "string" && isJsonObject(value[1]) &&
    Object.values(value[1]).every((list) => Array.isArray(list) && list.every((each) => typeof each === "string"))
  );
}
