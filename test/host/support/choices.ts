import * as assert from "node:assert/strict";
import * as vscode from "vscode";

/** What a person does in the next list or input that opens. */
export type Choice =
  /** Chooses the first row that shows this, or presses one of its buttons. */
  | { readonly row: RegExp; readonly button?: string }
  /** Presses a button in the title. */
  | { readonly title: string }
  /** Ticks these rows and confirms. */
  | { readonly ticks: readonly RegExp[] }
  | { readonly text: string }
  | "escape";

/** What a list or an input said when it opened. */
export interface Asked {
  readonly title: string;
  readonly placeholder: string;
  /** Label, description and detail of each row; none for an input. */
  readonly rows: readonly string[];
  /** What stood in the input. */
  readonly value: string;
  readonly password: boolean;
}

/** Answers the lists and inputs that open while `work` runs, each with the next choice; gives back what they asked. */
export async function choosing(choices: readonly Choice[], work: () => PromiseLike<unknown>): Promise<Asked[]> {
  const asked: Asked[] = [];
  const next = (): Choice => choices[asked.length - 1] ?? assert.fail(`nobody knows what to answer to ${JSON.stringify(asked.at(-1))}`);
  const names = ["createQuickPick", "createInputBox", "showQuickPick"] as const;
  const originals = names.map((name) => [name, Object.getOwnPropertyDescriptor(vscode.window, name) ?? assert.fail(name)] as const);
  const fakes = { createQuickPick: () => new FakeInput(asked, next), createInputBox: () => new FakeInput(asked, next), showQuickPick: showQuickPick(asked, next) };
  for (const [name, original] of originals) Object.defineProperty(vscode.window, name, { ...original, value: fakes[name] });
  try {
    await work();
  } finally {
    for (const [name, original] of originals) Object.defineProperty(vscode.window, name, original);
  }
  assert.equal(asked.length, choices.length, `asked for ${asked.map(({ title }) => title).join(", ")}`);
  return asked;
}

type Row = vscode.QuickPickItem;

/** A list or an input that answers itself as soon as it is shown. */
class FakeInput {
  title = "";
  placeholder = "";
  prompt = "";
  value = "";
  password = false;
  items: readonly Row[] = [];
  activeItems: readonly Row[] = [];
  selectedItems: readonly Row[] = [];
  buttons: readonly vscode.QuickInputButton[] = [];
  validationMessage: unknown;
  private readonly accept = new vscode.EventEmitter<void>();
  private readonly change = new vscode.EventEmitter<string>();
  private readonly hidden = new vscode.EventEmitter<void>();
  private readonly button = new vscode.EventEmitter<vscode.QuickInputButton>();
  private readonly itemButton = new vscode.EventEmitter<vscode.QuickPickItemButtonEvent<Row>>();
  readonly onDidAccept = this.accept.event;
  readonly onDidChangeValue = this.change.event;
  readonly onDidHide = this.hidden.event;
  readonly onDidTriggerButton = this.button.event;
  readonly onDidTriggerItemButton = this.itemButton.event;

  constructor(
    private readonly asked: Asked[],
    private readonly next: () => Choice,
  ) {}

  show(): void {
    this.asked.push({ title: this.title, placeholder: this.placeholder, rows: this.items.map(textOf), value: this.value, password: this.password });
    const choice = this.next();
    setTimeout(() => this.answer(choice), 0);
  }

  hide(): void {
    this.hidden.fire();
  }

  dispose(): void {
    for (const emitter of [this.accept, this.change, this.hidden, this.button, this.itemButton]) emitter.dispose();
  }

  private answer(choice: Choice): void {
    if (choice === "escape") return this.hidden.fire();
    if ("text" in choice) {
      this.value = choice.text;
      this.change.fire(choice.text);
      return this.accept.fire();
    }
    if ("title" in choice) return this.button.fire(this.buttons.find(({ tooltip }) => tooltip === choice.title) ?? vscode.QuickInputButtons.Back);
    if ("ticks" in choice) {
      this.selectedItems = choice.ticks.map((row) => rowOf(this.items, row));
      return this.accept.fire();
    }
    const item = rowOf(this.items, choice.row);
    if (choice.button !== undefined) {
      const button = item.buttons?.find(({ tooltip }) => tooltip === choice.button) ?? assert.fail(`${textOf(item)} has no button "${choice.button}"`);
      return this.itemButton.fire({ item, button });
    }
    this.selectedItems = [item];
    this.accept.fire();
  }
}

function showQuickPick(asked: Asked[], next: () => Choice) {
  return async (items: readonly Row[], options: vscode.QuickPickOptions = {}): Promise<Row | readonly Row[] | undefined> => {
    asked.push({ title: options.title ?? "", placeholder: options.placeHolder ?? "", rows: items.map(textOf), value: "", password: false });
    const choice = next();
    if (typeof choice === "object" && "ticks" in choice) return Promise.resolve(choice.ticks.map((row) => rowOf(items, row)));
    return Promise.resolve(typeof choice === "object" && "row" in choice ? rowOf(items, choice.row) : undefined);
  };
}

function rowOf(items: readonly Row[], row: RegExp): Row {
  return items.find((item) => item.kind !== vscode.QuickPickItemKind.Separator && row.test(textOf(item))) ?? assert.fail(`no row ${String(row)} among ${items.map(textOf).join(" | ")}`);
}

function textOf({ label, description, detail }: Row): string {
  return [label, description, detail].filter((part) => part !== undefined).join(" · ");
}
