import type { DecoderConfig } from '../../../model/decoder-config.ts';
import { bfloat16Support } from '../../class/bfloat16-support.ts';
import { trainingClass } from '../../class/training-class.ts';
import { loraLayout } from '../../decoder/lora-layout.ts';
import { PROJECTION_PATHS } from '../../decoder/projections.ts';
import type { Projection } from '../../decoder/projections.ts';
import { requireGradients } from '../../reference/require-gradients.ts';
import { executorName } from '../executor-choice.ts';
import type { ExecutorChoice } from '../executor-choice.ts';
import { ExecutorError } from '../executor-error.ts';
import { knownExecutors } from '../known-executors.ts';
import { openExecutor } from '../open-executor.ts';
import { ADAPTER_CALL } from '../ort-webgpu.ts';
import type { ExecutorFinding, ExecutorReport } from './executor-report.ts';
import type { Inspection } from './inspection.ts';

/** A narrow layer: a run checks the very layers of its model once more. */
const SAMPLE: DecoderConfig = {
  architecture: 'llama',
  hiddenSize: 192,
  intermediateSize: 512,
  layers: 1,
  heads: 3,
  keyValueHeads: 1,
  headDim: 64,
  vocabularySize: 1024,
  contextLength: 256,
  ropeBase: 10_000,
  normEpsilon: 1e-5,
  tiedEmbeddings: true,
};
const LORA = { rank: 8, alpha: 16, targets: Object.keys(PROJECTION_PATHS) as Projection[] };

/** Checks every executor of this machine, in this process: a library that crashes takes it along. */
export async function inspectHere({
  openVinoDir,
  cacheDir,
  optIn = [],
}: Inspection): Promise<ExecutorReport> {
  const findings = absentOnes(openVinoDir);
  for (const choice of knownExecutors(openVinoDir)) {
    if (choice.name !== 'wasm' || optIn.includes('wasm')) findings.push(await check(choice, cacheDir));
  }
  if (optIn.includes('ort-webgpu')) findings.push(await check({ name: 'ort-webgpu' }, cacheDir));
  const first = findings.find(({ state }) => state === 'passed');
  return { findings, ...(first ? { chosen: { executor: first.executor, class: first.class! } } : {}) };
}

function absentOnes(openVinoDir: string | undefined): ExecutorFinding[] {
  const absent = (executor: string, reason: string) => ({ executor, state: 'absent' as const, reason });
  if (openVinoDir === undefined) {
    return ['openvino-bf16', 'openvino-f32'].map((name) => absent(name, 'its libraries are not here'));
  }
  return bfloat16Support() !== 'none' ? [] : [absent('openvino-bf16', 'this CPU has no bf16 arithmetic')];
}

async function check(choice: ExecutorChoice, cacheDir?: string): Promise<ExecutorFinding> {
  const executor = executorName(choice);
  try {
    const opened = await openExecutor(choice);
    await requireGradients(opened, SAMPLE, loraLayout(SAMPLE, LORA), 'activations', cacheDir);
    return { executor, state: 'passed', class: trainingClass(choice) };
  } catch (error) {
    const isAbsent = error instanceof ExecutorError && error.call === ADAPTER_CALL;
    const reason = error instanceof Error ? error.message : String(error);
    return { executor, state: isAbsent ? 'absent' : 'failed', reason };
  }
}
