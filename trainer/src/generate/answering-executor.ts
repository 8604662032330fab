import { availableParallelism } from 'node:os';
import { ortCpu } from '../engine/executor/ort-cpu.ts';
import type { Executor } from '../engine/executor/executor.ts';

/** What answers are computed with. @param threads Threads of an operation; default all cores. */
export async function answeringExecutor(threads?: number): Promise<Executor> {
  return ortCpu(threads ?? availableParallelism());
}
