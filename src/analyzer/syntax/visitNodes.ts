import type { Language as Grammar, Node, Tree } from "web-tree-sitter";

/** The nodes a walk is interested in. Make one and keep it: preparing it for a grammar costs as much as visiting a small file. */
export class NodeTypes {
  private readonly prepared = new WeakMap<Grammar, ReadonlyMap<number, string>>();

  constructor(private readonly types: Iterable<string>) {}

  /** The types by their number in the grammar; those that it does not have are left out. */
  of(grammar: Grammar): ReadonlyMap<number, string> {
    const known = this.prepared.get(grammar);
    if (known !== undefined) {
      return known;
    }
    const byId = new Map<number, string>();
    for (const type of this.types) {
      // A keyword token can have the same name as a node (`class`); tokens only count where no node has the name.
      const id = grammar.idForNodeType(type, true) || grammar.idForNodeType(type, false);
      if (id !== null && id !== 0) {
        byId.set(id, type);
      }
    }
    this.prepared.set(grammar, byId);
    return byId;
  }
}

/**
 * Visits the nodes of the given types in document order, parents first.
 * Returns false if `cancelled` said so in between.
 *
 * One call into the engine collects them all, which is several times cheaper than a cursor or a query.
 */
export function visitNodes(tree: Tree, types: NodeTypes, cancelled: () => boolean, visit: (node: Node, type: string) => void): boolean {
  const names = types.of(tree.language);
  let seen = 0;
  for (const node of tree.rootNode.descendantsOfType([...names.values()])) {
    seen += 1;
    if (seen % 1024 === 0 && cancelled()) {
      return false;
    }
    const type = names.get(node.typeId);
    if (type !== undefined) {
      visit(node, type);
    }
  }
  return true;
}
