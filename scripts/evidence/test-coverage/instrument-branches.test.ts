import { describe, expect, it } from 'vitest';
import { instrumentBranches } from './instrument-branches.ts';

const node = (nodeType: string, start: number, length: number, more: object = {}) => ({
  ...{ id: 0, nodeType, src: `${start}:${length}:0` },
  ...more,
});

describe('instrumenting branches', () => {
  it('passes each condition through a function behind the file, inner ones too', () => {
    const content = 'if (a ? b : c) d;\n';
    const inner = node('Conditional', 4, 9, { condition: node('Identifier', 4, 1) });
    const ast = node('IfStatement', 0, 17, { condition: inner });
    const instrumented = instrumentBranches(content, ast);
    expect(instrumented.content.split('\n')[0]).toMatch(/^if \(_way\d\(_way\d\(a\) \? b : c\)\) d;$/);
    expect(instrumented.lines).toBe(1);
    const lines = instrumented.content.split('\n');
    expect(instrumented.branches).toHaveLength(4);
    for (const { line, at } of instrumented.branches) {
      expect(at).toBe(1);
      expect(lines[line - 1]!.trim()).toBe('0;');
    }
  });
});
