import { createHash } from 'node:crypto';
import type { Parsed } from '../workshop/solidity-compiler.ts';
import { placesIn } from './place.ts';
import { sourceText, startOf } from './source-text.ts';
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

/** All mutants of a target, in the order of its source. */
export function mutantsOf(target: Target, { content, ast }: Parsed): Mutant[] {
  const text = sourceText(content);
  return placesIn(ast, text).map(({ node, member, change: { operator, start, end, replacement } }) => {
    const key = [target.source, text.of(node), operator, start - startOf(node), end - start, replacement];
    return {
      id: createHash('sha256').update(JSON.stringify(key)).digest('hex').slice(0, 16),
      ...{ target, member, operator, replacement },
      line: text.lineAt(start),
      original: text.between(start, end),
      content: text.replaced(start, end, replacement),
    };
  });
}
