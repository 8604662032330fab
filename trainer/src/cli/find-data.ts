import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { dataFormatSchema, guessFormat } from '@cultivar/sdk/spec';
import type { DataFormat } from '@cultivar/sdk/spec';
import { DataError } from '../data/data-error.ts';
import type { DatasetFiles } from '../data/dataset-files.ts';
import type { DataFile } from '../data/read/data-file.ts';
import { readRows } from '../data/read/read-rows.ts';
import type { DataFlags } from './data-options.ts';
import { UsageError } from './usage-error.ts';

const ROWS = /\.(jsonl|ndjson|json|csv|txt)(\.(gz|zst))?$|\.parquet$/i;

/**
 * The datasets that were named: each a file, or a folder whose files of rows are read in the order of their names.
 * What a row holds is guessed from the first one, unless it was said.
 *
 * @throws UsageError, DataError
 */
export async function findData({ data, weight, ...said }: DataFlags): Promise<DatasetFiles[]> {
  if (weight && weight.length !== data.length) {
    const message = `${weight.length} weights are given for ${data.length} datasets`;
    throw new UsageError(message, 'Give --weight once for each --data, in the same order, or not at all.');
  }
  return Promise.all(
    data.map(async (path, i) => {
      const files = await filesAt(path);
      const format = await formatOf(files[0]!, said);
      return { format, files, ...(weight ? { weight: weight[i]! } : {}) };
    }),
  );
}

async function filesAt(given: string): Promise<DataFile[]> {
  const path = resolve(given);
  const there = await stat(path).catch(() => undefined);
  if (!there) throw new UsageError(`there is no file ${given}`, 'Name a file of rows, or a folder of them.');
  if (!there.isDirectory()) return [{ name: basename(path), path }];
  const names = (await readdir(path)).filter((name) => ROWS.test(name)).toSorted();
  if (names.length === 0)
    throw new UsageError(`${given} holds no file of rows`, 'JSONL, JSON, CSV, Parquet and text are read.');
  return names.map((name) => ({ name, path: join(path, name) }));
}

async function formatOf(file: DataFile, said: Omit<DataFlags, 'data' | 'weight'>): Promise<DataFormat> {
  const guess = await guessOf(file);
  const name = said.format ?? guess.name;
  const columns = {
    field: said.column,
    prompt: said.promptColumn,
    completion: said.completionColumn,
    system: said.systemColumn,
  };
  // What was guessed of another format says nothing about this one.
  const known = name === guess.name ? guess : { name };
  const told = Object.fromEntries(Object.entries(columns).filter(([, column]) => column !== undefined));
  const format = dataFormatSchema.safeParse({ ...known, ...told });
  if (format.success) return format.data;
  const [issue] = format.error.issues;
  const what =
    issue?.code === 'unrecognized_keys' ? `${issue.keys.join(', ')} is no column of ${name}` : name;
  throw new UsageError(
    `--format: ${what}`,
    'Formats: sharegpt, messages, alpaca, prompt-completion, text, preference.',
  );
}

async function guessOf(file: DataFile): Promise<DataFormat> {
  let problem = 'holds no rows';
  for await (const item of readRows(file)) {
    if ('value' in item) return guessFormat(item.value);
    ({ problem } = item);
    break;
  }
  throw new DataError('no_rows', file.name, 1, problem);
}
