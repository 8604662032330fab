import type { JobManifest } from '@cultivar/sdk/spec';
import { parseManifest } from '@cultivar/sdk/spec';
import { prepareData } from '../data/prepare-data.ts';
import type { PreparedData } from '../data/prepare-data.ts';
import type { Sequence } from '../data/sequence.ts';
import { trainingClass } from '../engine/class/training-class.ts';
import { isFull } from '../engine/decoder/full-layout.ts';
import { layerGraphs } from '../engine/decoder/layer-graphs.ts';
import { savedBytes } from '../engine/decoder/layer-memory.ts';
import { layoutOf } from '../engine/decoder/layout-of.ts';
import type { Precision } from '../engine/executor/executor-choice.ts';
import { knownExecutors } from '../engine/executor/known-executors.ts';
import { keptValues } from '../engine/lanes/open-lane.ts';
import type { Engine } from '../engine/lanes/engine.ts';
import { openEngine } from '../engine/lanes/open-engine.ts';
import type { BaseModel } from '../model/base-model.ts';
import { BLOCK_VALUES, PACKED_FORMATS } from '../model/packed-matrix.ts';
import { openModel } from '../model/open-model.ts';
import { heldTokens } from '../run/held-tokens.ts';
import { stepPlan } from '../run/step-plan.ts';
import type { StepPlan } from '../run/step-plan.ts';
import type { TrainRequest } from '../run/train-request.ts';
import type { AtDepth, ModelShape, ProbeReport } from './probe-report.ts';
import { stepShape } from './step-shape.ts';
import type { StepShape } from './step-shape.ts';
import { timeTrial, updateSecondsAValue } from './time-trial.ts';
import type { SequenceSeconds } from './time-trial.ts';
import { typicalItems } from './typical-items.ts';

/** Sequences of a run that its steps are judged by. */
const JUDGED = 256;
/** Sequences a lane works through at once while memory is measured, and how often: until what is thrown away is collected. */
const SEQUENCES_A_LANE = 2;
const MEMORY_ROUNDS = 3;
/** Layers above this are tried in small numbers. */
const LARGE_LAYER_BYTES = 128 << 20;
/** Gradients of an adapter that wait in each lane. */
const WAITING_PER_LANE = 2;
const FLOAT_BYTES = 4;
const BFLOAT_BYTES = 2;

/**
 * Tries a job on a few layers of its model, with sequences of its own data.
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
      const { steps, heldOut } = firstSequences(plan, data);
      const all = steps.flat();
      const step = stepShape(steps.map(lengthsOf), lanes);
      const precision = 'precision' in executor ? executor.precision : 'f32';
      const shape = shapeOf(model, manifest, precision);
      const teacherBytes = await teacherBytesOf(request, precision);
      const open = (layers: number) =>
        openEngine({ ...model, config: { ...model.config, layers } }, manifest, {
          ...{ executors: [executor], lanes, maxTokens: manifest.sequenceLength, cacheDir: request.cacheDir },
          recompute: request.recompute,
        });
      const tried = await tryLayers(open, triedDepths(shape), {
        ...{ all, lengths: lengthsOf(all), step, lanes, started },
      });
      return {
        ...tried,
        updateSeconds: shape.parameters * updateSecondsAValue(manifest.optimizer, shape.parameters),
        ...{ steps: plan.steps, step, shape, teacherBytes },
        readsBefore: readsBefore(manifest, teacherBytes / shape.weightBytes),
        ...(heldOut.length > 0 ? { heldOut: heldOutShape(heldOut, data.heldOut.length, lanes) } : {}),
        evaluations: evaluationsOf(manifest, plan.steps),
        tokensAStep: step.sequences * step.tokens,
      };
    } finally {
      data.close();
    }
  } finally {
    await model.close();
  }
}

type Tried = { all: Sequence[]; lengths: number[]; step: StepShape; lanes: number; started: number };

/** Memory with more layers, and the time of a sequence with few and with more. */
async function tryLayers(
  open: (layers: number) => Promise<Engine>,
  [few, more]: readonly [few: number, more: number],
  { all, lengths, step, lanes, started }: Tried,
): Promise<Pick<ProbeReport, 'layers' | 'peakBytes' | 'loadSeconds' | 'sequenceSeconds' | 'stretch'>> {
  const engines = [await open(more)];
  try {
    const loadSeconds = (performance.now() - started) / 1000;
    const many = typicalItems(all, lengths, lanes * SEQUENCES_A_LANE);
    const gradient = engines[0]!.gradientRoom();
    for (let round = 0; round < MEMORY_ROUNDS; round++) {
      await engines[0]!.losses(many);
      await engines[0]!.gradient(many.slice(0, Math.ceil(step.sequences)), 1, gradient);
    }
    const peakBytes = process.resourceUsage().maxRSS * 1024;
    if (few < more) engines.push(await open(few));
    const together = typicalItems(all, lengths, Math.min(lanes, Math.ceil(step.sequences)));
    const { sequences, stretch } = await timeTrial(engines, together);
    const longer = step.tokens / stepShape([lengthsOf(together)], 1).tokens;
    const ofRun = (layers: number, { loss, gradient }: SequenceSeconds): AtDepth => ({
      ...{ layers, loss: loss * longer, gradient: gradient * longer },
    });
    const sequenceSeconds: ProbeReport['sequenceSeconds'] = [
      ofRun(few, sequences.at(-1)!),
      ofRun(more, sequences[0]!),
    ];
    return { layers: more, peakBytes, loadSeconds, sequenceSeconds, stretch };
  } finally {
    await Promise.all(engines.map((engine) => engine.close()));
  }
}

/**
 * Layers that are tried. A single layer's weights lie in the processor's cache from one pass to the next, as those of a
 * deep model never do: so there are several, unless they are large.
 */
function triedDepths({ layers, layerBytes }: ModelShape): [few: number, more: number] {
  const more = Math.min(layers, layerBytes > LARGE_LAYER_BYTES ? 3 : 8);
  return [Math.ceil(more / 4), more];
}

/** The first steps of a run, and the first held-out sequences: enough to judge the rest by. */
function firstSequences(plan: StepPlan, data: PreparedData): { steps: Sequence[][]; heldOut: Sequence[] } {
  const steps: Sequence[][] = [];
  for (let step = 1, judged = 0; step <= plan.steps && judged < JUDGED; step++) {
    const { sequences } = plan.take(step);
    steps.push(sequences);
    judged += sequences.length;
  }
  const heldOut = Array.from({ length: Math.min(JUDGED, data.heldOut.length) }, (_, i) =>
    data.heldOut.at(i)!,
  );
  return { steps, heldOut };
}

/** All held-out sequences as one step, judged by the first of them. */
function heldOutShape(sequences: readonly Sequence[], count: number, lanes: number): StepShape {
  return { ...stepShape([lengthsOf(sequences)], lanes), sequences: count };
}

/** Tokens of each sequence without the padding behind it, which is not computed. */
function lengthsOf(sequences: readonly Sequence[]): number[] {
  return sequences.map(heldTokens);
}

function shapeOf(model: BaseModel, manifest: JobManifest, precision: Precision): ModelShape {
  const { config, weights } = model;
  const bytes = (names: readonly string[]) => bytesOf(model, names, precision, manifest.baseWeights);
  const layout = layoutOf(config, manifest);
  const tokens = manifest.sequenceLength;
  const { saved } = layerGraphs(config, layout, 'activations');
  const isOfLayer = (name: string) => name.includes('model.layers.0.');
  const stored = bytes(weights.names().filter(isOfLayer));
  const ofLayer = layout.slots.filter(({ name }) => isOfLayer(name));
  return {
    layers: config.layers,
    // All weights under training are the parameters themselves, beside them at most what is computed with.
    layerBytes: isFull(layout) && precision === 'f32' ? 0 : stored,
    weightBytes: bytes(weights.names()),
    layerParameters: ofLayer.reduce((sum, { length }) => sum + length, 0),
    parameters: layout.length,
    laneCopies: isFull(layout) ? 0 : WAITING_PER_LANE,
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
