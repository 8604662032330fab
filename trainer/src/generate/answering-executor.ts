import { availableParallelism } from 'node:os';
import type { Executor } from '../engine/executor/executor.ts';
import { ortAnswering } from '../engine/executor/ort-answering.ts';

/** What answers are computed with. @param threads Threads of an operation; default all cores. */
export async function answeringExecutor(threads?: number): Promise<Executor> {
  return ortAnswering(threads ?? availableParallelism());
}
