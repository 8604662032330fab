import { ModelFileError } from './model-file-error.ts';
import type { RandomAccessFile } from './random-access-file.ts';

/** @throws ModelFileError `truncated` when a file does not hold `length` bytes from `offset`. */
export function requireRange(
  { name, size }: Pick<RandomAccessFile, 'name' | 'size'>,
  offset: number,
  length: number,
): void {
  if (offset >= 0 && length >= 0 && offset + length <= size) return;
  const wanted = `bytes ${offset} to ${offset + length}`;
  throw new ModelFileError('truncated', name, `${wanted} are wanted, the file ends at ${size}`);
}
