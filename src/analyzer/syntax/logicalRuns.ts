import type { Node } from "web-tree-sitter";
import type { LogicalOperators } from "../languages/language";

/** The operator token of a binary expression or assignment, or an empty string. */
export function operatorOf(node: Node): string {
  return node.childForFieldName("operator")?.type ?? "";
}

/**
 * Counts the runs of equal logical operators in an expression as it reads: `a && b && c || d` has two.
 * Parentheses do not break a run. Every operator that was counted is added to `joined`.
 */
export function logicalRuns(root: Node, operators: LogicalOperators, joined: Set<number>): number {
  let runs = 0;
  let previous = "";
  // In-order walk with an explicit stack: generated code chains thousands of operators.
  const open: { readonly node: Node; readonly operator: string }[] = [];
  let current = logicalNode(root, operators);
  while (current !== undefined || open.length > 0) {
    while (current !== undefined) {
      joined.add(current.node.id);
      open.push(current);
      current = logicalNode(current.node.childForFieldName("left"), operators);
    }
    const top = open.pop();
    if (top === undefined) {
      break;
    }
    if (top.operator !== previous) {
      runs += 1;
      previous = top.operator;
    }
    current = logicalNode(top.node.childForFieldName("right"), operators);
  }
  return runs;
}

function logicalNode(start: Node | null, operators: LogicalOperators): { node: Node; operator: string } | undefined {
  let node = start;
  while (node !== null && node.type === operators.parentheses) {
    node = node.namedChild(0);
  }
  if (node === null) {
    return undefined;
  }
  const operator = operatorOf(node);
  return operators.cognitive.has(operator) ? { node, operator } : undefined;
}
