import { philoxStream } from '../../src/data/philox.ts';
import type { DecoderConfig } from '../../src/model/decoder-config.ts';
import { decoderWeights } from '../../src/model/decoder-weights.ts';
import { CHATML, tinyVocabulary } from './byte-level-vocabulary.ts';
import type { GgufEntry, GgufTensorInput } from './gguf-bytes.ts';
import { TINY_CONFIG } from './tiny-config.ts';

/** The weights of the tiny model in the Hugging Face layout, the same each time; or of one of another shape. */
export function tinyWeights(config = TINY_CONFIG): Map<string, { shape: number[]; data: Float32Array }> {
  const random = philoxStream(11, 0);
  return new Map(
    [...decoderWeights(config)].map(([name, shape]) => {
      const length = shape.reduce((a, b) => a * b, 1);
      const data = Float32Array.from({ length }, () => (random.uint32() / 2 ** 32 - 0.5) / 4);
      return [name, { shape, data }];
    }),
  );
}

/** What the header of the tiny model's GGUF file says. */
export function tinyGgufMetadata(config = TINY_CONFIG): Record<string, GgufEntry> {
  const { tokens, merges, special } = tinyVocabulary(config.vocabularySize);
  return {
    'general.architecture': { text: 'llama' },
    'llama.block_count': { u32: config.layers },
    'llama.context_length': { u32: config.contextLength },
    'llama.embedding_length': { u32: config.hiddenSize },
    'llama.feed_forward_length': { u32: config.intermediateSize },
    'llama.attention.head_count': { u32: config.heads },
    'llama.attention.head_count_kv': { u32: config.keyValueHeads },
    'llama.rope.freq_base': { f32: config.ropeBase },
    'llama.attention.layer_norm_rms_epsilon': { f32: config.normEpsilon },
    'tokenizer.ggml.model': { text: 'gpt2' },
    'tokenizer.ggml.pre': { text: 'smollm' },
    'tokenizer.ggml.tokens': { texts: tokens },
    'tokenizer.ggml.token_type': { i32s: tokens.map((_, id) => (id < special ? 3 : 1)) },
    'tokenizer.ggml.merges': { texts: merges },
    'tokenizer.ggml.bos_token_id': { u32: 1 },
    'tokenizer.ggml.eos_token_id': { u32: 2 },
    'tokenizer.ggml.padding_token_id': { u32: 2 },
    'tokenizer.chat_template': { text: CHATML },
  };
}

const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^model\.embed_tokens/, 'token_embd'],
  [/^model\.norm/, 'output_norm'],
  [/^model\.layers\.(\d+)\.input_layernorm/, 'blk.$1.attn_norm'],
  [/^model\.layers\.(\d+)\.post_attention_layernorm/, 'blk.$1.ffn_norm'],
  [/^model\.layers\.(\d+)\.self_attn\.([qkv])_proj/, 'blk.$1.attn_$2'],
  [/^model\.layers\.(\d+)\.self_attn\.o_proj/, 'blk.$1.attn_output'],
  [/^model\.layers\.(\d+)\.mlp\.(gate|up|down)_proj/, 'blk.$1.ffn_$2'],
];

/** The tiny model's tensors as llama.cpp's converter writes them: f32, q and k rows interleaved in each head. */
export function tinyGgufTensors(config = TINY_CONFIG): GgufTensorInput[] {
  return [...tinyWeights(config)].map(([name, { shape, data }]) => {
    const [pattern, to] = NAMES.find(([pattern]) => pattern.test(name))!;
    const values = /\.[qk]_proj\./.test(name) ? interleaved(data, shape as [number, number], config) : data;
    return { name: name.replace(pattern, to), shape, type: 0, bytes: new Uint8Array(values.buffer) };
  });
}

/** `weights.reshape(heads, 2, dim / 2, in).swapaxes(1, 2)` of the converter, element by element. */
function interleaved(
  data: Float32Array,
  [rows, columns]: [number, number],
  { headDim }: DecoderConfig,
): Float32Array {
  const out = new Float32Array(data.length);
  for (let head = 0; head < rows / headDim; head++) {
    for (let half = 0; half < 2; half++) {
      for (let i = 0; i < headDim / 2; i++) {
        const from = (head * headDim + half * (headDim / 2) + i) * columns;
        const to = (head * headDim + i * 2 + half) * columns;
        for (let c = 0; c < columns; c++) out[to + c] = data[from + c]!;
      }
    }
  }
  return out;
}
