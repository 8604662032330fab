import type { DecoderConfig } from '../../model/decoder-config.ts';
import type { FullLayout } from '../decoder/full-layout.ts';
import { gradientName } from '../decoder/layer-graphs.ts';
import { layerWeights } from '../decoder/layer-weights.ts';
import { ROWS_AT_ONCE } from '../decoder/loss-head.ts';
import type { Tensor } from '../executor/tensor.ts';
import type { GradientSink } from './gradient-sink.ts';
import { awaitTurn, passTurn } from './turns.ts';

/** What lanes share that sum the gradients of all weights. */
export type FullSums = {
  /** Number of the sequence whose turn it is to add: for each layer, then for the head, then for the embedding. */
  turns: Int32Array;
  /** Where the embedding is the output too: the sum of what came to it as the embedding, `[vocabulary, hiddenSize]`. */
  tiedRows?: Float32Array;
};

/**
 * Gradients of all weights, each added to the step's sum as soon as it is there: a lane holds those of one layer and of
 * the head. Every tensor is added to in the order of the sequences, so that its sum does not depend on the lanes.
 *
 * @returns What gives the sink of a sequence, by the sum and its place in the step.
 */
export function fullSinks(
  config: DecoderConfig,
  layout: FullLayout,
  { turns, tiedRows }: FullSums,
): (sum: Float32Array, sequence: number) => GradientSink {
  const { layers, vocabularySize, hiddenSize, embeddingScale = 1 } = config;
  const slotOf = (name: string) => layout.slots.find((slot) => slot.name === name)!;
  const places = layerWeights(config).map(({ input, stored, offset, shape }) => ({
    ...{ stored, offset, name: gradientName(input) },
    tensor: tensorOf(shape),
  }));
  const layerRoom = Object.fromEntries(places.map(({ name, tensor }) => [name, tensor]));
  const norm = tensorOf([hiddenSize]);
  const output = tensorOf([vocabularySize, hiddenSize]);
  const label = new Float32Array(ROWS_AT_ONCE * hiddenSize);
  const [head, input] = [layers, layers + 1];
  const outputSlot = slotOf(config.tiedEmbeddings ? EMBEDDING : 'lm_head.weight');

  return (sum, sequence) => ({
    head: {
      room: (rows) => ({
        'gradient.norm': norm,
        'gradient.output': output,
        'gradient.label': { data: label.subarray(0, rows * hiddenSize), shape: [rows, hiddenSize] },
      }),
      async add(labels, factor) {
        await awaitTurn(turns, head, sequence);
        addAt(sum, slotOf('model.norm.weight').offset, norm.data, factor);
        addAt(sum, outputSlot.offset, output.data, factor);
        labels.forEach((token, row) => {
          const part = label.subarray(row * hiddenSize, (row + 1) * hiddenSize);
          addAt(sum, outputSlot.offset + token * hiddenSize, part, -factor);
        });
      },
    },
    async endHead() {
      await awaitTurn(turns, head, sequence);
      passTurn(turns, head);
    },
    layer: () => layerRoom,
    async endLayer(index) {
      await awaitTurn(turns, index, sequence);
      for (const { stored, offset, tensor } of places)
        addAt(sum, slotOf(`model.layers.${index}.${stored}`).offset + offset, tensor.data, 1);
      passTurn(turns, index);
    },
    async endInput(ids, x) {
      await awaitTurn(turns, input, sequence);
      const rows = tiedRows ?? sum.subarray(slotOf(EMBEDDING).offset);
      for (let t = 0; t * hiddenSize < x.length; t++) {
        const part = x.subarray(t * hiddenSize, (t + 1) * hiddenSize);
        addAt(rows, ids[t]! * hiddenSize, part, embeddingScale);
      }
      passTurn(turns, input);
    },
  });
}

const EMBEDDING = 'model.embed_tokens.weight';

function tensorOf(shape: readonly number[]): Tensor & { data: Float32Array } {
  return { data: new Float32Array(shape.reduce((a, b) => a * b, 1)), shape };
}

function addAt(sum: Float32Array, at: number, values: Float32Array, factor: number): void {
  for (let i = 0; i < values.length; i++) sum[at + i]! += factor * values[i]!;
}
