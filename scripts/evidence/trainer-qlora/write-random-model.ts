import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A Llama of 4.5 million weights; its matrices' rows are whole blocks of four bits. */
const SHAPE = {
  ...{ hidden_size: 256, intermediate_size: 704, num_hidden_layers: 6 },
  ...{ num_attention_heads: 8, num_key_value_heads: 4, head_dim: 32, vocab_size: 320 },
};
const KEY_WIDTH = SHAPE.num_key_value_heads * SHAPE.head_dim;

/**
 * Writes a model from its random start as a folder of transformers, in f32: matrices normal with deviation 0.02, the same
 * for a seed.
 *
 * @param tokenizerDir Where a tokenizer of 320 tokens and its chat template lie.
 */
export async function writeRandomModel(folder: string, tokenizerDir: string, seed: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  const normal = normals(seed);
  const header: Record<string, unknown> = {};
  const parts: Uint8Array[] = [];
  let end = 0;
  for (const [name, shape] of shapes()) {
    const length = shape.reduce((a, b) => a * b, 1);
    const values = Float32Array.from({ length }, () => (shape.length === 1 ? 1 : 0.02 * normal()));
    header[name] = { dtype: 'F32', shape, data_offsets: [end, (end += values.byteLength)] };
    parts.push(new Uint8Array(values.buffer));
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(text.length), true);
  await writeFile(join(folder, 'model.safetensors'), Buffer.concat([length, text, ...parts]));
  await writeFile(join(folder, 'config.json'), `${JSON.stringify(config(), null, 2)}\n`);
  for (const name of ['tokenizer.json', 'chat_template.jinja'])
    await copyFile(join(tokenizerDir, name), join(folder, name));
}

function config() {
  return {
    ...{ architectures: ['LlamaForCausalLM'], model_type: 'llama', hidden_act: 'silu', ...SHAPE },
    ...{ max_position_embeddings: 1024, rms_norm_eps: 1e-5, rope_theta: 10_000, tie_word_embeddings: true },
    ...{ bos_token_id: 1, eos_token_id: 2, pad_token_id: 0, torch_dtype: 'float32' },
  };
}

function shapes(): [string, number[]][] {
  const { hidden_size: width, intermediate_size: wide, num_hidden_layers: layers, vocab_size } = SHAPE;
  const layer: [string, number[]][] = [
    ['input_layernorm', [width]],
    ['post_attention_layernorm', [width]],
    ['self_attn.q_proj', [width, width]],
    ['self_attn.k_proj', [KEY_WIDTH, width]],
    ['self_attn.v_proj', [KEY_WIDTH, width]],
    ['self_attn.o_proj', [width, width]],
    ['mlp.gate_proj', [wide, width]],
    ['mlp.up_proj', [wide, width]],
    ['mlp.down_proj', [width, wide]],
  ];
  return [
    ['model.embed_tokens.weight', [vocab_size, width]],
    ['model.norm.weight', [width]],
    ...Array.from({ length: layers }, (_, i) =>
      layer.map(([name, shape]): [string, number[]] => [`model.layers.${i}.${name}.weight`, shape]),
    ).flat(),
  ];
}

/** Normal numbers by Box and Muller from a generator of 32 bits (mulberry32). */
function normals(seed: number): () => number {
  let state = seed;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}
