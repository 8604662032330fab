import type { Room } from '../decoder/frozen-weights.ts';
import type { Precision } from '../executor/executor-choice.ts';
import { sharedFloats, sharedHalves } from './shared-memory.ts';

/** Room for frozen weights in memory that threads share, for matrices in what is computed in. */
export function sharedRoom(precision: Precision): Room {
  return (shape) => {
    const length = shape.reduce((a, b) => a * b, 1);
    return precision === 'bf16' && shape.length > 1 ? sharedHalves(length) : sharedFloats(length);
  };
}
