import { mergedWeights } from '../adapter/merged-weights.ts';
import { readPeftAdapter } from '../adapter/read-peft-adapter.ts';
import { loraLayout } from '../engine/decoder/lora-layout.ts';
import type { BaseModel, WeightSource } from '../model/base-model.ts';
import type { ModelFile } from '../model/model-file.ts';
import { openModel } from '../model/open-model.ts';

/** A base model, and its weights with an adapter worked into them. */
export type MergedModel = { model: BaseModel; weights: WeightSource; close(): Promise<void> };

/** Opens a base model and, where one is named, an adapter for it. @throws ModelFileError */
export async function openMerged(
  modelFiles: readonly ModelFile[],
  adapterDir: string | undefined,
): Promise<MergedModel> {
  const model = await openModel(modelFiles);
  try {
    const adapter = adapterDir === undefined ? undefined : await readPeftAdapter(adapterDir, model.config);
    const weights = adapter
      ? mergedWeights(model.weights, adapter, loraLayout(model.config, adapter).scale)
      : model.weights;
    return { model, weights, close: () => model.close() };
  } catch (error) {
    await model.close();
    throw error;
  }
}
