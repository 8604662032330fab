import type { JobManifestInput } from '@cultivar/sdk/spec';

/** What a preset decides of a job: everything but model, data and length. */
export type PresetSettings = Pick<
  JobManifestInput,
  'sequenceLength' | 'packing' | 'accumulation' | 'optimizer' | 'schedule' | 'epochs'
> & { lora: NonNullable<JobManifestInput['lora']>; heldOutShare: number };

/** Settings for one kind of task, with the reason for them. */
export type Preset = { purpose: string; why: string; settings: PresetSettings };
