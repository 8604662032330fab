import { createHash } from 'node:crypto';
import { existsSync, globSync } from 'node:fs';
import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHATML, tinyVocabulary } from '../../test/support/byte-level-vocabulary.ts';
import { ggufBytes } from '../../test/support/gguf-bytes.ts';
import type { GgufEntry } from '../../test/support/gguf-bytes.ts';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { TINY_CONFIG } from '../../test/support/tiny-config.ts';
import { tinyGgufMetadata, tinyGgufTensors, tinyWeights } from '../../test/support/tiny-gguf.ts';
import { writtenFile } from '../../test/support/written-file.ts';
import { describeModel } from './describe-model.ts';
import { openModel } from './open-model.ts';
import type { ModelFile } from './model-file.ts';
import { safetensorsBytes } from './safetensors/safetensors-bytes.ts';

async function tinyGguf(
  metadata: Record<string, GgufEntry> = {},
  tensors = tinyGgufTensors(),
): Promise<ModelFile[]> {
  return [await writtenFile('tiny.gguf', ggufBytes({ ...tinyGgufMetadata(), ...metadata }, tensors))];
}

/** The tiny model as transformers saves it, in one or two shards. */
async function tinySafetensors(shards = 1, config: Record<string, unknown> = {}): Promise<ModelFile[]> {
  const dir = await temporaryFolder();
  const { tokens, merges, special } = tinyVocabulary(TINY_CONFIG.vocabularySize);
  const weights = [...tinyWeights()];
  const half = Math.ceil(weights.length / shards);
  const names = shards === 1 ? ['model.safetensors'] : ['model-1.safetensors', 'model-2.safetensors'];
  const parts = names.map((_, i) => new Map(weights.slice(i * half, (i + 1) * half)));
  const contents: [string, string | Uint8Array][] = [
    ['config.json', JSON.stringify({ ...TINY_HUGGING_FACE_CONFIG, ...config })],
    ['generation_config.json', JSON.stringify({ eos_token_id: [2, 0] })],
    ['chat_template.jinja', CHATML],
    [
      'tokenizer.json',
      JSON.stringify({
        added_tokens: tokens.slice(0, special).map((content, id) => ({ id, content, special: true })),
        normalizer: null,
        pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, use_regex: true },
        post_processor: null,
        decoder: { type: 'ByteLevel' },
        model: { type: 'BPE', vocab: Object.fromEntries(tokens.map((token, id) => [token, id])), merges },
      }),
    ],
    ...names.map((name, i) => [name, Buffer.concat(safetensorsBytes(parts[i]!, {}))] as [string, Uint8Array]),
  ];
  if (shards > 1) {
    const map = names.flatMap((name, i) => [...parts[i]!.keys()].map((tensor) => [tensor, name]));
    contents.push(['model.safetensors.index.json', JSON.stringify({ weight_map: Object.fromEntries(map) })]);
  }
  for (const [name, content] of contents) await writeFile(join(dir, name), content);
  return contents.map(([name]) => ({ name, path: join(dir, name) }));
}

const TINY_HUGGING_FACE_CONFIG = {
  model_type: 'llama',
  hidden_size: 64,
  intermediate_size: 96,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  num_key_value_heads: 2,
  vocab_size: 300,
  max_position_embeddings: 128,
  rms_norm_eps: 1e-5,
  tie_word_embeddings: true,
  bos_token_id: 1,
  eos_token_id: 2,
};

describe('openModel with a GGUF file', () => {
  it('reads the shape, the special tokens and the template', async () => {
    const model = await openModel(await tinyGguf());
    expect(model.config).toEqual({ ...TINY_CONFIG, normEpsilon: Math.fround(1e-5) });
    expect(model.specialTokens).toEqual({ bos: 1, endOfTurn: [2], pad: 2 });
    expect(model.chatTemplate).toBe(CHATML);
    await model.close();
  });

  it('gives every weight in its own layout, q and k rows put back', async () => {
    const model = await openModel(await tinyGguf());
    const weights = tinyWeights();
    expect(model.weights.names().toSorted()).toEqual([...weights.keys()].toSorted());
    for (const [name, { shape, data }] of weights) {
      expect(model.weights.shape(name)).toEqual(shape);
      expect(await model.weights.read(name)).toEqual(data);
    }
    await model.close();
  });

  it('splits digits one by one, so that no merge joins them', async () => {
    const model = await openModel(await tinyGguf());
    const { tokens } = tinyVocabulary(300);
    expect(model.tokenizer.encode('1234').map((id) => tokens[id])).toEqual(['1', '2', '3', '4']);
    expect(model.tokenizer.encode(' the<|im_end|>')).toEqual([tokens.indexOf('Ġthe'), 2]);
    await model.close();
  });

  it('joins digits where the file names the plain rule', async () => {
    const model = await openModel(await tinyGguf({ 'tokenizer.ggml.pre': { text: 'gpt-2' } }));
    expect(model.tokenizer.encode('1234')).toEqual([tinyVocabulary(300).tokens.indexOf('1234')]);
    await model.close();
  });

  it('decodes what it encoded, byte for byte', async () => {
    const model = await openModel(await tinyGguf());
    for (const text of ['', 'the 12 cats', 'naïve — 東京 🦜\n\n\tend ', '<|im_start|>user\nhi<|im_end|>']) {
      expect(model.tokenizer.decode(model.tokenizer.encode(text))).toBe(text);
    }
    await model.close();
  });

  it('names its weights by their sha256', async () => {
    const files = await tinyGguf();
    const model = await openModel(files);
    const digest = createHash('sha256').update(await readFile(files[0]!.path));
    expect((await model.digests()).weights).toBe(`0x${digest.digest('hex')}`);
    await model.close();
  });

  it.each<[string, Record<string, GgufEntry>, string]>([
    ['another architecture', { 'general.architecture': { text: 'mamba' } }, 'unsupported'],
    ['scaled rotary positions', { 'llama.rope.scaling.type': { text: 'yarn' } }, 'unsupported'],
    ['an unknown tokenizer rule', { 'tokenizer.ggml.pre': { text: 'deepseek' } }, 'unsupported'],
    ['a layer too many', { 'llama.block_count': { u32: 3 } }, 'weights'],
    ['a layer too few', { 'llama.block_count': { u32: 1 } }, 'weights'],
    ['another width than its weights have', { 'llama.feed_forward_length': { u32: 128 } }, 'weights'],
    ['heads that share nothing', { 'llama.attention.head_count_kv': { u32: 3 } }, 'malformed'],
    ['no layers', { 'llama.block_count': { u32: 0 } }, 'malformed'],
    ['a number where a text belongs', { 'tokenizer.chat_template': { u32: 1 } }, 'malformed'],
  ])('refuses %s', async (_, metadata, code) => {
    await expect(openModel(await tinyGguf(metadata))).rejects.toMatchObject({ name: 'ModelFileError', code });
  });

  it('refuses a file that is cut off', async () => {
    const files = await tinyGguf();
    await truncate(files[0]!.path, 100_000);
    await expect(openModel(files)).rejects.toMatchObject({ code: 'truncated', file: 'tiny.gguf' });
  });

  it.each<[string, Record<string, GgufEntry>, string]>([
    ['a key that nobody knows', { 'llama.logit_scale': { f32: 0.5 } }, 'llama.logit_scale is 0.5'],
    ['a mixture of experts', { 'llama.expert_count': { u32: 8 } }, 'llama.expert_count is 8'],
    ['heads turned in part', { 'llama.rope.dimension_count': { u32: 8 } }, 'only part of each head'],
    ['a factor that is none', { 'llama.rope.scaling.type': { text: 'linear' } }, 'rope.scaling.factor'],
    ['a tokenizer of another kind', { 'tokenizer.ggml.model': { text: 'bert' } }, 'tokenizer bert'],
    ['pieces without scores', { 'tokenizer.ggml.model': { text: 'llama' } }, 'tokenizer.ggml.scores'],
  ])('refuses %s by name', async (_, metadata, said) => {
    await expect(openModel(await tinyGguf(metadata))).rejects.toThrow(said);
  });

  it('refuses a tensor that no Llama model has', async () => {
    const extra = { name: 'blk.0.ssm_a.weight', shape: [64], type: 0, bytes: new Uint8Array(256) };
    await expect(openModel(await tinyGguf({}, [...tinyGgufTensors(), extra]))).rejects.toMatchObject({
      code: 'unsupported',
    });
  });
});

describe('openModel with safetensors', () => {
  it.each([1, 2])('reads weights, configuration and tokenizer from %i shards', async (shards) => {
    const model = await openModel(await tinySafetensors(shards));
    expect(model.config).toEqual(TINY_CONFIG);
    expect(model.specialTokens).toEqual({ bos: 1, endOfTurn: [2, 0], pad: null });
    const name = 'model.layers.1.mlp.down_proj.weight';
    expect(await model.weights.read(name)).toEqual(tinyWeights().get(name)!.data);
    expect(model.tokenizer.encode('<|im_start|>a')).toEqual([1, tinyVocabulary(300).tokens.indexOf('a')]);
    await model.close();
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['another architecture', { model_type: 'mamba' }, 'unsupported'],
    ['an architecture named like a property of every object', { model_type: 'constructor' }, 'unsupported'],
    [
      'rotary positions scaled in a way it does not know',
      { rope_scaling: { type: 'yarn', factor: 2 } },
      'unsupported',
    ],
    ['rotary positions scaled by nothing', { rope_scaling: { type: 'linear' } }, 'unsupported'],
    ['heads turned in part', { partial_rotary_factor: 0.5 }, 'unsupported'],
    ['a key that is another architecture’s', { final_logit_softcapping: 30 }, 'unsupported'],
    ['a key that nobody knows', { residual_multiplier: 0.2 }, 'unsupported'],
    ['quantised weights', { quantization_config: { bits: 4 } }, 'unsupported'],
    ['windows of no length', { layer_types: ['sliding_attention', 'full_attention'] }, 'malformed'],
    ['kinds of layers for another number of layers', { layer_types: ['full_attention'] }, 'malformed'],
    ['a layer of an unknown kind', { layer_types: ['full_attention', 'chunked'] }, 'unsupported'],
    ['biases that are not there', { attention_bias: true }, 'weights'],
    ['more layers than any model', { num_hidden_layers: 1e9 }, 'malformed'],
    ['another activation', { hidden_act: 'gelu' }, 'unsupported'],
    ['a width that is no number', { hidden_size: '64' }, 'malformed'],
    ['an output projection that is not there', { tie_word_embeddings: false }, 'weights'],
  ])('refuses %s', async (_, config, code) => {
    await expect(openModel(await tinySafetensors(1, config))).rejects.toMatchObject({ code });
  });

  it('refuses a shard that its index names and that is not there', async () => {
    const files = (await tinySafetensors(2)).filter((file) => file.name !== 'model-2.safetensors');
    await expect(openModel(files)).rejects.toMatchObject({ code: 'missing', file: 'model-2.safetensors' });
  });

  it('refuses weights that are cut off', async () => {
    const files = await tinySafetensors();
    await truncate(files.find((file) => file.name === 'model.safetensors')!.path, 50_000);
    await expect(openModel(files)).rejects.toMatchObject({ code: 'truncated', file: 'model.safetensors' });
  });

  it('refuses a model without a chat template', async () => {
    const files = (await tinySafetensors()).filter((file) => file.name !== 'chat_template.jinja');
    await expect(openModel(files)).rejects.toMatchObject({ code: 'missing' });
  });
});

describe('openModel', () => {
  it.each([
    ['by name', 'pytorch_model.bin', 'anything'],
    ['by its mark', 'model.safetensors', Buffer.from('80049595000000000000007d94', 'hex')],
    ['as the archive that torch.save writes', 'model.gguf', Buffer.from('504b030400000808', 'hex')],
  ])('refuses a pickle, known %s', async (_, name, content) => {
    await expect(openModel([await writtenFile(name, content)])).rejects.toMatchObject({
      code: 'pickle',
      file: name,
    });
  });

  it('refuses files of which none holds weights', async () => {
    await expect(openModel([await writtenFile('README.md', '# hi')])).rejects.toMatchObject({
      code: 'unknown_format',
    });
  });

  it('refuses a folder', async () => {
    const folder = { name: 'model.gguf', path: import.meta.dirname };
    await expect(openModel([folder])).rejects.toMatchObject({ code: 'missing', file: 'model.gguf' });
  });

  it('refuses a file that is not there', async () => {
    const file = await writtenFile('model.gguf', '');
    await rm(file.path);
    await expect(openModel([file])).rejects.toMatchObject({ code: 'missing', file: 'model.gguf' });
  });
});

describe('describeModel', () => {
  it('says what a manifest says of a model', async () => {
    expect(await describeModel(await tinyGguf())).toEqual({
      architecture: 'llama',
      format: 'gguf',
      quantization: 'F32',
      parameters: [...tinyWeights().values()].reduce((sum, { data }) => sum + data.length, 0),
      contextLength: 128,
      vocabularySize: 300,
      hiddenSize: 64,
      layers: 2,
    });
  });
});

const REAL = 'SmolLM2-135M-Instruct.Q4_1.gguf';
/** The real model where it lies on this machine: in the project's cache, or where the environment says. */
const found = [
  ...globSync(join(import.meta.dirname, `../../../.cache/**/${REAL}`)),
  process.env['CULTIVAR_MODEL_PATH'] ?? '',
].filter((path) => existsSync(path));

describe.each(found.slice(0, 1))('openModel with SmolLM2-135M-Instruct', (path) => {
  it('reads the known shape and tokenises digits one by one', async () => {
    const model = await openModel([{ name: REAL, path }]);
    expect(model.config).toMatchObject({
      layers: 30,
      hiddenSize: 576,
      ropeBase: 100_000,
      vocabularySize: 49_152,
    });
    const ids = model.tokenizer.encode('There are 1234 apples.');
    expect(ids).toEqual([2122, 359, 216, 33, 34, 35, 36, 13_855, 30]);
    expect(model.tokenizer.decode([33, 34])).toBe('12');
    const norm = await model.weights.read('model.norm.weight');
    expect(norm).toHaveLength(576);
    expect(norm.every(Number.isFinite)).toBe(true);
    await model.close();
  });
});
