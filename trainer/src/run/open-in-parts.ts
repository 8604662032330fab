import type { BaseModel, ModelWeights } from '../model/base-model.ts';
import type { ModelFile } from '../model/model-file.ts';
import { openModel } from '../model/open-model.ts';

/** A model on its way: its weights are known before its tokenizer is read, which keeps this thread busy longest. */
export type OpeningModel = {
  /** Checked; rejects where the model is refused. */
  readonly weights: Promise<ModelWeights>;
  /** Goes on to the tokenizer: other threads have what they need of the weights. */
  goOn(): void;
  /** All of it, for whom the weights alone are of no use. */
  whole(): Promise<BaseModel>;
};

/**
 * Opens a model, and stops before its tokenizer until somebody says to go on.
 *
 * @returns `model` rejects as `openModel` does.
 */
export function openInParts(files: readonly ModelFile[]): {
  opening: OpeningModel;
  model: Promise<BaseModel>;
} {
  const found = Promise.withResolvers<ModelWeights>();
  const { promise: going, resolve: goOn } = Promise.withResolvers<void>();
  const model = openModel(files, (weights) => {
    found.resolve(weights);
    return going;
  });
  model.catch(found.reject);
  // An engine that needs no weights does not ask for them.
  found.promise.catch(() => {});
  const whole = () => {
    goOn();
    return model;
  };
  return { opening: { weights: found.promise, goOn, whole }, model };
}
