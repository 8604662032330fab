import { describe, expect, it } from 'vitest';
import { writtenFile } from '../../test/support/written-file.ts';
import { describeDataset } from './describe-dataset.ts';

const format = { name: 'prompt-completion', prompt: 'question', completion: 'answer' } as const;

describe('describeDataset', () => {
  it('counts rows, names the bad ones and shows the first', async () => {
    const lines = [
      '{"question":"1","answer":"one"}',
      '{"question":"2"}',
      '{"question":"3","answer":"three"}',
    ];
    const file = await writtenFile('rows.jsonl', lines.join('\n'));
    expect(await describeDataset({ ...file, format }, 1)).toEqual({
      fileFormat: 'jsonl',
      mediaType: 'application/jsonl',
      rows: 2,
      badRowCount: 1,
      badRows: [{ row: 2, reason: 'has no field answer' }],
      preview: [{ question: '1', answer: 'one' }],
    });
  });

  it('leaves rows that are too long for a card out of the preview', async () => {
    const long = JSON.stringify({ question: 'x'.repeat(5_000), answer: 'y' });
    const file = await writtenFile('rows.jsonl', `${long}\n{"question":"1","answer":"one"}`);
    const { preview, rows } = await describeDataset({ ...file, format });
    expect(rows).toBe(2);
    expect(preview).toEqual([{ question: '1', answer: 'one' }]);
  });

  it('refuses a file without one usable row, naming the first', async () => {
    const file = await writtenFile('rows.csv', 'question,anwser\n1,2\n');
    await expect(describeDataset({ ...file, format })).rejects.toMatchObject({
      name: 'DataError',
      code: 'no_rows',
      row: 1,
      detail: 'has no field answer; it has anwser',
    });
  });
});
