import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { prepareData } from '../data/prepare-data.ts';
import type { Sequence } from '../data/sequence.ts';
import { readSafetensorsHeader } from '../model/safetensors/read-safetensors-header.ts';
import { openRandomAccessFile } from '../model/random-access-file.ts';
import { stepPlan } from '../run/step-plan.ts';
import { tinyModel } from '../../test/support/tiny-model.ts';
import { writtenFile } from '../../test/support/written-file.ts';
import { writeTokenFile } from './write-token-file.ts';

const PLAN = {
  data: { heldOutRows: 3, orderSeed: 1, badRows: 'skip', lossOn: 'assistant', templateDate: '2026-01-01' },
  sequenceLength: 96,
  packing: true,
} as const;
const ROWS = Array.from({ length: 20 }, (_, i) => ({ prompt: `${i} + 2`, completion: `${i + 2}` }));

it('holds every sequence once, without padding, and the order of the whole run', async () => {
  const { data, plan, folder } = await prepared({ batchSize: 1, accumulation: 2, steps: 30 });
  const { tensors, about } = await read(await writeTokenFile(folder, data, plan));

  const train = sequencesIn(tensors, 'train');
  expect(train).toHaveLength(data.epoch(0).length);
  expect(sequencesIn(tensors, 'heldOut')).toEqual([...data.heldOut].map(rowsOf));
  const cursors = tensors.get('cursors')!;
  expect(cursors).toHaveLength(31);
  for (let step = 1; step <= 30; step++) {
    const { sequences, cursor } = plan.take(step);
    const order = tensors.get('order')!.slice(cursors[step - 1], cursors[step]);
    expect(order.map((place) => train[place])).toEqual(sequences.map(rowsOf));
    expect(cursors[step]).toBe(cursor);
  }
  expect(about).toMatchObject({ format: 'cultivar-tokens/1', digest: data.digest, rows: 17, heldOutRows: 3 });
});

it('ends with a smaller step where the passes over the rows do', async () => {
  const { data, plan, folder } = await prepared({ batchSize: 3, accumulation: 1, epochs: 2 });
  const { tensors } = await read(await writeTokenFile(folder, data, plan));
  const places = 2 * data.epoch(0).length;
  expect(tensors.get('cursors')!.at(-1)).toBe(places);
  expect(tensors.get('order')).toHaveLength(places);
});

it('tells what a reader should know of the rows', async () => {
  const rows = [...ROWS, { prompt: 'no answer' }, { prompt: 'long', completion: 'x'.repeat(400) }];
  const { data, plan, folder } = await prepared({ batchSize: 1, accumulation: 1, steps: 1 }, rows);
  const { about } = await read(await writeTokenFile(folder, data, plan));
  expect(about['skippedRows']).toBe(1);
  expect(about['warnings']).toMatchObject([{ code: 'row_skipped' }, { code: 'rows_cut' }]);
});

async function prepared(
  plan: { batchSize: number; accumulation: number; steps?: number; epochs?: number },
  rows: readonly object[] = ROWS,
) {
  const folder = await mkdtemp(join(tmpdir(), 'cultivar-tokens-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = await writtenFile('rows.jsonl', rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const format = { name: 'prompt-completion', prompt: 'prompt', completion: 'completion' } as const;
  const data = await prepareData(PLAN, [{ format, files: [file] }], tinyModel());
  onTestFinished(() => data.close());
  return { data, plan: stepPlan(plan, data), folder };
}

/** What stands in the file, read by our own reader of safetensors. */
async function read(path: string) {
  const file = await openRandomAccessFile('tokens.safetensors', path);
  onTestFinished(() => file.close());
  const { tensors, metadata } = await readSafetensorsHeader(file);
  const values = await Promise.all(
    [...tensors].map(async ([name, { offset, byteLength }]) => {
      const bytes = Uint8Array.from(await file.read(offset, byteLength));
      return [name, [...new Int32Array(bytes.buffer)]] satisfies [string, number[]];
    }),
  );
  return {
    tensors: new Map(values),
    about: JSON.parse(metadata['cultivar']!) as Record<string, unknown>,
  };
}

function sequencesIn(tensors: ReadonlyMap<string, number[]>, name: string): number[][] {
  const starts = tensors.get(`${name}.starts`)!;
  const tokens = tensors.get(`${name}.tokens`)!;
  return starts.slice(1).map((end, i) => tokens.slice(3 * starts[i]!, 3 * end));
}

/** The tokens of a sequence as the engine is to see them. */
function rowsOf({ ids, labels, weights, positions, documents }: Sequence): number[] {
  return [...ids].flatMap((id, t) =>
    documents[t]! < 0 ? [] : [id, weights[t] === 1 ? labels[t]! : -100, positions[t]!],
  );
}
