import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { PARITY_ARCHITECTURES, parityFixture } from '../../test/parity/parity-fixture.ts';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { exportOnnx } from './export-onnx.ts';

const LOGIT_LIMIT = 1e-4;
const [HEADS, VOCABULARY] = [2, 320];

const furthest = (a: Float32Array, b: Float32Array) =>
  Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));
const integers = (rows: readonly (readonly number[])[]) =>
  new Tensor('int64', BigInt64Array.from(rows.flat(), BigInt), [rows.length, rows[0]!.length]);

type Run = { logits: Float32Array; cache: Record<string, Tensor> };

/** Runs an exported model on texts of the same length, after what `cache` holds of them. */
async function run(
  session: InferenceSession,
  ids: readonly (readonly number[])[],
  { cache, mask, positions }: { cache?: Run['cache']; mask: number[][]; positions: number[][] },
): Promise<Run> {
  const past = session.inputNames.filter((name) => name.startsWith('past'));
  const metadata = session.inputMetadata.find(({ name }) => name === past[0])!;
  const headDim = metadata.isTensor ? Number(metadata.shape[3]) : 0;
  const empty = () => new Tensor('float32', new Float32Array(0), [ids.length, HEADS, 0, headDim]);
  const results = await session.run({
    ...{ input_ids: integers(ids), attention_mask: integers(mask), position_ids: integers(positions) },
    ...Object.fromEntries(
      past.map((name) => [name, cache?.[name.replace('past_key_values', 'present')] ?? empty()]),
    ),
  });
  const { logits, ...rest } = results;
  return { logits: logits!.data as Float32Array, cache: rest };
}

async function exported(architecture: string, more: { embeddedBytes?: number } = {}) {
  const fixture = await parityFixture(architecture);
  const outDir = join(await temporaryFolder(), 'onnx');
  await exportOnnx({ ...fixture, outDir, ...more });
  const session = await InferenceSession.create(join(outDir, 'onnx/model.onnx'), { logSeverityLevel: 3 });
  return { fixture, outDir, session };
}

const count = (length: number, from = 0) => Array.from({ length }, (_, i) => from + i);

describe.each(PARITY_ARCHITECTURES)('an ONNX graph of a %s with an adapter', (architecture) => {
  it('has the logits of PEFT, read at once, in pieces, and beside a shorter text', async () => {
    const { fixture, session } = await exported(architecture);
    const [ids, wanted] = [fixture.ids[0]!, fixture.tensors.get('logits')!];
    const all = { mask: [ids.map(() => 1)], positions: [count(ids.length)] };
    expect(furthest((await run(session, [ids], all)).logits, wanted)).toBeLessThan(LOGIT_LIMIT);

    const cut = 14;
    const first = await run(session, [ids.slice(0, cut)], {
      mask: [Array(cut).fill(1)],
      positions: [count(cut)],
    });
    const rest = await run(session, [ids.slice(cut)], {
      ...{ cache: first.cache, mask: all.mask, positions: [count(ids.length - cut, cut)] },
    });
    expect(furthest(rest.logits, wanted.subarray(cut * VOCABULARY))).toBeLessThan(LOGIT_LIMIT);

    const padding = ids.length - cut;
    const beside = await run(session, [ids, [...Array(padding).fill(0), ...ids.slice(0, cut)]], {
      mask: [ids.map(() => 1), ids.map((_, i) => (i < padding ? 0 : 1))],
      positions: [count(ids.length), ids.map((_, i) => Math.max(0, i - padding))],
    });
    const short = beside.logits.subarray((ids.length + padding) * VOCABULARY);
    expect(furthest(beside.logits.subarray(0, wanted.length), wanted)).toBeLessThan(LOGIT_LIMIT);
    expect(furthest(short, wanted.subarray(0, cut * VOCABULARY))).toBeLessThan(LOGIT_LIMIT);
  });
});

describe('an ONNX export', () => {
  it('keeps large weights in a file of their own, and says so', async () => {
    const { fixture, outDir, session } = await exported('qwen3', { embeddedBytes: 1000 });
    expect(await readdir(join(outDir, 'onnx'))).toEqual(['model.onnx', 'model.onnx_data']);
    const config = JSON.parse(await readFile(join(outDir, 'config.json'), 'utf8')) as Record<string, unknown>;
    expect(config['transformers.js_config']).toEqual({ use_external_data_format: true });
    const [ids] = fixture.ids;
    const { logits } = await run(session, [ids!], {
      mask: [ids!.map(() => 1)],
      positions: [count(ids!.length)],
    });
    expect(furthest(logits, fixture.tensors.get('logits')!)).toBeLessThan(LOGIT_LIMIT);
  });

  it('has the names that transformers.js gives and takes', async () => {
    const { session, outDir } = await exported('llama');
    expect(session.inputNames).toEqual([
      ...['input_ids', 'attention_mask', 'position_ids'],
      ...[0, 1].flatMap((layer) => [`past_key_values.${layer}.key`, `past_key_values.${layer}.value`]),
    ]);
    expect(session.outputNames).toEqual([
      'logits',
      ...[0, 1].flatMap((layer) => [`present.${layer}.key`, `present.${layer}.value`]),
    ]);
    expect(await readdir(outDir)).toEqual([
      ...['chat_template.jinja', 'config.json', 'generation_config.json', 'onnx', 'tokenizer.json'],
      'tokenizer_config.json',
    ]);
  });
});
