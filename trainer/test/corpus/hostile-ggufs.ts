import { ggufBytes } from '../support/gguf-bytes.ts';
import type { GgufEntry, GgufTensorInput } from '../support/gguf-bytes.ts';
import { tinyGgufMetadata, tinyGgufTensors } from '../support/tiny-gguf.ts';
import type { HostileCase } from './corpus-case.ts';

type Metadata = Record<string, GgufEntry>;

/** GGUF files whose counts, lengths and places lie, or whose metadata describe no model that is known. */
export function hostileGgufs(): HostileCase[] {
  return [...bytes(), ...tensors(), ...metadata(), ...tokenizers()];
}

function of(name: string, code: HostileCase['code'], content: Uint8Array): HostileCase {
  return { name: `GGUF ${name}`, code, files: { 'model.gguf': content } };
}

function bytes(): HostileCase[] {
  const good = ggufBytes(tinyGgufMetadata(), tinyGgufTensors());
  const patched = (at: number, value: bigint) => {
    const copy = Buffer.from(good);
    copy.writeBigUInt64LE(value, at);
    return copy;
  };
  const cut = (length: number) => good.subarray(0, length);
  const version = (value: number) => {
    const copy = Buffer.from(good);
    copy.writeUInt32LE(value, 4);
    return copy;
  };
  return [
    of('of no bytes', 'truncated', cut(0)),
    of('of its magic alone', 'truncated', cut(4)),
    of('cut in its counts', 'truncated', cut(20)),
    of('cut in its metadata', 'truncated', cut(300)),
    of('cut in its vocabulary', 'truncated', cut(2000)),
    of('cut in its list of tensors', 'truncated', cut(good.indexOf('blk.1.ffn_up'))),
    of('cut in its data', 'truncated', cut(good.length - 4096)),
    of('of another magic', 'malformed', Buffer.concat([Buffer.from('GGML'), good.subarray(4)])),
    of(
      'with its bytes the other way round',
      'malformed',
      Buffer.concat([Buffer.from('FUGG'), good.subarray(4)]),
    ),
    of('of version 0', 'unsupported', version(0)),
    of('of version 1', 'unsupported', version(1)),
    of('of a version of the other byte order', 'unsupported', version(0x0300_0000)),
    of('of 2^64 - 1 tensors', 'malformed', patched(8, 2n ** 64n - 1n)),
    of('of 2^32 tensors', 'malformed', patched(8, 2n ** 32n)),
    of('of a tensor more than there is', 'malformed', patched(8, 22n)),
    of('of 2^63 metadata', 'malformed', patched(16, 2n ** 63n)),
    of('of more metadata than there are', 'malformed', patched(16, 4000n)),
    of('with a key of 2^64 - 1 bytes', 'malformed', patched(24, 2n ** 64n - 1n)),
    of('with a key of 900 bytes over what follows', 'malformed', patched(24, 900n)),
    of('with a key of no bytes', 'malformed', patched(24, 0n)),
    of('with a text of 2^62 bytes', 'malformed', patched(56, 2n ** 62n)),
    of('with a vocabulary of 2^60 tokens', 'malformed', lists(good, 2n ** 60n)),
    of('with a vocabulary of four million tokens', 'malformed', lists(good, 4_000_000n)),
    of('with a value of an unknown type', 'malformed', valueType(good, 99)),
    of('with a list of lists', 'unsupported', elementType(good, 9)),
    of('with a list of an unknown type', 'malformed', elementType(good, 77)),
    of('with a key that is no UTF-8', 'malformed', notUtf8(good)),
  ];
}

const LIST = 'tokenizer.ggml.tokens';

function patch(good: Buffer, edit: (copy: Buffer, atList: number) => void): Buffer {
  const copy = Buffer.from(good);
  edit(copy, copy.indexOf(LIST) + LIST.length);
  return copy;
}
const lists = (good: Buffer, count: bigint) =>
  patch(good, (copy, at) => copy.writeBigUInt64LE(count, at + 8));
const elementType = (good: Buffer, type: number) =>
  patch(good, (copy, at) => copy.writeUInt32LE(type, at + 4));
const valueType = (good: Buffer, type: number) => patch(good, (copy, at) => copy.writeUInt32LE(type, at));
const notUtf8 = (good: Buffer) => patch(good, (copy, at) => copy.fill(0xff, at - 3, at));

function tensors(): HostileCase[] {
  const all = tinyGgufTensors();
  const norm = all.findIndex(({ name }) => name === 'output_norm.weight');
  const edited = (name: string, code: HostileCase['code'], change: Partial<GgufTensorInput>): HostileCase =>
    listed(
      name,
      code,
      all.map((tensor, i) => (i === norm ? { ...tensor, ...change } : tensor)),
    );
  const listed = (name: string, code: HostileCase['code'], list: readonly GgufTensorInput[]): HostileCase =>
    of(`with a tensor ${name}`, code, ggufBytes(tinyGgufMetadata(), list));
  const extra = (name: string): GgufTensorInput => ({
    name,
    shape: [64],
    type: 0,
    bytes: new Uint8Array(256),
  });
  return [
    edited('of no dimensions', 'malformed', { shape: [] }),
    edited('of nine dimensions', 'malformed', { shape: Array(9).fill(1) as number[] }),
    edited('of a dimension of zero', 'malformed', { shape: [0] }),
    edited('of a dimension of 2^41', 'malformed', { shape: [2 ** 41] }),
    edited('whose size overflows', 'malformed', { shape: [2 ** 40, 2 ** 40] }),
    edited('whose size overflows to a small one', 'malformed', { shape: [2 ** 32, 2 ** 32, 64] }),
    edited('of more values than the file', 'truncated', { shape: [2 ** 30] }),
    edited('of another shape', 'weights', { shape: [32] }),
    edited('of an unknown type', 'unsupported', { type: 250 }),
    edited('of a type that was taken away', 'unsupported', { type: 4 }),
    edited('of a type that is not read', 'unsupported', { type: 20 }),
    edited('of whole numbers', 'unsupported', { type: 26 }),
    edited('of blocks that do not fit', 'malformed', { shape: [63], type: 8 }),
    edited('of super-blocks that do not fit', 'malformed', { type: 12 }),
    edited('out of alignment', 'malformed', { offset: 12 }),
    edited('upon another', 'malformed', { offset: 0 }),
    edited('behind the end', 'truncated', { offset: 2 ** 40 }),
    edited('2^53 bytes behind', 'malformed', { offset: 2 ** 60 }),
    edited('of no name', 'unsupported', { name: '' }),
    edited('with a zero in its name', 'unsupported', { name: 'output_norm\0.weight' }),
    edited('under the name of every object', 'unsupported', { name: 'blk.0.constructor.weight' }),
    edited('of a layer far away', 'weights', { name: 'blk.99999.attn_norm.weight' }),
    listed('that stands twice', 'malformed', [...all, all[norm]!]),
    listed('that nobody knows', 'unsupported', [...all, extra('blk.0.ssm_a.weight')]),
    listed('of experts', 'unsupported', [...all, extra('blk.0.ffn_gate_exps.weight')]),
    listed('missing', 'weights', all.toSpliced(norm, 1)),
    listed('of a bias in one layer', 'weights', [...all, extra('blk.0.attn_q.bias')]),
    listed('of rotary factors too few', 'malformed', [...all, extra('rope_freqs.weight')]),
    listed('of rotary factors of zero', 'malformed', [
      ...all,
      { ...extra('rope_freqs.weight'), shape: [8], bytes: new Uint8Array(32) },
    ]),
    listed('of rotary factors that are no numbers', 'malformed', [
      ...all,
      { ...extra('rope_freqs.weight'), shape: [8], bytes: new Uint8Array(32).fill(0xff) },
    ]),
    listed('of rotary factors as large as a disk', 'truncated', [
      ...all,
      { ...extra('rope_freqs.weight'), shape: [2 ** 38] },
    ]),
    listed('of long rotary factors', 'unsupported', [...all, extra('rope_factors_long.weight')]),
  ];
}

function metadata(): HostileCase[] {
  const edited = (name: string, code: HostileCase['code'], change: Record<string, GgufEntry | undefined>) => {
    const entries = Object.entries({ ...tinyGgufMetadata(), ...change }).filter(([, value]) => value);
    return of(name, code, ggufBytes(Object.fromEntries(entries) as Metadata, tinyGgufTensors()));
  };
  const llama = (name: string, code: HostileCase['code'], key: string, value: GgufEntry | undefined) =>
    edited(name, code, { [`llama.${key}`]: value });
  return [
    edited('without an architecture', 'malformed', { 'general.architecture': undefined }),
    edited('of an architecture that is a number', 'malformed', { 'general.architecture': { u32: 7 } }),
    edited('of another architecture', 'unsupported', { 'general.architecture': { text: 'rwkv7' } }),
    edited('of an architecture that every object has', 'unsupported', {
      'general.architecture': { text: '__proto__' },
    }),
    edited('of another architecture than its keys', 'malformed', {
      'general.architecture': { text: 'qwen2' },
    }),
    edited('with three lists of four million numbers', 'too_large', manyNumbers()),
    edited('with an alignment of zero', 'malformed', { 'general.alignment': { u32: 0 } }),
    edited('with an alignment of seven', 'malformed', { 'general.alignment': { u32: 7 } }),
    edited('with an alignment of a gigabyte', 'malformed', { 'general.alignment': { u32: 2 ** 30 } }),
    edited('with an alignment that is a text', 'malformed', { 'general.alignment': { text: '32' } }),
    llama('of no layers', 'malformed', 'block_count', { u32: 0 }),
    llama('of four billion layers', 'malformed', 'block_count', { u32: 2 ** 32 - 1 }),
    llama('of two and a half layers', 'malformed', 'block_count', { f32: 2.5 }),
    llama('of layers that are a text', 'malformed', 'block_count', { text: '2' }),
    llama('without layers', 'malformed', 'block_count', undefined),
    llama('of no heads', 'malformed', 'attention.head_count', { u32: 0 }),
    llama('of four billion heads', 'malformed', 'attention.head_count', { u32: 2 ** 32 - 1 }),
    llama('of heads by layer', 'malformed', 'attention.head_count_kv', { i32s: [2, 2] }),
    llama('of no key heads', 'malformed', 'attention.head_count_kv', { u32: 0 }),
    llama('of no width', 'malformed', 'embedding_length', { u32: 0 }),
    llama('of a width of four billion', 'malformed', 'embedding_length', { u32: 2 ** 32 - 1 }),
    llama('of no feed-forward', 'malformed', 'feed_forward_length', { u32: 0 }),
    llama('of no context', 'malformed', 'context_length', { u32: 0 }),
    llama('with an epsilon of zero', 'malformed', 'attention.layer_norm_rms_epsilon', { f32: 0 }),
    llama('with an epsilon that is no number', 'malformed', 'attention.layer_norm_rms_epsilon', { f32: NaN }),
    llama('with an endless rotary base', 'malformed', 'rope.freq_base', { f32: Infinity }),
    llama('with a rotary base below zero', 'malformed', 'rope.freq_base', { f32: -1 }),
    llama('of heads of odd width', 'malformed', 'attention.key_length', { u32: 15 }),
    llama('of values of another width', 'unsupported', 'attention.value_length', { u32: 32 }),
    llama('that turns heads in part', 'unsupported', 'rope.dimension_count', { u32: 8 }),
    llama('with yarn', 'unsupported', 'rope.scaling.type', { text: 'yarn' }),
    llama('with a rotary factor that is not there', 'malformed', 'rope.scaling.type', { text: 'linear' }),
    llama('of experts', 'unsupported', 'expert_count', { u32: 8 }),
    llama('with a key that nobody knows', 'unsupported', 'logit_scale', { f32: 0.1 }),
    llama('with a window of half a token', 'malformed', 'attention.sliding_window', { f32: 0.5 }),
  ];
}

function tokenizers(): HostileCase[] {
  const good = tinyGgufMetadata();
  const tokens = (good[LIST] as { texts: string[] }).texts;
  const edited = (name: string, code: HostileCase['code'], change: Record<string, GgufEntry | undefined>) => {
    const entries = Object.entries({ ...good, ...change }).filter(([, value]) => value);
    return of(
      `with a tokenizer ${name}`,
      code,
      ggufBytes(Object.fromEntries(entries) as Metadata, tinyGgufTensors()),
    );
  };
  const pieces = { 'tokenizer.ggml.model': { text: 'llama' } };
  const scores = { 'tokenizer.ggml.scores': { i32s: tokens.map((_, i) => -i) } };
  return [
    edited('of an unknown kind', 'unsupported', { 'tokenizer.ggml.model': { text: 'evil' } }),
    edited('of an unknown rule', 'unsupported', { 'tokenizer.ggml.pre': { text: 'constructor' } }),
    edited('without tokens', 'malformed', { [LIST]: undefined }),
    edited('of no tokens', 'malformed', { [LIST]: { texts: [] } }),
    edited('of fewer tokens than embeddings', 'weights', { [LIST]: { texts: tokens.slice(0, 200) } }),
    edited('with a token twice', 'malformed', { [LIST]: { texts: [...tokens.slice(0, -1), tokens[0]!] } }),
    edited('whose tokens are numbers', 'malformed', { [LIST]: { i32s: tokens.map((_, i) => i) } }),
    edited('without merges', 'malformed', { 'tokenizer.ggml.merges': undefined }),
    edited('without scores', 'malformed', pieces),
    edited('of too few scores', 'malformed', { ...pieces, 'tokenizer.ggml.scores': { i32s: [1, 2] } }),
    edited('of too few kinds', 'malformed', {
      ...pieces,
      ...scores,
      'tokenizer.ggml.token_type': { i32s: [1] },
    }),
    edited('with a piece of a megabyte', 'malformed', {
      ...pieces,
      ...scores,
      [LIST]: { texts: [...tokens.slice(0, -1), 'x'.repeat(1 << 20)] },
    }),
    edited('that rewrites texts', 'unsupported', {
      ...pieces,
      ...scores,
      'tokenizer.ggml.remove_extra_whitespaces': { flag: true },
    }),
    edited('that ends with a token it does not have', 'malformed', {
      'tokenizer.ggml.eos_token_id': { u32: 4_000_000 },
    }),
    edited('that ends with a text', 'malformed', { 'tokenizer.ggml.eos_token_id': { text: '</s>' } }),
    edited('without a template', 'malformed', { 'tokenizer.chat_template': undefined }),
  ];
}

function manyNumbers(): Metadata {
  const u8s = new Uint8Array(4 << 20);
  return { 'general.a': { u8s }, 'general.b': { u8s }, 'general.c': { u8s } };
}
