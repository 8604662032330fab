import type { Sequence } from '../../data/sequence.ts';
import type { DropoutPlace } from '../decoder/dropout-bits.ts';

/** What a lane's thread is asked to do. `gradient` lies in shared memory. */
export type LaneTask = {
  id: number;
  sequence: Sequence;
  pull?: { divisor: number; gradient: Float32Array; place: DropoutPlace };
};

/** What it answers: a summed loss, or why there is none. */
export type LaneAnswer = { id: number; sum: number } | { id: number; error: string };
