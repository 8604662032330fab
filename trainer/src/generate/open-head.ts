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

/** Compiles the end of a model with its weights. */
export async function openHead(executor: Executor, { config, weights }: BaseModel): Promise<Head> {
  const { hiddenSize, vocabularySize } = config;
  const stored = await weights.read('model.norm.weight');
  const norm: Tensor = {
    data: config.offsetNorms ? stored.map((value) => value + 1) : stored,
    shape: [hiddenSize],
  };
  const output = config.tiedEmbeddings ? 'model.embed_tokens.weight' : 'lm_head.weight';
  const embedding: Tensor = { data: await weights.read(output), shape: [vocabularySize, hiddenSize] };
  const graph = logitsGraph(config, (unwritten, name, shape) => unwritten.weight(name, shape));
  const program = await executor.compile(graph, { norm, embedding });
  return {
    async logitsOf(last) {
      const rows = last.length / hiddenSize;
      const logits = new Float32Array(rows * vocabularySize);
      await program.run(
        { x: { data: last, shape: [rows, hiddenSize] } },
        { logits: { data: logits, shape: [rows, vocabularySize] } },
      );
      return Array.from({ length: rows }, (_, row) =>
        logits.subarray(row * vocabularySize, (row + 1) * vocabularySize),
      );
    },
    close: () => program.release(),
  };
}
