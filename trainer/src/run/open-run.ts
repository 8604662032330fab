import { knownExecutors } from '#known-executors';
import { machine } from '#machine';
import { trainingClass } from '#training-class';
import type { Hex, JobManifest } from '@cultivar/sdk/spec';
import { manifestDigest, parseManifest, sealOf, traceLeafHash } from '@cultivar/sdk/spec';
import { prepareData } from '../data/prepare-data.ts';
import type { PreparedData } from '../data/prepare-data.ts';
import { recomputeKeepsBits } from '../engine/class/recompute-keeps-bits.ts';
import { isFull } from '../engine/decoder/full-layout.ts';
import type { ExecutorChoice } from '../engine/executor/executor-choice.ts';
import type { Engine } from '../engine/lanes/engine.ts';
import { openEngine } from '../engine/lanes/open-engine.ts';
import { spawnLanes } from '../engine/lanes/spawn-lanes.ts';
import type { LaneCount } from '../engine/lanes/start-lanes.ts';
import { stopLanes } from '../engine/lanes/stop-lanes.ts';
import { initMoments } from '../engine/optimizer/adamw.ts';
import { initialParameters } from '../engine/optimizer/initial-parameters.ts';
import type { BaseModel } from '../model/base-model.ts';
import type { Objective } from '../objective/objective.ts';
import { openObjective } from '../objective/open-objective.ts';
import { hasCheckpoint, readCheckpoint, removeCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { inputsCommitment } from './inputs-commitment.ts';
import type { TeacherInputs } from './inputs-commitment.ts';
import { readLedger, writeLedger } from './ledger.ts';
import { keepsCheckpoints } from './keeps-checkpoints.ts';
import type { Ledger, LedgerLeaf } from './ledger.ts';
import { openInParts } from './open-in-parts.ts';
import type { OpeningModel } from './open-in-parts.ts';
import { openTeacherModel } from './open-teacher-model.ts';
import { patienceAfter } from './patience.ts';
import { startSecret } from './secret.ts';
import { stepPlan } from './step-plan.ts';
import type { StepPlan } from './step-plan.ts';
import { TrainError } from './train-error.ts';
import type { TrainRequest } from './train-request.ts';
import { stateHash } from './training-state.ts';
import type { TrainingState } from './training-state.ts';

/** What a run must know of an engine to stand at a step; one that computes elsewhere can do no more. */
export type EngineState = Pick<Engine, 'layout' | 'parameters' | 'table' | 'close'> & {
  /** What an adapter that changes nothing holds. Absent: zeros. */
  readonly neutral?: Float32Array;
  readonly teacher?: TeacherInputs;
};

/** An engine that takes steps, and what they make small. */
export type TrainingEngine = Engine & Pick<EngineState, 'neutral'> & { readonly objective: Objective };

/**
 * Refuses a job of another class; what it gives opens the engine on the job's model. It may get ready while that is still
 * being opened, and fails with it.
 */
export type ChooseEngine<Engine extends EngineState> = (
  manifest: JobManifest,
  request: TrainRequest,
) => (opening: OpeningModel) => Promise<Engine>;

/** A run ready to take its next step. */
export type Run<Engine extends EngineState = TrainingEngine> = {
  request: TrainRequest;
  manifest: JobManifest;
  class: string;
  model: BaseModel;
  data: PreparedData;
  engine: Engine;
  plan: StepPlan;
  state: TrainingState;
  /** What grows with every step; the ledger has it as it was at the checkpoint. */
  progress: Pick<Ledger, 'chain' | 'tokens' | 'seconds'>;
  ledger: Ledger;
  /** Writes state, progress and ledger, so that a crash from here on loses nothing before. */
  save(): Promise<void>;
  /** Adds a leaf to the trace; the ledger is not written yet. */
  addLeaf(stage: LedgerLeaf['stage'], stateHash: Hex, secret: Hex): LedgerLeaf;
  close(): Promise<void>;
};

/**
 * Checks a request, opens its model and data, and puts the run where it stopped, or at its start.
 *
 * @throws ManifestError, ModelFileError, DataError, TemplateError, TrainError
 */
export function openRun(request: TrainRequest, signal?: AbortSignal): Promise<Run> {
  return openRunOn(onnxEngine, request, signal);
}

/** The same on any engine. */
export async function openRunOn<Engine extends EngineState>(
  chooseEngine: ChooseEngine<Engine>,
  request: TrainRequest,
  signal?: AbortSignal,
): Promise<Run<Engine>> {
  const manifest = parseManifest(request.manifest, 'job');
  const openEngine = chooseEngine(manifest, request);
  requireDatasets(manifest, request);
  const { opening, model: openingModel } = openInParts(request.modelFiles);
  const openingEngine = openEngine(opening).finally(opening.goOn);
  // Waited for below, whatever happens.
  openingEngine.catch(() => {});
  let opened: BaseModel | undefined;
  let prepared: PreparedData | undefined;
  try {
    const model = await openingModel;
    opened = model;
    // Beside each other, mostly in threads of their own: the model is hashed, the engine opens, data is prepared.
    void model.digests();
    const datasets = request.datasets.map(({ format, files }, i) => ({
      format: manifest.datasets[i]!.format ?? format,
      files,
      weight: manifest.datasets[i]!.weight,
    }));
    const data = await prepareData(manifest, datasets, model, { spillDir: request.outDir, signal });
    prepared = data;
    signal?.throwIfAborted();
    const engine = await openingEngine;
    signal?.throwIfAborted();
    setInitial(engine, manifest.seed);
    const { parameters } = engine;
    const moments = initMoments(parameters.length);
    const state: TrainingState = { step: 0, cursor: 0, seed: manifest.seed, parameters, moments };
    const job = manifestDigest({ manifest, provenance: request.provenance });
    const ledger = await openLedger(request, job, { manifest, model, data, engine }, state);
    const [first] = ledger.evaluations;
    const { stopAfter } = manifest.evaluation;
    // The initial state is written down without it.
    if (state.step === 0 && first && stopAfter)
      state.patience = patienceAfter(undefined, first.loss, stopAfter);
    const plan = stepPlan(manifest, data);
    const progress = { chain: ledger.chain, tokens: ledger.tokens, seconds: ledger.seconds };
    return {
      ...{ request, manifest, class: manifest.class, model, data, engine, plan, state, progress, ledger },
      async save() {
        const before = ledger.step;
        const checkpoint = await writeCheckpoint(request.outDir, state, engine.layout);
        Object.assign(ledger, progress, { step: state.step, checkpoint });
        await writeLedger(request.outDir, ledger);
        // Segments are replayed from their checkpoints; others serve only until the next one.
        const replayed = keepsCheckpoints(manifest) && ledger.leaves.some((leaf) => leaf.step === before);
        if (before !== state.step && !replayed) await removeCheckpoint(request.outDir, before);
      },
      addLeaf: (stage, stateHash, secret) => addLeaf(ledger, request, stage, state.step, stateHash, secret),
      async close() {
        data.close();
        await Promise.all([engine.close(), model.close()]);
      },
    };
  } catch (error) {
    prepared?.close();
    const engine = await openingEngine.catch(() => undefined);
    await Promise.all([engine?.close(), opened?.close()]);
    throw error;
  }
}

/** The ledger as it was left, with `state` at its checkpoint; or a new one with leaf 0. */
async function openLedger(
  request: TrainRequest,
  job: Hex,
  { manifest, model, data, engine }: Pick<Run<EngineState>, 'manifest' | 'model' | 'data' | 'engine'>,
  state: TrainingState,
): Promise<Ledger> {
  const known = await readLedger(request.outDir);
  const write = () => writeCheckpoint(request.outDir, state, engine.layout);
  // A run that goes on has written where it began.
  const isWritten = !keepsCheckpoints(manifest) || (known && (await hasCheckpoint(request.outDir, 0)));
  const initial = isWritten ? stateHash(state, engine.layout) : await write();
  const inputs = inputsCommitment(job, await model.digests(), data, engine.table, initial, engine.teacher);
  if (known) {
    if (known.job !== job || known.leaves[0]?.stateHash !== inputs.stateHash) {
      throw new TrainError(
        'inputs_changed',
        `${request.outDir} holds another job, or this one with other inputs`,
        'Use a new folder, or give the run the files that it began with.',
      );
    }
    if (await readCheckpoint(request.outDir, known.step, known.checkpoint, engine.layout, state)) {
      if (!keepsCheckpoints(manifest)) await removeOthers(request.outDir, known);
      return known;
    }
    if (keepsCheckpoints(manifest)) await write();
  }
  const ledger: Ledger = {
    ...{ job, step: 0, checkpoint: initial, chain: startSecret('segment', initial) },
    ...{ leaves: [], evaluations: [], tokens: 0, seconds: 0 },
  };
  addLeaf(ledger, request, 'init', 0, inputs.stateHash, inputs.secret);
  await writeLedger(request.outDir, ledger);
  return ledger;
}

/** Removes what a run that was killed had no time to remove. */
async function removeOthers(outDir: string, { leaves, step: kept }: Ledger): Promise<void> {
  for (const { step } of leaves) if (step !== kept) await removeCheckpoint(outDir, step);
}

function addLeaf(
  ledger: Ledger,
  { provenance }: TrainRequest,
  stage: LedgerLeaf['stage'],
  step: number,
  stateHash: Hex,
  secret: Hex,
): LedgerLeaf {
  const place = { jobId: BigInt(provenance.jobId), index: ledger.leaves.length };
  const seal = sealOf(secret);
  const leaf = { stage, step, hash: traceLeafHash({ ...place, stateHash, seal }), stateHash, seal, secret };
  ledger.leaves.push(leaf);
  return leaf;
}

/** Our layer graphs, on an executor of the job's class. */
const onnxEngine: ChooseEngine<TrainingEngine> = (manifest, request) => {
  const executors = executorsOf(manifest.class, request);
  requireRecompute(manifest.class, request);
  return async (opening) => {
    const count = request.threads ?? machine.cores();
    const lanes = spawnLanes(executors[0]!, count);
    try {
      const options = { executors, lanes: lanes.length > 0 ? lanes : count };
      return await openOnLanes(manifest, request, opening, options);
    } catch (error) {
      await stopLanes(lanes);
      throw error;
    }
  };
};

/** The engine of a job on lanes that wait for its model. */
async function openOnLanes(
  manifest: JobManifest,
  request: TrainRequest,
  opening: OpeningModel,
  options: { executors: readonly ExecutorChoice[]; lanes: LaneCount },
): Promise<TrainingEngine> {
  const teacher = await openTeacherModel(manifest, request, opening.whole);
  try {
    const learntFrom = await teacher?.model.digests();
    const engine = await openEngine(await opening.weights, manifest, {
      ...options,
      onBegun: opening.goOn,
      ...{ maxTokens: manifest.sequenceLength, teacher, cacheDir: request.cacheDir },
      recompute: request.recompute,
    });
    const objective = openObjective(manifest.objective, engine, initialOf(engine, manifest));
    const inputs = teacher && learntFrom && { weights: learntFrom.weights, table: teacher.table };
    return { ...engine, objective, ...(inputs ? { teacher: inputs } : {}) };
  } finally {
    await teacher?.model.close();
  }
}

/** Puts an adapter at its start; a model's own weights stand there since they were read. */
function setInitial(engine: EngineState, seed: number): void {
  const { layout, parameters, neutral } = engine;
  if (!isFull(layout)) parameters.set(initialParameters(layout, seed, neutral));
}

/** The parameters that training begins with, where they are measured against: an adapter's are drawn anew. */
function initialOf(engine: EngineState, { objective, seed }: JobManifest): () => Float32Array {
  const { layout, parameters, neutral } = engine;
  if (isFull(layout)) {
    const kept = objective?.name === 'dpo' ? parameters.slice() : parameters;
    return () => kept;
  }
  let initial: Float32Array | undefined;
  return () => (initial ??= initialParameters(layout, seed, neutral));
}

function requireRecompute(className: string, { recompute = 'auto' }: TrainRequest): void {
  if (recompute === 'auto' || recomputeKeepsBits(className)) return;
  throw new TrainError(
    'request_refused',
    `recompute: ${recompute} would change the bits of class ${className}`,
    'Leave it out, or choose the executor ort-cpu, whose bits it does not change.',
  );
}

/** The executor of the job's class; for `tolerance` all that are here, fastest first. */
function executorsOf(wanted: string, { openVinoDir, executor }: TrainRequest): ExecutorChoice[] {
  const known = knownExecutors(openVinoDir);
  if (wanted === 'tolerance' && executor) return [{ name: executor }];
  if (wanted === 'tolerance') return known;
  const right = known.filter((choice) => trainingClass(choice) === wanted);
  if (right.length === 0) {
    throw new TrainError(
      'class_mismatch',
      `the job asks for class ${wanted}, this machine is ${known.map((choice) => trainingClass(choice)).join(' or ')}`,
      'Give the job to a node of its class, or ask for the class `tolerance`.',
    );
  }
  return right;
}

function requireDatasets(manifest: JobManifest, request: TrainRequest): void {
  const wanted = manifest.datasets.map((dataset) => dataset.manifest).join();
  const given = request.datasets.map((dataset) => dataset.manifest).join();
  if (wanted !== given) {
    throw new TrainError(
      'request_refused',
      `datasets: the job names ${wanted}, the request brings ${given}`,
      'Bring the files of each dataset in the order of the manifest.',
    );
  }
}
