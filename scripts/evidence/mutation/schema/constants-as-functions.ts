import type { AstNode, Parsed } from '../../workshop/solidity-compiler.ts';
import { childrenOf } from '../children-of.ts';
import { changesOf } from '../mutate.ts';
import { endOf, sourceText, startOf } from '../source-text.ts';
import type { SourceText } from '../source-text.ts';
import { edited } from './edit.ts';
import type { Edit } from './edit.ts';

/** What a compiler knows at once cannot be switched on a chain: such constants become functions. */
export function constantsAsFunctions(files: Readonly<Record<string, Parsed>>): Record<string, string> {
  const functions = changeable(Object.values(files));
  return Object.fromEntries(
    Object.entries(files).map(([path, { content, ast }]) => {
      const text = sourceText(content);
      return [path, edited(content, [...editsOf(ast, text, functions)]).content];
    }),
  );
}

/** Constants with something to change in them, and those made of them, by the compiler's number. */
function changeable(files: readonly Parsed[]): Map<number, AstNode> {
  const found = new Map<number, AstNode>();
  const constants = files.flatMap(({ content, ast }) => {
    const text = sourceText(content);
    return nodesOf(ast)
      .filter((node) => node.nodeType === 'VariableDeclaration' && node.constant && node.value)
      .map((node) => ({ node, changes: [...changesOf(node, text)].length }));
  });
  for (const { node, changes } of constants) if (changes > 0) found.set(node.id, node);
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const { node } of constants) {
      if (nodesOf(node).some((part) => found.has(part.referencedDeclaration as number)))
        found.set(node.id, node);
    }
  }
  return found;
}

function* editsOf(node: AstNode, text: SourceText, functions: ReadonlyMap<number, AstNode>): Generator<Edit> {
  if (functions.has(node.id)) {
    const value = node.value as AstNode;
    const header = `function ${String(node.name)}() ${String(node.visibility)} view returns (${typeOf(node, text)}) { return `;
    yield { start: startOf(node), end: startOf(value), pieces: [header] };
    yield* editsOf(value, text, functions);
    // After the semicolon that ended the constant.
    yield { start: endOf(node) + 1, end: endOf(node) + 1, pieces: [' }'] };
    return;
  }
  if (node.nodeType === 'InlineAssembly') return yield* assemblyEdits(node, text, functions);
  for (const child of childrenOf(node)) yield* editsOf(child, text, functions);
  if (functions.has(node.referencedDeclaration as number)) {
    yield { start: endOf(node), end: endOf(node), pieces: ['()'] };
  }
}

/** Assembly calls no function: it reads a variable that was set before it. */
function* assemblyEdits(
  node: AstNode,
  text: SourceText,
  functions: ReadonlyMap<number, AstNode>,
): Generator<Edit> {
  const read = new Set<AstNode>();
  for (const { declaration, src } of node.externalReferences as { declaration: number; src: string }[]) {
    const constant = functions.get(declaration);
    if (!constant) continue;
    read.add(constant);
    const place = { ...node, src };
    yield { start: startOf(place), end: endOf(place), pieces: [`_${String(constant.name)}`] };
  }
  const reads = [...read].map(
    (constant) => `${typeOf(constant, text)} _${String(constant.name)} = ${String(constant.name)}(); `,
  );
  yield { start: startOf(node), end: startOf(node), pieces: reads };
}

function typeOf(constant: AstNode, text: SourceText): string {
  return text.of(constant.typeName as AstNode);
}

function nodesOf(node: AstNode): AstNode[] {
  return [node, ...childrenOf(node).flatMap(nodesOf)];
}
