import type { AstNode } from '../workshop/solidity-compiler.ts';
import { childrenOf, isNode } from './children-of.ts';
import { endOf, startOf } from './source-text.ts';
import type { SourceText } from './source-text.ts';

/** One small change of a source file. */
export type Change = { operator: string; start: number; end: number; replacement: string };

const SWAPS: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '==': ['!='],
  '!=': ['=='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '**': ['*'],
  '&&': ['||'],
  '||': ['&&'],
  '&': ['|'],
  '|': ['&'],
  '^': ['&'],
  '<<': ['>>'],
  '>>': ['<<'],
  '+=': ['-='],
  '-=': ['+='],
  '|=': ['&='],
  '&=': ['|='],
};
const RELATIONS = new Set(['<', '<=', '>', '>=', '==', '!=']);
const LOGIC = new Set(['&&', '||']);
/** An event is there or not; what it says is compared by the tests of the model. A type decides nothing. */
const WHOLE = new Set(['RevertStatement', 'EmitStatement', 'InlineAssembly', 'ArrayTypeName']);

/**
 * Every change of a function, modifier or constant that the operators know. What a revert reports is left alone: it
 * decides nothing.
 */
export function* changesOf(node: AstNode, text: SourceText): Generator<Change> {
  yield* ownChanges(node, text);
  if (WHOLE.has(node.nodeType)) return;
  for (const child of childrenOf(node)) yield* changesOf(child, text);
}

function* ownChanges(node: AstNode, text: SourceText): Generator<Change> {
  switch (node.nodeType) {
    case 'BinaryOperation':
      yield* swapOperator(node, node.leftExpression as AstNode, node.rightExpression as AstNode, text);
      break;
    case 'Assignment':
      if (node.operator !== '=') {
        yield* swapOperator(node, node.leftHandSide as AstNode, node.rightHandSide as AstNode, text);
      }
      break;
    case 'UnaryOperation':
      yield* changeUnary(node, text);
      break;
    case 'IfStatement':
      yield whole('condition', node.condition as AstNode, 'false');
      break;
    case 'Conditional':
      yield* swapped('branches', node.trueExpression as AstNode, node.falseExpression as AstNode, node, text);
      break;
    case 'ExpressionStatement':
    case 'EmitStatement':
      yield deletion(node, text);
      break;
    case 'ModifierInvocation':
      if (node.kind === 'modifierInvocation') yield whole('modifier', node, '');
      break;
    case 'Literal':
      yield* changeNumber(node);
      break;
    case 'FunctionCall':
      yield* swapArguments(node, text);
      break;
  }
}

function whole(operator: string, node: AstNode, replacement: string): Change {
  return { operator, start: startOf(node), end: endOf(node), replacement };
}

/** A statement ends before its semicolon; in the head of a loop it has none. */
function deletion(node: AstNode, text: SourceText): Change {
  const end = endOf(node);
  const ends = text.between(end, end + 1) === ';';
  return {
    operator: 'statement',
    start: startOf(node),
    end: ends ? end + 1 : end,
    replacement: ends ? '{}' : '',
  };
}

function* swapOperator(node: AstNode, left: AstNode, right: AstNode, text: SourceText): Generator<Change> {
  const sign = node.operator as string;
  const gap = text.between(endOf(left), startOf(right));
  const start = endOf(left) + Buffer.byteLength(gap.slice(0, gap.indexOf(sign)));
  const operator = RELATIONS.has(sign) ? 'relation' : LOGIC.has(sign) ? 'logic' : 'arithmetic';
  for (const replacement of SWAPS[sign] ?? []) {
    yield { operator, start, end: start + sign.length, replacement };
  }
}

function* changeUnary(node: AstNode, text: SourceText): Generator<Change> {
  const inner = node.subExpression as AstNode;
  if (node.operator === '!') yield whole('negation', node, text.of(inner));
  if (node.operator === '++' || node.operator === '--') {
    const sign = node.operator === '++' ? '--' : '++';
    yield whole('arithmetic', node, node.prefix ? sign + text.of(inner) : text.of(inner) + sign);
  }
}

function* changeNumber(node: AstNode): Generator<Change> {
  if (node.kind !== 'number' || node.subdenomination) return;
  const value = String(node.value).replaceAll('_', '');
  if (!/^\d+$/.test(value)) return;
  yield whole('number', node, String(BigInt(value) + 1n));
  if (BigInt(value) > 1n) yield whole('number', node, String(BigInt(value) - 1n));
}

/** Neighbours of one type change places, as an amount and a fee. */
function* swapArguments(node: AstNode, text: SourceText): Generator<Change> {
  if (node.kind === 'typeConversion' || !Array.isArray(node.arguments)) return;
  const given = node.arguments.filter(isNode);
  for (const [i, first] of given.entries()) {
    const second = given[i + 1];
    if (second && typeOf(first) === typeOf(second)) yield* swapped('arguments', first, second, node, text);
  }
}

function* swapped(
  operator: string,
  first: AstNode,
  second: AstNode,
  whole: AstNode,
  text: SourceText,
): Generator<Change> {
  if (text.of(first) === text.of(second)) return;
  const between = text.between(endOf(first), startOf(second));
  const replacement = text.of(second) + between + text.of(first);
  yield { operator, start: startOf(first), end: endOf(second), replacement };
}

function typeOf(node: AstNode): unknown {
  return (node.typeDescriptions as { typeString?: string } | undefined)?.typeString;
}
