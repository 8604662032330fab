import type { JobManifest } from '@cultivar/sdk/spec';
import type { Engine } from '../engine/lanes/engine.ts';
import { likelihood } from './likelihood.ts';
import type { Objective } from './objective.ts';
import { preference } from './preference.ts';

/**
 * What a job's manifest asks a run to make small.
 *
 * @param initial The parameters that training began with.
 */
export function openObjective(
  objective: JobManifest['objective'],
  engine: Engine,
  initial: () => Float32Array,
): Objective {
  if (objective?.name === 'dpo') return preference(engine, objective.beta, initial);
  return likelihood(engine);
}
