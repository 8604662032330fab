import { changed } from './corpus-case.ts';
import type { HostileCase, ModelBytes } from './corpus-case.ts';
import { joinSafetensors, splitSafetensors } from './safetensors-parts.ts';
import type { HeaderEntry } from './safetensors-parts.ts';

const WEIGHTS = 'model.safetensors';
const NORM = 'model.norm.weight';

/** Files of weights whose header lies about itself, its tensors or the file. */
export function hostileSafetensors(good: ModelBytes): HostileCase[] {
  const bytes = Buffer.from(good[WEIGHTS]!);
  const { header, data } = splitSafetensors(bytes);
  const of = (name: string, code: HostileCase['code'], content: Uint8Array | string): HostileCase => ({
    ...{ name: `weights ${name}`, code },
    files: changed(good, { [WEIGHTS]: content }),
  });
  const edited = (
    name: string,
    code: HostileCase['code'],
    edit: (header: Record<string, HeaderEntry>) => void,
  ): HostileCase => {
    const copy = structuredClone(header);
    edit(copy);
    return of(name, code, joinSafetensors(copy, data));
  };
  const norm = (name: string, code: HostileCase['code'], change: object): HostileCase =>
    edited(name, code, (all) => Object.assign(all[NORM]!, change));
  const length = (value: bigint) => {
    const copy = Buffer.from(bytes);
    copy.writeBigUInt64LE(value, 0);
    return copy;
  };
  const text = (json: string) => joinSafetensors(json, data);
  const [begin, end] = header[NORM]!.data_offsets as [number, number];
  return [
    of('of no bytes', 'truncated', ''),
    of('of seven bytes', 'truncated', bytes.subarray(0, 7)),
    of('of eight bytes', 'truncated', bytes.subarray(0, 8)),
    of('cut in their header', 'truncated', bytes.subarray(0, 200)),
    of('cut in their data', 'truncated', bytes.subarray(0, bytes.length - 1)),
    of('with a byte too many', 'malformed', Buffer.concat([bytes, Buffer.alloc(1)])),
    of('with a file behind them', 'malformed', Buffer.concat([bytes, bytes])),
    of('with a header of 2^64 - 1 bytes', 'malformed', length(2n ** 64n - 1n)),
    of('with a header of 2^63 bytes', 'malformed', length(2n ** 63n)),
    of('with a header of 2^53 + 1 bytes', 'malformed', length(2n ** 53n + 1n)),
    of('with a header of 90 MB that is not there', 'malformed', length(90_000_000n)),
    of('with a header of no bytes', 'malformed', length(0n)),
    of('with a header that ends early', 'malformed', length(100n)),
    of('with a header that takes data for text', 'malformed', length(BigInt(bytes.length - 8))),
    of('whose header is a list', 'malformed', text('[]')),
    of('whose header is a number', 'malformed', text('7')),
    of('whose header is null', 'malformed', text('null')),
    of('whose header is two objects', 'malformed', text('{}{}')),
    of('whose header is no UTF-8', 'malformed', joinSafetensors(Buffer.from('{"\xff": 1}', 'latin1'), data)),
    of('whose header nests a million lists', 'malformed', text(`{"a":${'['.repeat(1e6)}`)),
    of(
      'whose header nests a million lists and closes them',
      'malformed',
      text(`{"a":${'['.repeat(1e6)}${']'.repeat(1e6)}}`),
    ),
    of('whose header lists nothing', 'malformed', text('{}')),
    of('with 70,000 tensors', 'too_large', manyTensors(70_000)),
    edited('with metadata that is a number', 'malformed', (all) => Object.assign(all, { __metadata__: 7 })),
    edited('with metadata of more than texts', 'malformed', (all) =>
      Object.assign(all, { __metadata__: { a: [1] } }),
    ),
    norm('of an unknown type', 'unsupported', { dtype: 'F7' }),
    norm('of a type that is a number', 'malformed', { dtype: 7 }),
    norm('of a type that every object has', 'unsupported', { dtype: '__proto__' }),
    norm('of eight-bit floats', 'malformed', { dtype: 'F8_E4M3' }),
    norm('of whole numbers', 'unsupported', { dtype: 'I32' }),
    norm('of truth values', 'malformed', { dtype: 'BOOL' }),
    norm('of complex numbers', 'unsupported', { dtype: 'C64' }),
    norm('with a dimension below zero', 'malformed', { shape: [-32] }),
    norm('with a dimension of a half', 'malformed', { shape: [0.5] }),
    norm('with dimensions whose product overflows', 'malformed', { shape: [2 ** 31, 2 ** 31, 2 ** 31] }),
    norm('with dimensions whose product overflows to zero', 'malformed', {
      shape: [2 ** 53 - 1, 2 ** 53 - 1, 0],
    }),
    norm('with a dimension beyond whole numbers', 'malformed', { shape: [1e300] }),
    norm('with a dimension that is a text', 'malformed', { shape: ['32'] }),
    norm('with a hundred dimensions', 'malformed', { shape: Array(100).fill(1) }),
    norm('without a shape', 'malformed', { shape: undefined }),
    norm('with a shape that is no list', 'malformed', { shape: { 0: 32 } }),
    norm('of another shape than the configuration says', 'weights', { shape: [4, 8] }),
    norm('with keys that nobody knows', 'malformed', { stride: 4 }),
    norm('without a place', 'malformed', { data_offsets: undefined }),
    norm('with three offsets', 'malformed', { data_offsets: [begin, end, end] }),
    norm('with offsets that run backwards', 'malformed', { data_offsets: [end, begin] }),
    norm('with an offset below zero', 'malformed', { data_offsets: [-128, 0] }),
    norm('with offsets behind the file', 'malformed', { data_offsets: [1e12, 1e12 + 128] }),
    norm('with offsets beyond whole numbers', 'malformed', { data_offsets: [1e300, 1e300] }),
    norm('with offsets a byte off', 'malformed', { data_offsets: [begin + 1, end + 1] }),
    norm('that lie upon others', 'malformed', { data_offsets: [0, end - begin] }),
    edited('with a gap that hides something', 'malformed', (all) => delete all[NORM]),
    edited('that are null', 'malformed', (all) => Object.assign(all, { [NORM]: null })),
    edited('under a name that no model has', 'weights', (all) => {
      all['model.layers.0.evil.weight'] = all[NORM]!;
      delete all[NORM];
    }),
    edited('of a layer that is not there', 'weights', (all) => {
      all['model.layers.7.input_layernorm.weight'] = all['model.layers.1.input_layernorm.weight']!;
      delete all['model.layers.1.input_layernorm.weight'];
    }),
    edited('under the name of every object', 'weights', (all) => {
      all['constructor'] = all[NORM]!;
      delete all[NORM];
    }),
  ];
}

function manyTensors(count: number): Buffer {
  const entries: Record<string, HeaderEntry> = {};
  for (let i = 0; i < count; i++) entries[`t${i}`] = { dtype: 'F32', shape: [0], data_offsets: [0, 0] };
  return joinSafetensors(entries, Buffer.alloc(0));
}
