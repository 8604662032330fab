import type { Executor } from '../engine/executor/executor.ts';
import type { BaseModel } from '../model/base-model.ts';
import type { Generator } from './generator.ts';
import { openLayeredGenerator } from './open-layered-generator.ts';
import { openPackedGenerator } from './open-packed-generator.ts';

/** Reads a base model's weights and compiles what generation needs, as suits the executor. */
export async function openGenerator(executor: Executor, model: BaseModel): Promise<Generator> {
  return executor.packs ? openPackedGenerator(executor, model) : openLayeredGenerator(executor, model);
}
