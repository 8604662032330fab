import type { TrainEvent } from '@cultivar/sdk/spec';
import { TrainError } from '../run/train-error.ts';
import type { TrainErrorCode } from '../run/train-error.ts';
import type { PythonEnd } from './start-python.ts';

const CODES: readonly string[] = [
  'request_refused',
  'class_mismatch',
  'model_refused',
  'out_of_memory',
  'diverged',
  'canceled',
] satisfies TrainErrorCode[];

/** The error that a run of the Python engine ended with: what it said last, or how its process ended. */
export function pythonFailure(failed: TrainEvent | undefined, { code, words }: PythonEnd): Error {
  if (failed?.type === 'failed' && CODES.includes(failed.code))
    return new TrainError(failed.code as TrainErrorCode, failed.message, failed.hint);
  if (failed?.type === 'failed') return new Error(failed.message);
  const last = words.split('\n').at(-1)?.trim();
  return new Error(`the Python engine ended with ${code ?? 'a signal'}${last ? `: ${last}` : ''}`);
}
