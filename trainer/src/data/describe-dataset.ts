import type { DataFormat } from '@cultivar/sdk/spec';
import { describeRows } from './describe-rows.ts';
import type { DatasetDescription } from './describe-rows.ts';
import { kindOf, readRows } from './read/read-rows.ts';

/**
 * Reads a dataset's file through: how many rows are conversations under `format`, which are not and why, and a preview.
 *
 * @throws DataError when the file cannot be read, or no row is a conversation.
 */
export async function describeDataset(
  file: { name: string; path: string; format: DataFormat },
  previewRows = 5,
): Promise<DatasetDescription> {
  const { format: fileFormat, compression } = await kindOf(file);
  const { name, format } = file;
  return describeRows({ name, fileFormat, compression, format, rows: readRows(file), previewRows });
}
