import type { Crowd } from './crowd.ts';
import type { DisputeRules } from './dispute-rules.ts';
import type { Job } from './job.ts';
import type { Stakes } from './stakes.ts';

/** Everything an attack depends on but the attack itself. */
export type Setting = { stakes: Stakes; job: Job; crowd: Crowd; rules: DisputeRules };
