import { DataError } from './data-error.ts';
import type { ExampleRow } from './read-examples.ts';
import type { SkippedRows } from './skipped-rows.ts';

/** Leaves a row out, or refuses the dataset for it. @throws DataError `bad_row` */
export function leaveOut(
  badRows: 'skip' | 'refuse',
  { row, file, fileRow }: Pick<ExampleRow, 'row' | 'file' | 'fileRow'>,
  reason: string,
  skipped: SkippedRows,
): void {
  if (badRows === 'refuse') throw new DataError('bad_row', file, fileRow, reason);
  skipped.add(row, reason);
}
