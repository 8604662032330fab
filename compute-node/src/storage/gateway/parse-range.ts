import type { ByteRange } from '../content-store.ts';
import { RangeInvalidError } from '../range-invalid-error.ts';

/**
 * One range of a `Range` header (RFC 9110, 14.1.2). Undefined when the header is absent, is not in bytes or asks
 * for several parts: then the whole file is the right answer.
 *
 * @throws RangeInvalidError when the range lies outside the file (416).
 */
export function parseRange(header: string | undefined, size: number): Required<ByteRange> | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (match === null || (match[1] === '' && match[2] === '')) return undefined;
  const [, first, last] = match;
  if (first === '') {
    const suffix = Math.min(Number(last), size);
    if (suffix === 0) throw new RangeInvalidError(size, size);
    return { offset: size - suffix, length: suffix };
  }
  const offset = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (offset >= size) throw new RangeInvalidError(offset, size);
  if (end < offset) return undefined;
  return { offset, length: end - offset + 1 };
}
