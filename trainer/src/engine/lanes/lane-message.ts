import type { Sequence } from '../../data/sequence.ts';
import type { DropoutPlace } from '../decoder/dropout-bits.ts';
import type { LaneModel } from './open-lane.ts';

/** What a lane's thread is told, first of all the model. */
export type LaneMessage = { model: LaneModel } | LaneTask | 'stop';

/** What it is asked to do. `gradient` lies in shared memory. */
export type LaneTask = {
  id: number;
  sequence: Sequence;
  pull?: { divisor: number; gradient: Float32Array; place: DropoutPlace };
};

/** What it answers: that it is ready, a summed loss, or why there is none. */
export type LaneAnswer = 'ready' | { id: number; sum: number } | { id: number; error: string };
