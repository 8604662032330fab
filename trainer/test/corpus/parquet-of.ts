import { parquetWriteBuffer } from 'hyparquet-writer';

/** Columns of texts as Parquet. */
export function parquetOf(
  columns: Readonly<Record<string, readonly string[]>>,
  rowGroupSize = 100,
): Uint8Array {
  const columnData = Object.entries(columns).map(([name, data]) => ({
    name,
    data: [...data],
    type: 'STRING' as const,
  }));
  return new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize }));
}
