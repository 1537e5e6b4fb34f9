import type { Node } from "web-tree-sitter";
import type { FlowRule, Language } from "../languages/language";
import { FunctionMeasure } from "./functionMeasure";
import { logicalRuns, operatorOf } from "./logicalRuns";

interface Frame {
  readonly end: number;
  readonly measure: FunctionMeasure | undefined;
  /** Cognitive nesting of the node itself. */
  readonly nesting: number;
  /** Parts of the node in which the nesting is one deeper. */
  readonly deeper: readonly Span[];
  /** Levels of statements, this one included. */
  readonly level: number;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Adds up the metrics of the functions of one file from its nodes, fed in document order. */
export class FlowMeter {
  private readonly frames: Frame[] = [];
  /** Ifs that continue an else: one flat point, no deeper level. */
  private readonly chained = new Set<number>();
  private readonly ignored = new Set<number>();
  /** Logical operators already counted as part of a run. */
  private readonly joined = new Set<number>();
  /** Initializers that run on their own and are still ahead. */
  private readonly pending: Span[] = [];

  constructor(
    private readonly language: Language,
    private readonly source: string,
  ) {}

  enterFunction(node: Node): FunctionMeasure {
    const outer = this.arrive(node);
    const measure = new FunctionMeasure(outer?.measure, this.nestingAt(node.startIndex));
    this.frames.push({ end: node.endIndex, measure, nesting: 0, deeper: [], level: 0 });
    return measure;
  }

  enterFlow(node: Node, rule: FlowRule): void {
    const outer = this.arrive(node);
    if (rule.boundary !== undefined) {
      this.startBoundary(node, rule.boundary);
      return;
    }
    const measure = outer?.measure;
    if (measure === undefined || this.ignored.has(node.id)) {
      return;
    }
    if (rule.ignores !== undefined) {
      const child = node.childForFieldName(rule.ignores);
      if (child !== null) {
        this.ignored.add(child.id);
      }
    }
    if (rule.logical === true) {
      this.countLogical(node, measure);
    } else if (this.applies(node, rule)) {
      this.count(node, rule, measure, outer);
    }
  }

  /** Leaves what ends before the node and enters a pending boundary that the node lies in. */
  private arrive(node: Node): Frame | undefined {
    const start = node.startIndex;
    this.leave(start);
    for (let next = this.pending.at(-1); next !== undefined && next.start <= start; next = this.pending.at(-1)) {
      this.pending.pop();
      if (start < next.end) {
        this.frames.push({ end: next.end, measure: undefined, nesting: 0, deeper: [], level: 0 });
      }
    }
    return this.frames.at(-1);
  }

  private leave(position: number): void {
    for (let top = this.frames.at(-1); top !== undefined && top.end <= position; top = this.frames.at(-1)) {
      this.frames.pop();
    }
  }

  private nestingAt(position: number): number {
    const top = this.frames.at(-1);
    if (top === undefined) {
      return 0;
    }
    const inside = top.deeper.some((span) => span.start <= position && position < span.end);
    return top.nesting + (inside ? 1 : 0);
  }

  /** A class field's initializer runs on its own, so its points belong to no function we list. */
  private startBoundary(node: Node, field: string): void {
    const value = node.childForFieldName(field);
    if (value !== null) {
      this.pending.push({ start: value.startIndex, end: value.endIndex });
    }
  }

  private applies(node: Node, rule: FlowRule): boolean {
    if (rule.needsField !== undefined && node.childForFieldName(rule.needsField) === null) {
      return false;
    }
    if (rule.needsOperator !== undefined && !rule.needsOperator.has(operatorOf(node))) {
      return false;
    }
    if (rule.needsChild !== undefined && namedChildOfType(node, rule.needsChild) === null) {
      return false;
    }
    return true;
  }

  private isDefault(node: Node, rule: FlowRule): boolean {
    if (rule.unless === undefined) {
      return false;
    }
    const child = rule.unless.child === undefined ? node : namedChildOfType(node, rule.unless.child);
    return child !== null && rule.unless.text.test(this.source.slice(child.startIndex, child.endIndex).trim());
  }

  private count(node: Node, rule: FlowRule, measure: FunctionMeasure, outer: Frame | undefined): void {
    const nesting = this.nestingAt(node.startIndex);
    const chained = this.chained.has(node.id);
    measure.cyclomatic += this.cyclomaticOf(node, rule);
    if (rule.cognitive === "flat" || (rule.cognitive === "nested" && chained)) {
      measure.addFlat();
    } else if (rule.cognitive === "nested") {
      measure.addNested(nesting);
    }
    const level = (outer?.level ?? 0) + (rule.level === true && !chained ? 1 : 0);
    measure.nesting = Math.max(measure.nesting, level);
    const deeper = spansOf(node, rule);
    const otherwise = this.countAlternative(node, rule, measure);
    if (otherwise !== undefined) {
      deeper.push(otherwise);
    }
    this.frames.push({ end: node.endIndex, measure, nesting, deeper, level });
  }

  private cyclomaticOf(node: Node, rule: FlowRule): number {
    if (rule.perToken !== undefined) {
      const token = rule.perToken;
      return node.children.filter((child) => child?.type === token).length;
    }
    if (rule.cyclomaticByParent !== undefined) {
      return rule.cyclomaticByParent.get(node.parent?.type ?? "") ?? 0;
    }
    return this.isDefault(node, rule) ? 0 : (rule.cyclomatic ?? 0);
  }

  /** An else costs one point; an else-if is left to its own if, which then costs one flat point. */
  private countAlternative(node: Node, rule: FlowRule, measure: FunctionMeasure): Span | undefined {
    const shape = rule.alternative;
    const alternative = shape === undefined ? null : node.childForFieldName(shape.field);
    if (shape === undefined || alternative === null) {
      return undefined;
    }
    const wrapped = alternative.type === shape.wrapper ? namedChildOfType(alternative, node.type) : alternative;
    if (wrapped !== null && wrapped.type === node.type) {
      this.chained.add(wrapped.id);
      return undefined;
    }
    measure.addFlat();
    return { start: alternative.startIndex, end: alternative.endIndex };
  }

  private countLogical(node: Node, measure: FunctionMeasure): void {
    const { cyclomatic, cognitive } = this.language.logical;
    const operator = operatorOf(node);
    if (cyclomatic.has(operator)) {
      measure.cyclomatic += 1;
    }
    if (cognitive.has(operator) && !this.joined.has(node.id)) {
      for (let runs = logicalRuns(node, this.language.logical, this.joined); runs > 0; runs -= 1) {
        measure.addFlat();
      }
    }
  }
}

function spansOf(node: Node, rule: FlowRule): Span[] {
  if (rule.nests === undefined) {
    return [];
  }
  if (rule.nests === "all") {
    return [{ start: node.startIndex, end: node.endIndex }];
  }
  return rule.nests
    .map((field) => node.childForFieldName(field))
    .filter((child) => child !== null)
    .map((child) => ({ start: child.startIndex, end: child.endIndex }));
}

function namedChildOfType(node: Node, type: string): Node | null {
  for (let index = 0; index < node.namedChildCount; index += 1) {
    const child = node.namedChild(index);
    if (child?.type === type) {
      return child;
    }
  }
  return null;
}
