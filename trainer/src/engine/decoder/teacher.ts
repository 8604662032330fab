import type { Sequence } from '../../data/sequence.ts';
import type { DecoderConfig } from '../../model/decoder-config.ts';
import type { Executor } from '../executor/executor.ts';
import type { Tensor } from '../executor/tensor.ts';
import { distillationGraph } from './distillation-graph.ts';
import type { Softness } from './distillation-graph.ts';
import type { FrozenWeights } from './frozen-weights.ts';
import { gatherRows, scatterRows } from './head-rows.ts';
import type { HeadPass } from './head-graph.ts';
import { layerGraphs } from './layer-graphs.ts';
import type { HeadPull } from './loss-head.ts';
import { NO_ADAPTER } from './no-adapter.ts';
import type { RopeTables } from './rope-tables.ts';
import { sequenceInputs } from './sequence-inputs.ts';

/** Rows of which both models' logits lie in memory at once. */
const ROWS = 32;

/** A model to learn from, and how. */
export type TeacherModel = Softness & { config: DecoderConfig; frozen: FrozenWeights; table: RopeTables };

/** The end of a model that learns from another. */
export type Teacher = {
  /**
   * Summed loss of the sequence's counted labels, each times its weight.
   *
   * @param x The student's last result `[tokens, hiddenSize]`.
   * @param gradient Filled with the gradient of `sum / divisor`.
   */
  loss(sequence: Sequence, x: Float32Array, gradient: HeadPull): Promise<number>;
  close(): Promise<void>;
};

/** Compiles what it takes to learn from a teacher. */
export async function openTeacher(
  executor: Executor,
  student: { config: DecoderConfig; frozen: FrozenWeights },
  teacher: TeacherModel,
  pass: Exclude<HeadPass, 'evaluation'> = 'training',
): Promise<Teacher> {
  const layer = await executor.compile(layerGraphs(teacher.config, NO_ADAPTER, 'nothing').forward);
  const head = await executor.compile(distillationGraph(student.config, teacher.config, teacher, pass));
  const [width, teacherWidth] = [student.config.hiddenSize, teacher.config.hiddenSize];

  const read = async (sequence: Sequence): Promise<Float32Array> => {
    const { x, tables } = sequenceInputs(
      teacher.config,
      sequence,
      teacher.frozen.embedding.data,
      teacher.table,
    );
    let [now, next]: Tensor[] = [x, { data: new Float32Array(x.data.length), shape: x.shape }];
    for (const [i, weights] of teacher.frozen.layers.entries()) {
      await layer.run({ x: now!, ...tables(i), ...weights }, { y: next! });
      [now, next] = [next, now];
    }
    return now!.data as Float32Array;
  };
  return {
    async loss(sequence, x, { data, divisor, sink }) {
      const asked = await read(sequence);
      const counted = [...sequence.weights.keys()].filter((t) => sequence.weights[t] !== 0);
      data.fill(0);
      let sum = 0;
      for (let from = 0; from < counted.length; from += ROWS) {
        const rows = counted.slice(from, from + ROWS);
        const matrix = (values: Float32Array, columns: number): Tensor => ({
          data: gatherRows(values, rows, columns),
          shape: [rows.length, columns],
        });
        const labels = BigInt64Array.from(rows, (t) => BigInt(sequence.labels[t]!));
        const losses = { data: new Float32Array(rows.length), shape: [rows.length, 1] };
        const pull = { data: new Float32Array(rows.length * width), shape: [rows.length, width] };
        await head.run(
          {
            ...{ x: matrix(x, width), norm: student.frozen.finalNorm, embedding: student.frozen.output },
            labels: { data: labels, shape: [rows.length] },
            weights: matrix(sequence.weights, 1),
            'teacher.x': matrix(asked, teacherWidth),
            'teacher.norm': teacher.frozen.finalNorm,
            'teacher.embedding': teacher.frozen.output,
          },
          { losses, 'gradient.x': pull, ...sink?.room(rows.length) },
        );
        scatterRows(pull.data, rows, width, data, 1 / divisor);
        await sink?.add(
          rows.map((t) => sequence.labels[t]!),
          1 / divisor,
        );
        for (const loss of losses.data) sum += loss;
      }
      return sum;
    },
    async close() {
      await Promise.all([layer.release(), head.release()]);
    },
  };
}
