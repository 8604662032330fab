import { createHash } from 'node:crypto';
import type { AstNode, SolidityCompiler } from '../workshop/solidity-compiler.ts';
import { childrenOf } from './children-of.ts';
import { changesOf } from './mutate.ts';
import { sourceText, startOf } from './source-text.ts';
import { UNDECISIVE_MEMBERS } from './targets.ts';
import type { Target } from './targets.ts';

/** A target with one small change. */
export type Mutant = {
  /** The same as long as its function and its change are: from their text, not from where they stand. */
  id: string;
  target: Target;
  /** Name of the function, modifier or constant. */
  member: string;
  operator: string;
  line: number;
  original: string;
  replacement: string;
  /** The whole file, changed. */
  content: string;
};

const MEMBERS = new Set(['FunctionDefinition', 'ModifierDefinition', 'VariableDeclaration']);

/** All mutants of a target. */
export function mutantsOf(target: Target, compiler: SolidityCompiler): Mutant[] {
  const { content, ast } = compiler.parse(target.source, target.compiled[0]!);
  const text = sourceText(content);
  const mutants: Mutant[] = [];
  for (const node of membersOf(ast)) {
    const member = nameOf(node);
    if (UNDECISIVE_MEMBERS.has(member)) continue;
    const memberText = text.of(node);
    for (const { operator, start, end, replacement } of changesOf(node, text)) {
      const key = [target.source, memberText, operator, start - startOf(node), end - start, replacement];
      mutants.push({
        id: createHash('sha256').update(JSON.stringify(key)).digest('hex').slice(0, 16),
        ...{ target, member, operator, replacement },
        line: text.lineAt(start),
        original: text.between(start, end),
        content: text.replaced(start, end, replacement),
      });
    }
  }
  return mutants;
}

function membersOf(unit: AstNode): AstNode[] {
  return childrenOf(unit)
    .filter(({ nodeType }) => nodeType === 'ContractDefinition')
    .flatMap((contract) => childrenOf(contract))
    .filter(({ nodeType }) => MEMBERS.has(nodeType));
}

function nameOf(node: AstNode): string {
  return (node.name as string) || (node.kind as string);
}
