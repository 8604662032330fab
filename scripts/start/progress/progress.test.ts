import { describe, expect, it } from 'vitest';
import { plainProgress } from './plain-progress.ts';
import { terminalProgress } from './terminal-progress.ts';

/** A clock that stands still until told. */
function clock() {
  let ms = 0;
  return { nowMs: () => ms, pass: (byMs: number) => void (ms += byMs) };
}

/** What a terminal shows after all that was written: only what progress uses is understood. */
function screen(written: string): string[] {
  const lines = [''];
  let row = 0;
  let column = 0;
  const put = (char: string) => {
    const line = (lines[row] ?? '').padEnd(column);
    lines[row] = line.slice(0, column) + char + line.slice(column + 1);
    column += 1;
  };
  for (const [token] of written.matchAll(/\u001b\[\??(\d*)([A-Za-z])|[\s\S]/g)) {
    const up = /^\u001b\[(\d+)A$/.exec(token);
    if (up) row -= Number(up[1]);
    else if (token === '\u001b[J') lines.splice(row, Infinity, (lines[row] ?? '').slice(0, column));
    else if (token === '\r') column = 0;
    else if (token === '\n') [row, column] = [row + 1, 0];
    else if (!token.startsWith('\u001b')) put(token);
    lines[row] ??= '';
  }
  return lines.filter((line) => line.trim());
}

describe('progress on a terminal', () => {
  const open = (columns = 80) => {
    const time = clock();
    let written = '';
    const terminal = { write: (text: string) => (written += text), columns, colors: false };
    const progress = terminalProgress(terminal, time.nowMs);
    return { progress, time, lines: () => screen(written), written: () => written };
  };

  it('keeps finished steps and redraws those under way below them', () => {
    const { progress, time, lines } = open();
    const chain = progress.step('Chain');
    const index = progress.step('Index');
    index.detail('starting');
    time.pass(400);
    chain.done('on port 8545');
    expect(lines()).toEqual([
      expect.stringMatching(/^ {2}✓ Chain +on port 8545 {2}0\.4 s$/),
      expect.stringMatching(/^ {2}· Index/),
    ]);
    time.pass(600);
    index.done();
    expect(lines()).toHaveLength(2);
    expect(lines()[1]).toMatch(/^ {2}✓ Index/);
    progress.end();
  });

  it('shows the last detail alone', () => {
    const { progress, time, lines } = open();
    const step = progress.step('Training');
    for (const n of [1, 2, 3]) {
      time.pass(200);
      step.detail(`step ${n} of 3`);
    }
    expect(lines()).toEqual([expect.stringContaining('step 3 of 3')]);
    progress.end();
  });

  it('cuts a line that would wrap', () => {
    const { progress, time, lines } = open(40);
    const step = progress.step('Training');
    time.pass(200);
    step.detail('x'.repeat(100));
    expect(lines()).toHaveLength(1);
    expect(lines()[0]!.length).toBeLessThan(40);
    progress.end();
  });

  it('lets an answer stream in and goes on below it', () => {
    const { progress, lines } = open();
    const step = progress.step('Asking');
    const answer = step.stream('with the adapter');
    answer.write('Forty');
    answer.write('-two.');
    step.done();
    expect(lines()).toEqual([
      expect.stringContaining('with the adapter'),
      expect.stringContaining('Forty-two.'),
      expect.stringMatching(/✓ Asking/),
    ]);
    progress.end();
  });

  it('shows the cursor again at its end, and colours only where asked to', () => {
    const { progress, written } = open();
    progress.step('Chain').done();
    progress.end();
    expect(written().endsWith('\u001b[?25h')).toBe(true);
    expect(written()).not.toMatch(/\u001b\[\d+m/);
  });
});

describe('progress in plain lines', () => {
  const open = () => {
    const time = clock();
    let written = '';
    const progress = plainProgress((text) => (written += text), time.nowMs);
    return { progress, time, written: () => written };
  };

  it('prints a line at the end of each step, without control characters', () => {
    const { progress, time, written } = open();
    progress.heading('Services');
    const step = progress.step('Chain');
    time.pass(1_250);
    step.done('on port 8545');
    progress.step('Index').fail('port 8282 is taken');
    expect(written()).toBe(
      '\nServices\nok Chain: on port 8545 (1.3 s)\nfailed Index: port 8282 is taken (0.0 s)\n',
    );
  });

  it('prints a detail at most every five seconds', () => {
    const { progress, time, written } = open();
    const step = progress.step('Training');
    for (let n = 1; n <= 12; n += 1) {
      step.detail(`step ${n}`);
      time.pass(1_000);
    }
    expect(written().match(/step \d+/g)).toEqual(['step 1', 'step 6', 'step 11']);
  });

  it('ends a streamed answer with a line of its own', () => {
    const { progress, written } = open();
    const step = progress.step('Asking');
    const answer = step.stream('base');
    answer.write('4');
    answer.write('2');
    step.done();
    expect(written()).toBe('  base\n    42\nok Asking (0.0 s)\n');
  });
});
