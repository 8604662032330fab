import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspectPreferences } from '../../src/data/inspect-preferences.ts';
import { prepareData } from '../../src/data/prepare-data.ts';
import type { DataPlan } from '../../src/data/prepare-data.ts';
import { tinyModel } from '../support/tiny-model.ts';
import type { CorpusFile } from './corpus-file.ts';

/**
 * Reads a file of the corpus as a run would, no bad row allowed.
 *
 * @param folder Where it is written; it must be empty.
 * @returns The rows that were taken.
 */
export async function readCorpusFile(
  { name, content, format, template, heldOutRows = 0 }: CorpusFile,
  folder: string,
): Promise<number> {
  const path = join(folder, name);
  if (content === undefined) await mkdir(path);
  else await writeFile(path, typeof content === 'function' ? content() : content);
  const model = { ...tinyModel(), ...(template === undefined ? {} : { chatTemplate: template }) };
  const plan: DataPlan = {
    ...{ sequenceLength: 256, packing: true },
    data: {
      ...{ heldOutRows, orderSeed: 1, badRows: 'refuse', lossOn: 'assistant', templateDate: '2026-01-01' },
    },
  };
  const datasets = [{ format, files: [{ name, path }] }];
  if (format.name === 'preference') return (await inspectPreferences(plan, datasets, model)).pairs;
  const data = await prepareData(plan, datasets, model, { spillDir: folder });
  data.close();
  return data.rows;
}
