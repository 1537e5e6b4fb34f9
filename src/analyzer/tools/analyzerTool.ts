import type { Analysis } from "../engine/messages";
import type { CheckedArguments } from "./checkArguments";
import type { ObjectSchema } from "./jsonSchema";
import type { RunResult } from "./analysisRun";

/** Items `from` up to `to` of everything that matches, and how many match in all. */
export interface ItemPage<Item> {
  readonly items: readonly Item[];
  readonly total: number;
}

/** What one tool adds to the common machinery. */
export interface AnalyzerTool<Item extends { readonly path: string } = { readonly path: string }> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: ObjectSchema;
  readonly outputSchema: ObjectSchema;
  /** What the parsing threads have to do. */
  analysis(args: CheckedArguments): Analysis;
  /** Arguments of the tool's own that decide what is found, or in which order. */
  page(run: RunResult, args: CheckedArguments, from: number, to: number): ItemPage<Item>;
  /** One line of the text form, without the path. */
  line(item: Item): string;
}
