import { describe, expect, it } from 'vitest';
import { CommandFailedError } from '../products/run-command.ts';
import { lastWords } from './last-words.ts';
import type { Outcome } from './outcome.ts';
import { runStages } from './run-stages.ts';

async function saidBy(...outcomes: (() => Promise<Outcome>)[]): Promise<{ failed: number; lines: string[] }> {
  const stages = outcomes.map((run, index) => ({ name: `stage ${index + 1}`, run }));
  const said: string[] = [];
  const failed = await runStages(stages, { root: '/', scratch: '/', env: {} }, (text) => said.push(text));
  return { failed, lines: said.join('\n').split('\n') };
}

const passing = async () => ({ passed: 2, failures: [] });

describe('a run of all stages', () => {
  it('ends with one line of what passed and failed', async () => {
    const { failed, lines } = await saidBy(passing, passing);
    expect(failed).toBe(0);
    expect(lines.at(-1)).toBe('4 passed, 0 failed');
    expect(lines.join('\n')).not.toContain('failures');
  });

  it('lists every failure of every stage again before its last line', async () => {
    const { failed, lines } = await saidBy(
      async () => ({
        passed: 1,
        failures: [{ name: 'lint', error: '\u001B[31ma.ts:1: unused\u001B[39m\n' }],
      }),
      passing,
      async () => ({
        passed: 5,
        failures: [{ name: 'sdk a.test.ts > adds', error: 'Error: no\n  at a.ts:1' }],
      }),
    );
    expect(failed).toBe(2);
    expect(lines.slice(lines.indexOf('--- failures'))).toEqual([
      '--- failures',
      'stage 1: lint',
      '    a.ts:1: unused',
      '',
      'stage 3: sdk a.test.ts > adds',
      '    Error: no',
      '      at a.ts:1',
      '',
      '8 passed, 2 failed',
    ]);
  });

  it('shows the first lines of a long error, and says how many it leaves out', async () => {
    const error = Array.from({ length: 50 }, (_, index) => `line ${index + 1}`).join('\n');
    const { lines } = await saidBy(async () => ({ passed: 0, failures: [{ name: 'long', error }] }));
    expect(lines).toContain('    line 20');
    expect(lines).not.toContain('    line 21');
    expect(lines).toContain('    … 30 more lines');
  });

  it('goes on after a stage that broke, which counts as one failure', async () => {
    const { lines } = await saidBy(() => Promise.reject(new TypeError('no such tool')), passing);
    expect(lines).toContain('stage 1: the stage itself');
    expect(lines).toContain('    TypeError: no such tool');
    expect(lines.at(-1)).toBe('2 passed, 1 failed');
  });
});

describe('the last words of an error', () => {
  it('are the end of what a program printed', () => {
    const printed = Array.from({ length: 90 }, (_, index) => `line ${index + 1}`).join('\n');
    const words = lastWords(new CommandFailedError('vite build', 1, printed)).split('\n');
    expect(words[0]).toBe('line 71');
    expect(words.at(-1)).toBe('line 90');
  });

  it('are the message when it printed nothing, or when it is any other error', () => {
    expect(lastWords(new CommandFailedError('vite build', 3, ''))).toContain('vite build failed with code 3');
    expect(lastWords(new Error('index.ts: a barrel'))).toBe('index.ts: a barrel');
  });
});
