import type { AstNode } from '../workshop/solidity-compiler.ts';

/** The nodes directly under a node, in the order of the source. */
export function childrenOf(node: AstNode): AstNode[] {
  return Object.values(node).flatMap((value) =>
    Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [],
  );
}

/** Whether a value of a syntax tree is a node of it. */
export function isNode(value: unknown): value is AstNode {
  return typeof value === 'object' && value !== null && 'nodeType' in value && 'src' in value;
}
