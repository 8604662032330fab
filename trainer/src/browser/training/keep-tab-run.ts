import { guessFormat } from '@cultivar/sdk/spec';
import type { DataFormat } from '@cultivar/sdk/spec';
import { disk } from '#disk';
import { DataError } from '../../data/data-error.ts';
import { blobKind, readBlobRows } from '../../data/read/read-blob-rows.ts';
import { keepFile } from '../platform/tab-file.ts';
import type { TabSettings } from './tab-job.ts';
import { TAB_PATHS } from './tab-plan.ts';
import type { TabPlan } from './tab-plan.ts';

/** A run as it is begun on a page. */
export type NewTabRun = { settings: TabSettings; question: string; model: readonly File[]; dataset: File };

/**
 * Copies a run's files into the browser's folder for this site, so that it can go on after the tab was closed. The plan
 * is written last: where there is none, there is no run.
 *
 * @throws DataError when the dataset cannot be read, or has no row with fields.
 */
export async function keepTabRun(
  folder: string,
  { settings, question, model, dataset }: NewTabRun,
): Promise<void> {
  const format = await formatOf(dataset);
  for (const file of model) await keepFile(TAB_PATHS.model(folder, file.name), file);
  await keepFile(TAB_PATHS.dataset(folder, dataset.name), dataset);
  const plan: TabPlan = {
    ...{ settings, question, model: model.map(({ name }) => name) },
    dataset: { name: dataset.name, format },
  };
  await disk.write(TAB_PATHS.plan(folder), JSON.stringify(plan));
}

async function formatOf(dataset: File): Promise<DataFormat> {
  const { name } = dataset;
  for await (const item of readBlobRows(name, dataset, await blobKind(name, dataset))) {
    if ('value' in item) return guessFormat(item.value);
  }
  throw new DataError('no_rows', name, null, 'holds no row with fields');
}
