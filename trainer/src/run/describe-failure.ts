import { ManifestError } from '@cultivar/sdk/spec';
import { DataError } from '../data/data-error.ts';
import { TemplateError } from '../data/template-error.ts';
import { LoraTargetError } from '../engine/decoder/lora-target-error.ts';
import { ExecutorError } from '../engine/executor/executor-error.ts';
import { GradientError } from '../engine/reference/gradient-error.ts';
import { ModelFileError } from '../model/model-file-error.ts';
import { TrainError } from './train-error.ts';

/** A failure as an event tells it. */
export type Failure = { code: string; message: string; hint: string };

/** Says what went wrong and what the reader can do. */
export function describeFailure(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof TrainError) return { code: error.code, message, hint: error.hint };
  if (error instanceof ManifestError) {
    return { code: 'manifest', message, hint: 'Correct the manifest and request a new job.' };
  }
  if (error instanceof DataError) {
    return {
      code: `data_${error.code}`,
      message,
      hint: 'Correct the dataset, or let the job skip bad rows.',
    };
  }
  if (error instanceof TemplateError) {
    return {
      code: `template_${error.code}`,
      message,
      hint: 'Choose a model whose chat template fits the data.',
    };
  }
  if (error instanceof LoraTargetError) {
    return { code: 'request_refused', message, hint: 'Name targets that the base model has.' };
  }
  if (error instanceof GradientError) {
    return {
      code: 'gradients_wrong',
      message,
      hint: 'This machine cannot train: give the job to another node.',
    };
  }
  if (error instanceof ExecutorError) {
    return {
      code: 'executor_failed',
      message,
      hint: 'Run `doctor`: it says which executors work on this machine.',
    };
  }
  if (error instanceof ModelFileError) {
    return {
      code: `model_${error.code}`,
      message,
      hint: 'Check the files of the model against its manifest.',
    };
  }
  return { code: 'unexpected', message, hint: 'Start the job again: it goes on from its last checkpoint.' };
}

/** Whether the inputs were at fault, so that trying again is of no use. */
export function isRefusal(error: unknown): boolean {
  return (
    error instanceof ManifestError ||
    error instanceof DataError ||
    error instanceof TemplateError ||
    error instanceof ModelFileError ||
    error instanceof LoraTargetError ||
    (error instanceof TrainError && !['canceled', 'diverged', 'replay_differs'].includes(error.code))
  );
}
