import { availableParallelism } from 'node:os';
import { cpuModel } from '../engine/class/cpu-model.ts';
import type { Machine } from './machine.ts';
import { sparing } from './sparing.ts';

/** The machine as the system shows it. */
export const machine: Machine = {
  cores: () => availableParallelism(),
  cpu: cpuModel,
  peakMemoryBytes: () => process.resourceUsage().maxRSS * 1024,
  sparing,
};
