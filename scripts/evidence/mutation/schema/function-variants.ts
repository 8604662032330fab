import type { AstNode } from '../../workshop/solidity-compiler.ts';
import type { Change } from '../mutate.ts';
import { endOf, startOf } from '../source-text.ts';
import type { SourceText } from '../source-text.ts';
import type { Edit, Piece } from './edit.ts';
import type { Switched } from './schema.ts';

/**
 * A function that calls one copy of itself for each change of its head, or else its own body: a modifier cannot be
 * switched in place.
 *
 * @returns undefined where a copy cannot be called: of a constructor, or with a parameter without a name
 */
export function functionVariants(
  node: AstNode,
  changes: readonly Switched[],
  text: SourceText,
): Edit | undefined {
  const body = node.body as AstNode | null;
  const given = (node.parameters as AstNode).parameters as AstNode[];
  if (node.nodeType !== 'FunctionDefinition' || node.kind !== 'function' || !body) return undefined;
  if (given.some(({ name }) => !name)) return undefined;
  const name = (suffix: string) => `_${suffix}_${String(node.name)}${node.id}`;
  const args = given.map((parameter) => String(parameter.name)).join(', ');
  const returns = ((node.returnParameters as AstNode).parameters as AstNode[]).length > 0;
  const call = (suffix: string) =>
    returns ? `return ${name(suffix)}(${args});` : `{ ${name(suffix)}(${args}); return; }`;
  const own = { start: -1, end: -1 } as Change;
  const pieces: Piece[] = [
    `${headWithoutModifiers(node, body, text)}{ `,
    ...changes.map(({ id }) => `if (isOn(0x${id})) ${call(id)} `),
    `${call('own')} } `,
    ...changes.map(({ id, change }) => ({
      id,
      text: `${head(name(id), change)} ${changed(body, change, text)} `,
    })),
    `${head(name('own'), own)} `,
  ];
  return { start: startOf(node), end: startOf(body), pieces };

  function head(called: string, change: Change): string {
    const modifiers = (node.modifiers as AstNode[]).map((modifier) => changed(modifier, change, text));
    const mutability = node.stateMutability === 'view' ? 'view' : '';
    const results = returns ? `returns ${text.of(node.returnParameters as AstNode)}` : '';
    return `function ${called}${text.of(node.parameters as AstNode)} private ${mutability} ${modifiers.join(' ')} ${results}`;
  }
}

function headWithoutModifiers(node: AstNode, body: AstNode, text: SourceText): string {
  let head = '';
  let done = startOf(node);
  for (const modifier of node.modifiers as AstNode[]) {
    head += text.between(done, startOf(modifier));
    done = endOf(modifier);
  }
  return head + text.between(done, startOf(body));
}

function changed(node: AstNode, { start, end, replacement }: Change, text: SourceText): string {
  if (start < startOf(node) || end > endOf(node)) return text.of(node);
  return text.between(startOf(node), start) + replacement + text.between(end, endOf(node));
}
