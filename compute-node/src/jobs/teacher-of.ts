import type { JobManifest } from '@cultivar/sdk/spec';

/** The model that a job learns from besides its rows, where it names one. */
export function teacherOf({ objective }: Pick<JobManifest, 'objective'>): JobManifest['base'] | undefined {
  return objective?.name === 'distillation' ? objective.teacher : undefined;
}
