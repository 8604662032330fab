import { GGUF_TENSOR_TYPES } from '../../src/model/gguf/gguf-tensor-type.ts';
import { PARITY_ARCHITECTURES } from '../parity/parity-fixture.ts';
import { CHATML } from '../support/byte-level-vocabulary.ts';
import { ggufBytes } from '../support/gguf-bytes.ts';
import type { GgufEntry } from '../support/gguf-bytes.ts';
import { tinyGgufMetadata, tinyGgufTensors } from '../support/tiny-gguf.ts';
import { changed } from './corpus-case.ts';
import type { ModelBytes } from './corpus-case.ts';
import { goodModel } from './good-model.ts';
import { joinSafetensors, splitSafetensors } from './safetensors-parts.ts';

/** A model that is unusual and right. */
export type GoodCase = { name: string; files: ModelBytes };

/** Models of every architecture and format, and everything that a model may say without meaning another. */
export async function goodWeights(): Promise<GoodCase[]> {
  const models = PARITY_ARCHITECTURES.flatMap((architecture) =>
    (['safetensors', 'gguf'] as const).map(async (format) => ({
      name: `${architecture} as ${format}`,
      files: await goodModel(architecture, format),
    })),
  );
  const llama = await goodModel('llama', 'safetensors');
  const others = {
    mistral: await goodModel('mistral', 'safetensors'),
    qwen2: await goodModel('qwen2', 'safetensors'),
    gemma2: await goodModel('gemma2', 'safetensors'),
    gemma3: await goodModel('gemma3', 'safetensors'),
    phi3: await goodModel('phi3', 'safetensors'),
  };
  return [
    ...(await Promise.all(models)),
    ...configs({ llama, ...others }),
    ...files(llama),
    ...tensorTypes(),
    ...metadata(),
  ];
}

function configs(
  models: Record<'llama' | 'mistral' | 'qwen2' | 'gemma2' | 'gemma3' | 'phi3', ModelBytes>,
): GoodCase[] {
  const { llama, mistral, qwen2, gemma2, gemma3, phi3 } = models;
  const edited = (name: string, files: ModelBytes, change: object): GoodCase => {
    const config = JSON.parse(Buffer.from(files['config.json']!).toString()) as object;
    return {
      name: `a configuration ${name}`,
      files: changed(files, { 'config.json': JSON.stringify({ ...config, ...change }) }),
    };
  };
  return [
    edited('as before transformers 5', llama, {
      ...{ rope_parameters: undefined, rope_theta: 10_000, rope_scaling: null, torch_dtype: 'bfloat16' },
    }),
    edited('that scales its positions by the old word', llama, {
      ...{ rope_parameters: undefined, rope_theta: 10_000, rope_scaling: { type: 'linear', factor: 2 } },
    }),
    edited('with features that are off', llama, {
      ...{ use_moe: false, quantization_config: null, rope_interleaved: false, pruned_heads: {} },
    }),
    edited('with several ends', llama, { eos_token_id: [2, 0] }),
    edited('with no padding, as -1', llama, { pad_token_id: -1 }),
    edited('with what a training tool left', llama, { unsloth_version: '2026.1', _name_or_path: '/home/a' }),
    edited('of Qwen as before transformers 5', qwen2, {
      ...{ rope_parameters: undefined, rope_theta: 1e6, layer_types: undefined },
      ...{ use_sliding_window: false, sliding_window: 131_072, max_window_layers: 28, use_mrope: false },
    }),
    edited('of Gemma 2 as it was released', gemma2, {
      ...{ rope_parameters: undefined, rope_theta: 10_000, layer_types: undefined },
      ...{ hidden_act: 'gelu_pytorch_tanh', cache_implementation: 'hybrid', tie_word_embeddings: undefined },
    }),
    edited('of Gemma 2 without caps', gemma2, {
      ...{ attn_logit_softcapping: null, final_logit_softcapping: null },
    }),
    edited('of Gemma 3 as it was released', gemma3, {
      ...{
        rope_parameters: undefined,
        rope_theta: 1e6,
        rope_local_base_freq: 10_000,
        layer_types: undefined,
      },
      ...{ rope_scaling: { factor: 8, rope_type: 'linear' }, sliding_window_pattern: 2 },
      ...{ _sliding_window_pattern: undefined, tie_word_embeddings: undefined },
    }),
    edited('of Phi-3 as it was released', phi3, {
      ...{ rope_parameters: undefined, rope_theta: 10_000, rope_scaling: null, sliding_window: 2047 },
      ...{ auto_map: { AutoConfig: 'configuration_phi3.Phi3Config' }, attention_bias: false },
    }),
    edited('without a window', mistral, { sliding_window: null }),
    edited('with a window wider than its context', mistral, { sliding_window: 4096 }),
  ];
}

function files(llama: ModelBytes): GoodCase[] {
  const { header, data } = splitSafetensors(Buffer.from(llama['model.safetensors']!));
  const template = JSON.stringify({ chat_template: CHATML });
  return [
    {
      name: 'a template inside tokenizer_config.json',
      files: changed(llama, { 'chat_template.jinja': undefined, 'tokenizer_config.json': template }),
    },
    { name: 'no generation settings', files: changed(llama, { 'generation_config.json': undefined }) },
    { name: 'texts beside the weights', files: changed(llama, { 'README.md': '# A model', LICENSE: 'MIT' }) },
    {
      name: 'a header without metadata',
      files: changed(llama, {
        'model.safetensors': joinSafetensors({ ...header, __metadata__: undefined }, data),
      }),
    },
    {
      name: 'a header padded with spaces',
      files: changed(llama, {
        'model.safetensors': joinSafetensors(`${JSON.stringify(header)}${' '.repeat(999)}`, data),
      }),
    },
    {
      name: 'a header in another order',
      files: changed(llama, {
        'model.safetensors': joinSafetensors(Object.fromEntries(Object.entries(header).toReversed()), data),
      }),
    },
  ];
}

/** The tiny model with its matrices in each type; K-quants take rows of 256, which it has none of. */
function tensorTypes(): GoodCase[] {
  return [...GGUF_TENSOR_TYPES]
    .filter(([, { blockValues }]) => blockValues <= 32)
    .map(([type, { name, blockValues, blockBytes }]) => {
      const tensors = tinyGgufTensors().map((tensor) => {
        const values = tensor.shape.reduce((a, b) => a * b, 1);
        const bytes = new Uint8Array((values / blockValues) * blockBytes);
        return tensor.shape.length > 1 ? { ...tensor, type, bytes } : tensor;
      });
      return { name: `GGUF in ${name}`, files: { 'model.gguf': ggufBytes(tinyGgufMetadata(), tensors) } };
    });
}

function metadata(): GoodCase[] {
  const edited = (name: string, change: Record<string, GgufEntry>): GoodCase => ({
    name: `GGUF ${name}`,
    files: { 'model.gguf': ggufBytes({ ...tinyGgufMetadata(), ...change }, tinyGgufTensors()) },
  });
  return [
    edited('with texts about itself', { 'general.name': { text: 'Tiny' }, 'general.tags': { texts: ['a'] } }),
    edited('aligned to 32 bytes by its own word', { 'general.alignment': { u32: 32 } }),
    edited('with a window on every layer', { 'llama.attention.sliding_window': { u32: 16 } }),
    edited('that says how wide its heads are', {
      ...{ 'llama.attention.key_length': { u32: 16 }, 'llama.attention.value_length': { u32: 16 } },
      'llama.rope.dimension_count': { u32: 16 },
    }),
    edited('with an end of turn of its own', { 'tokenizer.ggml.eot_token_id': { u32: 0 } }),
    edited('that says in what it is stored', { 'general.file_type': { u32: 0 } }),
    edited('of no experts', { 'llama.expert_count': { u32: 0 } }),
    edited('with a tokenizer of plain GPT-2', { 'tokenizer.ggml.pre': { text: 'gpt-2' } }),
    edited('with the tokenizer of Llama 3', { 'tokenizer.ggml.pre': { text: 'llama-bpe' } }),
    edited('with the tokenizer of Qwen 2', { 'tokenizer.ggml.pre': { text: 'qwen2' } }),
    edited('with linear positions', {
      ...{ 'llama.rope.scaling.type': { text: 'linear' }, 'llama.rope.scaling.factor': { f32: 4 } },
    }),
  ];
}
