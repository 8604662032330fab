import { text } from 'node:stream/consumers';
import { parseManifest } from '@cultivar/sdk/spec';
import { prepareData } from '../../src/data/prepare-data.ts';
import type { Sequence } from '../../src/data/sequence.ts';
import { readFrozenWeights } from '../../src/engine/decoder/frozen-weights.ts';
import { loraLayout } from '../../src/engine/decoder/lora-layout.ts';
import { ropeTables } from '../../src/engine/decoder/rope-tables.ts';
import type { ExecutorChoice } from '../../src/engine/executor/executor-choice.ts';
import { openExecutor } from '../../src/engine/executor/open-executor.ts';
import { ortCpu } from '../../src/engine/executor/ort-cpu.ts';
import { inOrder } from '../../src/engine/lanes/in-order.ts';
import { laneHere } from '../../src/engine/lanes/lane-here.ts';
import type { LaneModel } from '../../src/engine/lanes/open-lane.ts';
import { shareBytes, sharedFloats, shareFloats } from '../../src/engine/lanes/shared-memory.ts';
import { sharedRoom } from '../../src/engine/lanes/shared-room.ts';
import { spawnLane } from '../../src/engine/lanes/spawn-lane.ts';
import { initialParameters } from '../../src/engine/optimizer/initial-parameters.ts';
import { openModel } from '../../src/model/open-model.ts';
import { heldTokens } from '../../src/run/held-tokens.ts';
import { arrangeRows } from './arrange-rows.ts';
import { constantWeights } from './constant-weights.ts';
import { taskSchema } from './task.ts';
import type { Task } from './task.ts';

// node trainer/bench/ablation/run-task.ts < task.json: takes gradients as the task says and prints an event after each
// step, in the trainer's words: `started`, then `step` with the mean loss and the tokens of all steps so far.
const task = taskSchema.parse(JSON.parse(await text(process.stdin)));
const { sequences, model } = await prepare(task);
const lanes = await openLanes(task, model);
const gradient = sharedFloats(model.layout.length);
const parts = Array.from({ length: 2 * lanes.length }, () => sharedFloats(model.layout.length));
tell({ type: 'started' });
let tokens = 0;
for (let step = 0; step < task.steps; step++) {
  const from = (step * task.sequences) % (sequences.length - task.sequences + 1);
  const taken = arrangeRows(sequences.slice(from, from + task.sequences), task);
  const counted = taken.reduce((sum, sequence) => sum + sequence.tokens, 0);
  let loss = 0;
  gradient.fill(0);
  await inOrder(
    lanes,
    [...taken.entries()],
    parts,
    (lane, [number, sequence], part) =>
      lane.work(sequence, {
        divisor: counted,
        gradient: part,
        place: { step, sequence: number },
      }),
    (sum, part) => {
      loss += sum / counted;
      for (let i = 0; i < gradient.length; i++) gradient[i]! += part[i]!;
    },
  );
  tokens += taken.reduce((sum, sequence) => sum + real(sequence), 0);
  tell({ type: 'step', loss, tokens });
}
process.exit(0);

/** Tokens of the rows: padding that is made to look like a document is none. */
function real(sequence: Sequence): number {
  return sequence.rows.length === 1 && task.rows === 'padded'
    ? sequence.documents.filter((document) => document === 0).length
    : heldTokens(sequence);
}

async function prepare({ request, executor, saving, weights }: Task) {
  const manifest = parseManifest(request.manifest, 'job');
  const base = await openModel(request.modelFiles);
  const { config } = base;
  const data = await prepareData(manifest, request.datasets, base);
  const maxTokens = manifest.sequenceLength;
  const layout = loraLayout(config, manifest.lora!);
  const parameters = sharedFloats(layout.length);
  parameters.set(initialParameters(layout, manifest.seed));
  const room = sharedRoom(executor === 'openvino-bf16' ? 'bf16' : 'f32');
  const model: LaneModel = {
    ...{ executor: choiceOf(executor, request.openVinoDir), config, layout, parameters, saving },
    ...{ table: ropeTables(config, maxTokens, shareFloats), seed: manifest.seed, maxTokens },
    frozen: await readFrozenWeights(base, room, weights === 'four-bits' ? shareBytes : undefined),
  };
  const sequences = [...data.epoch(0)];
  data.close();
  await base.close();
  return { sequences, model };
}

function choiceOf(executor: Task['executor'], libraryDir = ''): ExecutorChoice {
  if (executor === 'ort-cpu') return { name: executor };
  return { name: 'openvino', precision: executor === 'openvino-f32' ? 'f32' : 'bf16', libraryDir };
}

async function openLanes({ lanes, operationThreads, weights }: Task, model: LaneModel) {
  if (lanes > 1)
    return Promise.all(Array.from({ length: lanes }, () => spawnLane(model.executor).open(model)));
  const executor = operationThreads > 1 ? ortCpu(operationThreads) : await openExecutor(model.executor);
  return [await laneHere(weights === 'constants' ? constantWeights(executor) : executor, model)];
}

function tell(event: object): void {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}
