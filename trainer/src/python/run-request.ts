import { runTraining } from '../run/run-training.ts';
import type { TrainEnvironment } from '../run/run-training.ts';
import type { TrainRequest } from '../run/train-request.ts';
import type { TrainResult } from '../run/train-result.ts';
import { runInPython } from './run-in-python.ts';
import type { StartPython } from './start-python.ts';

/**
 * Fine-tunes on the engine that the request names: our own, or the Python one where it says where that lies.
 *
 * @param start Starts the Python one elsewhere than here.
 */
export function runRequest(
  request: TrainRequest,
  environment?: TrainEnvironment,
  start?: StartPython,
): Promise<TrainResult> {
  const { python } = request;
  return python ? runInPython({ ...request, python }, environment, start) : runTraining(request, environment);
}
