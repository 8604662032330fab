export { runTraining } from './run/run-training.ts';
export type { TrainEnvironment } from './run/run-training.ts';
export { trainRequestSchema } from './run/train-request.ts';
export type { TrainRequest } from './run/train-request.ts';
export type { TrainResult } from './run/train-result.ts';
export { TrainError } from './run/train-error.ts';
export type { TrainErrorCode } from './run/train-error.ts';
export { trainingClass } from './engine/class/training-class.ts';
