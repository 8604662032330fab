import type { PreparedData } from '../data/prepare-data.ts';

/** A warning as an event tells it. */
export type RunWarning = { code: string; message: string };

/** What a reader should know of the data before the first step. */
export function runWarnings({ skippedRows, truncatedRows }: PreparedData): RunWarning[] {
  const warnings = skippedRows
    .slice(0, 20)
    .map(({ row, reason }) => ({ code: 'row_skipped', message: `row ${row}: ${reason}` }));
  if (truncatedRows.length === 0) return warnings;
  const rows = truncatedRows.slice(0, 10).join(', ');
  const message = `${truncatedRows.length} rows are longer than a sequence and were cut: ${rows}`;
  return [...warnings, { code: 'rows_cut', message }];
}
