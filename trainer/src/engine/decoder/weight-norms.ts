import type { DecoderConfig } from '../../model/decoder-config.ts';
import { linearModules } from '../../model/linear-modules.ts';
import type { ModuleName } from '../../model/linear-modules.ts';
import { projectionShape } from '../../model/projection-shape.ts';
import { fromBfloat16 } from '../executor/bfloat16.ts';
import type { Executor } from '../executor/executor.ts';
import type { Tensor } from '../executor/tensor.ts';
import { Graph } from '../graph/graph.ts';
import { Tape } from '../graph/tape.ts';
import { rows } from '../ops/rows.ts';
import { layerInputName } from './layer-input-name.ts';
import type { LoraLayout } from './lora-layout.ts';
import type { Projection } from './projections.ts';

/** The lengths of an adapted model's weight rows, which DoRA divides by. */
export type WeightNorms = {
  /** Writes the lengths of all rows of W + scale · B·A, in the order of the layout's magnitudes. */
  measure(parameters: Float32Array, norms: Float32Array): Promise<void>;
  close(): Promise<void>;
};

/**
 * Compiles what measures rows. No matrix of W's size is made: |w + s·b·A|² = |w|² + b · (2s·A·w + s²·A·Aᵀ·b) for each
 * row w of W and b of B; |w|² is summed once, the rest in double precision from products of the executor.
 *
 * @param weightsOf The frozen weights of a layer by input name, valid until the next call.
 */
export async function weightNorms(
  executor: Pick<Executor, 'compile'>,
  config: DecoderConfig,
  layout: LoraLayout,
  weightsOf: (layer: number) => Record<string, Tensor>,
): Promise<WeightNorms> {
  const program = await executor.compile(changeGraph(config, layout));
  const parts = adaptedParts(config, layout);
  const squares = Array.from({ length: config.layers }, (_, layer) => {
    const weights = weightsOf(layer);
    return parts.map(({ projection }) => squaresOf(weights[layerInputName.weight(projection)]!));
  });
  const changes = Object.fromEntries(
    parts.map(({ projection, out }) => [
      changeName(projection),
      { data: new Float32Array(out * layout.rank), shape: [out, layout.rank] },
    ]),
  );
  return {
    async measure(parameters, norms) {
      let at = 0;
      for (let layer = 0; layer < config.layers; layer++) {
        const weights = weightsOf(layer);
        const inputs: Record<string, Tensor> = {};
        for (const { projection } of parts)
          inputs[layerInputName.weight(projection)] = weights[layerInputName.weight(projection)]!;
        for (const { layer: own, module, matrix, shape, offset, length } of layout.slots) {
          if (own !== layer || matrix === 'magnitude') continue;
          const data = parameters.subarray(offset, offset + length);
          inputs[layerInputName.lora(module, matrix)] = { data, shape };
        }
        await program.run(inputs, changes);
        parts.forEach(({ projection, module, from, out }, i) => {
          const b = inputs[layerInputName.lora(module, 'B')]!.data as Float32Array;
          const change = changes[changeName(projection)]!.data;
          for (let row = 0; row < out; row++) {
            let square = squares[layer]![i]![row]!;
            for (let k = 0; k < layout.rank; k++)
              square += b[(from + row) * layout.rank + k]! * change[row * layout.rank + k]!;
            norms[at++] = Math.sqrt(square);
          }
        });
      }
    },
    close: () => program.release(),
  };
}

/** The rows of the modules with a magnitude, projection by projection. */
function adaptedParts(config: DecoderConfig, { slots }: LoraLayout) {
  const parts: { projection: Projection; module: ModuleName; from: number; out: number }[] = [];
  for (const { name, parts: projections } of linearModules(config)) {
    if (!slots.some(({ module, matrix }) => module === name && matrix === 'magnitude')) continue;
    let from = 0;
    for (const projection of projections) {
      const [out] = projectionShape(config, projection);
      parts.push({ projection, module: name, from, out });
      from += out;
    }
  }
  return parts;
}

/** For each adapted projection `change.<projection>` `[out, rank]`: 2s · W·Aᵀ + s² · B·(A·Aᵀ). */
function changeGraph(config: DecoderConfig, layout: LoraLayout): Graph {
  const graph = new Graph();
  const { rank, scale } = layout;
  const matrix = (module: ModuleName, which: 'A' | 'B') => {
    const name = layerInputName.lora(module, which);
    const slot = layout.slots.find((one) => one.module === module && one.matrix === which)!;
    return graph.inputs.find((input) => input.name === name) ?? graph.input(name, slot.shape);
  };
  for (const { projection, module, from, out } of adaptedParts(config, layout)) {
    const weight = graph.input(layerInputName.weight(projection), projectionShape(config, projection));
    const [a, b] = [matrix(module, 'A'), matrix(module, 'B')];
    const own = b.shape[0] === out ? b : rows(new Tape(graph), b, from, out);
    const along = graph.node('Gemm', [weight, a], [out, rank], { alpha: { float: 2 * scale }, transB: 1 });
    const gram = graph.node('Gemm', [a, a], [rank, rank], { transB: 1 });
    const change = graph.node('Gemm', [own, gram, along], [out, rank], { alpha: { float: scale * scale } });
    graph.output(changeName(projection), change);
  }
  return graph;
}

const changeName = (projection: Projection) => `change.${projection}`;

/** The squared length of each row of a matrix. */
function squaresOf({ data, shape }: Tensor): Float64Array {
  const columns = shape[1]!;
  const squares = new Float64Array(shape[0]!);
  const wide = data instanceof Uint16Array ? new Float32Array(columns) : undefined;
  for (let row = 0; row < squares.length; row++) {
    const stored = data.subarray(row * columns, (row + 1) * columns);
    if (wide) fromBfloat16(stored as Uint16Array, wide);
    const values = wide ?? (stored as Float32Array);
    let sum = 0;
    for (let i = 0; i < columns; i++) sum += values[i]! * values[i]!;
    squares[row] = sum;
  }
  return squares;
}
