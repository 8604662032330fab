import { ByteWriter } from 'hyparquet-writer';
import { serializeTCompactProtocol } from 'hyparquet-writer/src/thrift.js';

/** Codecs by Parquet's numbers. */
export const CODECS = { none: 0, snappy: 1, gzip: 2, brotli: 4, zstd: 6, lz4: 7 } as const;
/** Encodings by Parquet's numbers. */
export const ENCODINGS = {
  plain: 0,
  delta: 5,
  deltaLength: 6,
  deltaBytes: 7,
  dictionary: 8,
  split: 9,
} as const;

/** What a page says of itself; without a word the truth about one text. */
export type RawHeader = {
  kind?: 'data' | 'data2' | 'dictionary' | 'bare' | number;
  compressed?: number;
  uncompressed?: number;
  values?: number;
  rows?: number;
  encoding?: number;
  levels?: number;
};

/** A chunk of pages, and what the metadata say of it. */
export type RawChunk = {
  bytes: Uint8Array;
  codec?: number;
  values?: bigint;
  offset?: bigint;
  compressed?: bigint;
  uncompressed?: bigint;
};

/** A page with its header, whatever it says. */
export function rawPage(header: RawHeader, bytes: Uint8Array): Buffer {
  const { kind = 'data', values = 1, encoding = ENCODINGS.plain, levels = 0 } = header;
  const types = { data: 0, bare: 0, dictionary: 2, data2: 3 } as const;
  const about = { field_1: values, field_2: encoding, field_3: 3, field_4: 3 };
  const second = { field_1: values, field_2: 0, field_3: header.rows ?? 1, field_4: encoding };
  const thrift = {
    field_1: typeof kind === 'number' ? kind : types[kind],
    field_2: header.uncompressed ?? bytes.length,
    field_3: header.compressed ?? bytes.length,
    ...(kind === 'data' ? { field_5: about } : {}),
    ...(kind === 'dictionary' ? { field_7: { field_1: values, field_2: encoding } } : {}),
    ...(kind === 'data2' ? { field_8: { ...second, field_5: levels, field_6: levels, field_7: false } } : {}),
  };
  return Buffer.concat([compact(thrift), bytes]);
}

/** A file of two columns of texts, question and answer, which lie in one chunk. */
export function rawParquet(
  chunk: RawChunk,
  { rows = 1, children = 2, depth = 0, typeless = false } = {},
): Buffer {
  const { bytes, codec = CODECS.none } = chunk;
  const nested = Array.from({ length: depth }, (_, i) => `level ${i}`);
  const column = (name: string) => ({
    field_2: 4n,
    field_3: {
      ...{ field_1: 6, field_2: [0], field_3: [...nested, name], field_4: codec },
      field_5: chunk.values ?? BigInt(rows),
      field_6: chunk.uncompressed ?? BigInt(bytes.length),
      field_7: chunk.compressed ?? BigInt(bytes.length),
      field_9: chunk.offset ?? 4n,
    },
  });
  const leaf = (name: string) => ({
    ...(typeless ? {} : { field_1: 6 }),
    field_3: 0,
    field_4: name,
    field_6: 0,
  });
  const footer = compact({
    field_1: 2,
    field_2: [
      { field_4: 'root', field_5: depth > 0 ? 1 : children },
      ...nested.map((name, i) => ({ field_3: 0, field_4: name, field_5: i + 1 < depth ? 1 : children })),
      leaf('question'),
      leaf('answer'),
    ],
    field_3: BigInt(rows),
    field_4: [
      {
        field_1: [column('question'), column('answer')],
        field_2: BigInt(bytes.length),
        field_3: BigInt(rows),
      },
    ],
  });
  const length = Buffer.alloc(4);
  length.writeUInt32LE(footer.length);
  return Buffer.concat([Buffer.from('PAR1'), bytes, footer, length, Buffer.from('PAR1')]);
}

function compact(thrift: Parameters<typeof serializeTCompactProtocol>[1]): Buffer {
  const writer = new ByteWriter();
  serializeTCompactProtocol(writer, thrift);
  return Buffer.from(writer.getBytes());
}
