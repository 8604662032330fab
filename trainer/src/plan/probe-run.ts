import type { JobManifest } from '@cultivar/sdk/spec';
import { parseManifest } from '@cultivar/sdk/spec';
import { prepareData } from '../data/prepare-data.ts';
import type { Sequence } from '../data/sequence.ts';
import { trainingClass } from '../engine/class/training-class.ts';
import { layerGraphs } from '../engine/decoder/layer-graphs.ts';
import { savedBytes } from '../engine/decoder/layer-memory.ts';
import { layoutOf } from '../engine/decoder/layout-of.ts';
import type { ExecutorChoice, Precision } from '../engine/executor/executor-choice.ts';
import { knownExecutors } from '../engine/executor/known-executors.ts';
import { keptValues } from '../engine/lanes/open-lane.ts';
import { openEngine } from '../engine/lanes/open-engine.ts';
import type { BaseModel } from '../model/base-model.ts';
import { BLOCK_VALUES, PACKED_FORMATS } from '../model/packed-matrix.ts';
import { openModel } from '../model/open-model.ts';
import { stepPlan } from '../run/step-plan.ts';
import type { TrainRequest } from '../run/train-request.ts';
import type { ModelShape, ProbeReport } from './probe-report.ts';

/** Rounds that are timed; the fastest counts, since anything else on the machine only slows. */
const ROUNDS = 3;
/** Sequences a lane works through in a round. */
const SEQUENCES_A_LANE = 2;
const FLOAT_BYTES = 4;
const BFLOAT_BYTES = 2;

/**
 * Tries a job on one layer of its model, then on three, with sequences of its own data.
 *
 * @throws as a run does, when its inputs are refused.
 */
export async function probeRun(request: TrainRequest, lanes: number): Promise<ProbeReport> {
  const started = performance.now();
  const manifest = parseManifest(request.manifest, 'job');
  const executor = knownExecutors(request.openVinoDir).find(
    (choice) => manifest.class === 'tolerance' || trainingClass(choice) === manifest.class,
  ) ?? { name: 'ort-cpu' };
  const model = await openModel(request.modelFiles);
  try {
    const datasets = request.datasets.map(({ format, files }, i) => ({
      ...{ format: manifest.datasets[i]!.format ?? format, files, weight: manifest.datasets[i]!.weight },
    }));
    const data = await prepareData(manifest, datasets, model);
    try {
      const plan = stepPlan(manifest, data);
      const some = Array.from({ length: lanes * SEQUENCES_A_LANE }, (_, i) =>
        data.epoch(0).at(i % data.epoch(0).length)!,
      );
      const precision = 'precision' in executor ? executor.precision : 'f32';
      const shape = shapeOf(model, manifest, precision);
      const teacherBytes = await teacherBytesOf(request, precision);
      const one = await timed({
        model,
        manifest,
        request,
        executor,
        sequences: some,
        layers: 1,
        lanes,
        started,
      });
      const peakBytes = process.resourceUsage().maxRSS * 1024;
      const three =
        shape.layers < 3
          ? one
          : await timed({ model, manifest, request, executor, sequences: some, layers: 3, lanes, started });
      const { sequences } = plan.take(1);
      return {
        ...{
          peakBytes,
          loadSeconds: one.loadSeconds,
          steps: plan.steps,
          sequencesAStep: sequences.length,
          readsBefore: readsBefore(manifest, teacherBytes / shape.weightBytes),
          teacherBytes,
          shape,
        },
        lossSeconds: [one.loss, three.loss],
        gradientSeconds: [one.gradient, three.gradient],
        heldOutSequences: data.heldOut.length,
        evaluations: evaluationsOf(manifest, plan.steps),
        tokensAStep: sequences.reduce(
          (sum, { documents }) => sum + documents.filter((d) => d >= 0).length,
          0,
        ),
      };
    } finally {
      data.close();
    }
  } finally {
    await model.close();
  }
}

type Trial = {
  model: BaseModel;
  manifest: JobManifest;
  request: TrainRequest;
  executor: ExecutorChoice;
  sequences: readonly Sequence[];
  layers: number;
  lanes: number;
  started: number;
};

async function timed({ model, manifest, request, executor, sequences, layers, lanes, started }: Trial) {
  const engine = await openEngine({ ...model, config: { ...model.config, layers } }, manifest, {
    ...{ executors: [executor], lanes, maxTokens: manifest.sequenceLength, cacheDir: request.cacheDir },
  });
  try {
    const loadSeconds = (performance.now() - started) / 1000;
    const gradient = engine.gradientRoom();
    const seconds = async (work: () => Promise<unknown>) => {
      let best = Infinity;
      for (let round = 0; round < ROUNDS; round++) {
        const from = performance.now();
        await work();
        best = Math.min(best, performance.now() - from);
      }
      return best / 1000 / sequences.length;
    };
    return {
      loadSeconds,
      gradient: await seconds(() => engine.gradient(sequences, 1, gradient)),
      loss: await seconds(() => engine.losses(sequences)),
    };
  } finally {
    await engine.close();
  }
}

function shapeOf(model: BaseModel, manifest: JobManifest, precision: Precision): ModelShape {
  const { config, weights } = model;
  const bytes = (names: readonly string[]) => bytesOf(model, names, precision, manifest.baseWeights);
  const layout = layoutOf(config, manifest);
  const tokens = manifest.sequenceLength;
  const { saved } = layerGraphs(config, layout, 'activations');
  return {
    layers: config.layers,
    layerBytes: bytes(weights.names().filter((name) => name.startsWith('model.layers.0.'))),
    weightBytes: bytes(weights.names()),
    layerParameters: layout.length / config.layers,
    inputBytes: FLOAT_BYTES * tokens * config.hiddenSize,
    savedBytes: savedBytes(config, keptValues(saved, precision), tokens) / config.layers,
  };
}

/** Bytes of weights as they lie in memory. */
function bytesOf(
  { weights }: BaseModel,
  names: readonly string[],
  precision: Precision,
  baseWeights?: JobManifest['baseWeights'],
): number {
  const packed = PACKED_FORMATS.Q4_1.blockBytes / BLOCK_VALUES;
  return names.reduce((sum, name) => {
    const shape = weights.shape(name);
    const isPacked = baseWeights && shape.length > 1 && name.startsWith('model.layers.');
    // Norms stay in f32.
    const wide = precision === 'bf16' && shape.length > 1 ? BFLOAT_BYTES : FLOAT_BYTES;
    return sum + (isPacked ? packed : wide) * shape.reduce((a, b) => a * b, 1);
  }, 0);
}

async function teacherBytesOf({ teacherFiles }: TrainRequest, precision: Precision): Promise<number> {
  if (!teacherFiles) return 0;
  const teacher = await openModel(teacherFiles);
  try {
    return bytesOf(teacher, teacher.weights.names(), precision);
  } finally {
    await teacher.close();
  }
}

/** A pair's standing under the policy and, once for each row, its reference; or a pass through the teacher, by its size. */
function readsBefore({ objective }: JobManifest, teacherSize: number): number {
  if (objective?.name === 'dpo') return 2;
  return objective?.name === 'distillation' ? teacherSize : 0;
}

function evaluationsOf({ evaluation, data }: JobManifest, steps: number): number {
  if (data.heldOutRows === 0) return 0;
  return 2 + (evaluation.everySteps > 0 ? Math.ceil(steps / evaluation.everySteps) - 1 : 0);
}
