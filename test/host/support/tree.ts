import * as vscode from "vscode";

/** A row of a tree as a person sees it. */
export interface Row {
  readonly label: string;
  readonly description: string;
  readonly item: vscode.TreeItem;
  children(): Promise<Row[]>;
}

/** The rows of a tree view, read from its provider as VS Code reads them. */
export async function rowsOf<T>(provider: vscode.TreeDataProvider<T>, parent?: T): Promise<Row[]> {
  const nodes = (await provider.getChildren(parent)) ?? [];
  return Promise.all(nodes.map(async (node) => {
    const item = await provider.getTreeItem(node);
    return { label: textOf(item.label), description: textOf(item.description), item, children: () => rowsOf(provider, node) };
  }));
}

/** Clicks a row. */
export async function click(row: Row | undefined): Promise<void> {
  const command = row?.item.command;
  if (!command) throw new Error(`Nothing happens on a click on ${row?.label ?? "a row that is not there"}.`);
  const args: unknown[] = command.arguments ?? [];
  await vscode.commands.executeCommand(command.command, ...args);
}

/** `label description` of every row. */
export function textsOf(rows: readonly Row[]): string[] {
  return rows.map(({ label, description }) => `${label} ${description}`.trim());
}

function textOf(value: vscode.TreeItemLabel | string | boolean | undefined): string {
  if (typeof value === "object") return value.label;
  return typeof value === "string" ? value : "";
}
