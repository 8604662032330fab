import type { Executor } from '../engine/executor/executor.ts';
import type { Tensor } from '../engine/executor/tensor.ts';
import type { BaseModel } from '../model/base-model.ts';
import { logitsGraph } from './logits-graph.ts';

/** The end of a model. */
export type Head = {
  /** @param last The last layer's result for some tokens. @returns The logits of each, `[vocabulary]`. */
  logitsOf(last: Float32Array): Promise<Float32Array[]>;
  close(): Promise<void>;
};

/** Reads what lies around the layers: the head, and the embedding, which a tied head shares. */
export async function openHead(
  executor: Executor,
  { config, weights }: BaseModel,
): Promise<{ head: Head; embedding: Float32Array }> {
  const { hiddenSize, vocabularySize } = config;
  const program = await executor.compile(logitsGraph(config));
  const embedding = await weights.read('model.embed_tokens.weight');
  const stored = await weights.read('model.norm.weight');
  const norm: Tensor = {
    data: config.offsetNorms ? stored.map((value) => value + 1) : stored,
    shape: [hiddenSize],
  };
  const output: Tensor = {
    data: config.tiedEmbeddings ? embedding : await weights.read('lm_head.weight'),
    shape: [vocabularySize, hiddenSize],
  };
  const logitsOf = async (last: Float32Array): Promise<Float32Array[]> => {
    const rows = last.length / hiddenSize;
    const logits = new Float32Array(rows * vocabularySize);
    await program.run(
      { x: { data: last, shape: [rows, hiddenSize] }, norm, embedding: output },
      { logits: { data: logits, shape: [rows, vocabularySize] } },
    );
    return Array.from({ length: rows }, (_, row) =>
      logits.subarray(row * vocabularySize, (row + 1) * vocabularySize),
    );
  };
  return { head: { logitsOf, close: () => program.release() }, embedding };
}
