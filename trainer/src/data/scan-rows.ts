import { createSha256 } from '#sha256';
import { DataError } from './data-error.ts';
import type { DatasetFiles } from './dataset-files.ts';
import type { Example } from './example.ts';
import { leaveOut } from './leave-out.ts';
import { readExamples } from './read-examples.ts';
import { rowDigests } from './row-digests.ts';
import type { RowDigests } from './row-digests.ts';
import { skippedRows } from './skipped-rows.ts';
import type { SkippedRows } from './skipped-rows.ts';

/** What a first reading finds. A place counts usable rows from 0, a number all rows from 1. */
export type ScannedRows = {
  /** Number of the row at each place. */
  numbers: number[];
  /** Digest of what the row at each place says. */
  exact: RowDigests;
  /** The same for rows that say it with other case, spaces or forms of letters: these count as copies. */
  alike: RowDigests;
  /** Place of the first row of each dataset. */
  firstPlaces: number[];
  skipped: SkippedRows;
};

/**
 * Reads all rows once: which of them teach something, and what each says.
 *
 * @throws DataError
 */
export async function scanRows(
  badRows: 'skip' | 'refuse',
  datasets: readonly DatasetFiles[],
  signal?: AbortSignal,
): Promise<ScannedRows> {
  const rows = { numbers: [] as number[], exact: rowDigests(), alike: rowDigests(), skipped: skippedRows() };
  const firstPlaces: number[] = [];
  for await (const row of readExamples(datasets, signal)) {
    while (firstPlaces.length <= row.dataset) firstPlaces.push(rows.numbers.length);
    if (!row.example) {
      leaveOut(badRows, row, row.problem, rows.skipped);
      continue;
    }
    rows.numbers.push(row.row);
    rows.exact.push(exampleDigest(row.example));
    rows.alike.push(likenessDigest(row.example));
  }
  while (firstPlaces.length < datasets.length) firstPlaces.push(rows.numbers.length);
  if (rows.numbers.length === 0) {
    const names = datasets.flatMap(({ files }) => files.map((file) => file.name)).join(', ') || 'no file';
    const [first] = rows.skipped.named();
    const why = first ? `no row is usable; row ${first.row}: ${first.reason}` : 'holds no rows';
    throw new DataError('no_rows', names, null, why);
  }
  return { ...rows, firstPlaces };
}

/** sha256 of what a row says. */
export function exampleDigest(example: Example): Uint8Array {
  return createSha256().update(JSON.stringify(example)).digest();
}

/** sha256 of what a row says to a reader: case, runs of spaces and forms of the same letters left aside. */
function likenessDigest(example: Example): Uint8Array {
  const text = JSON.stringify(example, (_, value: unknown) =>
    typeof value === 'string' ? value.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim() : value,
  );
  return createSha256().update(text).digest();
}
