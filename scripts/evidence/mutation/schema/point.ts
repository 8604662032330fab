import type { AstNode } from '../../workshop/solidity-compiler.ts';
import { childrenOf } from '../children-of.ts';
import type { Change } from '../mutate.ts';
import { endOf, startOf } from '../source-text.ts';

/**
 * The smallest part of a source in which a change can be switched: a statement, a declaration with its variables, a
 * value or a condition where a `? :` may stand, the step of a loop, or the whole function.
 */
export type Point = {
  kind: 'statement' | 'declaration' | 'value' | 'step' | 'function';
  node: AstNode;
  start: number;
  end: number;
};

const STATEMENTS = new Set(['ExpressionStatement', 'EmitStatement', 'Return']);

/** @param member the function, modifier or variable with the change */
export function pointOf(member: AstNode, change: Change): Point {
  const point = isWithin(change, whole(member)) ? descend(member, change) : undefined;
  return point ?? { kind: 'function', node: member, start: startOf(member), end: endOf(member) };
}

function descend(node: AstNode, change: Change): Point | undefined {
  const own = ownPoint(node, change);
  if (own) return own;
  for (const child of childrenOf(node)) {
    const point = descend(child, change);
    if (point) return point;
  }
  return undefined;
}

/** Nothing below these points holds a point of its own, but for the body of a loop or a condition. */
function ownPoint(node: AstNode, change: Change): Point | undefined {
  const { nodeType } = node;
  if (nodeType === 'ForStatement') {
    const start = node.initializationExpression as AstNode | null;
    const step = node.loopExpression as AstNode | null;
    const first = start?.nodeType === 'VariableDeclarationStatement' && (start.initialValue as AstNode);
    if (first && isWithin(change, whole(first))) return { kind: 'value', node: first, ...whole(first) };
    if (step && isWithin(change, whole(step))) return { kind: 'step', node: step, ...whole(step) };
  }
  const condition = node.condition as AstNode | undefined;
  if (nodeType.endsWith('Statement') && condition && isWithin(change, whole(condition))) {
    return { kind: 'value', node: condition, ...whole(condition) };
  }
  const value = node.value as AstNode | null | undefined;
  if (nodeType === 'VariableDeclaration' && value && isWithin(change, whole(value))) {
    return { kind: 'value', node: value, ...whole(value) };
  }
  const region = withSemicolon(node);
  if (!isWithin(change, region)) return undefined;
  if (STATEMENTS.has(nodeType)) return { kind: 'statement', node, ...region };
  if (nodeType === 'VariableDeclarationStatement') return { kind: 'declaration', node, ...region };
  return undefined;
}

const whole = (node: AstNode) => ({ start: startOf(node), end: endOf(node) });
const withSemicolon = (node: AstNode) => ({ start: startOf(node), end: endOf(node) + 1 });
const isWithin = (change: Change, { start, end }: { start: number; end: number }) =>
  start <= change.start && change.end <= end;
