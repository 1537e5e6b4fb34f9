import type { Node } from "web-tree-sitter";
import type { Language, SymbolRule } from "../languages/language";
import type { SymbolKind } from "../languages/symbolKind";
import type { FoundSymbol } from "./foundSymbol";
import { namesOf, type NamedNode } from "./nameOf";

interface Frame {
  readonly end: number;
  readonly container: FoundSymbol | undefined;
  /** Variables declared here are local: inside a callable or a block. */
  readonly local: boolean;
  readonly callable: boolean;
}

/** A name that a declaration hands to the function or class it is initialised with. */
interface Adoption {
  readonly name: NamedNode;
  readonly node: Node;
  readonly kind: SymbolKind | undefined;
}

/** What one node turned out to be. `callable` is set for named and anonymous functions alike. */
export interface SymbolVisit {
  readonly symbols: readonly FoundSymbol[];
  readonly callable: boolean;
  readonly parent: FoundSymbol | undefined;
}

const nothing: SymbolVisit = { symbols: [], callable: false, parent: undefined };

/**
 * Turns the nodes of a file, fed in document order, into symbols with their parents.
 *
 * Nesting is kept as a stack of end positions, so that only the interesting nodes are ever fetched
 * from the tree; asking a node for its parent costs a walk from the root.
 */
export class SymbolReader {
  private readonly frames: Frame[] = [];
  private readonly adoptions = new Map<number, Adoption>();
  private readonly blocks: ReadonlySet<string>;

  constructor(
    private readonly language: Language,
    private readonly source: string,
  ) {
    this.blocks = new Set(language.blocks);
  }

  /** Node types to feed. */
  static typesFor(language: Language): string[] {
    return [...language.symbols.keys(), ...language.blocks];
  }

  visit(node: Node, type: string): SymbolVisit {
    this.leave(node.startIndex);
    const rule = this.language.symbols.get(type);
    if (rule !== undefined) {
      return this.declare(node, rule);
    }
    if (this.blocks.has(type)) {
      this.frames.push({ end: node.endIndex, container: this.container(), local: true, callable: this.inCallable() });
    }
    return nothing;
  }

  private leave(position: number): void {
    for (let top = this.frames.at(-1); top !== undefined && top.end <= position; top = this.frames.at(-1)) {
      this.frames.pop();
    }
  }

  private container(): FoundSymbol | undefined {
    return this.frames.at(-1)?.container;
  }

  private inCallable(): boolean {
    return this.frames.at(-1)?.callable ?? false;
  }

  private isLocal(): boolean {
    return this.frames.at(-1)?.local ?? false;
  }

  private declare(node: Node, rule: SymbolRule): SymbolVisit {
    const parent = this.container();
    if (rule.onlyWithin !== undefined && (parent === undefined || !rule.onlyWithin.has(parent.kind))) {
      return nothing;
    }
    if (rule.value !== undefined && this.adopt(node, rule)) {
      return nothing;
    }
    const adoption = this.adoptions.get(node.id);
    this.adoptions.delete(node.id);
    const hidden = rule.variable === true && this.isLocal();
    if (rule.valueOnly === true || hidden) {
      return nothing;
    }
    const callable = rule.callable === true || (rule.callable === "adopted" && adoption !== undefined);
    const symbols = this.symbolsOf(node, rule, adoption, parent, callable);
    if (callable || (rule.container === true && symbols.length > 0)) {
      this.frames.push({
        end: node.endIndex,
        container: symbols[0] ?? parent,
        local: callable,
        callable: callable || this.inCallable(),
      });
    }
    return { symbols, callable, parent };
  }

  /** Hands the name on when the value is a function or class; that node then becomes the symbol. */
  private adopt(node: Node, rule: SymbolRule): boolean {
    const value = rule.value === undefined ? null : this.unwrap(node.childForFieldName(rule.value));
    const valueRule = value === null ? undefined : this.language.symbols.get(value.type);
    if (value === null || valueRule === undefined || !(valueRule.callable || valueRule.container)) {
      return false;
    }
    if (valueRule.callable === "adopted" && this.inCallable()) {
      return false;
    }
    const names = namesOf(node, rule.name, this.source);
    const name = names[0];
    // `class A = class B {}` keeps its own name: the outer one is only an alias.
    if (name === undefined || names.length > 1) {
      return false;
    }
    const kind = valueRule.callable ? (rule.adoptedKind ?? valueRule.kind) : undefined;
    this.adoptions.set(value.id, { name, node, kind });
    return true;
  }

  private unwrap(value: Node | null): Node | null {
    let inner = value;
    while (inner !== null && this.language.wrappers.includes(inner.type) && inner.namedChildCount > 0) {
      inner = inner.namedChild(0);
    }
    return inner;
  }

  private symbolsOf(
    node: Node,
    rule: SymbolRule,
    adoption: Adoption | undefined,
    parent: FoundSymbol | undefined,
    callable: boolean,
  ): FoundSymbol[] {
    if (!callable && rule.callable === "adopted") {
      return [];
    }
    const names = adoption === undefined ? namesOf(node, rule.name, this.source) : [adoption.name];
    const owner = this.ownerOf(node, rule) ?? (parent === undefined ? null : qualified(parent));
    return names.map((name) => ({
      name: name.name,
      kind: adoption?.kind ?? this.kindOf(node, rule, name.name, parent),
      parent: owner,
      depth: parent === undefined ? 1 : parent.depth + 1,
      node: rule.rangeOfName ? name.node : (adoption?.node ?? node),
      nameNode: name.node,
      valueNode: node,
      rule,
    }));
  }

  private ownerOf(node: Node, rule: SymbolRule): string | undefined {
    if (rule.owner === undefined) {
      return undefined;
    }
    const type = node.childForFieldName(rule.owner.field)?.descendantsOfType(rule.owner.type)[0];
    return type === undefined ? undefined : this.source.slice(type.startIndex, type.endIndex);
  }

  private kindOf(node: Node, rule: SymbolRule, name: string, parent: FoundSymbol | undefined): SymbolKind {
    return (
      rule.kindByName?.get(name) ??
      kindByToken(node, rule) ??
      kindByField(node, rule) ??
      this.kindByParentWord(node, rule) ??
      (parent === undefined ? undefined : rule.kindWithin?.get(parent.kind)) ??
      rule.kind
    );
  }

  private kindByParentWord(node: Node, rule: SymbolRule): SymbolKind | undefined {
    const start = rule.kindByParentWord === undefined ? undefined : node.parent?.startIndex;
    const word = start === undefined ? undefined : /^\w+/u.exec(this.source.slice(start, start + 32))?.[0];
    return word === undefined ? undefined : rule.kindByParentWord?.get(word);
  }
}

function kindByToken(node: Node, rule: SymbolRule): SymbolKind | undefined {
  if (rule.kindByToken === undefined) {
    return undefined;
  }
  // The keyword stands before the name, after at most a handful of modifiers.
  const name = node.childForFieldName("name");
  for (let index = 0; index < node.childCount; index += 1) {
    const child = node.child(index);
    if (child === null || child.startIndex === name?.startIndex) {
      return undefined;
    }
    const kind = rule.kindByToken.get(child.type);
    if (kind !== undefined) {
      return kind;
    }
  }
  return undefined;
}

function kindByField(node: Node, rule: SymbolRule): SymbolKind | undefined {
  if (rule.kindByField === undefined) {
    return undefined;
  }
  const child = node.childForFieldName(rule.kindByField.field);
  return child === null ? undefined : rule.kindByField.types.get(child.type);
}

function qualified(symbol: FoundSymbol): string {
  return symbol.parent === null ? symbol.name : `${symbol.parent}.${symbol.name}`;
}
