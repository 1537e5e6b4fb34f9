import type { Node, Tree } from "web-tree-sitter";
import type { Language } from "../languages/language";
import type { SymbolKind } from "../languages/symbolKind";
import type { FoundSymbol } from "./foundSymbol";
import { FlowMeter } from "./flowMeter";
import type { FunctionMeasure } from "./functionMeasure";
import { callsItself } from "./recursion";
import { SymbolReader } from "./symbolReader";
import { memoize } from "./memoize";
import { NodeTypes, visitNodes } from "./visitNodes";

const typesOf = memoize((language: Language) => new NodeTypes([...SymbolReader.typesFor(language), ...language.flow.keys()]));

/** The figures of one function, ready to be sent. Lines and columns are 1-based, the end is exclusive. */
export interface FunctionComplexity {
  readonly name: string;
  readonly kind: SymbolKind;
  readonly parent: string | null;
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly cyclomatic: number;
  readonly cognitive: number;
  readonly nesting: number;
  /** Lines from the first to the last, blank ones and comments included. */
  readonly length: number;
}

interface Measured {
  readonly symbol: FoundSymbol | undefined;
  readonly parent: FoundSymbol | undefined;
  readonly node: Node;
  readonly measure: FunctionMeasure;
}

/** Name of a function that has none in the source. */
const anonymous = "(anonymous)";

/** The figures of every function of a parsed file in document order. Undefined when `cancelled` said so. */
export function complexityOf(tree: Tree, source: string, language: Language, cancelled: () => boolean): FunctionComplexity[] | undefined {
  const reader = new SymbolReader(language, source);
  const meter = new FlowMeter(language, source);
  const measured: Measured[] = [];
  const finished = visitNodes(tree, typesOf(language), cancelled, (node, type) => {
    const visit = reader.visit(node, type);
    if (visit.callable && !isDeclarationOnly(node, visit.symbols[0])) {
      const measure = meter.enterFunction(node);
      measured.push({ symbol: visit.symbols[0], parent: visit.parent, node, measure });
      return;
    }
    const rule = language.flow.get(type);
    if (rule !== undefined) {
      meter.enterFlow(node, rule);
    }
  });
  return finished ? measured.map((entry) => resultOf(entry, source, language)) : undefined;
}

function resultOf(entry: Measured, source: string, language: Language): FunctionComplexity {
  const { symbol, parent, node, measure } = entry;
  const name = symbol?.name;
  const { startPosition: start, endPosition: end } = node;
  const recursive = symbol !== undefined && callsItself(symbol, source, language.call);
  return {
    name: name ?? anonymous,
    kind: symbol?.kind ?? "function",
    parent: symbol === undefined ? pathOf(parent) : symbol.parent,
    startLine: start.row + 1,
    startColumn: start.column + 1,
    endLine: end.row + 1,
    endColumn: end.column + 1,
    cyclomatic: measure.cyclomatic,
    cognitive: cognitiveOf(entry, language) + (recursive ? 1 : 0),
    nesting: measure.nesting,
    length: end.row - start.row + 1,
  };
}

/** An abstract method or a function written in assembler has nothing to measure. */
function isDeclarationOnly(node: Node, symbol: FoundSymbol | undefined): boolean {
  return symbol?.rule.name.literal === undefined && node.childForFieldName("body") === null;
}

function pathOf(symbol: FoundSymbol | undefined): string | null {
  if (symbol === undefined) {
    return null;
  }
  return symbol.parent === null ? symbol.name : `${symbol.parent}.${symbol.name}`;
}

function cognitiveOf({ measure, node }: Measured, language: Language): number {
  if (language.nestedFunctions === "apart") {
    return measure.ownCognitive;
  }
  const [only] = measure.inner;
  if (only !== undefined && measure.inner.length === 1 && isDecorator(node, language)) {
    return only.ownCognitive + only.innerCognitive;
  }
  return measure.ownCognitive + measure.innerCognitive;
}

function isDecorator(node: Node, language: Language): boolean {
  if (language.decorator === undefined) {
    return false;
  }
  const statements = node.childForFieldName("body")?.namedChildren.filter((child) => child?.type !== "comment") ?? [];
  const [inner, result] = isDocString(statements[0]) ? statements.slice(1) : statements;
  const { decorator } = language;
  return (
    inner !== undefined &&
    inner !== null &&
    decorator.inner.has(inner.type) &&
    result?.type === decorator.result &&
    statements.at(-1) === result
  );
}

function isDocString(statement: Node | null | undefined): boolean {
  return statement?.type === "expression_statement" && statement.namedChild(0)?.type === "string";
}
