import { createHash } from "node:crypto";
import type * as vscode from "vscode";
import { isJsonObject } from "../../core/base/json";
import type { ConfigSource, InputDefinition } from "../../core/server/config";

/** A remembered answer, without the answer itself. */
export interface SavedInput {
  readonly key: string;
  readonly id: string;
  /** Where the input is defined, for people. */
  readonly place: string;
  readonly kind: "secret" | "value" | "command";
}

/** What people are asked only once; see `InputDefinition` for what is asked. */
export interface AnswerMemory {
  get(source: ConfigSource, input: InputDefinition): Promise<string | undefined>;
  set(source: ConfigSource, input: InputDefinition, value: string): Promise<void>;
}

interface Note {
  readonly id: string;
  readonly place: string;
  readonly value: string | undefined;
}

const PREFIX = "wirelight.input.";

/**
 * Answers are kept by the file that defines the input: secrets in the secret storage with a note of their place in the
 * state of the machine; others in the state of the workspace when its files ask, else of the machine. Each is a key of
 * its own, since several windows write the same store. What a command gave may be valid for a short time only, so it is
 * kept as long as the window and never on disk.
 */
export class SavedInputs implements AnswerMemory {
  private readonly ofCommands = new Map<string, SavedInput & { readonly value: string }>();

  constructor(private readonly context: Pick<vscode.ExtensionContext, "secrets" | "globalState" | "workspaceState">) {}

  async get(source: ConfigSource, input: InputDefinition): Promise<string | undefined> {
    const key = keyOf(source, input);
    if (input.type === "command") return this.ofCommands.get(key)?.value;
    if (isPassword(input)) return this.context.secrets.get(key);
    return noteIn(this.memory(source), key)?.value;
  }

  async set(source: ConfigSource, input: InputDefinition, value: string): Promise<void> {
    const key = keyOf(source, input);
    const note = { id: input.id, place: source.label };
    if (input.type === "command") {
      this.ofCommands.set(key, { ...note, key, kind: "command", value });
    } else if (isPassword(input)) {
      // The note goes first: a secret that nobody can find again must not stay.
      await this.context.globalState.update(key, note);
      await this.context.secrets.store(key, value);
    } else {
      await this.memory(source).update(key, { ...note, value });
    }
  }

  /** Everything that is remembered on this machine, but for the values of other workspaces. */
  list(): readonly SavedInput[] {
    const { globalState, workspaceState } = this.context;
    const noted = [globalState, workspaceState].flatMap((memory) => memory.keys().filter((key) => key.startsWith(PREFIX)).flatMap((key): SavedInput[] => {
      const note = noteIn(memory, key);
      return note ? [{ key, id: note.id, place: note.place, kind: note.value === undefined ? "secret" : "value" }] : [];
    }));
    return [...noted, ...this.ofCommands.values()].map(({ key, id, place, kind }) => ({ key, id, place, kind }));
  }

  /** Whether it is remembered for this input. */
  isOf({ key }: SavedInput, source: ConfigSource, inputs: readonly InputDefinition[]): boolean {
    return inputs.some((input) => keyOf(source, input) === key);
  }

  async forget({ key, kind }: SavedInput): Promise<void> {
    this.ofCommands.delete(key);
    if (kind === "secret") await this.context.secrets.delete(key);
    await Promise.all([this.context.globalState, this.context.workspaceState].filter((memory) => memory.get(key) !== undefined).map((memory) => memory.update(key, undefined)));
  }

  private memory({ author }: ConfigSource): vscode.Memento {
    return author === "workspace" ? this.context.workspaceState : this.context.globalState;
  }
}

function isPassword(input: InputDefinition): boolean {
  return input.type === "promptString" && input.password;
}

/** What is asked in another way is another question; a changed command is, too. */
function keyOf(source: ConfigSource, input: InputDefinition): string {
  const what = input.type === "command" ? [input.command, input.args] : [isPassword(input)];
  return PREFIX + createHash("sha256").update(JSON.stringify([source.file ?? source.label, input.type, input.id, what])).digest("hex");
}

function noteIn(memory: vscode.Memento, key: string): Note | undefined {
  const note = memory.get<unknown>(key);
  if (!isJsonObject(note)) return undefined;
  const { id, place, value } = note;
  return typeof id === "string" && typeof place === "string" ? { id, place, value: typeof value === "string" ? value : undefined } : undefined;
}
