import type { AstNode } from '../workshop/solidity-compiler.ts';

/** A source file by the compiler's positions, which count bytes. */
export type SourceText = {
  /** Text of a node. */
  of: (node: AstNode) => string;
  between: (start: number, end: number) => string;
  /** The file with one stretch replaced. */
  replaced: (start: number, end: number, by: string) => string;
  lineAt: (position: number) => number;
};

/** @param content the file as the compiler got it */
export function sourceText(content: string): SourceText {
  const bytes = Buffer.from(content, 'utf8');
  const between = (start: number, end: number) => bytes.subarray(start, end).toString('utf8');
  return {
    of: (node) => between(startOf(node), endOf(node)),
    between,
    replaced: (start, end, by) => between(0, start) + by + between(end, bytes.length),
    lineAt: (position) => between(0, position).split('\n').length,
  };
}

/** First byte of a node. */
export function startOf(node: AstNode): number {
  return Number(node.src.split(':')[0]);
}

/** The byte after a node. */
export function endOf(node: AstNode): number {
  const [start, length] = node.src.split(':');
  return Number(start) + Number(length);
}
