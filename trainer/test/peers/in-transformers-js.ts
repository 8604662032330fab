import { dirname } from 'node:path';
import { importPeer } from './find-peers.ts';

/** The part of transformers.js (https://huggingface.co/docs/transformers.js) that is called. */
type TransformersJs = {
  env: { allowRemoteModels: boolean; localModelPath: string };
  Tensor: new (type: 'int64', data: BigInt64Array, dims: number[]) => unknown;
  AutoTokenizer: {
    from_pretrained(dir: string): Promise<{ encode(text: string, options: object): number[] }>;
  };
  AutoModelForCausalLM: { from_pretrained(dir: string, options: object): Promise<Model> };
};
type Model = {
  (inputs: object): Promise<{ logits: { data: Float32Array } }>;
  generate(options: object): Promise<{ tolist(): bigint[][] }>;
  dispose(): Promise<unknown>;
};

/** What transformers.js makes of an exported folder. */
export type InTransformersJs = { logits: Float32Array; written: number[]; encoded: number[] };

/** Opens an ONNX export with transformers.js: logits of `ids`, what follows `prompt` by its own cache, tokens of a text. */
export async function inTransformersJs(
  peers: string,
  dir: string,
  {
    ids,
    prompt,
    count,
    text,
  }: { ids: readonly number[]; prompt: readonly number[]; count: number; text: string },
): Promise<InTransformersJs> {
  const { env, Tensor, AutoModelForCausalLM, AutoTokenizer } = (await importPeer(
    peers,
    '@huggingface/transformers',
  )) as TransformersJs;
  env.allowRemoteModels = false;
  env.localModelPath = dirname(dir);
  const name = dir.slice(dirname(dir).length + 1);
  const inputs = (tokens: readonly number[]) => ({
    input_ids: new Tensor('int64', BigInt64Array.from(tokens, BigInt), [1, tokens.length]),
    attention_mask: new Tensor('int64', new BigInt64Array(tokens.length).fill(1n), [1, tokens.length]),
  });
  const model = await AutoModelForCausalLM.from_pretrained(name, { dtype: 'fp32', device: 'cpu' });
  try {
    const { logits } = await model(inputs(ids));
    const options = { max_new_tokens: count, min_new_tokens: count, do_sample: false };
    const [row] = (await model.generate({ ...inputs(prompt), ...options })).tolist();
    const tokenizer = await AutoTokenizer.from_pretrained(name);
    return {
      logits: Float32Array.from(logits.data),
      written: row!.slice(prompt.length).map(Number),
      encoded: tokenizer.encode(text, { add_special_tokens: false }),
    };
  } finally {
    await model.dispose();
  }
}
