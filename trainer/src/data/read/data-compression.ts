import { DataError } from '../data-error.ts';

/** How a dataset's file may be packed. */
export type DataCompression = 'gzip' | 'zstd';

const EXTENSIONS: Readonly<Record<string, DataCompression>> = { gz: 'gzip', zst: 'zstd' };
const MAGIC: readonly (readonly [DataCompression, readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
];

/**
 * How a file is packed, by its name and first bytes, which must agree.
 *
 * @throws DataError `unknown_format` when they do not.
 */
export function dataCompression(name: string, firstBytes: Uint8Array): DataCompression | undefined {
  const named = EXTENSIONS[/\.(gz|zst)$/i.exec(name)?.[1]?.toLowerCase() ?? ''];
  const held = MAGIC.find(([, magic]) => magic.every((byte, i) => firstBytes[i] === byte))?.[0];
  if (named !== undefined && held !== named)
    throw new DataError('unknown_format', name, null, `holds no ${named}, whatever its name says`);
  if (named === undefined && held !== undefined) {
    const extension = Object.keys(EXTENSIONS).find((key) => EXTENSIONS[key] === held)!;
    throw new DataError('unknown_format', name, null, `holds ${held}: call it ${name}.${extension}`);
  }
  return named;
}

/** A packed file's name without the ending that says so: `rows.jsonl.gz` is `rows.jsonl`. */
export function unpackedName(name: string): string {
  return name.replace(/\.(gz|zst)$/i, '');
}
