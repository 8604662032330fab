import { z } from 'zod';

/** The states of a job in a node's journal, in the order in which they are reached. */
export const JOB_STATES = [
  'seen',
  'checked',
  'claimed',
  'training',
  'stored',
  'submitted',
  'settled',
  'lost',
  'refused',
] as const;

/**
 * Where a job stands at this node. `seen` to `submitted` are on the way; the rest are final:
 * `settled` paid, `lost` taken by another, expired, canceled or failed, `refused` never claimed.
 */
export const jobStateSchema = z.enum(JOB_STATES);

/** Where a job stands at this node. */
export type JobState = z.infer<typeof jobStateSchema>;
