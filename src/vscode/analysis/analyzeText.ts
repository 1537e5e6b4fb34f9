import * as vscode from "vscode";
import type { CancelSignal } from "../../core/base/cancel";
import { readAnalysisPage } from "../../core/mcp/analysis/analysisPage";
import { mergeSymbols } from "../../core/mcp/analysis/mergeSymbols";
import type { SymbolRow } from "../../core/mcp/analysis/symbolRow";
import type { Session } from "../../core/mcp/session";

/** The most that the tools give in one answer. */
const PAGE = 1000;

/** A file with more symbols than this is generated; its list says that it is not complete. */
const MOST_PAGES = 20;

export interface TextToAnalyze {
  /** Names the language by its extension; the file need not exist. */
  readonly path: string;
  readonly text: string;
}

export interface TextAnalysis {
  readonly symbols: readonly SymbolRow[];
  /** What the person should know: syntax errors, an incomplete list. */
  readonly warnings: readonly string[];
  /** Why nothing was analyzed, in the words of the server. */
  readonly skipped: string | undefined;
}

/** Asks the analysis server for the outline and the figures of a text, over the protocol like of any other server. */
export async function analyzeText(session: Session, input: TextToAnalyze, cancel: CancelSignal): Promise<TextAnalysis> {
  const [outline, complexity] = await Promise.all([allPages(session, "outline", input, cancel), allPages(session, "complexity", input, cancel)]);
  return {
    symbols: mergeSymbols(outline.items, complexity.items),
    warnings: [...new Set([...outline.warnings, ...complexity.warnings])],
    skipped: outline.skipped ?? complexity.skipped,
  };
}

interface Pages {
  readonly items: readonly unknown[];
  readonly warnings: readonly string[];
  readonly skipped: string | undefined;
}

async function allPages(session: Session, tool: string, { path, text }: TextToAnalyze, cancel: CancelSignal): Promise<Pages> {
  const items: unknown[] = [];
  let cursor: string | undefined;
  for (let count = 0; ; count++) {
    const args = { path, text, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) };
    const page = readAnalysisPage(tool, await session.callTool(tool, args, { cancel }));
    for (const item of page.items) items.push(item);
    cursor = page.nextCursor;
    if (cursor === undefined) return { ...page, items };
    if (count + 1 === MOST_PAGES) return { ...page, items, warnings: [...page.warnings, vscode.l10n.t("Only the first {0} symbols are listed.", items.length)] };
  }
}
