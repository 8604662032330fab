import { createHash } from 'node:crypto';
import { readFile, rename, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { TINY_CONFIG } from '../../test/support/tiny-config.ts';
import { philoxStream } from '../data/philox.ts';
import { loraLayout } from '../engine/decoder/lora-layout.ts';
import type { LoraAdapter } from './lora-adapter.ts';
import { peftTensorShapes } from './peft-tensor-shapes.ts';
import { readPeftAdapter } from './read-peft-adapter.ts';
import { writePeftAdapter } from './write-peft-adapter.ts';

const CONFIG = 'adapter_config.json';
const WEIGHTS = 'adapter_model.safetensors';
const INFO = {
  base: { name: 'HuggingFaceTB/SmolLM2-135M-Instruct', revision: null },
  model: { chatTemplate: '{{ messages }}', specialTokens: { bos: 1, endOfTurn: [2], pad: 2 } },
};

function someAdapter(): LoraAdapter {
  const shape = { rank: 4, targets: ['q_proj', 'v_proj', 'down_proj'] as LoraAdapter['targets'] };
  const random = philoxStream(7, 0);
  const tensors: LoraAdapter['tensors'] = new Map();
  for (const [name, sizes] of peftTensorShapes(TINY_CONFIG, shape)) {
    const length = sizes.reduce((a, b) => a * b, 1);
    const data = Float32Array.from({ length }, () => random.uint32() / 2 ** 32 - 0.5);
    tensors.set(name, { shape: sizes, data });
  }
  return { ...shape, alpha: 16, tensors };
}

async function writtenAdapter(): Promise<string> {
  const dir = await temporaryFolder();
  await writePeftAdapter(dir, someAdapter(), INFO);
  return dir;
}

async function changeConfig(dir: string, change: Record<string, unknown>): Promise<void> {
  const config = JSON.parse(await readFile(join(dir, CONFIG), 'utf8')) as Record<string, unknown>;
  await writeFile(join(dir, CONFIG), JSON.stringify({ ...config, ...change }));
}

describe('a PEFT adapter on disk', () => {
  it('comes back as it was written', async () => {
    expect(await readPeftAdapter(await writtenAdapter(), TINY_CONFIG)).toEqual(someAdapter());
  });

  it('has the same bytes each time', async () => {
    const digests = async (dir: string) =>
      Promise.all(
        [CONFIG, WEIGHTS, 'chat_template.jinja', 'generation_config.json'].map(async (name) =>
          createHash('sha256')
            .update(await readFile(join(dir, name)))
            .digest('hex'),
        ),
      );
    expect(await digests(await writtenAdapter())).toEqual(await digests(await writtenAdapter()));
  });

  it('carries the names, the metadata and the order that PEFT writes', async () => {
    const bytes = await readFile(join(await writtenAdapter(), WEIGHTS));
    const headerBytes = Number(bytes.readBigUInt64LE(0));
    const header = JSON.parse(bytes.toString('utf8', 8, 8 + headerBytes)) as Record<string, unknown>;
    expect(headerBytes % 8).toBe(0);
    expect(header['__metadata__']).toEqual({ format: 'pt' });
    expect(header['base_model.model.model.layers.1.mlp.down_proj.lora_B.weight']).toMatchObject({
      dtype: 'F32',
      shape: [64, 4],
    });
    const names = Object.keys(header).slice(1);
    expect(names).toEqual(names.toSorted());
    expect(names).toHaveLength(2 * 3 * 2);
  });

  it('writes a configuration with sorted keys and an indent of two', async () => {
    const text = await readFile(join(await writtenAdapter(), CONFIG), 'utf8');
    const config = JSON.parse(text) as Record<string, unknown>;
    expect(Object.keys(config)).toEqual(Object.keys(config).toSorted());
    expect(text).toContain('\n  "r": 4,\n');
    expect(config).toMatchObject({
      peft_type: 'LORA',
      task_type: 'CAUSAL_LM',
      lora_alpha: 16,
      bias: 'none',
      target_modules: ['down_proj', 'q_proj', 'v_proj'],
      inference_mode: true,
      base_model_name_or_path: 'HuggingFaceTB/SmolLM2-135M-Instruct',
    });
  });

  it('saves the end tokens it was trained with', async () => {
    const text = await readFile(join(await writtenAdapter(), 'generation_config.json'), 'utf8');
    expect(JSON.parse(text)).toEqual({ bos_token_id: 1, eos_token_id: 2, pad_token_id: 2 });
  });

  it('comes back with a scale by the root of the rank', async () => {
    const adapter = { ...someAdapter(), rankStabilized: true } as const;
    const dir = await temporaryFolder();
    await writePeftAdapter(dir, adapter, INFO);
    const config = JSON.parse(await readFile(join(dir, CONFIG), 'utf8')) as Record<string, unknown>;
    expect(config).toMatchObject({ use_rslora: true, lora_alpha: 16, r: 4 });
    expect(await readPeftAdapter(dir, TINY_CONFIG)).toEqual(adapter);
    expect(loraLayout(TINY_CONFIG, adapter).scale).toBe(8);
    expect(loraLayout(TINY_CONFIG, someAdapter()).scale).toBe(4);
  });

  it('reads settings of a newer PEFT that are off', async () => {
    const dir = await writtenAdapter();
    await changeConfig(dir, { use_qalora: false, alora_invocation_tokens: null, peft_version: '0.21.2' });
    expect((await readPeftAdapter(dir, TINY_CONFIG)).rank).toBe(4);
  });
});

describe('a PEFT adapter is refused', () => {
  it.each([
    ['a feature that is on', { bias: 'all' }, 'bias is "all"'],
    ['another method', { peft_type: 'IA3' }, 'peft_type'],
    ['a rank of its own for some layers', { rank_pattern: { q_proj: 8 } }, 'rank_pattern'],
    ['an initialisation that changed the base', { init_lora_weights: 'pissa' }, 'init_lora_weights'],
    ['an unknown target', { target_modules: ['lm_head'] }, 'target_modules'],
    ['a mistyped key', { lora_alphas: 3 }, 'did you mean lora_alpha'],
  ])('for %s', async (_, change, said) => {
    const dir = await writtenAdapter();
    await changeConfig(dir, change);
    await expect(readPeftAdapter(dir, TINY_CONFIG)).rejects.toMatchObject({
      name: 'ModelFileError',
      code: 'unsupported',
      file: CONFIG,
      detail: expect.stringContaining(said) as string,
    });
  });

  it('for weights that are cut off', async () => {
    const dir = await writtenAdapter();
    await truncate(join(dir, WEIGHTS), 2000);
    await expect(readPeftAdapter(dir, TINY_CONFIG)).rejects.toMatchObject({
      code: 'truncated',
      file: WEIGHTS,
    });
  });

  it('for weights that are a pickle under another name', async () => {
    const dir = await writtenAdapter();
    await writeFile(join(dir, WEIGHTS), Buffer.from('800495100000000000000058', 'hex'));
    await expect(readPeftAdapter(dir, TINY_CONFIG)).rejects.toMatchObject({ code: 'pickle' });
  });

  it('for weights that are only there as a pickle', async () => {
    const dir = await writtenAdapter();
    await rename(join(dir, WEIGHTS), join(dir, 'adapter_model.bin'));
    await expect(readPeftAdapter(dir, TINY_CONFIG)).rejects.toMatchObject({
      code: 'pickle',
      file: 'adapter_model.bin',
    });
  });

  it('for a tensor of another shape', async () => {
    const dir = await writtenAdapter();
    await changeConfig(dir, { r: 8 });
    await expect(readPeftAdapter(dir, TINY_CONFIG)).rejects.toMatchObject({
      code: 'weights',
      detail: expect.stringContaining('is [4, 64], not [8, 64]') as string,
    });
  });

  it('for magnitudes that DoRA is to have and that are not there', async () => {
    const dir = await writtenAdapter();
    await changeConfig(dir, { use_dora: true });
    await expect(readPeftAdapter(dir, TINY_CONFIG)).rejects.toMatchObject({
      code: 'weights',
      detail: expect.stringContaining('lora_magnitude_vector') as string,
    });
  });

  it('for a tensor that no target has', async () => {
    const dir = await writtenAdapter();
    await changeConfig(dir, { target_modules: ['q_proj', 'v_proj'] });
    await expect(readPeftAdapter(dir, TINY_CONFIG)).rejects.toMatchObject({
      code: 'weights',
      detail: expect.stringContaining('down_proj') as string,
    });
  });

  it('for a tensor that is missing', async () => {
    const dir = await writtenAdapter();
    await changeConfig(dir, { target_modules: ['q_proj', 'v_proj', 'down_proj', 'o_proj'] });
    await expect(readPeftAdapter(dir, TINY_CONFIG)).rejects.toMatchObject({
      code: 'weights',
      detail: expect.stringContaining('o_proj') as string,
    });
  });

  it('for a value that is no number', async () => {
    const adapter = someAdapter();
    [...adapter.tensors.values()][3]!.data[5] = NaN;
    const dir = await temporaryFolder();
    await writePeftAdapter(dir, adapter, INFO);
    await expect(readPeftAdapter(dir, TINY_CONFIG)).rejects.toMatchObject({ code: 'weights' });
  });
});
