import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AnswerReport } from '../src/eval/answer-report.ts';
import { choiceItems } from '../src/eval/choice-items.ts';
import { parityFixture } from './parity/parity-fixture.ts';
import { calledCli } from './support/called-cli.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

async function testSet(rows: readonly object[]) {
  const { ggufFiles, adapterDir } = await parityFixture('llama');
  const folder = await temporaryFolder();
  const data = join(folder, 'test.jsonl');
  await writeFile(data, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const call = (...more: string[]) => [
    'eval',
    '--model',
    ggufFiles[0]!.path,
    '--data',
    data,
    '--threads',
    '1',
    ...more,
  ];
  return { folder, data, call, adapterDir };
}

const SUMS = [
  { question: 'one and two', answer: 'so\n#### 3' },
  { question: 'two and two', answer: 'so\n#### 4' },
  { question: 'the cat', answer: 'sat\n#### 1' },
];
const CHOICES = [
  { question: 'the cat', choices: ['sat', 'and'], answer: 0 },
  { question: 'one and', choices: { text: ['two', 'the mat'], label: ['1', '2'] }, answerKey: '2' },
  { question: 'that', choices: ['is', 'are', 'the'], answer: 'C' },
];

async function itemsOf(rows: readonly object[], badRows: 'refuse' | 'skip' = 'refuse') {
  const { data } = await testSet(rows);
  const files = [{ name: 'test.jsonl', path: data }];
  return choiceItems([{ format: { name: 'text', field: 'text' }, files }], { badRows });
}

describe('a test set', () => {
  it('has its answers written and compared, base and adapter side by side', async () => {
    const { folder, call, adapterDir } = await testSet(SUMS);
    const saved = join(folder, 'scores.json');
    const flags = ['--task', 'answers', '--max-tokens', '6', '--adapter', adapterDir, '--save', saved];
    const { code, out, err } = await calledCli(call(...flags));
    expect([code, err]).toEqual([0, '']);
    const shown = JSON.parse(out) as AnswerReport;
    expect(shown).toMatchObject({ type: 'evaluation', task: 'answers', rows: 3, skippedRowCount: 0 });
    const names = ['exactMatch', 'tokenF1', 'gsm8k', 'gsm8kLastNumber'];
    expect([Object.keys(shown.base), Object.keys(shown.difference!)]).toEqual([names, names]);
    expect(shown).not.toHaveProperty('answers');
    const { answers } = JSON.parse(await readFile(saved, 'utf8')) as Extract<
      AnswerReport,
      { answers: unknown }
    >;
    expect(answers.map(({ row, right }) => [row, right])).toEqual(
      SUMS.map(({ answer }, i) => [i + 1, answer]),
    );
    expect(answers[0]!.adapter!.text).not.toBe(answers[0]!.base.text);
  });

  it('has its choices weighed, and a table of them on a terminal', async () => {
    const { call, adapterDir } = await testSet(CHOICES);
    const flags = ['--task', 'choice', '--adapter', adapterDir];
    const shown = JSON.parse((await calledCli(call(...flags))).out) as AnswerReport;
    expect(shown).toMatchObject({ task: 'choice', rows: 3 });
    const { mean, low, high } = shown.base['accuracy']!;
    expect(low <= mean && mean <= high && [0, 1 / 3, 2 / 3, 1].includes(mean)).toBe(true);
    const { out } = await calledCli(call(...flags), { terminal: true });
    expect(out).toMatch(/^accuracyByLength +\d+\.\d % \[/m);
  });

  it('of choices is read in the usual forms', async () => {
    const { items } = await itemsOf([...CHOICES, { ctx: 'a', endings: ['b', 'c'], label: '1' }]);
    expect(items.map(({ right }) => right)).toEqual([0, 1, 2, 1]);
    expect(items[1]!.choices).toEqual(['two', 'the mat']);
  });

  it.each([
    [{ choices: ['a', 'b'], answer: 0 }, 'has no question'],
    [{ question: 'q', answer: 0 }, 'has no choices'],
    [{ question: 'q', choices: ['a'], answer: 0 }, 'no two texts'],
    [{ question: 'q', choices: ['a', 'b'], answer: 2 }, 'is none of choices'],
    [{ question: 'q', choices: ['a', 'b'], answer: -1 }, 'is none of choices'],
    [{ question: 'q', choices: { text: ['a', 'b'], label: ['A'] }, answerKey: 'A' }, 'no two texts'],
  ])('is refused by its row for %j', async (row, said) => {
    await expect(itemsOf([CHOICES[0]!, row])).rejects.toMatchObject({
      ...{ name: 'DataError', row: 2, message: expect.stringContaining(said) as string },
    });
    expect(await itemsOf([CHOICES[0]!, row], 'skip')).toMatchObject({ skippedRowCount: 1 });
  });

  it('that asks nothing is refused before a model is read', async () => {
    const { call } = await testSet([{ text: 'words alone' }]);
    const { code, err } = await calledCli(call('--task', 'answers'));
    expect([code, JSON.parse(err)]).toEqual([2, expect.objectContaining({ code: 'data_bad_row' })]);
  });

  it('with a question beyond the context is refused', async () => {
    const { call } = await testSet([{ question: 'cat '.repeat(60), answer: 'sat' }]);
    const { code, err } = await calledCli(call('--task', 'answers'));
    expect([code, JSON.parse(err)]).toEqual([
      2,
      expect.objectContaining({ code: 'generation_context_length' }),
    ]);
  });
});
