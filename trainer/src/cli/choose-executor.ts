import { trainingClass } from '../engine/class/training-class.ts';
import { executorName } from '../engine/executor/executor-choice.ts';
import type { ExecutorChoice } from '../engine/executor/executor-choice.ts';
import { inspectExecutors } from '../engine/executor/inspect/inspect-executors.ts';
import { knownExecutors } from '../engine/executor/known-executors.ts';
import { FetchError } from '../fetch/fetch-error.ts';
import { fetchOpenVino } from '../fetch/fetch-openvino.ts';
import { cacheDirOf } from './find-model.ts';
import type { Surroundings } from './surroundings.ts';
import { UsageError } from './usage-error.ts';

/** Names that `--executor` takes. */
export const EXECUTORS = ['auto', 'openvino-bf16', 'openvino-f32', 'ort-cpu', 'wasm', 'ort-webgpu'] as const;

/** What computes, and the determinism class that makes the job of. */
export type ChosenExecutor = { choice: ExecutorChoice; class: string; openVinoDir: string | undefined };

/**
 * The executor that was asked for, or the fastest whose gradients are right. OpenVINO is fetched at its first need;
 * without it there is one that is always here.
 *
 * @throws UsageError when the one asked for cannot be had.
 */
export async function chooseExecutor(
  wanted: (typeof EXECUTORS)[number],
  surroundings: Pick<Surroundings, 'env' | 'err'>,
): Promise<ChosenExecutor> {
  const isOptIn = wanted === 'wasm' || wanted === 'ort-webgpu';
  const openVinoDir = wanted === 'ort-cpu' || isOptIn ? undefined : await openVino(surroundings);
  const cacheDir = cacheDirOf(surroundings.env);
  const { findings, chosen } = await inspectExecutors({
    ...{ openVinoDir, cacheDir },
    optIn: isOptIn ? [wanted] : [],
  });
  const name = wanted === 'auto' ? chosen?.executor : wanted;
  const found = findings.find(({ executor }) => executor === name);
  const all: ExecutorChoice[] = [...knownExecutors(openVinoDir), { name: 'ort-webgpu' }];
  const choice = all.find((known) => executorName(known) === name);
  if (choice && found?.state === 'passed') return { choice, class: trainingClass(choice), openVinoDir };
  const reason = found?.reason ?? findings.map((finding) => finding.reason).join('; ');
  throw new UsageError(`${wanted}: ${reason}`, 'Try --executor auto; `doctor` says what was found.');
}

/** Where OpenVINO's libraries are, or undefined with a word on why there are none. */
export async function openVino({ env, err }: Pick<Surroundings, 'env' | 'err'>): Promise<string | undefined> {
  try {
    return await fetchOpenVino({
      cacheDir: cacheDirOf(env),
      localPath: env['CULTIVAR_OPENVINO'],
      onMiss: (line) => void err.write(`${line}\n`),
    });
  } catch (error) {
    if (!(error instanceof FetchError)) throw error;
    err.write(`without OpenVINO: ${error.message}\n`);
    return undefined;
  }
}
