import { text } from 'node:stream/consumers';
import { companionFiles } from '../src/export/companion-files.ts';
import { SHARD_BYTES } from '../src/export/export-safetensors.ts';
import { writeCompanions } from '../src/export/write-companions.ts';
import { writeFolder } from '../src/export/write-folder.ts';
import { writeSafetensors } from '../src/export/write-safetensors.ts';
import type { WeightSource } from '../src/model/base-model.ts';
import type { ModelFile } from '../src/model/model-file.ts';
import { openModel } from '../src/model/open-model.ts';

// node trainer/bench/write-random-qwen.ts < { modelFiles, outDir }: writes a model of the shape of Qwen2.5-0.5B with
// random weights in bf16 and the tokenizer of the model that is given: how fast it trains does not depend on values.
const CONFIG = {
  ...{ model_type: 'qwen2', architectures: ['Qwen2ForCausalLM'], torch_dtype: 'bfloat16' },
  ...{ hidden_size: 896, intermediate_size: 4864, num_hidden_layers: 24, vocab_size: 151_936 },
  ...{ num_attention_heads: 14, num_key_value_heads: 2, hidden_act: 'silu', rms_norm_eps: 1e-6 },
  ...{ rope_theta: 1e6, max_position_embeddings: 32_768, tie_word_embeddings: true },
  ...{ use_sliding_window: false, attention_dropout: 0 },
};
const KEY_VALUE = 128;

const { modelFiles, outDir } = JSON.parse(await text(process.stdin)) as {
  modelFiles: ModelFile[];
  outDir: string;
};
const model = await openModel(modelFiles);
const contents = await companionFiles(modelFiles, model);
const { bos, endOfTurn, pad } = model.specialTokens;
await model.close();
contents.set('config.json', { ...CONFIG, bos_token_id: bos, eos_token_id: endOfTurn[0], pad_token_id: pad });
await writeFolder(outDir, async (folder) => {
  await writeCompanions(folder, contents);
  await writeSafetensors(folder, randomWeights(shapes()), { type: 'bf16', shardBytes: SHARD_BYTES });
});

function shapes(): Map<string, number[]> {
  const { hidden_size: hidden, intermediate_size: wide, num_hidden_layers: layers } = CONFIG;
  const layer: Record<string, number[]> = {
    ...{ 'input_layernorm.weight': [hidden], 'post_attention_layernorm.weight': [hidden] },
    ...{ 'self_attn.q_proj.weight': [hidden, hidden], 'self_attn.q_proj.bias': [hidden] },
    ...{ 'self_attn.k_proj.weight': [KEY_VALUE, hidden], 'self_attn.k_proj.bias': [KEY_VALUE] },
    ...{ 'self_attn.v_proj.weight': [KEY_VALUE, hidden], 'self_attn.v_proj.bias': [KEY_VALUE] },
    ...{ 'self_attn.o_proj.weight': [hidden, hidden] },
    ...{ 'mlp.gate_proj.weight': [wide, hidden], 'mlp.up_proj.weight': [wide, hidden] },
    'mlp.down_proj.weight': [hidden, wide],
  };
  return new Map([
    ['model.embed_tokens.weight', [CONFIG.vocab_size, hidden]],
    ['model.norm.weight', [hidden]],
    ...Array.from({ length: layers }, (_, i) =>
      Object.entries(layer).map(([name, shape]): [string, number[]] => [`model.layers.${i}.${name}`, shape]),
    ).flat(),
  ]);
}

/** Norms are one; everything else is a stretch of random values between -0.03 and 0.03, repeated. */
function randomWeights(known: Map<string, number[]>): WeightSource {
  let state = 1;
  const stretch = Float32Array.from({ length: 999_983 }, () => {
    // The generator of Park and Miller, whose products doubles hold exactly.
    state = (state * 48_271) % 2_147_483_647;
    return 0.06 * (state / 2_147_483_647 - 0.5);
  });
  return {
    names: () => [...known.keys()],
    shape: (name) => known.get(name)!,
    read(name) {
      const values = new Float32Array(known.get(name)!.reduce((a, b) => a * b, 1));
      if (name.includes('norm')) return Promise.resolve(values.fill(1));
      for (let at = 0; at < values.length; at += stretch.length)
        values.set(stretch.subarray(0, values.length - at), at);
      return Promise.resolve(values);
    },
  };
}
