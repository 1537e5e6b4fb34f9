import type { FunctionComplexity } from "../syntax/complexityOf";
import type { AnalyzerTool } from "./analyzerTool";
import { commonProperties, numberOf, stringOf } from "./commonArguments";
import type { CheckedArguments } from "./checkArguments";
import { allItems } from "./outcomeItems";
import { resultSchema } from "./resultSchema";

/** An item of `complexity`. */
export type ComplexityItem = FunctionComplexity & { readonly path: string };

const metrics = ["cyclomatic", "cognitive", "nesting", "length"] as const;
type Metric = (typeof metrics)[number];

const figure = { type: "integer" } as const;

export const complexityTool: AnalyzerTool<ComplexityItem> = {
  name: "complexity",
  title: "Complexity",
  description:
    "Measures every function of a file or folder and lists the worst first: cyclomatic and cognitive complexity, " +
    "nesting of statements, length in lines. TypeScript, JavaScript, Python, Go, Rust, Java. Lines and columns are 1-based, ends exclusive.",
  inputSchema: {
    type: "object",
    properties: {
      ...commonProperties,
      metric: { type: "string", enum: [...metrics], default: "cyclomatic", description: "The figure to sort by." },
      min: { type: "integer", minimum: 0, description: "Only functions with at least this figure." },
    },
    required: ["path"],
    additionalProperties: false,
  },
  outputSchema: resultSchema({
    path: { type: "string", description: "Begins with the given path." },
    name: { type: "string" },
    kind: { type: "string" },
    parent: { type: ["string", "null"] },
    startLine: figure,
    startColumn: figure,
    endLine: figure,
    endColumn: figure,
    cyclomatic: figure,
    cognitive: figure,
    nesting: figure,
    length: figure,
  }),
  analysis: () => ({ kind: "complexity" }),
  page: (run, args, from, to) => {
    const metric = metricOf(args);
    const min = numberOf(args.get("min")) ?? 0;
    const items = allItems<FunctionComplexity>(run)
      .filter((item) => item[metric] >= min)
      // Sorting is stable: equal figures stay in the order of the source.
      .toSorted((a, b) => b[metric] - a[metric]);
    return { items: items.slice(from, to), total: items.length };
  },
  line: (item) =>
    `  ${item.startLine}-${item.endLine} ${item.parent === null ? "" : `${item.parent}.`}${item.name}: ` +
    `cyclomatic ${item.cyclomatic}, cognitive ${item.cognitive}, nesting ${item.nesting}, ${item.length} lines`,
};

function metricOf(args: CheckedArguments): Metric {
  const wanted = stringOf(args.get("metric"));
  return metrics.find((metric) => metric === wanted) ?? "cyclomatic";
}
