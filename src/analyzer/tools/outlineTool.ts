import { symbolKinds, type SymbolKind } from "../languages/symbolKind";
import type { OutlineSymbol } from "../syntax/outlineOf";
import type { AnalyzerTool } from "./analyzerTool";
import { commonProperties, numberOf, stringsOf } from "./commonArguments";
import { pageOfItems } from "./outcomeItems";
import { resultSchema } from "./resultSchema";

/** An item of `outline`. */
export type OutlineItem = OutlineSymbol & { readonly path: string };

const position = { type: "integer" } as const;

export const outlineTool: AnalyzerTool<OutlineItem> = {
  name: "outline",
  title: "Outline",
  description:
    "Lists the symbols (classes, functions, fields, …) of a file or folder with their ranges, in the order of the source. " +
    "TypeScript, JavaScript, Python, Go, Rust, Java. Lines and columns are 1-based, ends exclusive.",
  inputSchema: {
    type: "object",
    properties: {
      ...commonProperties,
      depth: { type: "integer", minimum: 1, description: "Deepest nesting to list; 1 is the top level." },
      kinds: { type: "array", items: { type: "string", enum: [...symbolKinds] }, description: "Kinds to list." },
    },
    required: ["path"],
    additionalProperties: false,
  },
  outputSchema: resultSchema({
    path: { type: "string", description: "Begins with the given path." },
    name: { type: "string" },
    kind: { type: "string" },
    range: {
      type: "object",
      properties: { startLine: position, startColumn: position, endLine: position, endColumn: position },
      required: ["startLine", "startColumn", "endLine", "endColumn"],
    },
    selectionLine: { type: "integer", description: "Line of the name." },
    selectionColumn: position,
    depth: { type: "integer" },
    parent: { type: ["string", "null"], description: "Enclosing symbols, joined with dots." },
    signature: { type: "string" },
  }),
  analysis: (args) => {
    const wanted = new Set(stringsOf(args.get("kinds")));
    const kinds: SymbolKind[] = symbolKinds.filter((kind) => wanted.has(kind));
    return { kind: "outline", depth: numberOf(args.get("depth")), kinds: kinds.length > 0 ? kinds : undefined };
  },
  page: (run, _args, from, to) => ({
    items: pageOfItems<OutlineSymbol>(run, from, to),
    total: run.outcomes.reduce((sum, outcome) => sum + (outcome.status === "analyzed" ? outcome.count : 0), 0),
  }),
  line: ({ range, depth, kind, name, signature }) =>
    `${"  ".repeat(depth)}${range.startLine}-${range.endLine} ${kind} ${name}${signature === name ? "" : `: ${signature}`}`,
};
