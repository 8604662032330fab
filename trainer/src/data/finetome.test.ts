import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { tinyModel } from '../../test/support/tiny-model.ts';
import { writtenFile } from '../../test/support/written-file.ts';
import { inspectData } from './inspect-data.ts';
import { prepareData } from './prepare-data.ts';
import type { DataPlan } from './prepare-data.ts';

// Rows in the shape of mlabonne/FineTome-100k: conversations of human and gpt, where they are from, how good they are.
const ROWS = Array.from({ length: 120 }, (_, i) => ({
  conversations: [
    ...(i % 9 === 0 ? [{ from: 'system', value: 'Be brief.' }] : []),
    { from: 'human', value: `What is ${i} plus ${i}?` },
    { from: 'gpt', value: `It is ${2 * i}.` },
    ...(i % 4 === 0
      ? [
          { from: 'human', value: 'Sure?' },
          { from: 'gpt', value: `Yes: “${2 * i}”.` },
        ]
      : []),
  ],
  source: i % 2 === 0 ? 'infini-instruct-top-500k' : 'WebInstructSub_axolotl',
  score: 4 + (i % 10) / 8,
}));

/** The same columns as the Hub's Parquet: a list of structs, a text, a double. */
function finetomeParquet(): Uint8Array {
  const text = (name: string) => ({
    name,
    ...({ type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' } as const),
  });
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'conversations', data: ROWS.map(({ conversations }) => conversations) },
        { name: 'source', data: ROWS.map(({ source }) => source) },
        { name: 'score', data: ROWS.map(({ score }) => score) },
      ],
      schema: [
        { name: 'root', num_children: 3 },
        { name: 'conversations', converted_type: 'LIST', num_children: 1, repetition_type: 'OPTIONAL' },
        { name: 'list', num_children: 1, repetition_type: 'REPEATED' },
        { name: 'element', num_children: 2, repetition_type: 'OPTIONAL' },
        ...[text('from'), text('value'), text('source')],
        { name: 'score', type: 'DOUBLE', repetition_type: 'OPTIONAL' },
      ],
      rowGroupSize: 50,
    }),
  );
}

const PLAN: DataPlan = {
  data: {
    heldOutRows: 12,
    orderSeed: 5,
    badRows: 'refuse',
    lossOn: 'assistant',
    templateDate: '2026-01-01',
  },
  sequenceLength: 256,
  packing: true,
};
const FORMAT = { name: 'sharegpt', field: 'conversations' } as const;

const prepare = async (name: string, content: string | Uint8Array) =>
  prepareData(PLAN, [{ format: FORMAT, files: [await writtenFile(name, content)] }], tinyModel());

describe("FineTome's rows", () => {
  it('give the same sequences from JSON, JSON lines and Parquet', async () => {
    const lines = await prepare('finetome.jsonl', ROWS.map((row) => JSON.stringify(row)).join('\n'));
    expect(lines).toMatchObject({ rows: 108, heldOutRows: 12, skippedRowCount: 0, truncatedRows: [] });
    const others = [
      await prepare('finetome.json', JSON.stringify(ROWS)),
      await prepare('train-00000-of-00001.parquet', finetomeParquet()),
    ];
    for (const { digest } of others) expect(digest).toBe(lines.digest);
  });

  it('count what every answer of a conversation says, and nothing else', async () => {
    const files = [await writtenFile('finetome.json', JSON.stringify(ROWS))];
    const { samples } = await inspectData(PLAN, [{ format: FORMAT, files }], tinyModel(), 108);
    expect(samples).toHaveLength(108);
    for (const { row, pieces } of samples) {
      const said = ROWS[row - 1]!.conversations.filter(({ from }) => from === 'gpt');
      expect(pieces.filter(({ counted }) => counted).map(({ text }) => text)).toEqual(
        said.map(({ value }) => `${value}<|im_end|>`),
      );
    }
  });
});
