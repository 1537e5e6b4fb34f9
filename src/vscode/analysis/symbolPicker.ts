import * as vscode from "vscode";
import { sortSymbols, SYMBOL_ORDERS, type SymbolOrder } from "../../core/mcp/analysis/sortSymbols";
import type { SymbolRow } from "../../core/mcp/analysis/symbolRow";
import { formatCount } from "../format";
import { ORDER_LOOKS, type OrderMemory } from "./orders";
import { symbolIcon } from "./symbolIcons";
import { SymbolPreview } from "./symbolPreview";

type SymbolItem = vscode.QuickPickItem & { readonly row?: SymbolRow };
type OrderButton = vscode.QuickInputButton & { readonly order: SymbolOrder };

export interface SymbolList {
  readonly editor: vscode.TextEditor;
  /** Name of the file, for the title. */
  readonly name: string;
  readonly symbols: readonly SymbolRow[];
  /** What the person should know about the figures, for example that the file has syntax errors. */
  readonly note: string | undefined;
}

/** Lists the symbols of a file: moving previews, Enter jumps, Escape puts everything back, buttons change the order. */
export async function pickSymbol({ editor, name, symbols, note }: SymbolList, orders: OrderMemory): Promise<void> {
  const pick = vscode.window.createQuickPick<SymbolItem>();
  const preview = new SymbolPreview(editor);
  const show = (order: SymbolOrder) => {
    pick.title = vscode.l10n.t("{0}: by {1}", name, ORDER_LOOKS[order].label);
    pick.placeholder = note ?? (symbols.length === 1 ? vscode.l10n.t("1 symbol. Enter jumps, Escape goes back.") : vscode.l10n.t("{0} symbols. Enter jumps, Escape goes back.", formatCount(symbols.length)));
    pick.buttons = orderButtons(order);
    pick.items = symbolItems(symbols, order);
  };
  pick.matchOnDescription = true;
  show(orders.get());
  try {
    const chosen = await new Promise<SymbolRow | undefined>((resolve) => {
      pick.onDidChangeActive(([item]) => {
        if (item?.row) preview.show(item.row);
      });
      pick.onDidTriggerButton((button) => {
        const order = SYMBOL_ORDERS.find((each) => "order" in button && button.order === each);
        if (!order) return;
        show(order);
        void orders.set(order);
      });
      pick.onDidAccept(() => {
        // Nothing is selected while no symbol matches what was typed.
        const row = pick.selectedItems[0]?.row;
        if (row) resolve(row);
      });
      pick.onDidHide(() => resolve(undefined));
      pick.show();
    });
    if (chosen) await preview.jump(chosen);
    else preview.restore();
  } finally {
    preview.dispose();
    pick.dispose();
  }
}

function orderButtons(current: SymbolOrder): OrderButton[] {
  return SYMBOL_ORDERS.filter((order) => order !== current).map((order) => ({
    order,
    iconPath: new vscode.ThemeIcon(ORDER_LOOKS[order].icon),
    tooltip: vscode.l10n.t("Sort by {0}", ORDER_LOOKS[order].label),
  }));
}

function symbolItems(symbols: readonly SymbolRow[], order: SymbolOrder): SymbolItem[] {
  const { rows, rest } = sortSymbols(symbols, order);
  const items = rows.map((row) => symbolItem(row, order));
  if (rest.length === 0) return items;
  const separator = { label: vscode.l10n.t("other symbols, in the order of the file"), kind: vscode.QuickPickItemKind.Separator };
  return [...items, separator, ...rest.map((row) => symbolItem(row, "position"))];
}

function symbolItem(row: SymbolRow, order: SymbolOrder): SymbolItem {
  // No-break spaces: a label's own leading spaces would be trimmed.
  const indent = order === "position" ? "\u00a0\u00a0\u00a0".repeat(row.depth - 1) : "";
  const container = order === "position" || row.container === "" ? "" : `${row.container} · `;
  return { label: `${indent}${symbolIcon(row.kind)} ${row.name}`, description: `${container}${figuresInWords(row)}`, row };
}

/** The figures with their names: a person who does not know the columns can still read them. */
function figuresInWords({ figures, startLine, endLine }: SymbolRow): string {
  const place = vscode.l10n.t("line {0}", startLine);
  if (!figures) return startLine === endLine ? place : `${lines(endLine - startLine + 1)} · ${place}`;
  const { cyclomatic, cognitive, nesting, length } = figures;
  return vscode.l10n.t("cyclomatic {0} · cognitive {1} · nesting {2} · {3} · {4}", cyclomatic, cognitive, nesting, lines(length), place);
}

function lines(count: number): string {
  return count === 1 ? vscode.l10n.t("1 line") : vscode.l10n.t("{0} lines", formatCount(count));
}
