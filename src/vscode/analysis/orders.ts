import * as vscode from "vscode";
import { SYMBOL_ORDERS, type SymbolOrder } from "../../core/mcp/analysis/sortSymbols";

interface OrderLook {
  /** Completes "sorted by". */
  readonly label: string;
  readonly icon: string;
}

export const ORDER_LOOKS: { readonly [order in SymbolOrder]: OrderLook } = {
  cyclomatic: { label: vscode.l10n.t("cyclomatic complexity"), icon: "git-branch" },
  cognitive: { label: vscode.l10n.t("cognitive complexity"), icon: "lightbulb" },
  nesting: { label: vscode.l10n.t("nesting"), icon: "list-tree" },
  length: { label: vscode.l10n.t("length"), icon: "unfold" },
  position: { label: vscode.l10n.t("position in the file"), icon: "list-ordered" },
};

const KEY = "wirelight.analysis.order";

/** The order that a person chose last, in any workspace. */
export class OrderMemory {
  constructor(private readonly memory: vscode.Memento) {}

  get(): SymbolOrder {
    const stored = this.memory.get<unknown>(KEY);
    return SYMBOL_ORDERS.find((order) => order === stored) ?? "cyclomatic";
  }

  async set(order: SymbolOrder): Promise<void> {
    await this.memory.update(KEY, order);
  }
}
