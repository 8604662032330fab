import { loraLayout } from '../engine/decoder/lora-layout.ts';
import type { LoraLayout } from '../engine/decoder/lora-layout.ts';
import type { WeightSource } from '../model/base-model.ts';
import type { ChooseEngine, EngineState } from '../run/open-run.ts';
import { isPythonClass, PYTHON_CLASS } from './is-python-class.ts';
import { TrainError } from '../run/train-error.ts';

/**
 * The Python engine as a run sees it that prepares its work: the layout and place of the values that it trains. It
 * computes in a process of its own, which makes its tables itself, so there is none to commit to.
 *
 * @throws TrainError where the job asks for a class of another engine.
 */
export const pythonEngineState: ChooseEngine<EngineState> = (manifest) => {
  if (!isPythonClass(manifest.class)) {
    throw new TrainError(
      'class_mismatch',
      `the job asks for class ${manifest.class}, the Python engine has tolerance and ${PYTHON_CLASS}…`,
      'Leave the engine out, or ask for one of its classes.',
    );
  }
  return async ({ config, weights }) => {
    const layout = loraLayout(config, manifest.lora);
    const none = new Float32Array(0);
    return {
      layout,
      parameters: new Float32Array(layout.length),
      table: { cosine: none, sine: none, positions: 0, width: 0 },
      neutral: await neutralValues(layout, weights),
      close: async () => undefined,
    };
  };
};

/** What an adapter that changes nothing holds: zeros, and with DoRA the lengths of the frozen rows. */
async function neutralValues(layout: LoraLayout, weights: WeightSource): Promise<Float32Array> {
  const values = new Float32Array(layout.length);
  for (const { name, matrix, offset, length } of layout.slots) {
    if (matrix !== 'magnitude') continue;
    const weight = await weights.read(name.replace(/^base_model\.model\.(.*)\.\w+$/, '$1.weight'));
    const width = weight.length / length;
    for (let row = 0; row < length; row++) {
      let square = 0;
      for (let i = row * width; i < (row + 1) * width; i++) square += weight[i]! ** 2;
      values[offset + row] = Math.sqrt(square);
    }
  }
  return values;
}
