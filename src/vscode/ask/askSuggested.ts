import * as vscode from "vscode";
import { assertNever } from "../../core/base/assertNever";
import { CancelSource, type CancelSignal } from "../../core/base/cancel";
import { Failure, messageOf } from "../../core/base/failure";
import { inert } from "../../core/base/inert";
import { onUnexpectedError } from "../../core/base/unexpected";
import { type SuggestionRow, suggestionRows } from "../../core/mcp/suggestionRows";
import type { Completion } from "../../core/mcp/types";
import { dress, EDIT_AS_JSON, fieldInWords, type Step, type StepOutcome, WRITE_LONG } from "../call/ask/step";

/** Pause in the typing after which the server is asked, milliseconds. */
const PAUSE = 150;

export interface Suggestions {
  /** Values of earlier times, the newest first. */
  readonly before: readonly string[];
  /** Asks the server; `undefined` when it completes nothing. */
  readonly complete: ((typed: string, cancel: CancelSignal) => Promise<Completion>) | undefined;
}

type RowItem = vscode.QuickPickItem & { readonly row?: SuggestionRow };

type SuggestedOutcome = StepOutcome | { readonly type: "long"; readonly text: string };

/** Asks for a text in one line, with suggestions of the server and of earlier times below it; anything may be typed. */
export async function askSuggested(step: Step, suggestions: Suggestions): Promise<StepOutcome> {
  // One line would make spaces of the line ends, so a text that has some goes on in an editor.
  if (step.writeLong && /[\r\n]/.test(step.earlier?.text ?? "")) return step.writeLong(step.earlier?.text ?? "");
  const outcome = await askLine(step, suggestions);
  if (outcome.type !== "long") return outcome;
  return step.writeLong ? step.writeLong(outcome.text) : { type: "left" };
}

async function askLine(step: Step, suggestions: Suggestions): Promise<SuggestedOutcome> {
  const question = new Question(step, suggestions);
  try {
    return await question.answer;
  } finally {
    question.dispose();
  }
}

class Question implements vscode.Disposable {
  readonly answer: Promise<SuggestedOutcome>;
  private readonly pick = vscode.window.createQuickPick<RowItem>();
  private asking: CancelSource | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private completion: Completion | string | undefined;
  /** The row to which the person has moved down; `activeItems` may still tell of rows that are no more. */
  private moved: RowItem | undefined;
  private disposed = false;

  constructor(
    private readonly step: Step,
    private readonly suggestions: Suggestions,
  ) {
    const { pick } = this;
    dress(pick, step);
    // These arguments are texts; there is nothing to write as JSON.
    pick.buttons = pick.buttons.filter((button) => button !== EDIT_AS_JSON);
    pick.placeholder = placeholderOf(step);
    pick.value = step.earlier?.text ?? "";
    this.draw(false);
    this.answer = new Promise((resolve) => {
      pick.onDidChangeValue(() => this.typed());
      pick.onDidChangeActive(([item]) => {
        this.moved = item === pick.items[0] ? undefined : item;
      });
      pick.onDidAccept(() => {
        const row = pick.selectedItems[0]?.row;
        const value = row && valueOf(row);
        if (value) resolve({ type: "answer", answer: value });
      });
      pick.onDidTriggerButton((button) => resolve(button === WRITE_LONG ? { type: "long", text: pick.value } : { type: "back" }));
      pick.onDidHide(() => resolve({ type: "left" }));
    });
    void this.ask();
    pick.show();
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.timer);
    this.asking?.cancel();
    this.pick.dispose();
  }

  private typed(): void {
    // Enter must take what stands in the field from the first key on, so the rows do not wait for the server.
    this.draw(false);
    if (!this.suggestions.complete) return;
    // What was asked for another text is of no use any more.
    this.asking?.cancel();
    this.asking = undefined;
    this.pick.busy = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(), PAUSE);
  }

  private async ask(): Promise<void> {
    const { complete } = this.suggestions;
    if (!complete) return;
    const cancel = new CancelSource();
    const typed = this.pick.value;
    this.asking = cancel;
    this.pick.busy = true;
    const found = await suggested(complete(typed, cancel));
    if (this.asking !== cancel || this.disposed) return;
    this.asking = undefined;
    this.completion = found;
    this.pick.busy = false;
    this.draw(true);
  }

  /** @param stay the same text stands in the field, so who has moved down in the rows stays where they are */
  private draw(stay: boolean): void {
    const { pick, step, suggestions, completion } = this;
    const rows = suggestionRows({ typed: pick.value, required: step.field.required, before: suggestions.before, completion, stale: !stay });
    const chosen = stay ? this.moved : undefined;
    this.moved = undefined;
    pick.items = rows.map(itemOf);
    const again = chosen && pick.items.find((item) => item.label === chosen.label && item.row?.type === chosen.row?.type);
    if (again) pick.activeItems = [again];
  }
}

/** What the server suggests, or words on why it suggests nothing. */
async function suggested(answer: Promise<Completion>): Promise<Completion | string> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof Failure)) onUnexpectedError(error);
    return vscode.l10n.t("No suggestions: {0}", messageOf(error));
  }
}

function valueOf(row: SuggestionRow): { readonly value: unknown; readonly text: string } | undefined {
  switch (row.type) {
    case "typed":
    case "suggested":
    case "before":
      return { value: row.value, text: row.value };
    case "empty":
      return { value: "", text: "" };
    case "leave-out":
      return { value: undefined, text: "" };
    case "note":
      return undefined;
    default:
      return assertNever(row);
  }
}

/** The server decides what fits what was typed, so VS Code must not filter once more. */
function itemOf(row: SuggestionRow): RowItem {
  switch (row.type) {
    case "typed":
      return { label: inert(row.value), iconPath: new vscode.ThemeIcon("edit"), description: vscode.l10n.t("as typed"), alwaysShow: true, row };
    case "suggested":
      return { label: inert(row.value), iconPath: new vscode.ThemeIcon("lightbulb"), alwaysShow: true, row };
    case "before":
      return { label: inert(row.value), iconPath: new vscode.ThemeIcon("history"), description: vscode.l10n.t("given before"), alwaysShow: true, row };
    case "empty":
      return { label: vscode.l10n.t("Send an empty text"), iconPath: new vscode.ThemeIcon("circle-slash"), alwaysShow: true, row };
    case "leave-out":
      return { label: vscode.l10n.t("Leave out"), iconPath: new vscode.ThemeIcon("circle-slash"), description: vscode.l10n.t("not sent"), alwaysShow: true, row };
    case "note":
      return { label: inert(row.text.slice(0, 300)), kind: vscode.QuickPickItemKind.Separator };
    default:
      return assertNever(row);
  }
}

function placeholderOf({ field }: Step): string {
  const how = field.required ? vscode.l10n.t("Required") : vscode.l10n.t("Optional");
  const words = fieldInWords(field);
  return words === "" ? how : `${how}. ${words}`;
}
