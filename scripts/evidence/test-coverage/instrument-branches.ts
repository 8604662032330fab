import { childrenOf } from '../mutation/children-of.ts';
import { endOf, sourceText, startOf } from '../mutation/source-text.ts';
import type { SourceText } from '../mutation/source-text.ts';
import type { AstNode } from '../workshop/solidity-compiler.ts';

/** A file whose conditions report which way they went. */
export type Instrumented = {
  /** The file, with one function a condition behind its end. */
  content: string;
  /** Lines of the file as it was. */
  lines: number;
  /** Each way of each condition: the line that runs when it goes that way, and where the condition stands. */
  branches: readonly { line: number; at: number; way: boolean }[];
};

/**
 * Hardhat counts statements alone. So each condition of an `if` or of a `? :` is passed through a function with one
 * statement for either way, which are counted then. No line of the file moves.
 */
export function instrumentBranches(content: string, ast: AstNode): Instrumented {
  const conditions = conditionsOf(ast);
  const lines = content.split('\n').length - 1;
  const text = sourceText(content);
  const branches = conditions.flatMap((condition, i) => {
    const first = lines + i * LINES_EACH;
    const at = text.lineAt(startOf(condition));
    return [
      { line: first + 3, at, way: true },
      { line: first + 5, at, way: false },
    ];
  });
  return { content: wrap(conditions, text) + conditions.map((_, i) => way(i)).join(''), lines, branches };
}

/** Of two conditions that begin together, the longer one is the outer one. */
function wrap(conditions: readonly AstNode[], text: SourceText): string {
  const opened = conditions.map((node, i) => ({
    at: startOf(node),
    size: endOf(node) - startOf(node),
    put: `_way${i}(`,
  }));
  const closed = conditions.map((node) => ({ at: endOf(node), size: 0, put: ')' }));
  let wrapped = '';
  let done = 0;
  for (const { at, put } of [...closed, ...opened].toSorted((a, b) => a.at - b.at || b.size - a.size)) {
    wrapped += text.between(done, at) + put;
    done = at;
  }
  return wrapped + text.between(done, Infinity);
}

const LINES_EACH = 8;

function way(i: number): string {
  return `function _way${i}(bool went) pure returns (bool) {\n    if (went) {\n        0;\n    } else {\n        0;\n    }\n    return went;\n}\n`;
}

function conditionsOf(node: AstNode): AstNode[] {
  const own =
    node.nodeType === 'IfStatement' || node.nodeType === 'Conditional' ? [node.condition as AstNode] : [];
  return [...own, ...childrenOf(node).flatMap(conditionsOf)];
}
