import type { FunctionComplexity } from "../../../../src/analyzer/syntax/complexityOf";
import type { OutlineSymbol } from "../../../../src/analyzer/syntax/outlineOf";

/** One line for each symbol, indented by its depth. */
export function renderOutline(symbols: readonly OutlineSymbol[]): string {
  return symbols.map(renderSymbol).join("\n");
}

function renderSymbol({ depth, kind, name, parent, range, selectionLine, selectionColumn, signature }: OutlineSymbol): string {
  const { startLine, startColumn, endLine, endColumn } = range;
  const where = `${startLine}:${startColumn}-${endLine}:${endColumn} @${selectionLine}:${selectionColumn}`;
  return `${"  ".repeat(depth - 1)}${kind} ${name}${parent === null ? "" : ` in ${parent}`} | ${where} | ${signature}`;
}

export function renderComplexity(functions: readonly FunctionComplexity[]): string {
  return functions.map(renderFunction).join("\n");
}

function renderFunction({ kind, name, parent, startLine, endLine, cyclomatic, cognitive, nesting, length }: FunctionComplexity): string {
  const full = parent === null ? name : `${parent}.${name}`;
  return `${startLine}-${endLine} ${kind} ${full}: cyclomatic ${cyclomatic}, cognitive ${cognitive}, nesting ${nesting}, length ${length}`;
}
