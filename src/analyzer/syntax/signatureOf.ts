import type { FoundSymbol } from "./foundSymbol";

const bodyFields = ["body", "value"] as const;
const longest = 160;

/** The header of a declaration on one line: everything before its body or value, at most 160 characters. */
export function signatureOf(symbol: FoundSymbol, source: string): string {
  const { node, valueNode } = symbol;
  const end = bodyStart(symbol) ?? node.endIndex;
  let header = source.slice(node.startIndex, Math.min(end, node.startIndex + longest * 4));
  if (end === node.endIndex && valueNode === node) {
    header = header.split(/[{\r\n]/u, 1)[0] ?? "";
  }
  header = header
    .replaceAll(/\s+/gu, " ")
    .replace(/[\s:;,{]+$|\s*(?<![=!<>])=\s*$/u, "")
    .trim();
  return header.length > longest ? `${header.slice(0, longest - 1)}…` : header;
}

function bodyStart(symbol: FoundSymbol): number | undefined {
  for (const field of bodyFields) {
    const body = symbol.valueNode.childForFieldName(field);
    if (body !== null && body.startIndex > symbol.nameNode.startIndex) {
      return body.startIndex;
    }
  }
  return undefined;
}
