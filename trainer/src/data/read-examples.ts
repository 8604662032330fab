import { readRows } from '#read-rows';
import { DataError } from './data-error.ts';
import type { DatasetFiles } from './dataset-files.ts';
import type { Example } from './example.ts';
import { MAX_ROWS } from './read/limits.ts';
import { RowProblem } from './row-problem.ts';
import { toExample } from './to-example.ts';

/** A row over all datasets of a job. */
export type ExampleRow = {
  /** Number over all files of all datasets, from 1. */
  row: number;
  /** Place of its dataset in the job, from 0. */
  dataset: number;
  /** The file it stands in, and its number there. */
  file: string;
  fileRow: number;
} & ({ example: Example; problem?: undefined } | { problem: string; example?: undefined });

/**
 * Every row of every dataset as an example, or with what keeps it from being one.
 *
 * @throws DataError, or the signal's reason.
 */
export async function* readExamples(
  datasets: readonly DatasetFiles[],
  signal?: AbortSignal,
): AsyncGenerator<ExampleRow> {
  let row = 0;
  for (const [dataset, { format, files }] of datasets.entries()) {
    for (const file of files) {
      for await (const item of readRows(file)) {
        signal?.throwIfAborted();
        row += 1;
        if (row > MAX_ROWS)
          throw new DataError('too_large', file.name, item.row, `more than ${MAX_ROWS} rows`);
        const place = { row, dataset, file: file.name, fileRow: item.row };
        if ('problem' in item) {
          yield { ...place, problem: item.problem };
          continue;
        }
        yield { ...place, ...asExample(() => toExample(item.value, format)) };
      }
    }
  }
}

function asExample(map: () => Example): { example: Example } | { problem: string } {
  try {
    return { example: map() };
  } catch (error) {
    if (error instanceof RowProblem) return { problem: error.message };
    throw error;
  }
}
