import type { AstNode } from '../workshop/solidity-compiler.ts';
import { childrenOf } from './children-of.ts';
import { changesOf } from './mutate.ts';
import type { Change } from './mutate.ts';
import type { SourceText } from './source-text.ts';
import { UNDECISIVE_MEMBERS } from './targets.ts';

/** A change and the function, modifier or constant that it is in. */
export type Place = { node: AstNode; member: string; change: Change };

const MEMBERS = new Set(['FunctionDefinition', 'ModifierDefinition', 'VariableDeclaration']);

/** Every change of a source file that decides something, in the order of the source. */
export function placesIn(unit: AstNode, text: SourceText): Place[] {
  return membersOf(unit).flatMap((node) => {
    const member = (node.name as string) || (node.kind as string);
    if (UNDECISIVE_MEMBERS.has(member)) return [];
    return [...changesOf(node, text)].map((change) => ({ node, member, change }));
  });
}

function membersOf(unit: AstNode): AstNode[] {
  return childrenOf(unit)
    .filter(({ nodeType }) => nodeType === 'ContractDefinition')
    .flatMap((contract) => childrenOf(contract))
    .filter(({ nodeType }) => MEMBERS.has(nodeType));
}
